#include "atlas/decisions_file.h"

#include <algorithm>
#include <string_view>

#include "fuzz.h"

namespace {

using namespace darya;

/// A text of few names, so that what is decided about them meets often.
struct Naryn {
    reading::Article article;
    std::vector<reading::Mention> found;
    reading::Gazetteer gazetteer;
};

const Naryn& naryn() {
    static const Naryn one = [] {
        Naryn all;
        base::Notes notes;
        all.article = *reading::parse_article("Naryn\n\nThe Naryn is cold. Naryn, Osh, Нарын!\n", "a", notes);
        reading::Place place;
        place.id = "naryn";
        all.gazetteer.add_map_places({place});
        for (const char* name : {"Naryn", "Osh", "Нарын"}) {
            for (std::size_t at = all.article.text.find(name); at != std::string::npos;
                 at = all.article.text.find(name, at + 1)) {
                reading::Mention mention;
                mention.first_byte = at;
                mention.byte_count = std::string_view(name).size();
                mention.passage = at < all.article.passages[1].first_byte ? 0 : 1;
                all.found.push_back(mention);
            }
        }
        std::sort(all.found.begin(), all.found.end(),
                  [](const auto& a, const auto& b) { return a.first_byte < b.first_byte; });
        return all;
    }();
    return one;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto decisions = atlas::parse_decisions(fuzz::text_of(data, size));
    if (!decisions) {
        fuzz::expect(!decisions.error().line().empty(), "a reason is given");
        return 0;
    }
    const std::string written = atlas::write_decisions(*decisions);
    const auto again = atlas::parse_decisions(written);
    fuzz::expect(again.has_value(), "what is written can be read");
    fuzz::expect(atlas::write_decisions(*again) == written, "it comes back as it was");
    for (const auto& [article, list] : decisions->lists()) {
        const auto decided = reading::decide(naryn().article, naryn().found, naryn().gazetteer, *list);
        std::size_t refused = 0;
        for (const reading::Settled& settled : decided.settled) {
            fuzz::expect(settled.decision < list->size(), "a mention is settled by a decision that is there");
            if (!settled.place) ++refused;
        }
        fuzz::expect(decided.mentions.size() + refused == naryn().found.size(), "only what is refused is left out");
    }
    return 0;
}
