#pragma once

#include <string>

#include "base/notes.h"
#include "base/result.h"
#include "reading/article.h"

namespace darya::reading {

/// The XML files of a .docx that its text is made of; the last two may be empty.
struct WordParts {
    std::string document;    // word/document.xml
    std::string styles;      // word/styles.xml
    std::string properties;  // docProps/core.xml
};

/// An article of the unpacked parts; its first lines are not looked at yet. Where the document breaks off, so does the
/// text, with a note.
base::Result<Article> parse_word_parts(const WordParts& parts, const std::string& file, base::Notes& notes);

}  // namespace darya::reading
