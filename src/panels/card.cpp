#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

#include "panels/key_ring.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"
#include "style/tints.h"

namespace darya::panels {

namespace {

void wrapped(const std::string& text) {
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
}

std::string in_capitals(std::string text) {
    for (char& letter : text) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return text;
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

void draw_head(const PanelContext& context, const reading::Place& place) {
    const style::Style& style = context.style();
    ImGui::PushFont(context.fonts.title);
    ImGui::PushTextWrapPos(card_width_px - 44.0F);
    ImGui::TextUnformatted(place.name.c_str());
    ImGui::PopTextWrapPos();
    const ImVec2 name = ImGui::CalcTextSize(place.name.c_str());
    ImGui::PopFont();
    const bool is_natural = place.state.empty() || place.state == "natural";
    if (!is_natural) {
        const bool is_operating = place.state == "operating";
        ImGui::PushFont(context.fonts.small);
        const std::string state = place.status.empty() ? place.state : place.status;
        const float width = ImGui::CalcTextSize(state.c_str()).x + 20.0F;
        if (name.x + width + 60.0F < card_width_px) ImGui::SameLine(0.0F, 12.0F);
        ImVec2 at = ImGui::GetCursorScreenPos();
        at.y += name.x + width + 60.0F < card_width_px ? 3.0F : 0.0F;
        const style::Colour colour = is_operating ? style.accent : style.energy;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(at, {at.x + width, at.y + 22.0F},
                           packed(colour, place.state == "planned" ? 0.0F : style::chip_tint), 11.0F);
        if (place.state == "planned") list.AddRect(at, {at.x + width, at.y + 22.0F}, packed(colour), 11.0F, 0, 1.3F);
        list.AddText({at.x + 10.0F, at.y + 4.0F}, packed(colour), state.c_str());
        ImGui::Dummy({width, 22.0F});
        ImGui::PopFont();
    }
    std::string line(reading::kind_name(place.kind));
    if (place.parts.size() > 1) line = "Group of " + std::to_string(place.parts.size()) + " hydropower dams";
    if (!place.river.empty()) line += " on the " + place.river;
    if (!place.country.empty() && place.country != place.name) line += " · " + place.country;
    soft(context, line);
    const bool is_point = place.kind != reading::PlaceKind::country && place.kind != reading::PlaceKind::province &&
                          place.kind != reading::PlaceKind::river && place.kind != reading::PlaceKind::canal;
    if (!place.position || !is_point) return;
    char degrees[64];
    std::snprintf(degrees, sizeof degrees, "%.3f° N %.3f° E", place.position->lat_deg, place.position->lon_deg);
    soft(context, degrees);
}

void draw_facts(const PanelContext& context, const reading::Place& place) {
    if (!place.facts.empty()) {
        section(context.fonts, context.style(), "FACTS");
        for (const reading::Fact& fact : place.facts) {
            const float left = ImGui::GetCursorPosX();
            ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().ink_soft));
            ImGui::TextUnformatted(fact.label.c_str());
            ImGui::PopStyleColor();
            ImGui::SameLine(left + 150.0F);
            ImGui::PushFont(context.fonts.medium);
            wrapped(fact.value);
            ImGui::PopFont();
        }
    }
    if (!place.is_verified) {
        ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().doubt));
        ImGui::PushFont(context.fonts.small);
        wrapped("Unverified: " +
                (place.caveat.empty() ? std::string("some of this is general knowledge") : place.caveat));
        ImGui::PopFont();
        ImGui::PopStyleColor();
    }
    if (!place.sources.empty()) {
        std::string sources = place.sources.size() == 1 ? "Source: " : "Sources: ";
        for (std::size_t i = 0; i < place.sources.size(); ++i) sources += (i > 0 ? "; " : "") + place.sources[i];
        soft(context, sources);
    }
}

void draw_events(const PanelContext& context, reading::PlaceId id) {
    const auto events = context.atlas.gazetteer->events_of(id);
    if (events.empty()) return;
    const std::string head = counted(events.size(), "DATED EVENT", "DATED EVENTS") + "##events";
    ImGui::Dummy({0.0F, 5.0F});
    ImGui::PushFont(context.fonts.caps);
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().ink_soft));
    ImGui::PushStyleColor(ImGuiCol_Header, ImVec4(0, 0, 0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0.0F, 3.0F));
    const bool is_open = toggled_by_key(
        ImGui::TreeNodeEx(head.c_str(), ImGuiTreeNodeFlags_NoTreePushOnOpen | ImGuiTreeNodeFlags_SpanAvailWidth));
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(2);
    ImGui::PopFont();
    if (!is_open) return;
    for (const reading::Event* event : events) {
        const float left = ImGui::GetCursorPosX();
        ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().accent));
        ImGui::TextUnformatted(event->date.c_str());
        ImGui::PopStyleColor();
        ImGui::SameLine(left + 92.0F);
        ImGui::BeginGroup();
        ImGui::PushFont(context.fonts.medium);
        wrapped(event->title);
        ImGui::PopFont();
        std::string sources;
        for (const std::string& source : event->sources) sources += (sources.empty() ? "" : "; ") + source;
        soft(context, event->summary);
        soft(context, (event->is_verified ? "Source: " : "Unverified. ") + sources);
        ImGui::EndGroup();
    }
}

bool is_running_text(reading::PassageKind kind) {
    return kind != reading::PassageKind::title && kind != reading::PassageKind::heading &&
           kind != reading::PassageKind::byline;
}

/// What else is named in these passages, most passages first.
std::vector<reading::Company> company_in(const reading::Library& library,
                                         const std::vector<reading::FoundPassage>& passages,
                                         const std::vector<reading::PlaceId>& without) {
    std::map<reading::PlaceId, std::size_t> counts;
    constexpr std::size_t most_looked_at = 2000;  // the best ones say enough
    for (std::size_t i = 0; i < std::min(passages.size(), most_looked_at); ++i) {
        std::set<reading::PlaceId> here;
        for (const reading::Mention& mention : library.mentions(passages[i].passage)) {
            if (mention.type == reading::MentionType::place) here.insert(mention.place);
        }
        for (const reading::PlaceId place : here) ++counts[place];
    }
    for (const reading::PlaceId place : without) counts.erase(place);
    std::vector<reading::Company> company;
    for (const auto& [place, count] : counts) company.push_back({place, count});
    std::stable_sort(company.begin(), company.end(),
                     [](const auto& a, const auto& b) { return a.passage_count > b.passage_count; });
    return company;
}

/// The passages that speak of the card's place and of those it is narrowed to, best first over all texts.
const AboutPassages& about_of(const PanelContext& context, reading::PlaceId id) {
    const atlas::Atlas& atlas = context.atlas;
    std::vector<reading::PlaceId> places{id};
    places.insert(places.end(), atlas.also_about.begin(), atlas.also_about.end());
    std::optional<AboutPassages>& known = context.state.about;
    if (known && known->places == places && known->library.is_same(atlas.library)) return *known;
    AboutPassages about{atlas.library, places, {}, 0, {}};
    std::vector<reading::Subject> subjects;
    std::vector<reading::PlaceId> all;
    for (const reading::PlaceId place : places) {
        subjects.push_back(reading::subject_with_parents(*atlas.gazetteer, place));
        all.insert(all.end(), subjects.back().any_of.begin(), subjects.back().any_of.end());
    }
    about.passages = atlas.library.passages_about(subjects);
    std::erase_if(about.passages, [&](const reading::FoundPassage& found) {
        return !is_running_text(atlas.library.find(found.passage.article)->passages[found.passage.passage].kind);
    });
    std::set<reading::ArticleId> texts;
    for (const reading::FoundPassage& found : about.passages) texts.insert(found.passage.article);
    about.text_count = texts.size();
    about.company = places.size() == 1 ? atlas.library.named_with(all) : company_in(atlas.library, about.passages, all);
    known = std::move(about);
    return *known;
}

/// The places that a card's passages must speak of too, each with a way to let it go.
void draw_also_about(const PanelContext& context) {
    if (context.atlas.also_about.empty()) return;
    ImGui::Dummy({0.0F, 2.0F});
    soft(context, "and also about");
    for (const reading::PlaceId place : context.atlas.also_about) {
        ImGui::SameLine(0.0F, 6.0F);
        const reading::Place& other = context.atlas.gazetteer->place(place);
        ImGui::PushID(static_cast<int>(place.number));
        if (chip(context.fonts, other.name + "  ×", colour_of(other.kind, context.style()), "no more"))
            context.ask(atlas::NotAlsoAbout{place});
        if (ImGui::IsItemHovered()) context.state.hovered_in_text = place;
        ImGui::PopID();
    }
    ImGui::Dummy({0.0F, 2.0F});
}

void draw_passages(const PanelContext& context, reading::PlaceId id) {
    const reading::Library& library = context.atlas.library;
    const AboutPassages& about = about_of(context, id);
    const std::string& name = context.atlas.gazetteer->place(id).name;
    if (about.passages.empty()) {
        section(context.fonts, context.style(), "PASSAGES");
        draw_also_about(context);
        soft(context,
             context.atlas.also_about.empty()
                 ? "No open text speaks of " + name + " yet. Open one of your own: Library, or ./run your-article.txt"
                 : "No passage speaks of all of them.");
        return;
    }
    section(context.fonts, context.style(),
            in_capitals(counted(about.passages.size(), "passage", "passages") + " in " +
                        counted(about.text_count, "text", "texts")));
    draw_also_about(context);
    std::vector<reading::PlaceId> lit;
    for (const reading::PlaceId place : about.places) {
        const auto wholes = context.atlas.gazetteer->with_parents(place);
        lit.insert(lit.end(), wholes.begin(), wholes.end());
    }
    if (context.atlas.hovered) lit.push_back(*context.atlas.hovered);
    constexpr std::size_t most_shown = 100;
    for (std::size_t i = 0; i < std::min(about.passages.size(), most_shown); ++i) {
        const reading::PassageRef ref = about.passages[i].passage;
        const reading::Article& article = *library.find(ref.article);
        ImGui::PushID(static_cast<int>(i));
        // Far below the view a passage only needs to be about as high as it would be.
        const float top = ImGui::GetCursorScreenPos().y;
        if (top > ImGui::GetWindowPos().y + ImGui::GetWindowHeight() + 200.0F) {
            const auto characters = static_cast<float>(article.passages[ref.passage].byte_count);
            ImGui::Dummy({1.0F, 60.0F + 27.0F * std::ceil(characters / 42.0F)});
            ImGui::PopID();
            continue;
        }
        pass_on(context,
                draw_passage(article, article.passages[ref.passage], library.mentions(ref), *context.atlas.gazetteer,
                             lit, context.fonts, context.style()),
                ref);
        ImGui::PushFont(context.fonts.small);
        std::string by = article.author;
        if (!article.date.empty()) by += (by.empty() ? "" : ", ") + article.date;
        by += (by.empty() ? "¶ " : " · ¶ ") + std::to_string(ref.passage + 1);
        ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().ink_soft));
        wrapped(article.title);
        ImGui::TextUnformatted(by.c_str());
        ImGui::PopStyleColor();
        ImGui::PopFont();
        ImGui::SameLine(card_width_px - 116.0F);
        if (link(context.fonts, context.style(), "open", "open")) context.ask(atlas::ReadPassage{ref});
        ImGui::SameLine(0.0F, 6.0F);
        soft(context, "·");
        ImGui::SameLine(0.0F, 6.0F);
        if (link(context.fonts, context.style(), "copy", "copy")) context.ask(atlas::CopyPassage{ref});
        ImGui::Dummy({0.0F, 1.0F});
        ImGui::Separator();
        ImGui::Dummy({0.0F, 1.0F});
        ImGui::PopID();
    }
    if (about.passages.size() > most_shown) {
        soft(context, "The best " + std::to_string(most_shown) + " of " + std::to_string(about.passages.size()) +
                          ". A place from the list below leaves those that speak of it too.");
    }
    const std::vector<reading::Company>& company = about.company;
    if (company.empty()) return;
    section(context.fonts, context.style(), "ALSO NAMED WITH " + in_capitals(name));
    for (std::size_t i = 0; i < company.size() && i < 14; ++i) {
        if (i > 0) ImGui::SameLine(0.0F, 6.0F);
        const reading::Place& other = context.atlas.gazetteer->place(company[i].place);
        ImGui::PushID(static_cast<int>(company[i].place.number));
        if (chip(context.fonts, other.name + " " + std::to_string(company[i].passage_count),
                 colour_of(other.kind, context.style()), "chip")) {
            context.ask(atlas::AlsoAbout{company[i].place});
        }
        if (ImGui::IsItemHovered()) {
            context.state.hovered_in_text = company[i].place;
            ImGui::SetTooltip("Only passages that speak of %s too", other.name.c_str());
        }
        ImGui::PopID();
    }
}

}  // namespace

void soft(const PanelContext& context, const std::string& text) {
    ImGui::PushFont(context.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().ink_soft));
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void pass_on(const PanelContext& context, const RichTextEvent& event, reading::PassageRef passage) {
    if (event.hovered) context.state.hovered_in_text = event.hovered;
    if (event.clicked) context.ask(atlas::SelectPlace{*event.clicked, true});
    if (event.source) {
        context.state.reader.shown_source = event.source;
        context.ask(atlas::ReadPassage{passage});
    }
}

geo::ScreenBox draw_card(const PanelContext& context) {
    const reading::PlaceId id = *context.atlas.selected;
    const reading::Place& place = context.atlas.gazetteer->place(id);
    const float left = context.window().x - margin_px - card_width_px;
    const float height = context.window().y - 2 * margin_px;
    begin_panel("card", context.style(), {left, margin_px}, {card_width_px, height}, true);
    if (context.state.card_of != context.atlas.selected) ImGui::SetScrollY(0.0F);
    context.state.card_of = context.atlas.selected;
    draw_head(context, place);
    draw_facts(context, place);
    if (place.id == "aral-sea") draw_aral_graph(context);
    draw_passages(context, id);
    draw_events(context, id);
    ImGui::Dummy({0.0F, 8.0F});
    if (close_button(context.style(), "close card")) context.ask(atlas::Deselect{});
    end_panel();
    return {left, margin_px, left + card_width_px, margin_px + height};
}

}  // namespace darya::panels
