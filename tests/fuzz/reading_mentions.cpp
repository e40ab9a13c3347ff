#include "reading/mentions.h"

#include <filesystem>

#include "fuzz.h"
#include "reading/library.h"

namespace {

using namespace darya;

struct Known {
    reading::Gazetteer gazetteer;
    reading::NameFinder finder;
};

const Known& known() {
    static const Known one = [] {
        base::Notes notes;
        auto gazetteer = reading::load_gazetteer(std::filesystem::path(DARYA_SOURCE_DIR) / "assets", notes);
        fuzz::expect(gazetteer.has_value(), "the facts can be read");
        reading::NameFinder finder(*gazetteer);
        return Known{std::move(*gazetteer), std::move(finder)};
    }();
    return one;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    base::Notes notes;
    const auto parsed = reading::parse_article(fuzz::text_of(data, size), "fuzzed.md", notes);
    if (!parsed) return 0;
    const auto article = std::make_shared<const reading::Article>(*parsed);
    const auto mentions = known().finder.find(*article);
    std::size_t last_end = 0;
    for (const reading::Mention& mention : mentions) {
        fuzz::expect(mention.byte_count > 0 && mention.first_byte >= last_end, "mentions follow each other");
        last_end = mention.first_byte + mention.byte_count;
        const reading::Passage& passage = article->passages.at(mention.passage);
        fuzz::expect(mention.first_byte >= passage.first_byte && last_end <= passage.first_byte + passage.byte_count,
                     "a mention lies in its passage");
        fuzz::expect(mention.place.number < known().gazetteer.places().size(), "a mention is of a known place");
        fuzz::expect(mention.score > 0.0F && mention.score <= 1.0F, "a score is between 0 and 1");
    }
    const reading::Library library = reading::Library().with(article, mentions);
    std::size_t count = 0;
    for (std::size_t i = 0; i < article->passages.size(); ++i) {
        count += library.mentions(reading::PassageRef{library.articles()[0], i}).size();
    }
    fuzz::expect(count == mentions.size(), "every mention stands in one passage");
    return 0;
}
