#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace darya::base {

/// A number that names one thing of one kind; ids of different kinds are different types and do not mix.
template <typename Kind>
struct Id {
    std::uint32_t number = 0;
    auto operator<=>(const Id&) const = default;
};

}  // namespace darya::base

template <typename Kind>
struct std::hash<darya::base::Id<Kind>> {
    std::size_t operator()(const darya::base::Id<Kind>& id) const noexcept {
        return std::hash<std::uint32_t>{}(id.number);
    }
};
