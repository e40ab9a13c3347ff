#include "app/pdf.h"

#include <string>
#include <string_view>
#include <system_error>

#include "base/child.h"
#include "reading/pdf_text.h"

namespace darya::app {

namespace {

constexpr std::size_t most_memory_bytes = std::size_t{1} << 30;
constexpr double info_time_s = 15.0;
constexpr double text_time_s = 75.0;
constexpr std::size_t most_info_bytes = std::size_t{1} << 20;
// Every word comes with its box, in about 150 bytes. 256 MiB are books of 2,000 pages.
constexpr std::size_t most_text_bytes = std::size_t{256} << 20;

base::Error missing_program(const std::string& file) {
    return {"PDFs are read with pdftotext, which is not here", file, "install the package poppler-utils"};
}

/// Why poppler's programs gave up, from what they said.
base::Error trouble_of(const base::ChildOutput& output, const std::string& file) {
    const std::string& said = output.standard_error;
    if (said.find("password") != std::string::npos || said.find("encrypt") != std::string::npos)
        return {"this PDF is locked with a password", file, "save it without one and open that"};
    if (said.find("not allowed") != std::string::npos)
        return {"this PDF does not allow its text to be taken out", file, "ask for a copy that does"};
    return {"this PDF is broken", file, "open a whole copy of it"};
}

}  // namespace

base::Result<reading::Article> read_pdf_file(const std::filesystem::path& file, base::Notes& notes) {
    // An absolute path: poppler takes a name such as "-" for something else.
    std::error_code trouble;
    const std::string path = std::filesystem::absolute(file, trouble).string();
    const std::string name = file.string();

    const auto info = base::run_child({"pdfinfo", "-isodates", "-enc", "UTF-8", path},
                                      {info_time_s, most_info_bytes, most_memory_bytes, 0});
    if (!info) {
        if (info.error().what.find("not installed") != std::string::npos) return missing_program(name);
        return base::Error{"this PDF could not be read (" + info.error().what + ")", name, "open a simpler copy of it"};
    }
    if (info->exit_code != 0) return trouble_of(*info, name);

    const auto text =
        base::run_child({"pdftotext", "-bbox-layout", "-enc", "UTF-8", path, "-"},
                        {text_time_s, most_text_bytes, most_memory_bytes, static_cast<unsigned>(text_time_s)});
    if (!text) {
        if (text.error().what.find("not installed") != std::string::npos) return missing_program(name);
        return base::Error{"this PDF could not be read (" + text.error().what + ")", name, "open a part of it"};
    }
    if (text->is_cut) {
        return base::Error{"this text is longer than " + std::to_string(reading::most_article_bytes >> 20) + " MiB",
                           name, "open a part of it"};
    }
    if (text->exit_code != 0) return trouble_of(*text, name);
    return reading::parse_pdf_text(text->standard_out, reading::parse_pdf_info(info->standard_out), name, notes);
}

}  // namespace darya::app
