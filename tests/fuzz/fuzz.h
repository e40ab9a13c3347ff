#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What libFuzzer, and the replay in an ordinary build, call with bytes from outside. Gives 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace darya::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};  // NOLINT: bytes as letters
}

/// What must hold of any answer; a fuzzer ends where it does not.
inline void expect(bool is_true, const char* sentence) {
    if (is_true) return;
    std::fprintf(stderr, "This does not hold: %s\n", sentence);
    std::abort();
}

}  // namespace darya::fuzz
