#include "read_article.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    base::Notes notes;
    return fuzz::expect_article_or_reason(
        reading::parse_article(fuzz::text_of(data, size), "folder/fuzzed.html", notes));
}
