#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace darya::reading {

/// The encodings that a reader can choose from, by the names that `Article::encoding` uses; UTF-8 first.
std::span<const std::string_view> known_encodings();

/// Which of `known_encodings()` these bytes are most likely written in.
///
/// A byte order mark decides, then UTF-8 that is valid (or broken in few places only), then zero bytes that lie as
/// UTF-16 has them. Everything else is an old one-byte encoding: words that mix ASCII letters with others are Latin,
/// words of other letters alone are Cyrillic, where the commonest letters of Russian, their case and the order of vowels
/// and consonants tell four encodings apart. A few words are enough. Only the first 64 KiB of a long text are looked at,
/// but for UTF-8.
std::string_view detect_encoding(std::string_view bytes);

/// A text in UTF-8, without a byte order mark.
struct Decoded {
    std::string text;
    std::string encoding;                    // one of `known_encodings()`, else as the caller spelled it
    std::optional<std::size_t> first_wrong;  // where in `text` U+FFFD first stands for bytes that mean nothing
};

/// Reads bytes of an encoding, by any name that ICU knows; `encoding` "" detects it. A name that nobody knows is an
/// error that lists ours.
base::Result<Decoded> decode(std::string_view bytes, std::string_view encoding = {});

}  // namespace darya::reading
