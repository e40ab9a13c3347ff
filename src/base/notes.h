#pragma once

#include <string>
#include <utility>
#include <vector>

namespace darya::base {

/// What went less than perfectly while something was loaded, in sentences for the person who loads it.
///
/// A bad row is a note, never an end. No more than `most` are kept, so that a hostile file cannot fill memory with
/// them; `left_out()` counts the rest.
class Notes {
public:
    static constexpr std::size_t most = 50;

    void add(std::string sentence) {
        if (sentences_.size() < most) {
            sentences_.push_back(std::move(sentence));
        } else {
            ++left_out_;
        }
    }
    const std::vector<std::string>& sentences() const { return sentences_; }
    std::size_t left_out() const { return left_out_; }
    bool empty() const { return sentences_.empty(); }

private:
    std::vector<std::string> sentences_;
    std::size_t left_out_ = 0;
};

}  // namespace darya::base
