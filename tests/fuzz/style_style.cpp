#include "style/style.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    const auto style = style::parse_style(fuzz::text_of(data, size), "fuzzed.toml");
    if (!style) fuzz::expect(style.error().line().find("fuzzed.toml") != std::string::npos, "a mistake names its file");
    return 0;
}
