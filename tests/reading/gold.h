// The test set of marked texts in tests/reading/gold/: how it is read, and how mentions are judged by it.
// gold/README.md says how it was made and what the marks mean.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace darya::gold {

/// One mark of a text. Bytes are in the text without its marks.
struct Mark {
    enum class Kind { place, embedded, demonym, unlisted, trap };
    std::size_t first_byte = 0;
    std::size_t end_byte = 0;
    Kind kind = Kind::place;
    std::string id;  // of a place; why it is none, of a trap
};

struct Text {
    std::string name;
    std::string language;
    std::string text;  // without front matter and marks
    std::vector<Mark> marks;
};

/// What a program says about a text.
struct Answer {
    std::size_t first_byte = 0;
    std::size_t end_byte = 0;
    std::string id;
    bool is_place = true;  // not embedded, not a demonym
};

struct Score {
    int right = 0;   // place mentions found, with the right id
    int wrong = 0;   // place mentions said to be where there are none, or with another id
    int missed = 0;  // place mentions not found, or with another id
    int right_span = 0, wrong_span = 0, missed_span = 0;  // the same without regard to ids
    int traps = 0, fallen_in = 0;
    int words = 0;
    std::vector<std::string> mistakes;

    double precision() const { return right + wrong == 0 ? 1.0 : double(right) / (right + wrong); }
    double recall() const { return right + missed == 0 ? 1.0 : double(right) / (right + missed); }
    double f1() const { return 2 * right + wrong + missed == 0 ? 1.0 : 2.0 * right / (2 * right + wrong + missed); }
    double span_f1() const {
        return 2 * right_span + wrong_span + missed_span == 0
                   ? 1.0
                   : 2.0 * right_span / (2 * right_span + wrong_span + missed_span);
    }
    void add(const Score& other) {
        right += other.right;
        wrong += other.wrong;
        missed += other.missed;
        right_span += other.right_span;
        wrong_span += other.wrong_span;
        missed_span += other.missed_span;
        traps += other.traps;
        fallen_in += other.fallen_in;
        words += other.words;
        mistakes.insert(mistakes.end(), other.mistakes.begin(), other.mistakes.end());
    }
};

/// Takes the marks out of a text: [[surface|id]], [[surface|id|embedded]], [[surface|id|demonym]], [[surface|?]],
/// [[surface|!why]]. Nothing where a mark never ends.
inline std::optional<Text> parse(std::string_view marked, const std::string& name) {
    Text text;
    text.name = name;
    if (marked.starts_with("---\n")) {
        const std::size_t end = marked.find("\n---\n", 3);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view front = marked.substr(0, end);
        if (const std::size_t at = front.find("language: "); at != std::string_view::npos)
            text.language = std::string(front.substr(at + 10, front.find('\n', at) - at - 10));
        marked.remove_prefix(end + 5);
    }
    for (std::size_t at = 0; at < marked.size();) {
        const std::size_t open = marked.find("[[", at);
        text.text += marked.substr(at, open - at);
        if (open == std::string_view::npos) break;
        const std::size_t bar = marked.find('|', open);
        const std::size_t close = marked.find("]]", open);
        if (bar == std::string_view::npos || close == std::string_view::npos || bar > close) return std::nullopt;
        Mark mark;
        mark.first_byte = text.text.size();
        text.text += marked.substr(open + 2, bar - open - 2);
        mark.end_byte = text.text.size();
        const std::string_view said = marked.substr(bar + 1, close - bar - 1);
        const std::size_t second = said.find('|');
        mark.id = std::string(said.substr(0, second));
        if (second != std::string_view::npos)
            mark.kind = said.substr(second + 1) == "demonym" ? Mark::Kind::demonym : Mark::Kind::embedded;
        if (said == "?") mark.kind = Mark::Kind::unlisted;
        if (said.starts_with('!')) mark.kind = Mark::Kind::trap;
        text.marks.push_back(std::move(mark));
        at = close + 2;
    }
    return text;
}

inline std::vector<Text> read_folder(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().string().ends_with(".marked.txt")) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Text> texts;
    for (const auto& file : files) {
        std::stringstream bytes;
        bytes << std::ifstream(file).rdbuf();
        const std::string name = file.filename().string();
        if (auto text = parse(bytes.str(), name.substr(0, name.find('.')))) texts.push_back(std::move(*text));
    }
    return texts;
}

/// Judges answers by the marks. An answer is right if it overlaps a marked place, one of the two lies within the other
/// (so that "Rogun" and "Rogun HPP" are the same) and the id is the same. Marks of unlisted places count for and
/// against nobody.
inline Score judge(const Text& text, const std::vector<Answer>& answers) {
    Score score;
    bool is_in_word = false;
    for (const char letter : text.text) {
        const bool is_space = letter == ' ' || letter == '\n';
        if (!is_space && !is_in_word) ++score.words;
        is_in_word = !is_space;
    }
    const auto surface = [&](std::size_t first, std::size_t end) { return text.text.substr(first, end - first); };
    const auto around = [&](std::size_t first, std::size_t end) {
        const std::size_t from = first < 30 ? 0 : first - 30;
        std::string words = text.text.substr(from, end + 30 - from);
        std::replace(words.begin(), words.end(), '\n', ' ');
        return words;
    };
    std::vector<bool> is_used(answers.size(), false);
    for (const Mark& mark : text.marks) {
        const Answer* found = nullptr;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const Answer& answer = answers[i];
            if (!answer.is_place || answer.first_byte >= mark.end_byte || mark.first_byte >= answer.end_byte) continue;
            const bool is_within = (answer.first_byte <= mark.first_byte && mark.end_byte <= answer.end_byte) ||
                                   (mark.first_byte <= answer.first_byte && answer.end_byte <= mark.end_byte);
            if (mark.kind == Mark::Kind::unlisted) {
                is_used[i] = true;
            } else if (mark.kind != Mark::Kind::place) {
                found = &answer;
            } else if (is_within && !is_used[i] &&
                       (found == nullptr || (found->id != mark.id && answer.id == mark.id))) {
                found = &answer;
            }
        }
        if (mark.kind == Mark::Kind::unlisted) continue;
        if (mark.kind == Mark::Kind::trap) ++score.traps;
        if (mark.kind != Mark::Kind::place) {
            if (found != nullptr && mark.kind == Mark::Kind::trap) ++score.fallen_in;
            if (found != nullptr)
                score.mistakes.push_back(text.name + ": no place (" + mark.id +
                                         "): " + surface(mark.first_byte, mark.end_byte) + " taken for " + found->id +
                                         "   … " + around(mark.first_byte, mark.end_byte));
            continue;
        }
        if (found != nullptr) is_used[static_cast<std::size_t>(found - answers.data())] = true;
        ++(found != nullptr ? score.right_span : score.missed_span);
        if (found != nullptr && found->id == mark.id) {
            ++score.right;
            continue;
        }
        ++score.missed;
        if (found != nullptr) ++score.wrong;
        score.mistakes.push_back(text.name + ": " + (found == nullptr ? "missed " : "took for " + found->id + ": ") +
                                 surface(mark.first_byte, mark.end_byte) + " (" + mark.id + ")   … " +
                                 around(mark.first_byte, mark.end_byte));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Answer& answer = answers[i];
        if (!answer.is_place || is_used[i]) continue;
        ++score.wrong;
        ++score.wrong_span;
        const bool is_marked = std::any_of(text.marks.begin(), text.marks.end(), [&](const Mark& mark) {
            return answer.first_byte < mark.end_byte && mark.first_byte < answer.end_byte;
        });
        if (!is_marked)
            score.mistakes.push_back(text.name + ": nothing there: " + surface(answer.first_byte, answer.end_byte) +
                                     " taken for " + answer.id + "   … " + around(answer.first_byte, answer.end_byte));
    }
    return score;
}

}  // namespace darya::gold
