#include "read_article.h"
#include "reading/word_parts.h"

/// An archive, or the XML files in it with form feeds between: no changed byte gets past an archive's checksums.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    const std::string_view bytes = fuzz::text_of(data, size);
    const std::string file = "folder/fuzzed.docx";
    base::Notes notes;
    const auto read = [&]() -> base::Result<reading::Article> {
        if (bytes.starts_with("PK")) return reading::parse_article(bytes, file, notes);
        reading::WordParts parts;
        std::size_t at = 0;
        for (std::string* const part : {&parts.document, &parts.styles, &parts.properties}) {
            const std::size_t end = std::min(bytes.find('\f', at), bytes.size());
            *part = bytes.substr(at, end - at);
            at = std::min(end + 1, bytes.size());
        }
        auto article = reading::parse_word_parts(parts, file, notes);
        if (article && article->title.empty()) article->title = file;
        return article;
    };
    return fuzz::expect_article_or_reason(read());
}
