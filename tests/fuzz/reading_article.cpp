#include "reading/article.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    base::Notes notes;
    const auto article = reading::parse_article(fuzz::text_of(data, size), "folder/fuzzed.md", notes);
    if (!article) {
        fuzz::expect(!article.error().line().empty(), "a reason is given");
        return 0;
    }
    fuzz::expect(!article->title.empty(), "an article has a title");
    std::size_t last_end = 0;
    for (const reading::Passage& passage : article->passages) {
        fuzz::expect(passage.byte_count > 0, "a passage is not empty");
        fuzz::expect(passage.first_byte >= last_end, "passages follow each other");
        last_end = passage.first_byte + passage.byte_count;
        fuzz::expect(last_end <= article->text.size(), "a passage lies in the text");
        for (const std::size_t source : passage.sources) {
            fuzz::expect(source < article->sources.size(), "a reference is to a source that is there");
        }
    }
    return 0;
}
