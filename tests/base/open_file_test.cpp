#include "base/open_file.h"

#include <cstdlib>
#include <filesystem>
#include <limits>

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "base/file.h"

namespace darya::base {
namespace {

namespace fs = std::filesystem;

class OpenFileTest : public testing::Test {
protected:
    OpenFileTest() {
        std::string name = (fs::temp_directory_path() / "darya-open-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
        EXPECT_TRUE(write_file(folder_ / "a", "0123456789"));
    }
    ~OpenFileTest() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    fs::path folder_;
};

TEST_F(OpenFileTest, ReadsPiecesOfItAndNothingBeyondItsEnd) {
    const auto file = OpenFile::open(folder_ / "a");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->size(), 10U);
    EXPECT_EQ(*file->read(3, 4), "3456");
    EXPECT_EQ(*file->read(10, 0), "");
    EXPECT_FALSE(file->read(7, 4));
    EXPECT_FALSE(file->read(std::numeric_limits<std::uint64_t>::max(), 2));
}

TEST_F(OpenFileTest, GoesOnReadingAFileThatIsRemovedAndNoticesOneThatIsCutOff) {
    auto opened = OpenFile::open(folder_ / "a");
    ASSERT_TRUE(opened);
    const OpenFile file = std::move(*opened);
    fs::resize_file(folder_ / "a", 5);
    EXPECT_FALSE(file.read(3, 4));
    fs::remove(folder_ / "a");
    EXPECT_EQ(*file.read(0, 5), "01234");
}

TEST_F(OpenFileTest, NamesWhatIsNoFile) {
    EXPECT_NE(OpenFile::open(folder_ / "none").error().line().find("none"), std::string::npos);
    EXPECT_FALSE(OpenFile::open(folder_));
}

TEST(Bytes, ComeBackAsTheyWereWritten) {
    std::string bytes;
    ByteWriter writer(bytes);
    writer.add_byte(7);
    writer.add_u32(0xFFFFFFFFU);
    writer.add_u64(1);
    writer.add_double(-0.5);
    for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, ~std::uint64_t{0}})
        writer.add_count(count);
    for (const std::int64_t step : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{64}, INT64_MIN, INT64_MAX})
        writer.add_step(step);
    writer.add_text("Сырдарья");
    ByteReader reader(bytes);
    EXPECT_EQ(reader.byte(), 7);
    EXPECT_EQ(reader.u32(), 0xFFFFFFFFU);
    EXPECT_EQ(reader.u64(), 1U);
    EXPECT_EQ(reader.number(), -0.5);
    for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, ~std::uint64_t{0}})
        EXPECT_EQ(reader.count(), count);
    for (const std::int64_t step : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{64}, INT64_MIN, INT64_MAX})
        EXPECT_EQ(reader.step(), step);
    EXPECT_EQ(reader.text(), "Сырдарья");
    EXPECT_TRUE(reader.is_good());
    EXPECT_EQ(reader.left(), 0U);
}

TEST(Bytes, AreFoundWantingWhereTheyEndOrTellOfMoreThanThereIs) {
    for (const std::string bytes : {"", "\x80",
                                    "\x05"
                                    "abc"}) {
        ByteReader reader(bytes);
        EXPECT_EQ(reader.text(), "");
        EXPECT_EQ(reader.is_good(), false) << bytes;
        EXPECT_EQ(reader.u64(), 0U);
    }
    ByteReader many("\x09 12345678");
    EXPECT_EQ(many.count_of(2), 0U);
    EXPECT_FALSE(many.is_good());
}

}  // namespace
}  // namespace darya::base
