#include "e2e/clipboard.h"

#include <chrono>
#include <memory>
#include <thread>

#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace darya::e2e {

std::string clipboard_of(const std::string& display_name) {
    const std::unique_ptr<Display, int (*)(Display*)> display(XOpenDisplay(display_name.c_str()), XCloseDisplay);
    if (!display) return {};
    const Window window = XCreateSimpleWindow(display.get(), DefaultRootWindow(display.get()), 0, 0, 1, 1, 0, 0, 0);
    const Atom utf8 = XInternAtom(display.get(), "UTF8_STRING", 0);
    const Atom answer = XInternAtom(display.get(), "DARYA_TEST", 0);
    XConvertSelection(display.get(), XInternAtom(display.get(), "CLIPBOARD", 0), utf8, answer, window, CurrentTime);
    XFlush(display.get());
    std::string text;
    for (int i = 0; i < 150; ++i) {
        XEvent event;
        if (XCheckTypedWindowEvent(display.get(), window, SelectionNotify, &event) == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            continue;
        }
        if (event.xselection.property != answer) break;  // nobody has a text to give
        Atom type = 0;
        int bits = 0;
        unsigned long count = 0;
        unsigned long rest = 0;
        unsigned char* bytes = nullptr;
        constexpr long most_words = 1'000'000;
        XGetWindowProperty(display.get(), window, answer, 0, most_words, 0, AnyPropertyType, &type, &bits, &count,
                           &rest, &bytes);
        if (bytes != nullptr && bits == 8) text.assign(reinterpret_cast<const char*>(bytes), count);
        if (bytes != nullptr) XFree(bytes);
        break;
    }
    XDestroyWindow(display.get(), window);
    return text;
}

}  // namespace darya::e2e
