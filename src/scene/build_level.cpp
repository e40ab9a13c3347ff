#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "geo/measure.h"
#include "geo/projection.h"
#include "scene/map_data.h"
#include "scene/mesh_builder.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

/// What geodata/central-asia.gpkg covers, a little less: its straight edges and the curved ones here leave no seam.
constexpr struct { double west_deg = 25.3, east_deg = 109.7, south_deg = 22.6, north_deg = 65.7; } data_frame;

using data::FeatureTable;
using data::Part;

/// The points of a part that matter at a tolerance.
void keep_significant(const FeatureTable& table, const std::vector<float>& weights, const Part& part, double tolerance,
                      std::vector<geo::MapPoint>& kept) {
    for (std::uint32_t i = part.first_point; i < part.first_point + part.point_count; ++i) {
        if (static_cast<double>(weights[i]) >= tolerance) kept.push_back(table.points[i]);
    }
}

/// Sorts features into buckets, thins them out and hands them to one mesh builder for each bucket.
class LevelBuilder {
public:
    explicit LevelBuilder(int level) : tolerance_(tolerance_m(level)) {
        constexpr double cell_in_tolerances = 2000.0;  // about the width of a window at the level's scale
        builders_.assign(bucket_count, MeshBuilder(std::max(50'000.0, cell_in_tolerances * tolerance_)));
    }

    using Choose = std::function<std::optional<Bucket>(const FeatureTable&, std::size_t)>;

    void add_lines(const FeatureTable& table, const std::vector<float>& weights, const Choose& choose) {
        std::vector<geo::MapPoint> kept;
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            const auto bucket = choose(table, i);
            if (!bucket) continue;
            for (const Part& part : table.parts_of(table.features[i])) {
                kept.clear();
                keep_significant(table, weights, part, tolerance_, kept);
                builders_[static_cast<std::size_t>(*bucket)].add_line(kept);
            }
        }
    }

    void add_polygons(const FeatureTable& table, const std::vector<float>& weights, const Choose& choose) {
        std::vector<geo::MapPoint> points;
        std::vector<std::uint32_t> ring_starts;
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            const auto bucket = choose(table, i);
            if (!bucket) continue;
            MeshBuilder& builder = builders_[static_cast<std::size_t>(*bucket)];
            bool is_outer_kept = false;
            const auto finish = [&] {
                if (!ring_starts.empty()) builder.add_polygon(points, ring_starts);
                points.clear();
                ring_starts.clear();
            };
            for (const Part& part : table.parts_of(table.features[i])) {
                if (!part.is_hole) finish();
                if (part.is_hole && !is_outer_kept) continue;
                const std::size_t first = points.size();
                keep_significant(table, weights, part, tolerance_, points);
                const auto ring = std::span<const geo::MapPoint>(points).subspan(first);
                const bool is_seen = ring.size() >= 3 && std::abs(geo::ring_area_m2(ring)) > smallest_m2();
                if (is_seen) ring_starts.push_back(static_cast<std::uint32_t>(first));
                if (!is_seen) points.resize(first);
                if (!part.is_hole) is_outer_kept = is_seen;
            }
            finish();
        }
    }

    /// A river that grows from where it begins to its mouth. `come_m`: the way its water has come before.
    void add_river(const FeatureTable& table, const std::vector<float>& weights, std::size_t feature, Bucket bucket,
                   double come_m) {
        MeshBuilder& builder = builders_[static_cast<std::size_t>(bucket)];
        std::vector<std::vector<geo::MapPoint>> lines;
        double mouth_m = come_m;
        for (const Part& part : table.parts_of(table.features[feature])) {
            keep_significant(table, weights, part, tolerance_, lines.emplace_back());
            for (std::size_t i = 1; i < lines.back().size(); ++i)
                mouth_m += geo::distance_m(lines.back()[i - 1], lines.back()[i]);
        }
        double along_m = come_m;
        std::vector<geo::MapPoint> piece;
        for (const auto& line : lines) {
            piece.clear();
            int step = 0;
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (i > 0) {
                    // A new width begins in the middle of a straight stretch, where it leaves no notch.
                    const double stretch_m = geo::distance_m(line[i - 1], line[i]);
                    const int next = width_step((along_m + stretch_m / 2) / mouth_m);
                    if (i > 1 && next != step) {
                        piece.push_back({(line[i - 1].x_m + line[i].x_m) / 2, (line[i - 1].y_m + line[i].y_m) / 2});
                        builder.add_line(piece, width_of(step));
                        piece.assign(1, piece.back());
                    }
                    step = next;
                    along_m += stretch_m;
                }
                piece.push_back(line[i]);
            }
            builder.add_line(piece, width_of(step));
        }
    }

    /// Level lines over the bed of a water that is gone, at distances that look alike at every level.
    void add_hatch(const FeatureTable& table, std::size_t feature) {
        const double apart_m = 8.0 * tolerance_ / 0.55;
        const geo::MapBox& box = table.features[feature].box;
        std::vector<double> shores_m;
        MeshBuilder& builder = builders_[static_cast<std::size_t>(Bucket::aral_hatch)];
        for (double y_m = std::ceil(box.bottom_m / apart_m) * apart_m; y_m < box.top_m; y_m += apart_m) {
            shores_m.clear();
            for (const Part& part : table.parts_of(table.features[feature])) {
                const auto ring = table.points_of(part);
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    const geo::MapPoint a = ring[i];
                    const geo::MapPoint b = ring[(i + 1) % ring.size()];
                    if ((a.y_m > y_m) == (b.y_m > y_m)) continue;
                    shores_m.push_back(a.x_m + (y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
                }
            }
            std::sort(shores_m.begin(), shores_m.end());
            for (std::size_t i = 0; i + 1 < shores_m.size(); i += 2) {
                const std::array line{geo::MapPoint{shores_m[i], y_m}, geo::MapPoint{shores_m[i + 1], y_m}};
                builder.add_line(line);
            }
        }
    }

    /// Everything but the data's frame: the relief's grid reaches further, being straight in the map projection.
    void add_beyond() {
        constexpr geo::MapPoint far{2e7, 2e7};
        std::vector<geo::MapPoint> points{{-far.x_m, -far.y_m}, {far.x_m, -far.y_m}, far, {-far.x_m, far.y_m}};
        const std::vector<std::uint32_t> ring_starts{0, static_cast<std::uint32_t>(points.size())};
        constexpr int steps = 60;
        const auto along = [&points](geo::LonLat from, geo::LonLat to) {
            for (int i = 0; i < steps; ++i) {
                const double share = static_cast<double>(i) / steps;
                points.push_back(geo::to_map({from.lon_deg + share * (to.lon_deg - from.lon_deg),
                                              from.lat_deg + share * (to.lat_deg - from.lat_deg)}));
            }
        };
        const std::array corners{geo::LonLat{data_frame.west_deg, data_frame.south_deg},
                                 geo::LonLat{data_frame.west_deg, data_frame.north_deg},
                                 geo::LonLat{data_frame.east_deg, data_frame.north_deg},
                                 geo::LonLat{data_frame.east_deg, data_frame.south_deg}};
        for (std::size_t i = 0; i < corners.size(); ++i) along(corners[i], corners[(i + 1) % corners.size()]);
        builders_[static_cast<std::size_t>(Bucket::beyond)].add_polygon(points, ring_starts);
    }

    std::shared_ptr<const LevelMeshes> take(int level) {
        auto meshes = std::make_shared<LevelMeshes>();
        meshes->level = level;
        for (MeshBuilder& builder : builders_) meshes->buckets.push_back(builder.take());
        return meshes;
    }

private:
    // A river's width in so many steps, each less than one sees.
    static constexpr int width_steps = 12;
    static constexpr double spring_width = 0.3;
    static int width_step(double share_of_way) {
        return static_cast<int>(std::lround(std::sqrt(std::clamp(share_of_way, 0.0, 1.0)) * width_steps));
    }
    static float width_of(int step) {
        return static_cast<float>(spring_width + (1.0 - spring_width) * step / width_steps);
    }

    /// A polygon of less than about two pixels is not seen.
    double smallest_m2() const { return 4.0 * tolerance_ * tolerance_; }

    double tolerance_;
    std::vector<MeshBuilder> builders_;
};

Basin basin_of(const FeatureTable& rivers, std::size_t river) {
    const std::string basin = rivers.text(river, "basin");
    return basin == "amu-darya" ? Basin::amu_darya : basin == "syr-darya" ? Basin::syr_darya : Basin::other;
}

}  // namespace

std::shared_ptr<const LevelMeshes> build_level(const MapData& map, int level) {
    LevelBuilder builder(level);
    const auto always = [](Bucket bucket) {
        return [bucket](const FeatureTable&, std::size_t) -> std::optional<Bucket> { return bucket; };
    };
    if (map.relief) builder.add_beyond();
    builder.add_polygons(map.seas, map.seas_m, always(Bucket::seas));
    builder.add_polygons(map.countries, map.countries_m, [](const FeatureTable& table, std::size_t i) {
        const bool is_focus = table.number(i, "focus").value_or(0) > 0.5;
        return is_focus ? std::nullopt : std::optional(Bucket::veil);
    });
    builder.add_polygons(map.lakes, map.lakes_m, always(Bucket::lakes));
    builder.add_polygons(map.aral_shores, map.aral_shores_m, [](const FeatureTable& table, std::size_t i) {
        return std::optional(table.number(i, "year").value_or(0) < 1980 ? Bucket::aral_bed : Bucket::aral_water);
    });
    builder.add_lines(map.province_borders, map.province_borders_m, always(Bucket::province_borders));
    builder.add_lines(map.borders, map.borders_m, [](const FeatureTable& table, std::size_t i) {
        if (table.text(i, "status") != "settled") return std::optional(Bucket::borders_unsettled);
        const bool is_focus = table.number(i, "focus").value_or(0) > 0.5;
        return std::optional(is_focus ? Bucket::borders : Bucket::borders_neighbour);
    });
    const double nearest_scale = tolerance_m(level) / 0.55;  // of the scales this level serves, the closest
    const auto rank_of = [](const FeatureTable& table, std::size_t i) {
        return std::clamp(static_cast<int>(table.number(i, "rank").value_or(river_rank_count)), 1, river_rank_count);
    };
    builder.add_lines(map.rivers, map.rivers_m, [&](const FeatureTable& table, std::size_t i) {
        if (table.text(i, "kind") == "canal") return std::optional(Bucket::canals);
        const int rank = rank_of(table, i);
        if (map.come_m[i] >= 0.0 || nearest_scale > river_limit(rank)) return std::optional<Bucket>();
        return std::optional(river_bucket(basin_of(table, i), rank));
    });
    for (std::size_t i = 0; i < map.rivers.features.size(); ++i) {
        const int rank = rank_of(map.rivers, i);
        if (map.come_m[i] < 0.0 || nearest_scale > river_limit(rank)) continue;
        builder.add_river(map.rivers, map.rivers_m, i, river_bucket(basin_of(map.rivers, i), rank), map.come_m[i]);
    }
    for (std::size_t i = 0; i < map.aral_shores.features.size(); ++i) {
        if (map.aral_shores.number(i, "year").value_or(0) < 1980) builder.add_hatch(map.aral_shores, i);
    }
    return builder.take(level);
}

}  // namespace darya::scene
