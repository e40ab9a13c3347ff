#include "app/map_names.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "base/file.h"
#include "data/feature_table_builder.h"
#include "geo/projection.h"

namespace darya::app {

namespace {

constexpr std::size_t most_table_bytes = std::size_t{1} << 22;

base::Result<base::CsvTable> read_table(const std::filesystem::path& file, base::Notes& notes) {
    const auto bytes = base::read_file(file, most_table_bytes);
    if (!bytes) return bytes.error();
    auto table = base::parse_csv(*bytes, notes);
    if (!table) return base::Error{table.error().what, file.string(), table.error().next};
    return table;
}

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (trouble != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "70.5 39.7|72 40.1" as points of the map; nothing where one of them is none.
std::optional<std::vector<geo::MapPoint>> points_in(std::string_view text) {
    std::vector<geo::MapPoint> points;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find('|'));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const std::size_t gap = one.find(' ');
        if (gap == std::string_view::npos) return std::nullopt;
        const auto lon_deg = number_in(one.substr(0, gap));
        const auto lat_deg = number_in(one.substr(gap + 1));
        if (!lon_deg || !lat_deg) return std::nullopt;
        points.push_back(geo::to_map({*lon_deg, *lat_deg}));
    }
    if (points.size() < 2) return std::nullopt;
    return points;
}

/// Where the name of a language is kept, null for a language that the map does not write.
std::string* name_of(scene::PlaceNames& names, std::string_view language) {
    if (language == "en") return &names.english;
    if (language == "ru") return &names.russian;
    if (language == "kk") return &names.kazakh;
    if (language == "ky") return &names.kyrgyz;
    if (language == "tg") return &names.tajik;
    if (language == "uz-Latn") return &names.uzbek;
    if (language == "local") return &names.local;
    return nullptr;
}

bool is_ordinary(reading::SpellingUse use) {
    return use == reading::SpellingUse::name || use == reading::SpellingUse::weak || use == reading::SpellingUse::word;
}

}  // namespace

base::Result<data::FeatureTable> load_name_axes(const std::filesystem::path& file, base::Notes& notes) {
    const auto table = read_table(file, notes);
    if (!table) return table.error();
    data::FeatureTableBuilder areas("areas", data::ShapeKind::line);
    const std::size_t axis = table->column("axis");
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto cell = [&](std::string_view column) { return table->cell(row, table->column(column)); };
        const auto points = points_in(table->cell(row, axis));
        if (!points) {
            notes.add("in " + file.filename().string() + " the axis of " + cell("id") +
                      " is no list of \"longitude latitude\"; its name is left out");
            continue;
        }
        areas.begin_feature().add_part(*points);
        for (const char* column : {"id", "name", "kind", "source"}) areas.set_text(column, cell(column));
        areas.set_number("rank", number_in(cell("rank")).value_or(3.0));
    }
    return std::move(areas).build();
}

base::Result<std::shared_ptr<const scene::NameTable>> name_table(const reading::Gazetteer& gazetteer,
                                                                 const std::filesystem::path& assets,
                                                                 base::Notes& notes) {
    auto names = std::make_shared<scene::NameTable>();
    names->reserve(gazetteer.places().size());
    scene::PlaceNames none;
    std::optional<reading::PlaceId> last;
    scene::PlaceNames* of_last = nullptr;  // spellings of one place mostly follow each other
    for (const reading::Spelling& spelling : gazetteer.spellings()) {
        // The map's own English names are in its tables.
        if (spelling.language == "en" || !is_ordinary(spelling.use) || name_of(none, spelling.language) == nullptr)
            continue;
        if (!last || *last != spelling.place) of_last = &(*names)[gazetteer.place(spelling.place).id];
        last = spelling.place;
        std::string* const name = name_of(*of_last, spelling.language);
        if (name->empty()) *name = spelling.surface;
    }
    const auto table = read_table(assets / "gazetteer" / "map_names.csv", notes);
    if (!table) return table.error();
    const std::size_t id = table->column("id");
    const std::size_t language = table->column("language");
    const std::size_t name = table->column("name");
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        std::string* const known = name_of((*names)[table->cell(row, id)], table->cell(row, language));
        if (known == nullptr) {
            notes.add("map_names.csv has a name in a language that the map does not write: " +
                      table->cell(row, language));
            continue;
        }
        *known = table->cell(row, name);
    }
    return std::shared_ptr<const scene::NameTable>(std::move(names));
}

}  // namespace darya::app
