#include "base/utf8.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace darya::base {
namespace {

bool is_scalar(char32_t value) {
    return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

TEST(Utf8, WritesAndReadsBackEveryCodePoint) {
    for (char32_t value = 0; value <= 0x10FFFF; ++value) {
        if (!is_scalar(value)) continue;
        std::string text;
        append_utf8(text, value);
        const CodePoint point = code_point_at(text, 0);
        ASSERT_EQ(point.value, value);
        ASSERT_EQ(point.byte_count, text.size());
    }
}

TEST(Utf8, WritesTheReplacementForWhatIsNoCodePoint) {
    for (const char32_t value : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
        std::string text;
        append_utf8(text, value);
        EXPECT_EQ(text, "\xEF\xBF\xBD");
    }
}

/// The rule itself: a sequence is valid when writing what it says gives the same bytes.
std::size_t slow_first_invalid(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t taken = 0;
        for (std::size_t length = 1; length <= 4 && taken == 0 && at + length <= text.size(); ++length) {
            const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
            char32_t value = length == 1 ? byte(0) : byte(0) & (0x7Fu >> length);
            for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(i) & 0x3Fu);
            std::string written;
            append_utf8(written, value);
            if (written == text.substr(at, length)) taken = length;
        }
        if (taken == 0) return at;
        at += taken;
    }
    return text.size();
}

TEST(Utf8, FindsTheFirstInvalidByteAsTheRuleSaysIt) {
    const unsigned char bytes[] = {'a',  0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
                                   0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF, 0x8F, 0x90, 0xD0, 0x00};
    for (unsigned seed = 0; seed < 20000; ++seed) {
        std::mt19937 random(seed);
        std::string text(1 + random() % 6, ' ');
        for (char& letter : text) letter = static_cast<char>(bytes[random() % sizeof bytes]);
        ASSERT_EQ(first_invalid_byte(text).value_or(text.size()), slow_first_invalid(text)) << "seed " << seed;
    }
}

TEST(Utf8, TakesOneByteOfWhatIsInvalidSoThatAWalkEnds) {
    const std::string cut = "\xE2\x82";  // the euro sign without its last byte
    EXPECT_EQ(code_point_at(cut, 0).value, char32_t{0xFFFD});
    EXPECT_EQ(code_point_at(cut, 0).byte_count, 1U);
    EXPECT_EQ(code_point_count(cut), 2U);
    EXPECT_EQ(code_point_count("\xD0\xA0\xD0\xBE\xD0\xB3\xD1\x83\xD0\xBD"), 5U);  // Рогун
    EXPECT_EQ(code_point_count(""), 0U);
}

TEST(Utf8, CallsTheReplacementCharacterItselfValid) {
    EXPECT_FALSE(first_invalid_byte("\xEF\xBF\xBD"));
    EXPECT_EQ(first_invalid_byte("ok\xFF"), std::optional<std::size_t>(2));
}

}  // namespace
}  // namespace darya::base
