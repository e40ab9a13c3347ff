#include "reading/encoding.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "reading/article.h"

namespace darya::reading {
namespace {

/// UTF-8 text in another encoding. What that has no letters for must not be in it.
std::string encoded(const std::string& text, const char* encoding) {
    UErrorCode trouble = U_ZERO_ERROR;
    std::string bytes(text.size() * 2 + 16, '\0');
    const std::int32_t count = ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                            text.data(), static_cast<std::int32_t>(text.size()), &trouble);
    EXPECT_TRUE(U_SUCCESS(trouble)) << encoding;
    bytes.resize(static_cast<std::size_t>(count));
    const bool is_wide = std::string_view(encoding).starts_with("UTF-16");
    EXPECT_TRUE(is_wide || bytes.find('\x1A') == std::string::npos) << encoding << " cannot write " << text;
    return bytes;
}

const std::vector<std::string> russian{
    "Рогунская ГЭС",
    "Токтогульское водохранилище наполнилось к осени.",
    "О воде",
    "ВОДА И ЭНЕРГИЯ",
    "ВЫСОКИЙ УРОВЕНЬ ВОДЫ В ЮЖНЫХ РАЙОНАХ",
    "Ёлки у реки Чу: объём стока, съезд и подъём.",
    "Министр посетил плотину 12 марта 2010 г. (вместе с гостями из Ташкента).",
    "Зимой стране нужен свет, летом соседям нужна вода: так спорят уже двадцать лет, и каждая весна начинает спор "
    "сначала. Плотина стоит на Нарыне, поля лежат в долине, а море, которого почти нет, ждёт остатка.",
    "The newspaper Известия wrote of it, and so did Правда Востока.",
    "Нурек",
    "Река Или впадает в Балхаш; или не впадает?",
    "В 1960 году площадь моря была 68 тыс. км2, в 2009-м осталось меньше 8 тыс.",
    "Тел. 55-12-34, ул. Чуй, 106"};

TEST(Encoding, IsRightForShortRussianTextsInAllFourOldEncodings) {
    for (const char* const encoding : {"windows-1251", "KOI8-R", "ISO-8859-5", "CP866"}) {
        for (const std::string& text : russian) {
            SCOPED_TRACE(std::string(encoding) + ": " + text);
            const std::string bytes = encoded(text, encoding);
            EXPECT_EQ(detect_encoding(bytes), encoding);
            const auto decoded = decode(bytes);
            ASSERT_TRUE(decoded);
            EXPECT_EQ(decoded->text, text);
            EXPECT_EQ(decoded->encoding, encoding);
            EXPECT_FALSE(decoded->first_wrong);
        }
    }
}

TEST(Encoding, IsRightForQuotesDashesAndNumbersThatWindowsWrites) {
    for (const char* const text : {"«Рогун» — это плотина № 1…", "Он сказал: “Воды нет”. – И ушёл."}) {
        EXPECT_EQ(detect_encoding(encoded(text, "windows-1251")), "windows-1251") << text;
    }
}

// A Latin letter slipped into the first text, as it does.
TEST(Encoding, IsRightForKazakhAndTajikWrittenWithTheLettersOfWindows1251) {
    for (const char* const text :
         {"Казакстан мен Озбекстан арасындагы су масeлесі: Сырдариянын суы кімдікі?", "Тіл жане су туралы кітап",
          "Неругохи Рогун дар дарёи Вахш сохта мешавад, оби он ба Амударё мерезад.",
          "Точикистон ва Узбекистон дар бораи об гуфтугу карданд.", "Ўзбекистон сув хўжалиги"}) {
        EXPECT_EQ(detect_encoding(encoded(text, "windows-1251")), "windows-1251") << text;
    }
}

TEST(Encoding, IsRightForGermanFrenchAndTurkish) {
    for (const char* const text :
         {"Über den Aralsee", "Die Staudämme am Naryn gehören zu den größten der Welt.",
          "Où va l’eau de l’Amou-Daria ?",
          "Le réservoir de Toktogoul s’étend à l’est; l’été y est très sec, et l’hiver y est long.", "Caf\xC3\xA9",
          "“English with curly quotes – and a dash”, it’s said.", "Prix : 20 €"}) {
        EXPECT_EQ(detect_encoding(encoded(text, "windows-1252")), "windows-1252") << text;
    }
    for (const char* const text : {"Barajların çoğu Kırgızistan'da, suyun çoğu Özbekistan'da kullanılıyor.",
                                   "Şehir İstanbul değil Bişkek", "Su ve ışık"}) {
        EXPECT_EQ(detect_encoding(encoded(text, "windows-1254")), "windows-1254") << text;
    }
}

TEST(Encoding, NeverTakesUtf8ForAnythingElse) {
    std::vector<std::string> texts = russian;
    for (const char* const more : {"Über", "Aral", "İstanbul ışık", "Қазақстан, Ғ, Ү, Һ", "é", "ж", "—", "Ҳисор ӯ ӣ",
                                   "水电站", "a\xF0\x9F\x8C\x8A", "Ўзбекистон ва Қозоғистон"})
        texts.emplace_back(more);
    for (const std::string& text : texts) {
        EXPECT_EQ(detect_encoding(text), "UTF-8") << text;
        EXPECT_EQ(decode(text)->text, text);
        EXPECT_EQ(decode("\xEF\xBB\xBF" + text)->text, text);
    }
}

TEST(Encoding, SeesUtf16WithAndWithoutItsMark) {
    for (const std::string& text : russian) {
        for (const char* const encoding : {"UTF-16LE", "UTF-16BE"}) {
            const std::string bytes = encoded(text, encoding);
            const std::string mark = encoding[6] == 'L' ? "\xFF\xFE" : "\xFE\xFF";
            EXPECT_EQ(detect_encoding(mark + bytes), encoding) << text;
            EXPECT_EQ(decode(mark + bytes)->text, text);
            if (text.find(' ') == std::string::npos) continue;  // nothing tells it from a picture
            EXPECT_EQ(detect_encoding(bytes), encoding) << text;
            EXPECT_EQ(decode(bytes)->text, text);
        }
    }
    EXPECT_EQ(decode("\xFF\xFE" + encoded("a", "UTF-16LE") + "b")->text, "a\xEF\xBF\xBD") << "half a letter at the end";
}

TEST(Encoding, DecodesLongTextsPieceByPieceWithoutLosingLetters) {
    std::string text;
    while (text.size() < 50'000) text += "Рогун и \xF0\x9F\x8C\x8A вода. ";
    for (const char* const encoding : {"UTF-16LE", "UTF-16BE"}) {
        for (const std::string shift : {"", "a", "ab"}) {
            EXPECT_EQ(decode(encoded(shift + text, encoding), encoding)->text, shift + text);
        }
    }
    std::string old;
    while (old.size() < 300'000) old += "Long English text before it. ";
    old += "Рогун стоит на Вахше.";
    EXPECT_EQ(decode(encoded(old, "KOI8-R"))->text, old);
}

TEST(Encoding, CanBeForcedOnAnArticleByAnyOfTheKnownNames) {
    EXPECT_EQ(known_encodings().front(), "UTF-8");
    const std::string bytes = encoded("Вода", "KOI8-R");
    for (const std::string_view name : known_encodings()) {
        base::Notes notes;
        const auto article = parse_article(bytes, "a.txt", notes, name);
        ASSERT_TRUE(article) << name;
        EXPECT_EQ(article->encoding, name);
    }
    base::Notes notes;
    EXPECT_EQ(parse_article(bytes, "a.txt", notes, "koi8-r")->text, "Вода");
    const auto unknown = parse_article(bytes, "a.txt", notes, "rot13");
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().line().find("windows-1251"), std::string::npos);
}

}  // namespace
}  // namespace darya::reading
