#pragma once

#include <string>
#include <string_view>

#include "base/notes.h"
#include "base/result.h"
#include "reading/article.h"

namespace darya::reading {

/// What a PDF says of itself.
struct PdfInfo {
    std::string title;
    std::string author;
    std::string date;  // ISO, of its making
};

/// Reads what `pdfinfo -isodates` prints. A title that is the name of the file it was made from is none.
PdfInfo parse_pdf_info(std::string_view printed);

/// Makes an article of what `pdftotext -bbox-layout` prints: pages of blocks of lines of words, in reading order, each
/// with its box. (Its plain output joins broken words without asking: "Kambarata-" and "1" become "Kambarata1".)
///
/// Taken out: lines that stand at the top or bottom of most pages, or of neighbouring ones at the same height
/// (whatever their digits), and page numbers. Lines of a
/// paragraph become one line, also over the end of a column or page; a word broken by a hyphen becomes whole, unless it
/// is written with the hyphen elsewhere or a capital or digit follows (Syr-Darya, Kambarata-1). Lines larger than the
/// usual ones are headings. Pages without a letter are an error that names OCR. Runs nothing. O(n log n).
base::Result<Article> parse_pdf_text(std::string_view printed, const PdfInfo& info, const std::string& file,
                                     base::Notes& notes);

/// Whether these bytes are a PDF.
bool is_pdf_file(std::string_view bytes);

}  // namespace darya::reading
