#include "scene/mesh_builder.h"

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "geo/measure.h"

namespace darya::scene {
namespace {

/// A mesh's point in map metres; exact for whole metres.
geo::MapPoint point_of(const Mesh& mesh, std::size_t i) {
    return {mesh.origin.x_m + static_cast<double>(mesh.points[i].x_m),
            mesh.origin.y_m + static_cast<double>(mesh.points[i].y_m)};
}

using Segment = std::pair<std::pair<double, double>, std::pair<double, double>>;

Segment segment_of(geo::MapPoint a, geo::MapPoint b) {
    return {{a.x_m, a.y_m}, {b.x_m, b.y_m}};
}

double triangle_area_m2(const Mesh& mesh) {
    double area_m2 = 0.0;
    for (std::size_t i = 0; i + 2 < mesh.triangles.size(); i += 3) {
        const std::vector<geo::MapPoint> corners{point_of(mesh, mesh.triangles[i]),
                                                 point_of(mesh, mesh.triangles[i + 1]),
                                                 point_of(mesh, mesh.triangles[i + 2])};
        area_m2 += std::abs(geo::ring_area_m2(corners));
    }
    return area_m2;
}

TEST(MeshBuilder, CutsLinesAtCellsAndLosesNothing) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        MeshBuilder builder(50'000.0);
        std::multiset<Segment> wanted;
        for (std::size_t lines = 1 + random() % 4; lines > 0; --lines) {
            std::vector<geo::MapPoint> line;
            geo::MapPoint at{static_cast<double>(random() % 400'000) - 2e5,
                             static_cast<double>(random() % 400'000) - 2e5};
            for (std::size_t n = 1 + random() % 60; n > 0; --n) {
                line.push_back(at);
                at.x_m += static_cast<double>(random() % 60'000) - 3e4;
                at.y_m += static_cast<double>(random() % 60'000) - 3e4;
            }
            builder.add_line(line);
            for (std::size_t i = 0; i + 1 < line.size(); ++i) wanted.insert(segment_of(line[i], line[i + 1]));
        }
        std::multiset<Segment> found;
        for (const MeshRef& mesh : builder.take()) {
            EXPECT_TRUE(mesh->triangles.empty());
            EXPECT_FALSE(mesh->strip.empty());
            std::size_t next = 0;
            for (const MeshRun& run : mesh->runs) {
                EXPECT_EQ(run.first_point, next);
                next += run.point_count;
                EXPECT_GE(run.point_count, 2U);
                for (std::size_t i = run.first_point; i + 1 < run.first_point + run.point_count; ++i) {
                    found.insert(segment_of(point_of(*mesh, i), point_of(*mesh, i + 1)));
                }
            }
            EXPECT_EQ(next, mesh->points.size());
            for (std::size_t i = 0; i < mesh->points.size(); ++i) EXPECT_TRUE(mesh->box.contains(point_of(*mesh, i)));
        }
        EXPECT_EQ(found, wanted);
    }
}

TEST(MeshBuilder, FillsPolygonsToTheirArea) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        MeshBuilder builder(50'000.0);
        double wanted_m2 = 0.0;
        for (int polygon = 0; polygon < 4; ++polygon) {
            const double x = static_cast<double>(random() % 400'000);
            const double y = static_cast<double>(random() % 400'000);
            // A star with a star-shaped hole well inside.
            std::vector<geo::MapPoint> points;
            const auto add_ring = [&](double least, double most, std::size_t corners) {
                const std::size_t first = points.size();
                for (std::size_t i = 0; i < corners; ++i) {
                    const double angle = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(corners);
                    const double radius = least + (most - least) * static_cast<double>(random() % 1000) / 1000.0;
                    points.push_back(
                        {std::round(x + radius * std::cos(angle)), std::round(y + radius * std::sin(angle))});
                }
                return std::abs(geo::ring_area_m2(std::span<const geo::MapPoint>(points).subspan(first)));
            };
            std::vector<std::uint32_t> starts{0};
            wanted_m2 += add_ring(20'000.0, 30'000.0, 3 + random() % 30 + 10);
            if (polygon % 2 == 0) {
                starts.push_back(static_cast<std::uint32_t>(points.size()));
                wanted_m2 -= add_ring(2'000.0, 9'000.0, 3 + random() % 10);
            }
            builder.add_polygon(points, starts);
        }
        double found_m2 = 0.0;
        for (const MeshRef& mesh : builder.take()) {
            found_m2 += triangle_area_m2(*mesh);
            for (const MeshRun& run : mesh->runs) EXPECT_TRUE(run.is_ring);
            for (const std::uint32_t corner : mesh->triangles) ASSERT_LT(corner, mesh->points.size());
        }
        EXPECT_NEAR(found_m2, wanted_m2, 1e-6 * wanted_m2);
    }
}

TEST(MeshBuilder, GivesNothingForNothingAndIsEmptyAfterwards) {
    MeshBuilder builder(1000.0);
    EXPECT_TRUE(builder.take().empty());
    builder.add_line({});
    builder.add_line(std::vector<geo::MapPoint>{{1, 1}});
    builder.add_polygon({}, {});
    EXPECT_TRUE(builder.take().empty());
    builder.add_line(std::vector<geo::MapPoint>{{1, 1}, {2, 2}});
    EXPECT_EQ(builder.take().size(), 1U);
    EXPECT_TRUE(builder.take().empty());
}

TEST(MeshBuilder, GivesEveryMeshANumberOfItsOwn) {
    MeshBuilder builder(1000.0);
    std::set<std::uint64_t> ids;
    for (int round = 0; round < 2; ++round) {
        builder.add_line(std::vector<geo::MapPoint>{{0, 0}, {900, 0}, {1900, 0}, {2900, 0}});
        for (const MeshRef& mesh : builder.take()) EXPECT_TRUE(ids.insert(mesh->id).second);
    }
    EXPECT_EQ(ids.size(), 4U);
}

}  // namespace
}  // namespace darya::scene
