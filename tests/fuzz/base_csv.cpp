#include "base/csv.h"

#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    const std::string_view text = fuzz::text_of(data, size);
    base::Notes notes;
    const auto table = base::parse_csv(text, notes);
    if (table) {
        for (const auto& row : table->rows) {
            fuzz::expect(row.size() == table->header.size(), "every row is as long as the header");
        }
        if (!table->rows.empty()) table->cell(0, table->column("no such column"));
    }
    const auto bad = base::first_invalid_byte(text);
    fuzz::expect(!bad || *bad < size, "the first invalid byte is in the text");
    fuzz::expect(base::code_point_count(text) <= size, "no code point is shorter than a byte");
    return 0;
}
