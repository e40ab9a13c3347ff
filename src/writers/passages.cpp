#include "writers/passages.h"

#include <cmath>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace darya::writers {

namespace {

using Json = nlohmann::ordered_json;

void write_line(std::ostream& out, const Json& json) {
    out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json known(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

std::size_t points_before(std::string_view text, std::size_t byte) {
    return base::code_point_count(text.substr(0, byte));
}

/// paragraph, page, start, end.
void add_position(Json& row, const reading::Article& article, std::size_t passage_index) {
    const reading::Passage& passage = article.passages[passage_index];
    row["paragraph"] = passage_index;
    if (passage.page > 0) row["page"] = passage.page;
    const std::size_t start = points_before(article.text, passage.first_byte);
    row["start"] = start;
    row["end"] = start + base::code_point_count(article.text_of(passage));
}

Json marks_of(std::string_view text, const std::vector<reading::ByteRange>& marks) {
    Json pairs = Json::array();
    for (const reading::ByteRange& mark : marks) {
        const std::size_t first = points_before(text, mark.first_byte);
        pairs.push_back({first, first + base::code_point_count(text.substr(mark.first_byte, mark.byte_count))});
    }
    return pairs;
}

}  // namespace

void write_passage(std::ostream& out, const reading::Library& library, const reading::FoundPassage& found) {
    const reading::Article& article = *library.find(found.passage.article);
    Json row;
    row["article"] = article.file_name;
    row["title"] = article.title;
    row["author"] = known(article.author);
    row["date"] = known(article.date);
    add_position(row, article, found.passage.passage);
    row["text"] = std::string(article.text_of(article.passages[found.passage.passage]));
    row["score"] = std::round(static_cast<double>(found.score) * 1000.0) / 1000.0;
    write_line(out, row);
}

void write_answer(std::ostream& out, const reading::Library& library, const reading::Gazetteer& gazetteer,
                  const reading::SearchAnswer& answer) {
    for (const reading::FoundPlace& found : answer.places) {
        const reading::Place& place = gazetteer.place(found.place);
        write_line(out, {{"kind", "place"},
                         {"id", place.id},
                         {"name", place.name},
                         {"spelling", found.spelling},
                         {"place_kind", reading::kind_word(place.kind)},
                         {"country", known(place.country)}});
    }
    for (const reading::FoundTitle& found : answer.titles) {
        const reading::Article& article = *library.find(found.article);
        write_line(out, {{"kind", "title"},
                         {"article", article.file_name},
                         {"title", article.title},
                         {"marks", marks_of(article.title, found.marks)}});
    }
    for (const reading::FoundText& found : answer.passages) {
        const reading::Article& article = *library.find(found.passage.article);
        Json row{{"kind", "passage"}, {"article", article.file_name}, {"title", article.title}};
        add_position(row, article, found.passage.passage);
        row["snippet"] = found.snippet.text;
        row["marks"] = marks_of(found.snippet.text, found.snippet.marks);
        row["by"] = found.is_by_place ? "place" : "words";
        write_line(out, row);
    }
}

}  // namespace darya::writers
