#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace darya::base {

/// Why the world disappointed us, told to the person in front of the screen.
///
/// `what` is one lower-case clause without a full stop ("this is not a map file GDAL can read"), `where` names the
/// file (or place) concerned and may be empty, `next` says what the person can do and may be empty.
struct Error {
    std::string what;
    std::string where = {};
    std::string next = {};

    /// One line: "where: what; next".
    std::string line() const {
        std::string text = where.empty() ? what : where + ": " + what;
        if (!next.empty()) text += "; " + next;
        return text;
    }
};

/// A value, or the reason why there is none.
///
/// Has the member names of `std::expected` (C++23), so that moving over later is one `using`. Reading the value of a
/// failed result is our own mistake and asserts.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit on purpose
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit on purpose

    bool has_value() const { return content_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() {
        assert(has_value());
        return *std::get_if<0>(&content_);
    }
    const T& value() const {
        assert(has_value());
        return *std::get_if<0>(&content_);
    }
    const Error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&content_);
    }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, Error> content_;
};

/// The result of something that is done for its effect.
struct Done {};

}  // namespace darya::base
