#include "app/picture_clipboard.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace darya::app {

namespace {

/// Those who ask may be gone before they are answered; Xlib would end the program for that.
class KeepCalm {
public:
    explicit KeepCalm(Display* display) : display_(display), before_(XSetErrorHandler(&KeepCalm::pass_over)) {}
    ~KeepCalm() {
        XSync(display_, False);
        XSetErrorHandler(before_);
    }
    KeepCalm(const KeepCalm&) = delete;
    KeepCalm& operator=(const KeepCalm&) = delete;

private:
    static int pass_over(Display*, XErrorEvent*) { return 0; }
    Display* display_;
    XErrorHandler before_;
};

const unsigned char* bytes_of(const void* data) {
    return static_cast<const unsigned char*>(data);
}

/// A picture too large for one message on its way to somebody, piece by piece (ICCCM 2.7.2, INCR).
struct Delivery {
    Window to = 0;
    Atom property = 0;
    std::shared_ptr<const std::string> png;
    std::size_t sent_bytes = 0;
};

}  // namespace

struct PictureClipboard::Parts {
    Display* display = nullptr;
    Window window = 0;
    Atom clipboard = 0, targets = 0, image_png = 0, incr = 0, timestamp = 0;
    Time since = CurrentTime;
    std::shared_ptr<const std::string> png;  // null: nothing is offered
    std::vector<Delivery> deliveries;

    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        if (display != nullptr) XCloseDisplay(display);
    }

    bool open();
    Time time_of_server() const;
    void answer(const XSelectionRequestEvent& asked);
    bool put(const XSelectionRequestEvent& asked, Atom property);
    void send_next(const XPropertyEvent& taken);
    std::size_t most_bytes() const {
        constexpr long words_for_the_rest = 100;
        constexpr std::size_t enough = std::size_t{256} << 10;
        const long words = std::max(XMaxRequestSize(display) - words_for_the_rest, words_for_the_rest);
        return std::min(static_cast<std::size_t>(words) * 4, enough);
    }
};

bool PictureClipboard::Parts::open() {
    if (display != nullptr) return true;
    display = XOpenDisplay(nullptr);
    if (display == nullptr) return false;
    window = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0);
    XSelectInput(display, window, PropertyChangeMask);
    clipboard = XInternAtom(display, "CLIPBOARD", False);
    targets = XInternAtom(display, "TARGETS", False);
    image_png = XInternAtom(display, "image/png", False);
    incr = XInternAtom(display, "INCR", False);
    timestamp = XInternAtom(display, "TIMESTAMP", False);
    return true;
}

/// The clipboard belongs to whoever asked last, by the server's clock: a change of ours is told with the time.
Time PictureClipboard::Parts::time_of_server() const {
    const Atom mark = XInternAtom(display, "DARYA_TIME", False);
    XChangeProperty(display, window, mark, XA_STRING, 8, PropModeReplace, bytes_of(""), 0);
    XEvent event;
    XWindowEvent(display, window, PropertyChangeMask, &event);
    return event.xproperty.time;
}

bool PictureClipboard::Parts::put(const XSelectionRequestEvent& asked, Atom property) {
    if (asked.target == targets) {
        const std::array<Atom, 3> known{targets, timestamp, image_png};
        XChangeProperty(display, asked.requestor, property, XA_ATOM, 32, PropModeReplace, bytes_of(known.data()),
                        static_cast<int>(known.size()));
        return true;
    }
    if (asked.target == timestamp) {
        XChangeProperty(display, asked.requestor, property, XA_INTEGER, 32, PropModeReplace, bytes_of(&since), 1);
        return true;
    }
    if (asked.target != image_png) return false;
    if (png->size() <= most_bytes()) {
        XChangeProperty(display, asked.requestor, property, image_png, 8, PropModeReplace, bytes_of(png->data()),
                        static_cast<int>(png->size()));
        return true;
    }
    // Each piece is sent when the one before has been taken away.
    XSelectInput(display, asked.requestor, PropertyChangeMask);
    const auto size = static_cast<long>(png->size());
    XChangeProperty(display, asked.requestor, property, incr, 32, PropModeReplace, bytes_of(&size), 1);
    std::erase_if(deliveries, [&](const Delivery& d) { return d.to == asked.requestor && d.property == property; });
    deliveries.push_back({asked.requestor, property, png, 0});
    return true;
}

void PictureClipboard::Parts::answer(const XSelectionRequestEvent& asked) {
    const KeepCalm calm(display);
    const Atom property = asked.property != 0 ? asked.property : asked.target;  // old programs name none
    const bool is_given = png && asked.selection == clipboard && put(asked, property);
    XEvent told{};
    told.xselection.type = SelectionNotify;
    told.xselection.requestor = asked.requestor;
    told.xselection.selection = asked.selection;
    told.xselection.target = asked.target;
    told.xselection.time = asked.time;
    told.xselection.property = is_given ? property : 0;
    XSendEvent(display, asked.requestor, False, NoEventMask, &told);
}

void PictureClipboard::Parts::send_next(const XPropertyEvent& taken) {
    const auto delivery = std::find_if(deliveries.begin(), deliveries.end(), [&](const Delivery& d) {
        return d.to == taken.window && d.property == taken.atom;
    });
    if (taken.state != PropertyDelete || delivery == deliveries.end()) return;
    const KeepCalm calm(display);
    const std::size_t count = std::min(delivery->png->size() - delivery->sent_bytes, most_bytes());
    XChangeProperty(display, delivery->to, delivery->property, image_png, 8, PropModeReplace,
                    bytes_of(delivery->png->data() + delivery->sent_bytes), static_cast<int>(count));
    delivery->sent_bytes += count;
    if (count > 0) return;  // the piece without content is the last
    XSelectInput(display, delivery->to, NoEventMask);
    deliveries.erase(delivery);
}

PictureClipboard::PictureClipboard() : parts_(std::make_unique<Parts>()) {}
PictureClipboard::PictureClipboard(PictureClipboard&&) noexcept = default;
PictureClipboard& PictureClipboard::operator=(PictureClipboard&&) noexcept = default;
PictureClipboard::~PictureClipboard() = default;

base::Result<base::Done> PictureClipboard::offer(std::string png) {
    const base::Error trouble{"the picture could not be copied: there is no clipboard for pictures here", "",
                              "save it as a file"};
    if (!parts_->open()) return trouble;
    parts_->since = parts_->time_of_server();
    XSetSelectionOwner(parts_->display, parts_->clipboard, parts_->window, parts_->since);
    if (XGetSelectionOwner(parts_->display, parts_->clipboard) != parts_->window) return trouble;
    parts_->png = std::make_shared<const std::string>(std::move(png));
    XFlush(parts_->display);
    return base::Done{};
}

bool PictureClipboard::serve() {
    if (parts_->display == nullptr) return false;
    while (XPending(parts_->display) > 0) {
        XEvent event;
        XNextEvent(parts_->display, &event);
        if (event.type == SelectionRequest) parts_->answer(event.xselectionrequest);
        if (event.type == PropertyNotify) parts_->send_next(event.xproperty);
        if (event.type == SelectionClear) parts_->png.reset();  // deliveries under way go on
    }
    return !parts_->deliveries.empty();
}

bool PictureClipboard::is_offering() const {
    return parts_->png != nullptr;
}

}  // namespace darya::app
