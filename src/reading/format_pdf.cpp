// A PDF, as the boxes of words that pdftotext takes out of it.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "reading/dates.h"
#include "reading/formats.h"
#include "reading/lines.h"
#include "reading/pdf_text.h"
#include "reading/text_builder.h"
#include "reading/xml_reader.h"

namespace darya::reading {

namespace {

/// A line and where it stands, in points from the page's top left corner.
struct PageLine {
    std::string text;
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
    double height = 0;  // of its largest letters
    bool begins_block = false;
};
using PdfPage = std::vector<PageLine>;

/// Valid UTF-8, with ligatures as their letters.
std::string clean(std::string_view text) {
    static constexpr std::array<std::string_view, 7> ligatures{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    std::string cleaned;
    cleaned.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        if (point.value >= 0xFB00 && point.value <= 0xFB06) {
            cleaned += ligatures[point.value - 0xFB00];
        } else if (point.value != 0) {
            base::append_utf8(cleaned, point.value);
        }
        at += point.byte_count;
    }
    return cleaned;
}

/// A number of an attribute; 0 for what is none.
double number_of(const std::string& text) {
    const double value = std::strtod(text.c_str(), nullptr);
    constexpr double largest = 1e6;
    return value > -largest && value < largest ? value : 0.0;
}

std::vector<PdfPage> pages_of(std::string_view printed) {
    std::vector<PdfPage> pages;
    XmlReader reader(printed, XML_PARSE_RECOVER);
    bool begins_block = false;
    bool is_in_word = false;
    while (reader.next()) {
        if (reader.is_start()) {
            const std::string_view name = reader.name();
            is_in_word = name == "word" && !reader.is_empty();
            if (name == "page") pages.emplace_back();
            if (name == "block") begins_block = true;
            if (name == "line" && !pages.empty()) {
                PageLine line;
                line.left = number_of(reader.attribute("xMin"));
                line.right = number_of(reader.attribute("xMax"));
                line.top = number_of(reader.attribute("yMin"));
                line.bottom = number_of(reader.attribute("yMax"));
                line.begins_block = std::exchange(begins_block, false);
                pages.back().push_back(std::move(line));
            }
            if (is_in_word && !pages.empty() && !pages.back().empty()) {
                PageLine& line = pages.back().back();
                line.height =
                    std::max(line.height, number_of(reader.attribute("yMax")) - number_of(reader.attribute("yMin")));
            }
        } else if (reader.is_end()) {
            is_in_word = false;
        } else if (is_in_word && reader.is_text() && !pages.empty() && !pages.back().empty()) {
            std::string& text = pages.back().back().text;
            const std::string word = clean(reader.text());
            if (!text.empty()) text += ' ';
            text += trimmed(word);
        }
    }
    for (PdfPage& page : pages) {
        bool begins = false;
        for (PageLine& line : page) {
            line.text = trimmed(line.text);
            // The next line that says something begins the block in its place.
            begins = begins || line.begins_block;
            if (!line.text.empty()) line.begins_block = std::exchange(begins, false);
        }
        std::erase_if(page, [](const PageLine& line) { return line.text.empty(); });
    }
    return pages;
}

/// A line as the heads of other pages have it: any number is the same number.
std::string without_digits(std::string_view line) {
    constexpr std::size_t longest_roman = 6;
    const bool is_roman = line.size() <= longest_roman && line.find_first_not_of("ivxlc") == std::string_view::npos;
    if (is_roman) return "#";
    std::string key;
    for (const char letter : line) {
        const bool is_digit = letter >= '0' && letter <= '9';
        if (is_digit && key.ends_with('#')) continue;
        key += is_digit ? '#' : letter;
    }
    return key;
}

/// How many lines at either end of a page are looked at.
constexpr std::size_t edge_lines = 3;

/// The numbers of a page's first or last lines, as the eye goes down, whatever the order of reading.
std::vector<std::size_t> edge_of(const PdfPage& page, bool is_top) {
    std::vector<std::size_t> numbers(page.size());
    std::iota(numbers.begin(), numbers.end(), 0U);
    const std::size_t count = std::min(edge_lines, numbers.size());
    std::partial_sort(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(count), numbers.end(),
                      [&page, is_top](std::size_t a, std::size_t b) {
                          const double first = is_top ? page[a].top : -page[a].bottom;
                          const double second = is_top ? page[b].top : -page[b].bottom;
                          return first != second ? first < second : a < b;
                      });
    numbers.resize(count);
    return numbers;
}

/// "12", "- 12 -", "стр. 12", "PdfPage 3 of 10": a line with a number and nothing of its own beside it.
bool is_page_number(std::string_view line, int page) {
    constexpr std::size_t longest_bytes = 24;
    if (line.size() > longest_bytes) return false;
    std::string letters;
    std::vector<int> numbers;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] >= '0' && line[i] <= '9') {
            const bool goes_on = i > 0 && line[i - 1] >= '0' && line[i - 1] <= '9';
            if (!goes_on) numbers.push_back(0);
            if (numbers.back() < 100'000) numbers.back() = numbers.back() * 10 + (line[i] - '0');
        } else if (std::string_view(" -|/.\t").find(line[i]) == std::string_view::npos) {
            letters += line[i];
        }
    }
    constexpr std::string_view words =
        " PdfPage page Pageof pageof p стр с Стр Страница страница Seite S \xE2\x80\x93\xE2\x80\x93 "
        "\xE2\x80\x94\xE2\x80\x94 ";
    const bool is_bare = letters.empty() || words.find(" " + letters + " ") != std::string_view::npos;
    return is_bare && !numbers.empty() && numbers[0] == page;
}

/// Which block of its page each line belongs to.
std::vector<std::size_t> blocks_of(const PdfPage& page) {
    std::vector<std::size_t> blocks;
    std::size_t block = 0;
    for (const PageLine& line : page) {
        if (line.begins_block) ++block;
        blocks.push_back(block);
    }
    return blocks;
}

/// Where lines stand at one end of a page, by their words.
using Edge = std::map<std::string, double>;

/// What is a head on most pages, and what is one on a few pages near each other: a chapter's name.
class Heads {
public:
    Heads(const std::vector<PdfPage>& pages, bool is_top) {
        for (const PdfPage& page : pages) {
            Edge edge;
            for (const std::size_t number : edge_of(page, is_top)) {
                edge.emplace(without_digits(page[number].text), page[number].top);
            }
            for (const auto& [words, top] : edge) ++counts_[words];
            edges_.push_back(std::move(edge));
        }
        // Books alternate two heads; a text of two or three pages has one on at least two of them.
        enough_ = pages.size() <= 3 ? 2 : std::max<std::size_t>(3, (pages.size() * 2 + 4) / 5);
    }

    bool has(std::size_t page, const PageLine& line) const {
        const std::string words = without_digits(line.text);
        const auto count = counts_.find(words);
        if (count == counts_.end()) return false;
        if (count->second >= enough_) return true;
        constexpr std::size_t least = 3;
        constexpr std::size_t reach = 2;  // left and right pages have heads of their own
        if (count->second < least) return false;
        const std::size_t last = std::min(edges_.size(), page + reach + 1);
        for (std::size_t i = page > reach ? page - reach : 0; i < last; ++i) {
            const auto other = edges_[i].find(words);
            constexpr double same_height = 3.0;
            if (i != page && other != edges_[i].end() && std::abs(other->second - line.top) <= same_height) return true;
        }
        return false;
    }

private:
    std::vector<Edge> edges_;  // of each page
    std::map<std::string, std::size_t> counts_;
    std::size_t enough_ = 0;
};

/// Takes out the lines that are running heads, feet and page numbers, where they stand apart from the text.
void remove_heads(std::vector<PdfPage>& pages) {
    std::vector<std::set<std::size_t>> heads(pages.size());
    for (const bool is_top : {true, false}) {
        const Heads known(pages, is_top);
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const std::vector<std::size_t> blocks = blocks_of(pages[i]);
            std::set<std::size_t> text_blocks;  // where a line is no head
            for (std::size_t j = 0; j < pages[i].size(); ++j) {
                const PageLine& line = pages[i][j];
                const bool is_head = known.has(i, line) || is_page_number(line.text, static_cast<int>(i) + 1);
                if (!is_head) text_blocks.insert(blocks[j]);
            }
            for (const std::size_t number : edge_of(pages[i], is_top)) {
                if (!text_blocks.contains(blocks[number])) heads[i].insert(number);
            }
        }
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        PdfPage rest;
        bool begins = false;
        for (std::size_t j = 0; j < pages[i].size(); ++j) {
            begins = begins || pages[i][j].begins_block;
            if (heads[i].contains(j)) continue;
            pages[i][j].begins_block = std::exchange(begins, false);
            rest.push_back(std::move(pages[i][j]));
        }
        pages[i] = std::move(rest);
    }
}

UChar32 first_letter(std::string_view text) {
    return text.empty() ? 0 : static_cast<UChar32>(base::code_point_at(text, 0).value);
}

UChar32 last_letter(std::string_view text) {
    if (text.empty()) return 0;
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return static_cast<UChar32>(base::code_point_at(text, at).value);
}

/// The bytes of the hyphen that ends a line, 0 for none.
std::size_t hyphen_bytes(std::string_view line) {
    for (const std::string_view hyphen : {"-", "\xC2\xAD", "\xE2\x80\x90", "\xE2\x80\x91"}) {
        if (!line.ends_with(hyphen)) continue;
        const bool is_after_letter = u_isalpha(last_letter(line.substr(0, line.size() - hyphen.size()))) != 0;
        return is_after_letter ? hyphen.size() : 0;
    }
    return 0;
}

bool is_word_byte(char letter) {
    return static_cast<unsigned char>(letter) >= 0x80 || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '-';
}

/// The words of a text, those with a hyphen whole; no line's last or first part.
std::set<std::string, std::less<>> words_of(const std::vector<PdfPage>& pages) {
    std::set<std::string, std::less<>> words;
    for (const PdfPage& page : pages) {
        for (const PageLine& whole : page) {
            const std::string_view line = whole.text;
            for (std::size_t at = 0; at < line.size();) {
                std::size_t end = at;
                while (end < line.size() && is_word_byte(line[end])) ++end;
                const bool is_whole = end > at && line[end - 1] != '-';
                if (is_whole) words.emplace(line.substr(at, end - at));
                at = end + 1;
            }
        }
    }
    return words;
}

std::string_view last_word(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && is_word_byte(text[at - 1])) --at;
    return text.substr(at);
}

std::string_view first_word(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    return text.substr(0, end);
}

bool is_bullet(UChar32 letter) {
    return letter == 0x2022 || letter == 0x25CF || letter == 0x25AA || letter == 0x25A0 || letter == 0x2023 ||
           letter == 0x25E6 || letter == 0xB7 || letter == 0xF0B7;
}

bool ends_sentence(std::string_view line) {
    constexpr std::u32string_view ends = U".!?…:»”\"";
    const auto last = static_cast<char32_t>(last_letter(line));
    return ends.find(last) != std::u32string_view::npos;
}

/// The height of most of the text.
double usual_height(const std::vector<PdfPage>& pages) {
    std::vector<std::pair<double, std::size_t>> heights;
    std::size_t all = 0;
    for (const PdfPage& page : pages) {
        for (const PageLine& line : page) {
            heights.emplace_back(line.height, line.text.size());
            all += line.text.size();
        }
    }
    std::sort(heights.begin(), heights.end());
    std::size_t below = 0;
    for (const auto& [height, bytes] : heights) {
        below += bytes;
        if (below * 2 >= all) return height;
    }
    return 0.0;
}

/// Joins lines to paragraphs.
class Paragraphs {
public:
    Paragraphs(Article& article, std::set<std::string, std::less<>> words, double height)
        : builder_(article), words_(std::move(words)), usual_height_(height) {}

    void add_page(const PdfPage& page, int number) {
        for (std::size_t i = 0; i < page.size();) {
            std::size_t end = i + 1;
            while (end < page.size() && !page[end].begins_block) ++end;
            add_block(std::span(page).subspan(i, end - i), number);
            i = end;
        }
    }
    void end() {
        finish();
        builder_.finish();
    }
    bool is_full() const { return builder_.is_full(); }

private:
    void add_block(std::span<const PageLine> lines, int number) {
        double left = lines[0].left;
        double right = lines[0].right;
        for (const PageLine& line : lines) {
            left = std::min(left, line.left);
            right = std::max(right, line.right);
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const PageLine& line = lines[i];
            const bool is_alike =
                !text_.empty() && line.height <= last_.height * 1.12 && last_.height <= line.height * 1.12;
            const bool goes_on = is_alike && !is_bullet(first_letter(line.text)) &&
                                 (i == 0 ? goes_over_gap(line.text) : goes_on_in_block(line, left, right));
            if (goes_on) {
                join(line.text);
            } else {
                finish();
                text_ = line.text;
                page_ = number;
            }
            last_ = line;
        }
    }

    /// A paragraph that the end of a column or page broke off goes on in small letters.
    bool goes_over_gap(std::string_view line) const {
        if (ends_sentence(text_)) return false;
        return hyphen_bytes(text_) > 0 || u_islower(first_letter(line)) != 0;
    }
    bool goes_on_in_block(const PageLine& line, double left, double right) const {
        if (!ends_sentence(text_) || u_islower(first_letter(line.text)) != 0) return true;
        // A sentence that ends well before the margin ends its paragraph; so does one above an indented line.
        const bool is_short = last_.right < right - (right - left) * 0.2;
        const bool is_indented = line.left > left + line.height * 0.7 && last_.left < left + line.height * 0.7;
        return !is_short && !is_indented;
    }

    void finish() {
        std::string_view text = text_;
        if (text.empty()) return;
        PassageKind kind = PassageKind::paragraph;
        int level = 0;
        constexpr std::size_t longest_heading_letters = 200;
        const bool is_large = last_.height > usual_height_ * 1.15;
        if (is_bullet(first_letter(text))) {
            kind = PassageKind::list_item;
            level = 1;
            text = trimmed(text.substr(base::code_point_at(text, 0).byte_count));
        } else if (is_large && base::code_point_count(text) <= longest_heading_letters) {
            kind = PassageKind::heading;
            level = last_.height > usual_height_ * 1.5 ? 1 : 2;
        }
        builder_.start(kind, level, page_);
        builder_.add(text);
        text_.clear();
    }

    void join(std::string_view line) {
        const std::size_t hyphen = hyphen_bytes(text_);
        if (hyphen == 0) {
            if (text_.ends_with('-') && first_letter(line) >= '0' && first_letter(line) <= '9') {
                text_ += line;  // 2010-2012
                return;
            }
            text_ += ' ';
            text_ += line;
            return;
        }
        const bool is_soft = text_.ends_with("\xC2\xAD");
        const bool is_hard = text_.ends_with("\xE2\x80\x91");
        const std::string_view before = last_word(std::string_view(text_).substr(0, text_.size() - hyphen));
        const std::string_view after = first_word(line);
        const bool is_small = u_islower(first_letter(line)) != 0;
        const bool is_known_whole = words_.contains(std::string(before).append(after));
        const bool is_known_parted = words_.contains(std::string(before).append("-").append(after));
        const bool keeps = is_hard || (!is_soft && (!is_small || (is_known_parted && !is_known_whole)));
        if (!is_small && u_isalnum(first_letter(line)) == 0) {
            text_ += ' ';  // "pre- (and post-)"
        } else if (!keeps) {
            text_.resize(text_.size() - hyphen);
        }
        text_ += line;
    }

    TextBuilder builder_;
    std::set<std::string, std::less<>> words_;
    std::string text_;  // of the paragraph at hand
    int page_ = 0;
    PageLine last_;  // its last line
    double usual_height_ = 0.0;
};

/// A program's own name for a file it made, not a title.
bool is_file_name(std::string_view title) {
    constexpr std::array<std::string_view, 8> endings{".doc", ".docx", ".pdf", ".indd", ".qxd", ".tex", ".dvi", ".rtf"};
    return title.starts_with("Microsoft Word") || title == "untitled" || title == "Untitled" ||
           std::any_of(endings.begin(), endings.end(), [title](std::string_view end) { return title.ends_with(end); });
}

}  // namespace

bool is_pdf_file(std::string_view bytes) {
    // Readers accept some bytes of a mail or a web server before it.
    return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

PdfInfo parse_pdf_info(std::string_view printed) {
    constexpr std::size_t longest_bytes = 300;
    PdfInfo info;
    const std::string text = clean(printed);
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        at = line.next_byte;
        const std::size_t colon = line.text.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view key = line.text.substr(0, colon);
        const std::string_view value = trimmed(line.text.substr(colon + 1));
        if (value.size() > longest_bytes) continue;
        if (key == "Title" && !is_file_name(value)) info.title = value;
        if (key == "Author") info.author = value;
        if (key == "CreationDate") info.date = iso_date_of(value);
    }
    return info;
}

base::Result<Article> parse_pdf_text(std::string_view printed, const PdfInfo& info, const std::string& file,
                                     base::Notes& notes) {
    Article article = new_article({{}, file, {}}, "pdf");
    article.title = info.title;
    article.author = info.author;
    article.date = info.date;
    std::vector<PdfPage> pages = pages_of(printed);
    const auto empty_pages = static_cast<std::size_t>(
        std::count_if(pages.begin(), pages.end(), [](const PdfPage& page) { return page.empty(); }));
    if (empty_pages == pages.size()) {
        return base::Error{"this PDF has no text in it, only pictures of pages", file,
                           "have its letters recognised (OCR), for example with ocrmypdf, and open that"};
    }
    if (empty_pages > 1 && empty_pages * 2 > pages.size()) {
        notes.add(article.file_name + ": " + std::to_string(empty_pages) + " of " + std::to_string(pages.size()) +
                  " pages are pictures without text");
    }
    remove_heads(pages);
    Paragraphs paragraphs(article, words_of(pages), usual_height(pages));
    for (std::size_t i = 0; i < pages.size() && !paragraphs.is_full(); ++i) {
        paragraphs.add_page(pages[i], static_cast<int>(i) + 1);
    }
    paragraphs.end();
    if (paragraphs.is_full()) {
        return base::Error{"this text is longer than " + std::to_string(most_article_bytes >> 20) + " MiB", file,
                           "open a part of it"};
    }
    if (article.passages.empty()) {
        return base::Error{"this PDF has no text in it but page numbers", file,
                           "have its letters recognised (OCR), for example with ocrmypdf, and open that"};
    }
    return finished(std::move(article));
}

bool is_pdf(const FileBytes& source) {
    return is_pdf_file(source.bytes);
}

base::Result<Article> read_pdf(const FileBytes& source, base::Notes& /*notes*/) {
    return base::Error{"this is a PDF, which is read from a file only", source.file, "save it as a file and open that"};
}

}  // namespace darya::reading
