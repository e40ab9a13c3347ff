#include "writers/xml.h"

#include "base/utf8.h"

namespace darya::writers {

bool is_xml_letter(char32_t letter) {
    // Source: Extensible Markup Language (XML) 1.0, fifth edition, production 2 (Char).
    if (letter == U'\t' || letter == U'\n' || letter == U'\r') return true;
    return (letter >= 0x20 && letter <= 0xD7FF) || (letter >= 0xE000 && letter <= 0xFFFD) ||
           (letter >= 0x10000 && letter <= 0x10FFFF);
}

std::string xml_escaped(std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        const std::string_view bytes = text.substr(at, point.byte_count);
        at += point.byte_count;
        const bool is_broken = point.value == 0xFFFD && bytes.size() == 1;
        if (is_broken || !is_xml_letter(point.value)) continue;
        switch (point.value) {
            case U'&':
                escaped += "&amp;";
                break;
            case U'<':
                escaped += "&lt;";
                break;
            case U'>':
                escaped += "&gt;";
                break;
            case U'"':
                escaped += "&quot;";
                break;
            case U'\'':
                escaped += "&apos;";
                break;
            default:
                escaped += bytes;
        }
    }
    return escaped;
}

}  // namespace darya::writers
