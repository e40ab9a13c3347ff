#include "reading/mentions.h"

#include <gtest/gtest.h>

#include "reading/library.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

/// "surface=id" of each mention, in the order of the text.
std::vector<std::string> found_in(const Article& article) {
    static const NameFinder finder(known_places());
    std::vector<std::string> found;
    for (const Mention& mention : finder.find(article)) {
        found.push_back(article.text.substr(mention.first_byte, mention.byte_count) + "=" +
                        known_places().place(mention.place).id);
    }
    return found;
}

bool holds(const std::vector<std::string>& found, const std::string& one) {
    return std::find(found.begin(), found.end(), one) != found.end();
}

TEST(Mentions, IgnoresCaseAccentsAndKindsOfApostropheAndHyphen) {
    EXPECT_TRUE(holds(found_in(*text_of("On ROGUN they agree.")), "ROGUN=rogun"));
    EXPECT_TRUE(holds(found_in(*text_of("The Amu\xC2\xA0"
                                        "Darya runs.")),
                      "Amu\xC2\xA0"
                      "Darya=amu-darya"));
    EXPECT_TRUE(holds(found_in(*text_of("О Рогунской ГЭС спорят.")), "Рогунской ГЭС=rogun"));
}

/// "surface=id" of each mention of a text in one line, with the type where it is none of the place itself.
std::string read(const std::string& sentence) {
    static const NameFinder finder(known_places());
    const auto article = text_of(sentence);
    std::string found;
    for (const Mention& mention : finder.find(*article)) {
        if (!found.empty()) found += ", ";
        found +=
            article->text.substr(mention.first_byte, mention.byte_count) + "=" + known_places().place(mention.place).id;
        if (mention.type != MentionType::place) found += " (" + std::string(type_word(mention.type)) + ")";
    }
    return found;
}

TEST(Mentions, TakesWholeWordsOnly) {
    EXPECT_EQ(read("Roguns and Oshkosh were Narynesque."), "");
    EXPECT_EQ(read("Rogun's dam, Rogun’s height."), "Rogun=rogun, Rogun=rogun");
}

TEST(Mentions, KnowsTheCasesOfTheRegionsLanguages) {
    EXPECT_EQ(read("Переговоры о Рогуне шли в Бишкеке и под Ташкентом, а вода Токтогула — в Сырдарье."),
              "Рогуне=rogun, Бишкеке=bishkek, Ташкентом=tashkent, Токтогула=toktogul, Сырдарье=syr-darya");
    EXPECT_EQ(read("Уровень Токтогульского водохранилища и Аральского моря."),
              "Токтогульского водохранилища=toktogul, Аральского моря=aral-sea");
    EXPECT_EQ(read("Өзбекстаннан Алматыға, Қазақстанда және Бішкектің маңында."),
              "Өзбекстаннан=uzbekistan, Алматыға=almaty, Қазақстанда=kazakhstan, Бішкектің=bishkek");
    EXPECT_EQ(read("Бишкектен Нарынга барып, Кыргызстанда жана Токтогулдун суусу жөнүндө."),
              "Бишкектен=bishkek, Нарынга=naryn-city, Кыргызстанда=kyrgyzstan, Токтогулдун=toktogul");
    EXPECT_EQ(read("Toshkentdan O'zbekistonga, Farg‘onada va Amudaryoning bo‘yida bu."),
              "Toshkentdan=tashkent, O'zbekistonga=uzbekistan, Farg‘onada=fergana, Amudaryoning=amu-darya");
    EXPECT_EQ(read("Тошкентдан Ўзбекистоннинг Самарқандида эмас, Самарқандда учун бу ҳам."),
              "Тошкентдан=tashkent, Ўзбекистоннинг=uzbekistan, Самарқандда=samarkand");
    EXPECT_EQ(read("Обанбори Роғун дар Тоҷикистон аст, ва Душанбе аз он барқ мегирад."),
              "Роғун=rogun, Тоҷикистон=tajikistan, Душанбе=dushanbe");
    EXPECT_EQ(read("Die Wasser des Aralsees und Usbekistans, und in Duschanbe ist der Regen."),
              "Aralsees=aral-sea, Usbekistans=uzbekistan, Duschanbe=dushanbe");
}

TEST(Mentions, FindsNamesThatTheTextHidesOrBreaks) {
    EXPECT_EQ(read("The Kambar\xC2\xAD"
                   "ata-1 plan, the Syr\nDarya, the Syr-\nDarya and Toktо."),
              "Kambar\xC2\xAD"
              "ata-1=kambarata-1, Syr\nDarya=syr-darya, Syr-\nDarya=syr-darya");
    EXPECT_EQ(read("Water from Tokto-\ngul runs."), "Tokto-\ngul=toktogul");
    EXPECT_EQ(read("“Tajikistan” and Oʻzbekiston, O`zbekiston, Ozbekiston."),
              "Oʻzbekiston=uzbekistan, O`zbekiston=uzbekistan, Ozbekiston=uzbekistan");
    EXPECT_EQ(read("\xE2\x80\xA2 Roghun\n\n\xE2\x80\xA2 Кыи\xCC\x86"
                   "ып, Аи\xCC\x86"
                   "дар"),
              "Roghun=rogun");
}

TEST(Mentions, MeetsSpellingsThatNobodyListed) {
    EXPECT_EQ(read("Through Khojand and Samarqand they came to Issik-Kul. Toktoghul was full."),
              "Khojand=khujand, Samarqand=samarkand, Issik-Kul=issyk-kul, Toktoghul=toktogul");
}

TEST(Mentions, TellsPlacesOfOneNameApart) {
    EXPECT_EQ(read("They live in Naryn. The river Naryn is cold, Naryn oblast is large."),
              "Naryn=naryn-city, Naryn=naryn, Naryn=kyrgyzstan-naryn");
    EXPECT_EQ(read("В Ошской и Джалал-Абадской областях, в городе Ош."),
              "Ошской=kyrgyzstan-osh, Джалал-Абадской=kyrgyzstan-jalal-abad, Ош=osh");
    EXPECT_EQ(read("The dams of Kambarata-1 and -2."), "Kambarata-1=kambarata-1, -2=kambarata-2");
    // A list is of one kind, whatever its names are made of.
    EXPECT_EQ(read("Farmers of Jalal-Abad, Batken and Talas oblasts waited."),
              "Jalal-Abad=kyrgyzstan-jalal-abad, Batken=kyrgyzstan-batken, Talas=kyrgyzstan-talas");
    EXPECT_EQ(read("They met in the towns of Kogon and Zarafshan."), "Kogon=kogon, Zarafshan=zarafshon-town");
    // In Turkic languages a kind word belongs to the name before it.
    EXPECT_EQ(read("Жамбыл облысында Талас пен Шу өзендері тартылды."),
              "Жамбыл облысында=kazakhstan-zhambyl, Талас=talas, Шу=chu");
    EXPECT_EQ(read("In Afghan Badakhshan it snowed."), "Afghan=afghanistan (demonym), Badakhshan=badakhshan-af");
    EXPECT_EQ(read("Вода идёт по каналу «Достык»."), "Достык=dostyk-canal");
}

TEST(Mentions, LeavesPersonsFirmsAndCommonWordsAlone) {
    EXPECT_EQ(read("Talas Bekov met Mr Chu. Mary laughed, and so did I. Or was it Van?"), "");
    EXPECT_EQ(read("Или дождь, или снег. Арал деген сөз."), "");
    EXPECT_EQ(read("He flew with Osh Airlines and slept in the hotel “Naryn”."), "");
    EXPECT_EQ(read("Поэт учился в школе имени Токтогула."), "");
    EXPECT_EQ(read("A boy called Naryn mended it; his sister was Aral."), "");
    EXPECT_EQ(read("В честь акына Токтогула Сатылганова назвали площадь."), "");
    EXPECT_EQ(read("Старики говорили «Сталинабад», а кафе «Нарын» закрыто."), "Сталинабад=dushanbe");
    EXPECT_EQ(read("Это про реку Или, и про Или мало пишут. Или дадут свет?"), "реку Или=ili, Или=ili");
    EXPECT_EQ(read("She moved to Moscow, Idaho, and read Ili Horvath."), "");
}

TEST(Mentions, TypesNamesInOtherNamesAndPeoples) {
    EXPECT_EQ(read("The Tashkent Declaration was signed."), "Tashkent=tashkent (embedded)");
    EXPECT_EQ(read("The Shanghai Cooperation Organization met."), "Shanghai=shanghai (embedded)");
    EXPECT_EQ(read("Uzbek officials were there."), "Uzbek=uzbekistan (demonym)");
    EXPECT_EQ(read("Там были узбекские власти."), "узбекские=uzbekistan (demonym)");
}

TEST(Mentions, SayWhatIsDoubtful) {
    Mention mention;
    EXPECT_FALSE(is_doubtful(mention));
    mention.score = 0.55F;
    EXPECT_TRUE(is_doubtful(mention));
    mention.is_settled = true;
    EXPECT_FALSE(is_doubtful(mention));
    mention = {};
    mention.score = 0.8F;
    mention.others = {{PlaceId{1}, 0.75F}};
    EXPECT_TRUE(is_doubtful(mention)) << "a near tie";
    mention.others = {{PlaceId{1}, 0.5F}};
    EXPECT_FALSE(is_doubtful(mention));
}

TEST(Mentions, TellsTheTwoPlantsOfKambarataApart) {
    const auto found = found_in(*text_of("Kambarata-1 waits for Kambarata-2."));
    EXPECT_TRUE(holds(found, "Kambarata-1=kambarata-1"));
    EXPECT_TRUE(holds(found, "Kambarata-2=kambarata-2"));
}

TEST(Library, AnswersBothQuestionsFromOneTable) {
    const NameFinder finder(known_places());
    auto article = text_of("Rogun is high.\n\nNurek is near Rogun.\n\nNothing here.");
    const Library library = Library().with(article, finder.find(*article));
    for (std::uint32_t i = 0; i < known_places().places().size(); ++i) {
        const std::vector<PlaceId> place{PlaceId{i}};
        const auto passages = library.passages_on(place);
        for (std::size_t p = 0; p < article->passages.size(); ++p) {
            const PassageRef ref{library.articles()[0], p};
            const auto mentions = library.mentions(ref);
            const bool is_named =
                std::any_of(mentions.begin(), mentions.end(), [i](const Mention& m) { return m.place.number == i; });
            EXPECT_EQ(is_named, std::find(passages.begin(), passages.end(), ref) != passages.end());
        }
    }
}

TEST(Article, CutsPassagesAtBlankLinesAndLeavesFrontMatterOut) {
    const Article article = *text_of(
        "---\ntitle: A title\nsources:\n  - \"One. http://one\"\n---\n\n# Head\n\nFirst[1]\nline.\n \nSecond.\n");
    ASSERT_EQ(article.passages.size(), 3U);
    EXPECT_EQ(article.title, "A title");
    EXPECT_EQ(article.text_of(article.passages[1]), "First[1]\nline.");
    EXPECT_EQ(article.passages[1].sources, std::vector<std::size_t>{0});
}

TEST(Article, SaysWhyAFileIsNoText) {
    base::Notes notes;
    EXPECT_FALSE(parse_article("", "empty.txt", notes));
    EXPECT_FALSE(parse_article(std::string_view("\x7F"
                                                "ELF\0\0",
                                                6),
                               "program", notes));
    const auto forced = parse_article("cafe", "old.txt", notes, "ebcdic-of-nobody");
    ASSERT_FALSE(forced);
    EXPECT_EQ(forced.error().where, "old.txt");
}

}  // namespace
}  // namespace darya::reading
