#include "read_article.h"
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
    return fuzz::expect_article_or_reason(
        reading::parse_pdf_text(bytes.substr(0, part), info, "folder/fuzzed.pdf", notes));
}
