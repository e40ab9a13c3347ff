#include "app/desktop_scale.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace darya::app {

namespace {

constexpr double usual_dpi = 96.0;  // of a scale of 1

/// A number at the start of a text, after blanks.
std::optional<double> number_in(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::nullopt;
    double number = 0.0;
    const auto [end, trouble] = std::from_chars(text.data() + first, text.data() + text.size(), number);
    if (trouble != std::errc() || !std::isfinite(number) || number <= 0.0) return std::nullopt;
    return number;
}

/// The value of a line "name: value".
std::optional<double> resource_of(std::string_view resources, std::string_view name) {
    while (!resources.empty()) {
        const std::string_view line = resources.substr(0, resources.find('\n'));
        resources.remove_prefix(std::min(line.size() + 1, resources.size()));
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ':')
            return number_in(line.substr(name.size() + 1));
    }
    return std::nullopt;
}

/// Reads numbers out of bytes in the order their writer says; once they end, everything is 0 and `is_cut` true.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
    void be_big_endian(bool is_big) { is_big_ = is_big; }
    bool is_cut() const { return is_cut_; }

    std::uint32_t number(std::size_t byte_count) {
        const std::string_view taken = text(byte_count);
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < taken.size(); ++i) {
            const std::size_t at = is_big_ ? i : taken.size() - 1 - i;
            value = value << 8U | static_cast<unsigned char>(taken[at]);
        }
        return value;
    }
    std::string_view text(std::size_t byte_count) {
        if (byte_count > bytes_.size()) {
            is_cut_ = true;
            bytes_ = {};
            return {};
        }
        const std::string_view taken = bytes_.substr(0, byte_count);
        bytes_.remove_prefix(byte_count);
        return taken;
    }
    /// Up to a multiple of four.
    void skip_padding(std::size_t after) { text((4U - after % 4U) % 4U); }

private:
    std::string_view bytes_;
    bool is_big_ = false;
    bool is_cut_ = false;
};

/// All bytes of a property of a window, "" where it has none.
std::string property_of(Display* display, Window window, Atom property, Atom type) {
    Atom found = None;
    int format = 0;
    unsigned long count = 0;
    unsigned long left = 0;
    unsigned char* bytes = nullptr;
    constexpr long most_longs = 1L << 18;
    const int answer = XGetWindowProperty(display, window, property, 0, most_longs, False, type, &found, &format,
                                          &count, &left, &bytes);
    constexpr int bits_in_byte = 8;
    std::string text;
    if (answer == Success && bytes != nullptr && format == bits_in_byte)
        text.assign(reinterpret_cast<const char*>(bytes), count);
    if (bytes != nullptr) XFree(bytes);
    return text;
}

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

}  // namespace

std::optional<int> setting_of(std::string_view settings, std::string_view name) {
    Bytes bytes(settings);
    bytes.be_big_endian(bytes.number(1) == 1);
    bytes.text(3 + 4);  // unused; a count of changes
    const std::uint32_t count = bytes.number(4);
    for (std::uint32_t i = 0; i < count && !bytes.is_cut(); ++i) {
        const std::uint32_t type = bytes.number(1);
        bytes.text(1);
        const std::size_t name_size = bytes.number(2);
        const bool is_wanted = bytes.text(name_size) == name;
        bytes.skip_padding(name_size);
        bytes.text(4);  // when it was changed last
        constexpr std::uint32_t of_number = 0;
        constexpr std::uint32_t of_text = 1;
        constexpr std::size_t colour_bytes = 8;
        if (type == of_number) {
            const auto value = static_cast<std::int32_t>(bytes.number(4));
            if (is_wanted && !bytes.is_cut()) return value;
        } else if (type == of_text) {
            const std::size_t size = bytes.number(4);
            bytes.text(size);
            bytes.skip_padding(size);
        } else {
            bytes.text(colour_bytes);
        }
    }
    return std::nullopt;
}

float desktop_scale(const DesktopWords& words) {
    std::optional<double> scale = number_in(words.gdk_scale);
    if (!scale) scale = number_in(words.qt_scale);
    if (!scale) {
        // In 1/1024 of a dot an inch; a desktop that scales by whole numbers has counted that in already.
        constexpr double parts = 1024.0;
        if (const auto dpi = setting_of(words.settings, "Xft/DPI"); dpi && *dpi > 0) scale = *dpi / parts / usual_dpi;
    }
    if (!scale) {
        const auto factor = setting_of(words.settings, "Gdk/WindowScalingFactor");
        if (factor && *factor > 0) scale = *factor;
    }
    if (!scale) {
        if (const auto dpi = resource_of(words.x_resources, "Xft.dpi")) scale = *dpi / usual_dpi;
    }
    // Quarters keep lines and letters on whole pixels more often; nobody sees the difference.
    constexpr double steps = 4.0;
    const double rounded = std::round(std::min(scale.value_or(1.0), 100.0) * steps) / steps;
    return static_cast<float>(std::clamp(rounded, 1.0, static_cast<double>(most_scale)));
}

DesktopWords ask_desktop() {
    DesktopWords words;
    words.gdk_scale = environment("GDK_SCALE");
    words.qt_scale = environment("QT_SCALE_FACTOR");
    Display* const display = XOpenDisplay(nullptr);
    if (display == nullptr) return words;
    if (const char* const resources = XResourceManagerString(display)) words.x_resources = resources;
    // While the server is held, the manager's window cannot go away between the two questions.
    XGrabServer(display);
    const Window manager = XGetSelectionOwner(display, XInternAtom(display, "_XSETTINGS_S0", False));
    if (manager != None) {
        const Atom settings = XInternAtom(display, "_XSETTINGS_SETTINGS", False);
        words.settings = property_of(display, manager, settings, settings);
    }
    XUngrabServer(display);
    XCloseDisplay(display);
    return words;
}

}  // namespace darya::app
