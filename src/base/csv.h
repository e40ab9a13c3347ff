#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/notes.h"
#include "base/result.h"

namespace darya::base {

/// A small table of text cells read from RFC 4180 CSV, its first line the header.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  // each as long as the header

    /// Index of a column; header.size() when there is none of that name.
    std::size_t column(std::string_view name) const;
    /// The cell, or "" when the column index is out of range.
    const std::string& cell(std::size_t row, std::size_t column_index) const;
};

/// Reads CSV: quotes, doubled quotes, line ends inside quotes, CRLF or LF, a BOM. Rows that are too short are filled
/// with empty cells, too long ones cut, each with a note. An empty text, or one that ends inside a quote, is an error.
/// `separator` may be another than the standard's comma: spreadsheets write semicolons or tabs. Cost O(n).
Result<CsvTable> parse_csv(std::string_view text, Notes& notes, char separator = ',');

}  // namespace darya::base
