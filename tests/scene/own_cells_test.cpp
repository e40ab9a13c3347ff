#include "scene/own_cells.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "data/feature_table_builder.h"
#include "small_map.h"

namespace darya::scene {
namespace {

/// A mesh of lines 4,000 km wide, fine enough to have many levels of many blocks.
std::shared_ptr<const OwnLayer> lattice() {
    static const auto layer = [] {
        data::FeatureTableBuilder builder("lattice", data::ShapeKind::line);
        for (int row = 0; row < 24; ++row) {
            std::vector<geo::MapPoint> line;
            for (int i = 0; i < 6'000; ++i) {
                line.push_back({-2e6 + i * 666.0, -9e5 + row * 75'000.0 + 700.0 * std::sin(i * 0.8) +
                                                      90.0 * std::sin(i * 2.1) + 5'000.0 * std::sin(i / 40.0)});
            }
            builder.begin_feature().add_part(line);
        }
        std::vector<data::FeatureTable> tables;
        tables.push_back(std::move(builder).build());
        return build_own_layer("own:1", "lattice", "lattice.gpkg", std::move(tables));
    }();
    return layer;
}

const std::vector<std::shared_ptr<const OwnLayer>> layers{lattice()};

Camera near(double x_m) {
    return {{x_m, 0.0}, 100.0, 1280.0F, 800.0F};
}

/// Reads what is missing, up to so many blocks; gives how many.
std::size_t read_missing(OwnCells& cells, std::size_t at_most = 1'000'000) {
    std::size_t count = 0;
    while (count < at_most) {
        const auto next = cells.next_missing();
        if (!next) break;
        auto meshes = read_block(*next->levels, next->level, next->block);
        EXPECT_TRUE(meshes);
        cells.put(*next, std::make_shared<const BlockMeshes>(std::move(*meshes)));
        ++count;
    }
    return count;
}

TEST(OwnCells, DrawTheCoarsestLevelTillTheWantedOneIsThereWhole) {
    OwnCells cells;
    const Camera camera = near(0.0);
    const std::size_t wanted = level_for(*lattice()->levels, camera.metres_per_px);
    ASSERT_GE(wanted, 2U);
    cells.look(layers, camera);
    EXPECT_EQ(cells.best_level(*lattice(), camera), 0U);
    EXPECT_EQ(cells.meshes_of(*lattice(), 0, camera.view()).strokes.size(), lattice()->strokes.size());
    std::size_t seen = 0;
    for (const LevelBlock& block : lattice()->levels->levels[wanted].blocks) {
        if (block.box.touches(camera.view())) ++seen;
    }
    ASSERT_GE(seen, 2U);
    EXPECT_EQ(read_missing(cells, seen - 1), seen - 1);
    EXPECT_LT(cells.best_level(*lattice(), camera), wanted);
    EXPECT_FALSE(cells.has_better(*lattice(), camera, 0));
    EXPECT_EQ(read_missing(cells, 1), 1U);
    EXPECT_EQ(cells.best_level(*lattice(), camera), wanted);
    EXPECT_TRUE(cells.has_better(*lattice(), camera, 0));
    EXPECT_FALSE(cells.has_better(*lattice(), camera, wanted));
    EXPECT_EQ(cells.meshes_of(*lattice(), wanted, camera.view()).strokes.size(), seen);
}

TEST(OwnCells, AskForEachBlockOnceAndForNoneOfALostOne) {
    OwnCells cells;
    cells.look(layers, near(0.0));
    const auto first = cells.next_missing();
    ASSERT_TRUE(first);
    std::set<std::pair<std::size_t, std::size_t>> asked{{first->level, first->block}};
    cells.look(layers, near(0.0));  // the first one is on its way
    while (const auto next = cells.next_missing()) {
        EXPECT_TRUE(asked.insert({next->level, next->block}).second);
    }
    cells.put(*first, nullptr);
    cells.look(layers, near(0.0));
    EXPECT_FALSE(cells.next_missing());
}

TEST(OwnCells, LetGoOfWhatIsOutOfViewWhenTheyHoldTooMuch) {
    constexpr std::size_t most_bytes = 3'000'000;
    OwnCells cells(most_bytes);
    for (int step = 0; step < 40; ++step) {
        const Camera camera = near(-1.9e6 + 95'000.0 * step);
        cells.look(layers, camera);
        read_missing(cells);
        cells.look(layers, camera);
        EXPECT_LE(cells.held_bytes(), most_bytes) << step;
        EXPECT_EQ(cells.best_level(*lattice(), camera), level_for(*lattice()->levels, camera.metres_per_px)) << step;
    }
    // Where it was first nothing is held any more, but the layer itself always has a picture.
    EXPECT_LT(cells.best_level(*lattice(), near(-1.9e6)), level_for(*lattice()->levels, 100.0));
}

TEST(OwnCells, ComeToRestWhateverTheLimit) {
    for (const std::size_t most_bytes : {std::size_t{0}, std::size_t{500'000}, std::size_t{50'000'000}}) {
        OwnCells cells(most_bytes);
        std::size_t read = 1;
        for (int look = 0; look < 5; ++look) {
            cells.look(layers, near(0.0));
            read = read_missing(cells);
        }
        EXPECT_EQ(read, 0U) << most_bytes;
        EXPECT_EQ(cells.best_level(*lattice(), near(0.0)),
                  level_for(*lattice()->levels, 100.0));  // what is seen is held
    }
}

TEST(OwnCells, ForgetALayerThatIsClosed) {
    OwnCells cells;
    cells.look(layers, near(0.0));
    read_missing(cells);
    EXPECT_GT(cells.held_count(), 0U);
    cells.look({}, near(0.0));
    EXPECT_EQ(cells.held_count(), 0U);
    EXPECT_EQ(cells.held_bytes(), 0U);
}

TEST(FrameMaker, DrawsAnOwnLayerFinerAsSoonAsItsBlocksAreThere) {
    SmallView view;
    view.own_layers = layers;
    view.layers.push_back({"own:1", "lattice", "Yours"});
    view.camera = near(0.0);
    OwnCells cells;
    FrameMaker maker(real_measure());
    const auto make = [&] {
        FrameInput input = view.input();
        input.own_cells = &cells;
        cells.look(view.own_layers, view.camera);
        return maker.make(input);
    };
    const auto points_in = [](const Frame& frame) {
        std::size_t count = 0;
        bool is_own = false;
        for (const BaseItem& item : frame.base) {
            if (const auto* group = std::get_if<GroupItem>(&item)) is_own = group->name == "own:1";
            const auto* stroke = std::get_if<StrokeItem>(&item);
            if (is_own && stroke != nullptr) count += stroke->mesh->points.size();
        }
        return count;
    };
    const Frame coarse = make();
    EXPECT_EQ(make().base_number, coarse.base_number);  // nothing new: the base serves
    read_missing(cells);
    const Frame fine = make();
    EXPECT_NE(fine.base_number, coarse.base_number);
    EXPECT_GT(points_in(fine), 0U);
    EXPECT_EQ(make().base_number, fine.base_number);
    view.camera.centre.x_m += 500.0;  // within the picture's margin there is none: drawn anew, no coarser
    EXPECT_EQ(points_in(make()) > 0, true);
}

}  // namespace
}  // namespace darya::scene
