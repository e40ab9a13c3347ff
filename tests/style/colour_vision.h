#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "data/colour.h"

namespace darya::style {

/// Eyes with all three kinds of cones, and those that lack the long, the middle or the short waves.
enum class Vision { all, protanopia, deuteranopia, tritanopia };
inline constexpr std::array visions{Vision::all, Vision::protanopia, Vision::deuteranopia, Vision::tritanopia};

inline const char* name_of(Vision vision) {
    constexpr std::array names{"all colours", "protanopia", "deuteranopia", "tritanopia"};
    return names[static_cast<std::size_t>(vision)];
}

/// Red, green and blue as amounts of light, 0 to 1.
using Light = std::array<double, 3>;

/// Source: IEC 61966-2-1 (sRGB).
inline Light light_of(data::Colour colour) {
    const auto linear = [](std::uint8_t channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return {linear(colour.red), linear(colour.green), linear(colour.blue)};
}

/// What eyes that lack one kind of cones wholly see in place of a colour.
///
/// Source: Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113, matrices of severity 1.0.
inline Light seen_by(Vision vision, const Light& light) {
    if (vision == Vision::all) return light;
    using Matrix = std::array<std::array<double, 3>, 3>;
    static constexpr Matrix protanopia{
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
    static constexpr Matrix deuteranopia{
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
    static constexpr Matrix tritanopia{
        {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
    const Matrix& matrix = vision == Vision::protanopia     ? protanopia
                           : vision == Vision::deuteranopia ? deuteranopia
                                                            : tritanopia;
    Light seen{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t i = 0; i < 3; ++i) seen[row] += matrix[row][i] * light[i];
        seen[row] = std::clamp(seen[row], 0.0, 1.0);
    }
    return seen;
}

/// CIE 1976 L*a*b*, white point D65.
struct Lab {
    double lightness = 0.0;
    double a = 0.0;
    double b = 0.0;
};

inline Lab lab_of(const Light& light) {
    const auto [red, green, blue] = light;
    const auto root = [](double value) {
        return value > 216.0 / 24389.0 ? std::cbrt(value) : (24389.0 / 27.0 * value + 16.0) / 116.0;
    };
    const double x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    const double y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
    const double z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

/// How far apart two colours look: 1 can just be seen side by side, 10 at a glance.
///
/// Source: CIEDE2000, as written down by Sharma, Wu & Dalal 2005, doi:10.1002/col.20070.
inline double distance(const Lab& one, const Lab& two) {
    constexpr double degree = std::numbers::pi / 180.0;
    const auto pow7 = [](double value) { return std::pow(value, 7.0); };
    const double chroma_mean = (std::hypot(one.a, one.b) + std::hypot(two.a, two.b)) / 2.0;
    const double grey = 0.5 * (1.0 - std::sqrt(pow7(chroma_mean) / (pow7(chroma_mean) + pow7(25.0))));
    const double a1 = one.a * (1.0 + grey);
    const double a2 = two.a * (1.0 + grey);
    const double chroma1 = std::hypot(a1, one.b);
    const double chroma2 = std::hypot(a2, two.b);
    const auto hue_of = [](double a, double b) {
        const double hue = a == 0.0 && b == 0.0 ? 0.0 : std::atan2(b, a) / (std::numbers::pi / 180.0);
        return hue < 0.0 ? hue + 360.0 : hue;
    };
    const double hue1 = hue_of(a1, one.b);
    const double hue2 = hue_of(a2, two.b);
    const bool is_hueless = chroma1 * chroma2 == 0.0;
    double hue_step = is_hueless ? 0.0 : hue2 - hue1;
    if (hue_step > 180.0) hue_step -= 360.0;
    if (hue_step < -180.0) hue_step += 360.0;
    double hue = hue1 + hue2;
    if (!is_hueless) {
        hue /= 2.0;
        if (std::abs(hue1 - hue2) > 180.0) hue += hue1 + hue2 < 360.0 ? 180.0 : -180.0;
    }
    const double lightness = (one.lightness + two.lightness) / 2.0;
    const double chroma = (chroma1 + chroma2) / 2.0;
    const double turn = 1.0 - 0.17 * std::cos(degree * (hue - 30.0)) + 0.24 * std::cos(degree * 2.0 * hue) +
                        0.32 * std::cos(degree * (3.0 * hue + 6.0)) - 0.20 * std::cos(degree * (4.0 * hue - 63.0));
    const double from_middle = (lightness - 50.0) * (lightness - 50.0);
    const double lightness_part =
        (two.lightness - one.lightness) / (1.0 + 0.015 * from_middle / std::sqrt(20.0 + from_middle));
    const double chroma_part = (chroma2 - chroma1) / (1.0 + 0.045 * chroma);
    const double hue_part =
        2.0 * std::sqrt(chroma1 * chroma2) * std::sin(degree * hue_step / 2.0) / (1.0 + 0.015 * chroma * turn);
    const double blue = (hue - 275.0) / 25.0;
    const double crossed =
        -2.0 * std::sqrt(pow7(chroma) / (pow7(chroma) + pow7(25.0))) * std::sin(degree * 60.0 * std::exp(-blue * blue));
    return std::sqrt(lightness_part * lightness_part + chroma_part * chroma_part + hue_part * hue_part +
                     crossed * chroma_part * hue_part);
}

inline double distance(data::Colour one, data::Colour two, Vision vision) {
    return distance(lab_of(seen_by(vision, light_of(one))), lab_of(seen_by(vision, light_of(two))));
}

/// Contrast of letters and ground, 1 to 21. Source: WCAG 2.1.
inline double contrast(data::Colour one, data::Colour two) {
    const auto luminance = [](data::Colour colour) {
        const auto [red, green, blue] = light_of(colour);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const double first = luminance(one) + 0.05;
    const double second = luminance(two) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

/// `top` laid over an opaque ground, with its own alpha, as a screen mixes them.
inline data::Colour over(data::Colour top, data::Colour ground) {
    const auto mix = [&](std::uint8_t above, std::uint8_t below) {
        return static_cast<std::uint8_t>((above * top.alpha + below * (255 - top.alpha) + 127) / 255);
    };
    return {mix(top.red, ground.red), mix(top.green, ground.green), mix(top.blue, ground.blue), 255};
}

}  // namespace darya::style
