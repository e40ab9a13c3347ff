#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/loose.h"

namespace darya::reading {

/// A spelling that a stretch of text may be, and what its ending makes of it.
struct Form {
    std::uint32_t spelling = 0;  // index into the gazetteer's
    Makes makes = Makes::name;
    bool is_variant = false;  // only alike after loosening
    bool has_ending = false;  // stands in another form than the nominative
};

/// The longest name that begins at a word.
struct NameHit {
    std::uint32_t end = 0;  // index into the loose letters
    std::vector<Form> forms;
};

/// A compiled automaton over loosened names: letters lead from node to node, and where a word of a name may take
/// endings, the rest of the text's word is looked up among them. Names of one beginning share their nodes. Built once,
/// then const.
class NameTrie {
public:
    explicit NameTrie(const Grammar& grammar);
    /// Adds a written form. In Russian and German every word of it takes endings, elsewhere the last.
    void add(std::string_view surface, std::string_view language, std::uint32_t spelling);
    /// The longest name at `start`, which must be the first letter of a word. Endings of the name's own language count
    /// and those of `language`. Cost O(length of the name).
    std::optional<NameHit> find(std::span<const FoldedLetter> folded, std::span<const LooseLetter> loose,
                                std::size_t start, std::string_view language) const;
    const Loosener& loosener() const { return loosener_; }

private:
    using Letters = std::u32string;
    /// The endings that a stem may take, in order.
    struct EndingClass {
        std::vector<std::pair<Letters, Makes>> endings;
        std::string language;
        Letters nominative;       // what stands in the name as it is listed
        bool takes_none = false;  // may stand without an ending
    };
    struct Leaf {
        std::uint32_t spelling;
        Letters strict;  // its first word as it was listed, folded: what a variant departs from
    };
    struct ClassEdge {
        std::uint32_t ending_class;
        std::uint32_t node;
    };
    struct Walk;

    std::uint32_t child(std::uint32_t node, char32_t letter) const;  // 0 for none
    std::uint32_t child_or_new(std::uint32_t node, char32_t letter);
    std::uint32_t new_node();
    void grow();
    std::uint32_t class_child(std::uint32_t node, std::uint32_t ending_class);
    std::uint32_t class_of(std::vector<std::size_t> rows, const std::string& language);
    std::vector<std::pair<Letters, std::uint32_t>> stems_of(const Letters& word, const std::string& language,
                                                            bool takes_endings);
    void add_words(std::uint32_t node, std::span<const std::pair<Letters, bool>> words, const std::string& language,
                   const Leaf& leaf);
    static std::optional<Makes> made_by(const EndingClass& one, std::u32string_view rest);
    void walk(Walk& walk, std::uint32_t node, std::size_t at, std::size_t word_start, Makes makes,
              bool has_ending) const;
    void at_stem(Walk& walk, std::uint32_t node, std::size_t at, std::size_t word_start, Makes makes,
                 bool has_ending) const;

    const Grammar& grammar_;
    Loosener loosener_;
    // An open hash of (node, letter) to node.
    std::vector<std::uint64_t> keys_;
    std::vector<std::uint32_t> values_;
    std::size_t edge_count_ = 0;
    std::uint32_t node_count_ = 1;
    std::vector<std::int32_t> classes_at_;  // by node: index into class_edges_, -1 none
    std::vector<std::vector<ClassEdge>> class_edges_;
    std::vector<std::int32_t> leaves_at_;
    std::vector<std::vector<Leaf>> leaves_;
    std::vector<EndingClass> classes_;
    std::map<std::pair<std::string, std::vector<std::size_t>>, std::uint32_t> class_numbers_;
    std::map<std::string, std::uint32_t, std::less<>> general_class_;  // of a language: for names it has not listed
};

}  // namespace darya::reading
