#include "article_rules.h"
#include "fuzz.h"
#include "reading/pdf_text.h"

/// What pdftotext printed; what pdfinfo printed stands behind a form feed.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    const std::string_view bytes = fuzz::text_of(data, size);
    const std::size_t part = bytes.find('\f');
    const reading::PdfInfo info =
        reading::parse_pdf_info(part == std::string_view::npos ? std::string_view() : bytes.substr(part + 1));
    fuzz::expect(info.date.empty() || info.date.size() == 10, "a date is ISO");
    base::Notes notes;
    const auto article = reading::parse_pdf_text(bytes.substr(0, part), info, "folder/fuzzed.pdf", notes);
    if (!article) {
        fuzz::expect(!article.error().line().empty(), "a reason is given");
        return 0;
    }
    const std::string broken = tests::broken_rule(*article);
    fuzz::expect(broken.empty(), broken.c_str());
    return 0;
}
