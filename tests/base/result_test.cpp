#include "base/result.h"

#include <memory>
#include <string>
#include <unordered_set>

#include <gtest/gtest.h>

#include "base/id.h"
#include "base/notes.h"

namespace darya::base {
namespace {

TEST(Result, HoldsAValueOrTheReasonWhyThereIsNone) {
    const Result<int> good = 7;
    ASSERT_TRUE(good);
    EXPECT_EQ(*good, 7);
    const Result<int> bad = Error{"it is dry", "the river"};
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().where, "the river");
}

TEST(Result, KeepsAValueThatIsItselfAReasonApartFromAReason) {
    const Result<std::unique_ptr<int>> moved = std::make_unique<int>(3);
    ASSERT_TRUE(moved);
    EXPECT_EQ(**moved, 3);
}

TEST(Error, IsOneLineOfPlaceReasonAndNextStep) {
    EXPECT_EQ((Error{"it is empty", "a.txt", "open another"}.line()), "a.txt: it is empty; open another");
    EXPECT_EQ((Error{"it is empty"}.line()), "it is empty");
    EXPECT_EQ((Error{"it is empty", "", "open another"}.line()), "it is empty; open another");
}

TEST(Notes, KeepsTheFirstAndCountsTheRest) {
    Notes notes;
    EXPECT_TRUE(notes.empty());
    for (std::size_t i = 0; i < Notes::most + 7; ++i) notes.add("note " + std::to_string(i));
    EXPECT_EQ(notes.sentences().size(), Notes::most);
    EXPECT_EQ(notes.sentences().front(), "note 0");
    EXPECT_EQ(notes.left_out(), 7U);
}

TEST(Id, OfOneKindIsComparedAndHashedAndDoesNotMixWithAnother) {
    using RiverId = Id<struct RiverTag>;
    using TownId = Id<struct TownTag>;
    static_assert(!std::is_convertible_v<RiverId, TownId>);
    static_assert(!std::is_constructible_v<TownId, RiverId>);
    EXPECT_LT(RiverId{1}, RiverId{2});
    const std::unordered_set<RiverId> ids{RiverId{1}, RiverId{1}, RiverId{2}};
    EXPECT_EQ(ids.size(), 2U);
}

}  // namespace
}  // namespace darya::base
