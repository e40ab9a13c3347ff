#include "atlas/settle.h"

#include <algorithm>
#include <utility>

namespace darya::atlas {

namespace {

using reading::ArticleId;
using reading::Decisions;

constexpr std::size_t most_steps = 500;

/// The mentions as they were found, before anything was decided.
std::vector<reading::Mention> found_in(const Atlas& atlas, ArticleId id) {
    const auto settled = atlas.settled.find(id);
    if (settled != atlas.settled.end()) return settled->second->found;
    const auto mentions = atlas.library.mentions(id);
    return {mentions.begin(), mentions.end()};
}

/// Puts an article into the library as the decisions have it.
void put(Atlas& atlas, std::shared_ptr<const reading::Shelf> shelf, std::vector<reading::Mention> found) {
    const std::shared_ptr<const reading::Article> article = shelf->article();
    auto decided =
        reading::decide(*article, found, *atlas.gazetteer, atlas.decisions->of(reading::article_key(*article)));
    shelf = std::make_shared<const reading::Shelf>(article, std::move(decided.mentions));
    atlas.library = atlas.library.with_all(std::span(&shelf, 1));
    const auto id = atlas.library.find_file(article->file);
    if (!id) return;
    if (decided.settled.empty()) {
        atlas.settled.erase(*id);
    } else {
        atlas.settled[*id] =
            std::make_shared<const SettledArticle>(SettledArticle{std::move(found), std::move(decided.settled)});
    }
}

/// Other decisions take effect in the open articles that they are about.
void change(Atlas& atlas, std::shared_ptr<const Decisions> decisions) {
    const std::vector<std::string> changed = decisions->changed_from(*atlas.decisions);
    atlas.decisions = std::move(decisions);
    for (const ArticleId id : atlas.library.articles()) {
        const std::string key = reading::article_key(*atlas.library.find(id));
        if (std::find(changed.begin(), changed.end(), key) == changed.end()) continue;
        put(atlas, atlas.library.shelf(id), found_in(atlas, id));
    }
}

/// Another list for one article, as a step that can be undone.
void decide(Atlas& atlas, ArticleId id, std::vector<reading::Decision> list, std::string what,
            std::vector<Request>& requests) {
    const std::string key = reading::article_key(*atlas.library.find(id));
    auto next = std::make_shared<Decisions>(*atlas.decisions);
    next->set(key, std::move(list));
    atlas.undo_steps.push_back({atlas.decisions, std::move(what)});
    if (atlas.undo_steps.size() > most_steps) atlas.undo_steps.erase(atlas.undo_steps.begin());
    atlas.redo_steps.clear();
    atlas.decisions = std::move(next);
    put(atlas, atlas.library.shelf(id), found_in(atlas, id));
    requests.push_back(KeepDecisions{atlas.decisions});
}

/// "“Naryn” in The two dams", or nothing where no found mention begins there.
std::optional<std::string> name_at(const Atlas& atlas, ArticleId id, std::size_t first_byte) {
    const reading::Article* const article = atlas.library.find(id);
    if (article == nullptr) return std::nullopt;
    for (const reading::Mention& mention : found_in(atlas, id)) {
        if (mention.first_byte != first_byte) continue;
        return "“" + article->text.substr(mention.first_byte, mention.byte_count) + "” in " + article->title;
    }
    return std::nullopt;
}

}  // namespace

void add_decided(Atlas& atlas, std::shared_ptr<const reading::Shelf> shelf) {
    const reading::Article& article = *shelf->article();
    if (atlas.decisions->of(reading::article_key(article)).empty()) {
        if (const auto old = atlas.library.find_file(article.file)) atlas.settled.erase(*old);
        atlas.library = atlas.library.with_all(std::span(&shelf, 1));
        return;
    }
    const auto mentions = shelf->mentions();
    put(atlas, std::move(shelf), {mentions.begin(), mentions.end()});
}

void set_decisions(Atlas& atlas, std::shared_ptr<const Decisions> decisions) {
    change(atlas, std::move(decisions));
}

void settle_mention(Atlas& atlas, const SettleMention& settled, std::vector<Request>& requests) {
    auto what = name_at(atlas, settled.article, settled.verdict.first_byte);
    if (!what) return;
    const reading::Article& article = *atlas.library.find(settled.article);
    const auto before = atlas.decisions->of(reading::article_key(article));
    decide(atlas, settled.article,
           reading::with_verdict(article, found_in(atlas, settled.article), *atlas.gazetteer, before, settled.verdict),
           std::move(*what), requests);
}

void take_back(Atlas& atlas, const TakeBackVerdict& back, std::vector<Request>& requests) {
    auto what = name_at(atlas, back.article, back.first_byte);
    if (!what) return;
    const reading::Article& article = *atlas.library.find(back.article);
    const auto before = atlas.decisions->of(reading::article_key(article));
    auto list =
        reading::without_verdict(article, found_in(atlas, back.article), *atlas.gazetteer, before, back.first_byte);
    if (list.size() == before.size()) return;
    decide(atlas, back.article, std::move(list), std::move(*what), requests);
}

std::string undo_decision(Atlas& atlas, std::vector<Request>& requests) {
    if (atlas.undo_steps.empty()) return "There is no decision to undo.";
    DecisionStep step = std::move(atlas.undo_steps.back());
    atlas.undo_steps.pop_back();
    atlas.redo_steps.push_back({atlas.decisions, step.what});
    change(atlas, step.decisions);
    requests.push_back(KeepDecisions{atlas.decisions});
    return "Undone: what you decided about " + step.what + ".";
}

std::string redo_decision(Atlas& atlas, std::vector<Request>& requests) {
    if (atlas.redo_steps.empty()) return "There is no decision to do again.";
    DecisionStep step = std::move(atlas.redo_steps.back());
    atlas.redo_steps.pop_back();
    atlas.undo_steps.push_back({atlas.decisions, step.what});
    change(atlas, step.decisions);
    requests.push_back(KeepDecisions{atlas.decisions});
    return "Done again: what you decided about " + step.what + ".";
}

void show_doubts(Atlas& atlas, const ShowDoubts& show) {
    atlas.lit.clear();
    if (!show.is_open) {
        atlas.doubts.reset();
        return;
    }
    atlas.doubts = DoubtsView{show.article};
    atlas.is_home = false;  // what opens over the map does not make it smaller
}

}  // namespace darya::atlas
