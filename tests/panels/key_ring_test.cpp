#include "panels/key_ring.h"

#include "panels/screen.h"

namespace darya::panels {
namespace {

/// The panels of a window in which nothing has been pressed yet.
struct Ringed : Screen {
    Ringed() {
        key_ring().leave();
        settle();
    }
    ~Ringed() { key_ring().leave(); }
    void step(int by) {
        key_ring().step(by);
        draw();
    }
    /// Steps on until a press asks for this; what it asked for.
    template <typename Kind>
    std::optional<Kind> press_until(int most_steps) {
        for (int i = 0; i < most_steps; ++i) {
            step(1);
            key_ring().press();
            draw();
            if (const auto found = all_asked<Kind>(); !found.empty()) return found[0];
        }
        return std::nullopt;
    }
};

TEST(KeyRing, GoesThroughWhatCanBePressedInTheOrderItIsDrawn) {
    Ringed screen;
    EXPECT_FALSE(key_ring().is_on()) << "until somebody asks for it";
    key_ring().press();
    screen.draw();
    EXPECT_TRUE(screen.all_asked<atlas::ShowTab>().empty() && screen.all_asked<atlas::ShowLayer>().empty());
    const auto tab = screen.press_until<atlas::ShowTab>(3);
    ASSERT_TRUE(tab);
    EXPECT_EQ(tab->tab, atlas::LeftTab::layers);
    const auto layer = screen.press_until<atlas::ShowLayer>(8);
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->layer, screen.atlas.layers.front().id);
    screen.draw();
    EXPECT_TRUE(screen.all_asked<atlas::ShowLayer>().empty()) << "one press is one press";
}

TEST(KeyRing, MovesSlidersAndLeavesOtherArrowsAlone) {
    Ringed screen;
    ASSERT_TRUE(screen.press_until<atlas::ShowLayer>(8));
    EXPECT_FALSE(key_ring().nudge(-1)) << "a box is no slider";
    screen.step(1);
    EXPECT_TRUE(key_ring().nudge(-1));
    screen.draw();
    const auto fades = screen.all_asked<atlas::FadeLayer>();
    ASSERT_EQ(fades.size(), 1U);
    EXPECT_NEAR(fades[0].opacity, 0.9F, 1e-4);
}

TEST(KeyRing, IsOnNothingWhereItsPanelHasGone) {
    Ringed screen;
    ASSERT_TRUE(screen.press_until<atlas::ShowLayer>(8));
    EXPECT_TRUE(key_ring().is_on());
    screen.atlas.is_left_panel_open = false;
    screen.settle();
    EXPECT_FALSE(key_ring().is_on()) << "the keys are the map's again";
    screen.step(1);
    EXPECT_TRUE(key_ring().is_on()) << "and go on at what is there";
}

TEST(KeyRing, GoesRoundBothWays) {
    Ringed screen;
    screen.step(-1);
    EXPECT_TRUE(key_ring().is_on());
    screen.step(1);
    key_ring().press();
    screen.draw();
    EXPECT_FALSE(screen.all_asked<atlas::ShowTab>().empty()) << "the first comes after the last";
}

}  // namespace
}  // namespace darya::panels
