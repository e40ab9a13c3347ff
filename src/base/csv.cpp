#include "base/csv.h"

#include <algorithm>

namespace darya::base {

std::size_t CsvTable::column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

const std::string& CsvTable::cell(std::size_t row, std::size_t column_index) const {
    static const std::string nothing;
    return column_index < header.size() ? rows[row][column_index] : nothing;
}

namespace {

/// Hands out one record after the other.
class Reader {
public:
    Reader(std::string_view text, char separator) : text_(text), separator_(separator) {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    }
    bool at_end() const { return at_ >= text_.size(); }
    bool is_torn() const { return is_torn_; }

    std::vector<std::string> next_record() {
        std::vector<std::string> cells(1);
        bool is_quoted = false;
        while (at_ < text_.size()) {
            const char letter = text_[at_++];
            if (is_quoted) {
                if (letter != '"') {
                    cells.back() += letter;
                } else if (at_ < text_.size() && text_[at_] == '"') {
                    cells.back() += '"';
                    ++at_;
                } else {
                    is_quoted = false;
                }
            } else if (letter == '"' && cells.back().empty()) {
                is_quoted = true;
            } else if (letter == separator_) {
                cells.emplace_back();
            } else if (letter == '\n') {
                return cells;
            } else if (letter == '\r' && at_ < text_.size() && text_[at_] == '\n') {
                ++at_;
                return cells;
            } else {
                cells.back() += letter;
            }
        }
        is_torn_ = is_quoted;
        return cells;
    }

private:
    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    bool is_torn_ = false;
};

}  // namespace

Result<CsvTable> parse_csv(std::string_view text, Notes& notes, char separator) {
    Reader reader(text, separator);
    if (reader.at_end()) return Error{"this table is empty"};
    CsvTable table;
    table.header = reader.next_record();
    std::size_t uneven_count = 0;
    while (!reader.at_end()) {
        auto cells = reader.next_record();
        if (cells.size() == 1 && cells[0].empty()) continue;  // an empty line, not a row
        if (cells.size() != table.header.size()) ++uneven_count;
        cells.resize(table.header.size());
        table.rows.push_back(std::move(cells));
    }
    if (reader.is_torn()) return Error{"this table ends inside a quoted cell; it seems cut off"};
    if (uneven_count > 0) notes.add(std::to_string(uneven_count) + " rows have more or fewer cells than the header");
    return table;
}

}  // namespace darya::base
