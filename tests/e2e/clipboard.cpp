#include "e2e/clipboard.h"

#include <array>
#include <chrono>
#include <memory>
#include <thread>

#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace darya::e2e {

namespace {

constexpr int patience_turns = 150;
constexpr auto turn = std::chrono::milliseconds(20);

using OpenDisplay = std::unique_ptr<Display, int (*)(Display*)>;

OpenDisplay opened(const std::string& name) {
    return {XOpenDisplay(name.c_str()), XCloseDisplay};
}

/// A window that nobody sees, to ask and be asked through.
Window made_window(Display* display) {
    return XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0);
}

/// Answers one request with the text, or with the forms it can be had in; whether it was the text that was wanted.
bool answer(const XSelectionRequestEvent& request, const std::string& text) {
    Display* const display = request.display;
    const Atom utf8 = XInternAtom(display, "UTF8_STRING", 0);
    const Atom targets = XInternAtom(display, "TARGETS", 0);
    XEvent reply{};
    reply.xselection.type = SelectionNotify;
    reply.xselection.requestor = request.requestor;
    reply.xselection.selection = request.selection;
    reply.xselection.target = request.target;
    reply.xselection.time = request.time;
    reply.xselection.property = request.property;
    if (request.target == utf8) {
        XChangeProperty(display, request.requestor, request.property, utf8, 8, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    } else if (request.target == targets) {
        const std::array<Atom, 2> known{targets, utf8};
        XChangeProperty(display, request.requestor, request.property, XA_ATOM, 32, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(known.data()), static_cast<int>(known.size()));
    } else {
        reply.xselection.property = 0;  // not to be had
    }
    XSendEvent(display, request.requestor, 0, NoEventMask, &reply);
    XFlush(display);
    return request.target == utf8;
}

}  // namespace

std::string clipboard_of(const std::string& display_name) {
    const OpenDisplay display = opened(display_name);
    if (!display) return {};
    const Window window = made_window(display.get());
    const Atom utf8 = XInternAtom(display.get(), "UTF8_STRING", 0);
    const Atom answer = XInternAtom(display.get(), "DARYA_TEST", 0);
    XConvertSelection(display.get(), XInternAtom(display.get(), "CLIPBOARD", 0), utf8, answer, window, CurrentTime);
    XFlush(display.get());
    std::string text;
    for (int i = 0; i < patience_turns; ++i) {
        XEvent event;
        if (XCheckTypedWindowEvent(display.get(), window, SelectionNotify, &event) == 0) {
            std::this_thread::sleep_for(turn);
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

bool give_clipboard(const std::string& display_name, const std::string& text, const std::function<void()>& ask) {
    const OpenDisplay display = opened(display_name);
    if (!display) return false;
    const Window window = made_window(display.get());
    XSetSelectionOwner(display.get(), XInternAtom(display.get(), "CLIPBOARD", 0), window, CurrentTime);
    XSync(display.get(), 0);
    ask();
    bool is_given = false;
    for (int i = 0; i < patience_turns && !is_given; ++i) {
        XEvent event;
        if (XCheckTypedWindowEvent(display.get(), window, SelectionRequest, &event) == 0) {
            std::this_thread::sleep_for(turn);
            continue;
        }
        is_given = answer(event.xselectionrequest, text);
    }
    // What was handed over lies in the property of whoever asked: it stays when this window goes.
    XDestroyWindow(display.get(), window);
    return is_given;
}

}  // namespace darya::e2e
