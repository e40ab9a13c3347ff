// Linked into programs with ASan that open windows: no library is unloaded before the process ends.
//
// Mesa's driver is unloaded when the last window closes, before leaks are looked for; then its own leaks (112 bytes)
// come from an "<unknown module>", and no line of lsan.supp can tell them from ours.

//
// And leaks are looked for a moment after everything has ended: LeakSanitizer now and then crashes where it meets a
// driver's thread that is just going.

#include <chrono>
#include <cstdlib>
#include <thread>

extern "C" int dlclose(void* /*library*/) {
    return 0;
}

namespace {

// Registered before anything of ours, so it runs after everything of ours, and before the leak check.
[[gnu::constructor(101)]] void wait_at_the_end() {
    std::atexit([] { std::this_thread::sleep_for(std::chrono::milliseconds(30)); });
}

}  // namespace
