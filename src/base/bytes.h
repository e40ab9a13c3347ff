#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace darya::base {

/// A number for bytes: other bytes have another one, but for chance. Tells damage, not malice. Cost: 3 GB/s or so. Source:
/// FNV-1a, 64 bits, taking eight bytes at a time, each time with the upper half folded into the lower one.
inline std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037U ^ bytes.size();
    const auto take = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * 1099511628211U;
        hash ^= hash >> 32U;
    };
    for (; bytes.size() >= sizeof(std::uint64_t); bytes.remove_prefix(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof(word));
        take(word);
    }
    for (const char byte : bytes) take(static_cast<unsigned char>(byte));
    return hash;
}

/// Appends numbers and texts to bytes, the little end first (but see `add_all`).
class ByteWriter {
public:
    explicit ByteWriter(std::string& bytes) : bytes_(bytes) {}

    void add_byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
    void add_u32(std::uint32_t value) { add_fixed(value, 4); }
    void add_u64(std::uint64_t value) { add_fixed(value, 8); }
    void add_double(double value) { add_u64(std::bit_cast<std::uint64_t>(value)); }
    /// Small numbers take one byte, large ones up to ten.
    void add_count(std::uint64_t value) {
        for (; value >= 0x80U; value >>= 7U) add_byte(static_cast<std::uint8_t>(value | 0x80U));
        add_byte(static_cast<std::uint8_t>(value));
    }
    /// The same for numbers of either sign.
    void add_step(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        add_count((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }
    void add_text(std::string_view text) {
        add_count(text.size());
        bytes_ += text;
    }
    /// Many at once, as they lie in memory: for files that stay on one machine.
    template <class Value>
    requires std::is_trivially_copyable_v<Value>
    void add_all(const std::vector<Value>& values) {
        bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
    }

private:
    void add_fixed(std::uint64_t value, int byte_count) {
        for (int i = 0; i < byte_count; ++i)
            add_byte(static_cast<std::uint8_t>(value >> (8U * static_cast<unsigned>(i))));
    }

    std::string& bytes_;
};

/// Reads back what a ByteWriter wrote, from bytes nobody vouches for: what is not there reads as 0 or "", and from then
/// on `is_good()` is false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    bool is_good() const { return is_good_; }
    std::size_t left() const { return bytes_.size() - at_; }

    std::uint8_t byte() {
        if (left() == 0) {
            fail();
            return 0;
        }
        return static_cast<std::uint8_t>(bytes_[at_++]);
    }
    std::uint32_t u32() { return static_cast<std::uint32_t>(fixed(4)); }
    std::uint64_t u64() { return fixed(8); }
    double number() { return std::bit_cast<double>(u64()); }
    std::uint64_t count() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
            if ((next & 0x80U) == 0) return value;
        }
        fail();
        return 0;
    }
    /// A count of things of at least `least_bytes` each: one that cannot be here is none, and a fault.
    std::size_t count_of(std::size_t least_bytes) {
        const std::uint64_t value = count();
        if (value <= left() / least_bytes) return static_cast<std::size_t>(value);
        fail();
        return 0;
    }
    std::int64_t step() {
        const std::uint64_t bits = count();
        return static_cast<std::int64_t>((bits >> 1U) ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
    }
    std::string_view text() {
        const std::size_t size = count_of(1);
        const std::string_view text = bytes_.substr(at_, size);
        at_ += size;
        return text;
    }
    /// Fills `values`; each of their bytes may have any value.
    template <class Value>
    requires std::is_trivially_copyable_v<Value>
    void read_all(std::vector<Value>& values) {
        if (values.size() > left() / sizeof(Value)) return fail();
        if (!values.empty()) std::memcpy(values.data(), bytes_.data() + at_, values.size() * sizeof(Value));
        at_ += values.size() * sizeof(Value);
    }
    void fail() {
        is_good_ = false;
        at_ = bytes_.size();
    }

private:
    std::uint64_t fixed(unsigned byte_count) {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < byte_count; ++i) value |= static_cast<std::uint64_t>(byte()) << (8U * i);
        return value;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool is_good_ = true;
};

}  // namespace darya::base
