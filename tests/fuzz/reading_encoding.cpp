#include "reading/encoding.h"

#include "base/utf8.h"
#include "fuzz.h"

/// The first byte chooses an encoding, or none.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    if (size == 0) return 0;
    const auto known = reading::known_encodings();
    const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
    const bool is_forced = data[0] % 2 == 1;
    const auto decoded = reading::decode(bytes, is_forced ? known[(data[0] / 2) % known.size()] : "");
    fuzz::expect(decoded.has_value(), "a known encoding is always read");
    fuzz::expect(!base::first_invalid_byte(decoded->text), "what comes out is UTF-8");
    fuzz::expect(!decoded->first_wrong || decoded->text.substr(*decoded->first_wrong, 3) == "\xEF\xBF\xBD",
                 "the first wrong place is marked");
    const bool is_utf8 = !base::first_invalid_byte(bytes) && bytes.find('\0') == std::string_view::npos;
    fuzz::expect(!is_utf8 || reading::detect_encoding(bytes) == "UTF-8", "UTF-8 is taken for nothing else");
    return 0;
}
