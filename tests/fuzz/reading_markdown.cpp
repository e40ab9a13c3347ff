#include "article_rules.h"
#include "fuzz.h"
#include "reading/article.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    base::Notes notes;
    const auto article = reading::parse_article(fuzz::text_of(data, size), "folder/fuzzed.md", notes);
    if (!article) {
        fuzz::expect(!article.error().line().empty(), "a reason is given");
        return 0;
    }
    const std::string broken = tests::broken_rule(*article);
    fuzz::expect(broken.empty(), broken.c_str());
    return 0;
}
