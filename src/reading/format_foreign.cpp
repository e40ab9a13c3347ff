// What Darya does not read, by the bytes that such files begin with.

#include <array>

#include "reading/formats.h"

namespace darya::reading {

namespace {

struct Foreign {
    std::string_view first_bytes;
    std::string_view what;
    std::string_view next;
};

using namespace std::string_view_literals;

constexpr std::string_view save_as = "save it as .docx, .pdf, .html or .txt and open that";
constexpr std::string_view recognise = "have its letters recognised (OCR) and open the text";
constexpr std::string_view unpack = "unpack it and open what is in it";

constexpr std::array<Foreign, 20> known_foreign{{
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "this is an old Word file (.doc) or one locked with a password", save_as},
    {"{\\rtf", "this is rich text (.rtf), which is not read", save_as},
    {"%!PS", "this is PostScript, not a text", "turn it into a PDF (ps2pdf) and open that"},
    {"AT&TFORM", "this is DjVu, pictures of pages", "take its text out with djvutxt and open that"},
    {"\x89PNG", "this is a picture, not a text", recognise},
    {"\xFF\xD8\xFF", "this is a picture, not a text", recognise},
    {"GIF8", "this is a picture, not a text", recognise},
    {"II*\0"sv, "this is a picture, not a text", recognise},
    {"MM\0*"sv, "this is a picture, not a text", recognise},
    {"RIFF", "this is a picture or a sound, not a text", ""},
    {"OggS", "this is a sound or a film, not a text", ""},
    {"ID3", "this is a sound, not a text", ""},
    {"\x1F\x8B", "this is packed (gzip)", unpack},
    {"BZh", "this is packed (bzip2)", unpack},
    {"\xFD"
     "7zXZ",
     "this is packed (xz)", unpack},
    {"7z\xBC\xAF", "this is an archive (7z)", unpack},
    {"Rar!", "this is an archive (rar)", unpack},
    {"\x7F"
     "ELF",
     "this is a program, not a text", ""},
    {"SQLite format 3\0"sv, "this is a database, not a text", "a GeoPackage is opened as a map, by its name .gpkg"},
    {"bplist00", "this is a property list or a web archive, not a text", "save the page as .html and open that"},
}};

const Foreign* foreign_of(const FileBytes& source) {
    for (const Foreign& foreign : known_foreign) {
        if (source.bytes.starts_with(foreign.first_bytes)) return &foreign;
    }
    return nullptr;
}

}  // namespace

bool is_foreign(const FileBytes& source) {
    return foreign_of(source) != nullptr;
}

base::Result<Article> read_foreign(const FileBytes& source, base::Notes& /*notes*/) {
    const Foreign* const foreign = foreign_of(source);
    return base::Error{std::string(foreign->what), source.file, std::string(foreign->next)};
}

}  // namespace darya::reading
