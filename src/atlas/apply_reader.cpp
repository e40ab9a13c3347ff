// What a person does with texts: opening, reading, walking, searching, marking, quoting.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "atlas/apply_parts.h"
#include "atlas/article_places.h"
#include "atlas/atlas.h"
#include "atlas/settle.h"
#include "reading/quote.h"

namespace darya::atlas {

namespace {

/// What is marked for the reader is brought in sight.
void show_circles(Atlas& atlas, double now_s) {
    const geo::ScreenBox free = free_box(atlas);
    const scene::Camera going = atlas.flight ? atlas.flight->to : atlas.camera;
    const geo::MapBox box = box_of_circles(*atlas.circles);
    if (box.is_empty()) return;
    const bool is_in_sight = free.contains(going.to_screen({box.left_m, box.bottom_m})) &&
                             free.contains(going.to_screen({box.right_m, box.top_m}));
    constexpr float margin_px = 50.0F;
    if (!is_in_sight) fly(atlas, scene::fitted(going, box, free, margin_px), now_s);
}

}  // namespace

void close_reader(Atlas& atlas) {
    atlas.reader.reset();
    atlas.stood_on.reset();
    atlas.left_off.reset();
}

void carry_out(Atlas& atlas, const ReadPassage& read, Now) {
    if (!atlas.reader || atlas.reader->article != read.passage.article) atlas.stood_on.reset();
    if (atlas.marked != read.passage.article) atlas.marked.reset();
    atlas.reader = read.passage;
    ++atlas.reader_moves;
    const reading::Article* const article = atlas.library.find(read.passage.article);
    const bool is_within =
        article != nullptr && read.passage.passage > 0 && read.passage.passage < article->passages.size();
    atlas.reader_byte = is_within ? article->passages[read.passage.passage].first_byte : 0;
    atlas.is_home = false;  // what opens over the map does not make it smaller
    atlas.left_off.reset();
}

void carry_out(Atlas& atlas, const MarkArticlePlaces& mark, Now now) {
    atlas.marked = mark.article;
    count_circles(atlas);
    if (atlas.circles && atlas.reader && atlas.reader->article == *mark.article) show_circles(atlas, now.time_s);
}

void carry_out(Atlas& atlas, const AddArticle& add, Now now) {
    const reading::Article* const read = atlas.reader ? atlas.library.find(atlas.reader->article) : nullptr;
    const bool is_again = read != nullptr && read->file == add.article->file;
    if (is_again) atlas.left_off = LeftOff{read->file, atlas.reader_byte, atlas.marked == atlas.reader->article};
    add_decided(atlas, std::make_shared<const reading::Shelf>(add.article, add.mentions));
    const auto id = atlas.library.find_file(add.article->file);
    if (!id) return;
    if (add.is_read && !is_again) {
        const bool is_home = atlas.is_home && !atlas.selected;
        carry_out(atlas, ReadPassage{{*id, 0}}, now);
        atlas.is_home = is_home;  // all places of a new text in sight
    } else if (atlas.left_off && atlas.left_off->file == add.article->file) {
        go_on_reading(atlas, *id);
    }
}

void carry_out(Atlas& atlas, const CloseArticle& close, Now) {
    if (atlas.reader && atlas.reader->article == close.article) close_reader(atlas);
    if (atlas.marked == close.article) atlas.marked.reset();
    const auto article = atlas.library.share(close.article);
    const auto is_own = [&](const std::string& file) { return article && article->file == file; };
    if (std::any_of(atlas.own_texts.begin(), atlas.own_texts.end(), is_own)) {
        const auto mentions = atlas.library.mentions(close.article);
        atlas.closed_texts.push_back({article, {mentions.begin(), mentions.end()}});
    } else if (article) {
        constexpr std::size_t most_recent = 10;
        std::erase(atlas.recent, article->file);
        atlas.recent.insert(atlas.recent.begin(), article->file);
        if (atlas.recent.size() > most_recent) atlas.recent.pop_back();
    }
    atlas.library = atlas.library.without(close.article);
    atlas.settled.erase(close.article);
    if (atlas.doubts && atlas.doubts->article == close.article) show_doubts(atlas, ShowDoubts{false});
}

void carry_out(Atlas& atlas, const ShowClosedTexts&, Now) {
    for (ClosedText& text : atlas.closed_texts) {
        // A person's own places may have gone since.
        const std::size_t known = atlas.gazetteer->places().size();
        std::erase_if(text.mentions, [known](const reading::Mention& m) { return m.place.number >= known; });
        add_decided(atlas, std::make_shared<const reading::Shelf>(text.article, std::move(text.mentions)));
    }
    atlas.closed_texts.clear();
}

void carry_out(Atlas& atlas, const SearchFor& search, Now now) {
    atlas.searched = search.typed;
    if (!search.typed.empty()) now.requests.push_back(RunSearch{search.typed});
}

void carry_out(Atlas& atlas, const TakeAnswer& take, Now) {
    // An answer to what was typed before is of no use; one to the same question, asked again, keeps its place.
    if (take.answer->typed != atlas.searched) return;
    const bool is_same = atlas.answer && atlas.answer->typed == take.answer->typed;
    atlas.answer = take.answer;
    if (!is_same || (atlas.read_found && *atlas.read_found >= atlas.answer->passages.size())) atlas.read_found.reset();
}

void carry_out(Atlas& atlas, const ReadFound& read, Now now) {
    if (!atlas.answer || read.index >= atlas.answer->passages.size()) return;
    const reading::PassageRef passage = atlas.answer->passages[read.index].passage;
    if (atlas.library.find(passage.article) == nullptr) return;
    atlas.read_found = read.index;
    carry_out(atlas, ReadPassage{passage}, now);
}

void carry_out(Atlas& atlas, const ReadNextFound& next, Now now) {
    if (!atlas.answer || atlas.answer->passages.empty()) return;
    // Round and round; articles that were closed since are left out.
    const auto count = static_cast<std::ptrdiff_t>(atlas.answer->passages.size());
    const std::ptrdiff_t step = next.step < 0 ? -1 : 1;
    std::ptrdiff_t at = atlas.read_found ? static_cast<std::ptrdiff_t>(*atlas.read_found) : step > 0 ? -1 : 0;
    for (std::ptrdiff_t tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        const auto index = static_cast<std::size_t>(at);
        if (atlas.library.find(atlas.answer->passages[index].passage.article) != nullptr)
            return carry_out(atlas, ReadFound{index}, now);
    }
}

void carry_out(Atlas& atlas, const CloseReader&, Now) {
    close_reader(atlas);
}

void carry_out(Atlas& atlas, const GoToMention& go, Now now) {
    const auto mentions = atlas.library.mentions(go.article);
    if (go.mention >= mentions.size()) return;
    const reading::Mention& mention = mentions[go.mention];
    const reading::PassageRef passage{go.article, mention.passage};
    if (atlas.reader && atlas.reader->article == go.article) {
        atlas.reader = passage;
        ++atlas.reader_moves;
    } else {
        carry_out(atlas, ReadPassage{passage}, now);
    }
    atlas.stood_on = mention.first_byte;
    carry_out(atlas, SelectPlace{mention.place, box_of(atlas, mention.place).has_value()}, now);
}

void carry_out(Atlas& atlas, const WalkMentions& walk, Now now) {
    if (!atlas.reader || walk.step == 0) return;
    const reading::ArticleId article = atlas.reader->article;
    const auto mentions = atlas.library.mentions(article);
    const std::vector<std::size_t> walked = walked_mentions(*atlas.library.find(article), mentions);
    if (walked.empty()) {
        carry_out(atlas, Inform{"This text names no place that Darya knows."}, now);
        return;
    }
    // From the name one stands on; else from the first one in view, and that one counts.
    const std::size_t from = atlas.stood_on.value_or(atlas.reader_byte);
    const auto next = std::partition_point(walked.begin(), walked.end(), [&](std::size_t index) {
        return atlas.stood_on ? mentions[index].first_byte <= from : mentions[index].first_byte < from;
    });
    const auto here = std::partition_point(walked.begin(), walked.end(),
                                           [&](std::size_t index) { return mentions[index].first_byte < from; });
    const auto count = static_cast<std::ptrdiff_t>(walked.size());
    std::ptrdiff_t wanted = walk.step > 0 ? next - walked.begin() + walk.step - 1 : here - walked.begin() + walk.step;
    wanted = (wanted % count + count) % count;
    carry_out(atlas, GoToMention{article, walked[static_cast<std::size_t>(wanted)]}, now);
}

void carry_out(Atlas& atlas, const NextMentionOf& wish, Now now) {
    if (!atlas.reader) return;
    const auto mentions = atlas.library.mentions(atlas.reader->article);
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        if (mentions[i].place != wish.place || mentions[i].type != reading::MentionType::place) continue;
        if (!first) first = i;
        // Standing on another place's name, one begins with this place's first.
        const bool is_there = atlas.stood_on && atlas.selected == wish.place;
        if (!is_there || mentions[i].first_byte > *atlas.stood_on) {
            first = i;
            break;
        }
    }
    if (first) carry_out(atlas, GoToMention{atlas.reader->article, *first}, now);
}

void carry_out(Atlas& atlas, const StandAt& stand, Now) {
    atlas.reader_byte = stand.byte;
}
void carry_out(Atlas& atlas, const SetTextSize& size, Now) {
    atlas.text_px = std::clamp(size.text_px, least_text_px, most_text_px);
}
void carry_out(Atlas& atlas, const ShowAllNames& show, Now) {
    atlas.are_all_names_shown = show.is_shown;
}
void carry_out(Atlas& atlas, const ReopenAs& reopen, Now now) {
    const reading::Article* const article = atlas.library.find(reopen.article);
    if (article != nullptr) now.requests.push_back(LoadFile{article->file, reopen.encoding});
}

void carry_out(Atlas& atlas, const CopyPassage& copy, Now now) {
    const reading::Article* article = atlas.library.find(copy.passage.article);
    if (article == nullptr || copy.passage.passage >= article->passages.size()) return;
    const reading::Passage& passage = article->passages[copy.passage.passage];
    std::string text = reading::citation(*article, {passage.first_byte, passage.byte_count});
    now.requests.push_back(PutOnClipboard{std::move(text)});
    atlas.notices.push_back(
        {atlas.next_notice++, "The passage and its source are on the clipboard.", false, now.time_s});
}

}  // namespace darya::atlas
