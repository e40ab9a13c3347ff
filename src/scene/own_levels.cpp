#include "scene/own_levels.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>

#include "base/bytes.h"
#include "geo/arcs.h"
#include "geo/clip.h"
#include "geo/measure.h"
#include "geo/rtree.h"
#include "geo/simplify.h"
#include "scene/level_block.h"

namespace darya::scene {

namespace {

using data::FeatureTable;
using data::Part;
using Points = std::vector<geo::MapPoint>;

/// The finest tolerance, 3.9 m, is half a pixel at the closest scale.
constexpr int own_level_count = 11;
/// A tolerance this small a part of a pixel is good enough: between this and half of it is what one sees.
constexpr double share_of_px = 0.7;
constexpr double square_in_tolerances = 2000.0;  // about as wide as a window at the level's scale
constexpr std::uint32_t most_points_joined = 4096;
/// A square that holds more has several blocks: a block is read, uploaded and drawn at one go.
constexpr std::uint32_t most_points_in_block = 8192;
constexpr std::size_t most_points_whole = 4096;
/// Weighing shared borders once takes some 160 bytes a point: beyond so many points each ring is weighed alone.
constexpr std::size_t most_points_shared = 2'000'000;

/// A square of a level's grid; each side has `1 << size` of the level's smallest squares.
struct Square {
    int x = 0;
    int y = 0;
    bool operator<(const Square& other) const { return x != other.x ? x < other.x : y < other.y; }
};

geo::MapBox box_of(std::span<const geo::MapPoint> points) {
    geo::MapBox box;
    for (const geo::MapPoint point : points) box.add(point);
    return box;
}

/// Groups of parts whose boxes touch, directly or through others: only rings of one group can share a border.
std::vector<std::vector<std::uint32_t>> touching_parts(const FeatureTable& table) {
    std::vector<geo::MapBox> boxes;
    boxes.reserve(table.parts.size());
    for (const Part& part : table.parts) boxes.push_back(box_of(table.points_of(part)));
    const geo::BoxTree tree(boxes);
    std::vector<bool> is_grouped(boxes.size(), false);
    std::vector<std::vector<std::uint32_t>> groups;
    std::vector<std::uint32_t> found;
    std::size_t found_count = 0;
    const std::size_t most_found = 1'000'000 + 64 * boxes.size();
    for (std::uint32_t first = 0; first < boxes.size(); ++first) {
        if (is_grouped[first]) continue;
        is_grouped[first] = true;
        std::vector<std::uint32_t> group{first};
        for (std::size_t at = 0; at < group.size(); ++at) {
            // Where nearly all lie over one another there is nothing to tell apart: all are one group.
            if (found_count > most_found) {
                std::vector<std::uint32_t> everything(boxes.size());
                std::iota(everything.begin(), everything.end(), 0U);
                return {everything};
            }
            tree.search(boxes[group[at]], found);
            found_count += found.size();
            for (const std::uint32_t neighbour : found) {
                if (is_grouped[neighbour]) continue;
                is_grouped[neighbour] = true;
                group.push_back(neighbour);
            }
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

/// The significance of all points of a table.
std::vector<float> weights_of(const FeatureTable& table, const std::function<bool()>& is_given_up) {
    std::vector<float> all(table.points.size());
    const auto put = [&](const Part& part, const std::vector<float>& weights) {
        std::copy(weights.begin(), weights.end(), all.begin() + part.first_point);
    };
    if (table.kind == data::ShapeKind::line) {
        for (const Part& part : table.parts) {
            if (is_given_up()) return all;
            put(part, geo::significance_m(table.points_of(part)));
        }
        return all;
    }
    for (const auto& group : touching_parts(table)) {
        if (is_given_up()) return all;
        std::vector<std::span<const geo::MapPoint>> rings;
        std::size_t point_count = 0;
        for (const std::uint32_t part : group) {
            rings.push_back(table.points_of(table.parts[part]));
            point_count += rings.back().size();
        }
        if (point_count > most_points_shared || group.size() == 1) {
            for (const std::uint32_t part : group) {
                put(table.parts[part], geo::ring_significance_m(table.points_of(table.parts[part])));
            }
            continue;
        }
        const auto weights = geo::shared_significance_m(rings);
        for (std::size_t i = 0; i < group.size(); ++i) put(table.parts[group[i]], weights[i]);
    }
    return all;
}

/// Lets the first of many small things stand for all that would fall on the same spot.
class Specks {
public:
    explicit Specks(double spot_m) : spot_m_(spot_m) {}
    bool is_first_at(geo::MapPoint point) {
        const auto x = static_cast<std::uint64_t>(std::llround(point.x_m / spot_m_));
        const auto y = static_cast<std::uint64_t>(std::llround(point.y_m / spot_m_));
        return taken_.insert((x << 32U) ^ (y & 0xFFFFFFFFU)).second;
    }

private:
    double spot_m_;
    std::unordered_set<std::uint64_t> taken_;
};

/// A polygon: an outer ring and its holes in a row.
struct Polygon {
    Points points;
    std::vector<std::uint32_t> ring_starts;

    void clear() {
        points.clear();
        ring_starts.clear();
    }
    std::span<const geo::MapPoint> ring(std::size_t i) const {
        const std::size_t end = i + 1 < ring_starts.size() ? ring_starts[i + 1] : points.size();
        return std::span(points).subspan(ring_starts[i], end - ring_starts[i]);
    }
    Polygon clipped(const geo::MapBox& box) const {
        Polygon part;
        for (std::size_t i = 0; i < ring_starts.size(); ++i) {
            const Points inside = geo::clip_ring(ring(i), box);
            if (inside.size() < 3 && i == 0) break;
            if (inside.size() < 3) continue;
            part.ring_starts.push_back(static_cast<std::uint32_t>(part.points.size()));
            part.points.insert(part.points.end(), inside.begin(), inside.end());
        }
        return part;
    }
};

/// Splits a box across its longer side, on the grid.
std::pair<geo::MapBox, geo::MapBox> halves_of(const geo::MapBox& box, double step_m) {
    std::pair<geo::MapBox, geo::MapBox> halves{box, box};
    const geo::MapPoint middle = box.centre();
    if (box.width_m() > box.height_m()) {
        halves.first.right_m = halves.second.left_m = std::round(middle.x_m / step_m) * step_m;
    } else {
        halves.first.top_m = halves.second.bottom_m = std::round(middle.y_m / step_m) * step_m;
    }
    return halves;
}

}  // namespace

/// The squares of a level while they fill.
struct OwnLayerBuilder::Level {
    double tolerance_m = 0.0;
    double square_m = 0.0;
    std::map<Square, BlockEncoder> squares;
    std::vector<BlockEncoder> full;
    bool is_kept = true;

    std::uint32_t point_count() const {
        std::uint32_t count = 0;
        for (const auto& [square, encoder] : squares) count += encoder.point_count();
        for (const BlockEncoder& encoder : full) count += encoder.point_count();
        return count;
    }
    void drop() {
        squares.clear();
        full.clear();
        is_kept = false;
    }

    Square square_of(geo::MapPoint point) const {
        return {static_cast<int>(std::floor(point.x_m / square_m)), static_cast<int>(std::floor(point.y_m / square_m))};
    }
    BlockEncoder& encoder_at(geo::MapPoint point) {
        BlockEncoder& encoder = squares.try_emplace(square_of(point), grid_step_m(tolerance_m)).first->second;
        if (encoder.point_count() > most_points_in_block) {
            full.push_back(std::exchange(encoder, BlockEncoder(grid_step_m(tolerance_m))));
        }
        return encoder;
    }

    void add_line(std::span<const geo::MapPoint> line) {
        std::size_t first = 0;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Square here = square_of(line[first]);
            const Square next = square_of(line[i]);
            const bool is_same = !(here < next) && !(next < here);
            if (is_same && i + 1 < line.size()) continue;
            encoder_at(line[first]).add_line(line.subspan(first, i - first + 1));
            first = i;
        }
    }

    void add_polygon(const Polygon& polygon) {
        const geo::MapBox box = box_of(polygon.points);
        if (box.is_empty()) return;
        if (polygon.points.size() <= most_points_whole) {
            encoder_at(box.centre()).add_polygon(polygon.points, polygon.ring_starts, true);
            return;
        }
        add_pieces(polygon, box, 0);
        Points closed;
        for (std::size_t i = 0; i < polygon.ring_starts.size(); ++i) {
            const auto ring = polygon.ring(i);
            closed.assign(ring.begin(), ring.end());
            closed.push_back(ring.front());
            add_line(closed);
        }
    }

    void add_pieces(const Polygon& polygon, const geo::MapBox& box, int depth) {
        constexpr int deepest = 24;
        if (polygon.ring_starts.empty()) return;
        if (polygon.points.size() <= most_points_whole || depth >= deepest) {
            encoder_at(box.centre()).add_polygon(polygon.points, polygon.ring_starts, false);
            return;
        }
        const auto [low, high] = halves_of(box, grid_step_m(tolerance_m));
        add_pieces(polygon.clipped(low), low, depth + 1);
        add_pieces(polygon.clipped(high), high, depth + 1);
    }

    void add_lines_of(const FeatureTable& table, const std::vector<float>& weights) {
        Specks specks(tolerance_m);
        Points kept;
        for (const Part& part : table.parts) {
            keep(table, weights, part, kept);
            const geo::MapBox box = box_of(kept);
            const bool is_speck = std::max(box.width_m(), box.height_m()) < tolerance_m;
            if (kept.size() >= 2 && (!is_speck || specks.is_first_at(box.centre()))) add_line(kept);
            kept.clear();
        }
    }

    void add_polygons_of(const FeatureTable& table, const std::vector<float>& weights) {
        // Smaller than about a pixel: only seen where nothing else is.
        const double least_m2 = 4.0 * tolerance_m * tolerance_m;
        Specks specks(2.0 * tolerance_m);
        Polygon polygon;
        bool is_outer_seen = false;
        for (const Part& part : table.parts) {
            if (!part.is_hole) {
                add_polygon(polygon);
                polygon.clear();
            }
            if (part.is_hole && !is_outer_seen) continue;
            const std::size_t first = polygon.points.size();
            keep(table, weights, part, polygon.points);
            const auto ring = std::span<const geo::MapPoint>(polygon.points).subspan(first);
            const bool is_seen = ring.size() >= 3 && std::abs(geo::ring_area_m2(ring)) > least_m2;
            if (!part.is_hole) is_outer_seen = is_seen;
            if (is_seen) polygon.ring_starts.push_back(static_cast<std::uint32_t>(first));
            if (is_seen) continue;
            polygon.points.resize(first);
            if (!part.is_hole) add_speck(specks, box_of(table.points_of(part)));
        }
        add_polygon(polygon);
    }

    void add_speck(Specks& specks, const geo::MapBox& box) {
        if (box.is_empty() || !specks.is_first_at(box.centre())) return;
        const geo::MapPoint middle = box.centre();
        const double half_width_m = std::max(box.width_m(), tolerance_m) / 2;
        const double half_height_m = std::max(box.height_m(), tolerance_m) / 2;
        Polygon speck;
        speck.points = {{middle.x_m - half_width_m, middle.y_m - half_height_m},
                        {middle.x_m + half_width_m, middle.y_m - half_height_m},
                        {middle.x_m + half_width_m, middle.y_m + half_height_m},
                        {middle.x_m - half_width_m, middle.y_m + half_height_m}};
        speck.ring_starts = {0};
        add_polygon(speck);
    }

    void keep(const FeatureTable& table, const std::vector<float>& weights, const Part& part, Points& kept) const {
        for (std::uint32_t i = part.first_point; i < part.first_point + part.point_count; ++i) {
            if (static_cast<double>(weights[i]) >= tolerance_m) kept.push_back(table.points[i]);
        }
    }

    /// Joins squares, four to one, as long as they hold little together.
    std::vector<BlockEncoder> take_joined() {
        std::vector<BlockEncoder> done = std::exchange(full, {});
        constexpr int most_joinings = 14;  // then the square is as large as the map
        for (int joining = 0; joining < most_joinings && !squares.empty(); ++joining) {
            std::map<Square, std::vector<BlockEncoder>> larger;
            for (auto& [square, encoder] : squares) {
                larger[{square.x >> 1, square.y >> 1}].push_back(std::move(encoder));
            }
            squares.clear();
            for (auto& [square, members] : larger) {
                std::uint32_t count = 0;
                for (const BlockEncoder& member : members) count += member.point_count();
                if (count > most_points_joined) {
                    std::move(members.begin(), members.end(), std::back_inserter(done));
                    continue;
                }
                for (std::size_t i = 1; i < members.size(); ++i) members[0].append(members[i]);
                squares.emplace(square, std::move(members[0]));
            }
        }
        for (auto& [square, encoder] : squares) done.push_back(std::move(encoder));
        squares.clear();
        return done;
    }

    OwnLevel take(std::string& bytes) {
        OwnLevel level{tolerance_m, {}};
        std::vector<BlockEncoder> joined = take_joined();
        std::size_t byte_count = bytes.size();
        for (const BlockEncoder& encoder : joined) byte_count += encoder.bytes().size();
        bytes.reserve(byte_count);
        for (BlockEncoder& kept : joined) {
            const BlockEncoder encoder = std::move(kept);  // and let go of it
            if (encoder.point_count() == 0) continue;
            level.blocks.push_back({encoder.box(), bytes.size(), base::hash_of(encoder.bytes()),
                                    static_cast<std::uint32_t>(encoder.bytes().size()), encoder.point_count()});
            bytes += encoder.bytes();
        }
        return level;
    }
};

base::Result<std::string> BlockSource::read(std::uint64_t offset, std::size_t byte_count) const {
    if (file_) return file_->read(offset, byte_count);
    if (offset > bytes_.size() || byte_count > bytes_.size() - offset) {
        return base::Error{"these levels of detail are cut off"};
    }
    return bytes_.substr(static_cast<std::size_t>(offset), byte_count);
}

std::size_t level_for(const OwnLevels& levels, double metres_per_px) {
    std::size_t level = 0;
    while (level + 1 < levels.levels.size() && levels.levels[level].tolerance_m > share_of_px * metres_per_px) ++level;
    return level;
}

base::Result<BlockMeshes> read_block(const OwnLevels& levels, std::size_t level, std::size_t block) {
    const LevelBlock& wanted = levels.levels[level].blocks[block];
    const auto bytes = levels.source->read(wanted.offset, wanted.byte_count);
    if (!bytes) return bytes.error();
    if (base::hash_of(*bytes) != wanted.hash) return base::Error{"these levels of detail are damaged"};
    return decode_block(*bytes, grid_step_m(levels.levels[level].tolerance_m), wanted.box);
}

OwnLayerBuilder::OwnLayerBuilder(std::function<bool()> is_given_up)
    : is_given_up_(is_given_up ? std::move(is_given_up) : [] { return false; }) {
    for (int i = 0; i < own_level_count; ++i) {
        levels_.push_back({tolerance_m(i), square_in_tolerances * tolerance_m(i), {}, {}});
    }
}

OwnLayerBuilder::~OwnLayerBuilder() = default;

void OwnLayerBuilder::add(FeatureTable table) {
    box_.add(table.box());
    point_count_ += table.points.size();
    if (table.kind != data::ShapeKind::point) {
        const std::vector<float> weights = weights_of(table, is_given_up_);
        for (Level& level : levels_) {
            if (is_given_up_()) break;
            if (table.kind == data::ShapeKind::line) level.add_lines_of(table, weights);
            if (table.kind == data::ShapeKind::polygon) level.add_polygons_of(table, weights);
        }
        table.points = {};
        table.parts = {};
        for (data::Feature& feature : table.features) feature.first_part = feature.part_count = 0;
    }
    tables_.push_back(std::move(table));
}

std::shared_ptr<OwnLayer> OwnLayerBuilder::build(std::string id, std::string name, std::string file) {
    auto levels = std::make_shared<OwnLevels>();
    levels->id = next_mesh_id();
    // The coarsest one shows the whole file in a window; a finer one stands below another where that costs notably more.
    constexpr double px_in_window = 1200.0;
    const double whole_m_per_px = std::max(box_.width_m(), box_.height_m()) / px_in_window;
    constexpr std::uint32_t always_few = 2500;
    std::uint32_t finer_count = 0;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        const std::uint32_t count = level->point_count();
        const bool is_finest = level == levels_.rbegin();
        const bool is_coarse_enough = finer_count > always_few && finer_count > count + count / 7;
        const bool is_too_coarse = level->tolerance_m > share_of_px * whole_m_per_px;
        if (is_finest || (is_coarse_enough && !is_too_coarse)) {
            finer_count = count;
        } else {
            level->drop();
        }
    }
    std::string bytes;
    for (Level& level : levels_) {
        if (level.is_kept) levels->levels.push_back(level.take(bytes));
    }
    levels->source = std::make_shared<const BlockSource>(std::move(bytes));

    auto layer = std::make_shared<OwnLayer>();
    layer->id = std::move(id);
    layer->name = std::move(name);
    layer->file = std::move(file);
    layer->tables = std::move(tables_);
    layer->box = box_;
    layer->levels = std::move(levels);
    return layer;
}

base::Result<base::Done> add_coarsest(OwnLayer& layer) {
    layer.fills.clear();
    layer.strokes.clear();
    if (layer.levels->levels.empty()) return base::Done{};
    for (std::size_t block = 0; block < layer.levels->levels[0].blocks.size(); ++block) {
        auto meshes = read_block(*layer.levels, 0, block);
        if (!meshes) return meshes.error();
        std::move(meshes->fills.begin(), meshes->fills.end(), std::back_inserter(layer.fills));
        std::move(meshes->strokes.begin(), meshes->strokes.end(), std::back_inserter(layer.strokes));
    }
    return base::Done{};
}

std::shared_ptr<const OwnLayer> build_own_layer(std::string id, std::string name, std::string file,
                                                std::vector<FeatureTable> tables) {
    OwnLayerBuilder builder;
    for (FeatureTable& table : tables) builder.add(std::move(table));
    auto layer = builder.build(std::move(id), std::move(name), std::move(file));
    [[maybe_unused]] const auto is_read = add_coarsest(*layer);
    assert(is_read);
    return layer;
}

}  // namespace darya::scene
