#pragma once

#include <filesystem>

#include "base/notes.h"
#include "base/result.h"
#include "reading/article.h"

namespace darya::app {

/// Reads a PDF through `pdfinfo` and `pdftotext`, each a process of its own within limits of time, memory and output.
/// Where they are missing, the file is locked or broken, or they take too long, the error says so. Blocks up to 90 s.
base::Result<reading::Article> read_pdf_file(const std::filesystem::path& file, base::Notes& notes);

}  // namespace darya::app
