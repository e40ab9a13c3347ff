#include "scene/labels.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "scene/label_line.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

const Camera window{{0, 0}, 1000.0, 1280.0F, 800.0F};

/// Points, areas and rivers at random places, some required, many at one spot.
std::vector<LabelCandidate> random_candidates(unsigned seed, std::size_t count, double reach_m = 7e5) {
    std::mt19937 random(seed);
    const auto between = [&random](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    std::vector<LabelCandidate> candidates;
    for (std::size_t i = 0; i < count; ++i) {
        LabelCandidate one;
        one.id = i + 1;
        one.text = std::string(3 + random() % 9, static_cast<char>('a' + random() % 26));
        one.priority = static_cast<float>(random() % 20);
        one.is_required = random() % 40 == 0;
        one.anchor = {between(-reach_m, reach_m), between(-reach_m, reach_m)};
        if (random() % 4 == 0) one.anchor = {between(-5e4, 5e4), between(-5e4, 5e4)};
        const auto kind = random() % 4;
        one.gap_px = kind == 0 ? 0.0F : 5.0F;
        if (kind == 3) {
            std::vector<geo::MapPoint> line{one.anchor};
            double heading = between(0, 6.28);
            for (int step = 0; step < 60; ++step) {
                heading += between(-0.3, 0.3);
                line.push_back({line.back().x_m + 2e4 * std::cos(heading), line.back().y_m + 2e4 * std::sin(heading)});
            }
            one.line = std::make_shared<const std::vector<geo::MapPoint>>(std::move(line));
            one.repeat_px = 300.0F;
        }
        candidates.push_back(std::move(one));
    }
    return candidates;
}

/// Boxes that the letters of a label really fill: the whole for a straight one, letter by letter along a river.
std::vector<geo::ScreenBox> filled(const Label& label) {
    const bool is_straight =
        std::all_of(label.letters.begin(), label.letters.end(), [](const auto& l) { return l.angle_rad == 0.0F; });
    if (is_straight) return {label.box};
    std::vector<geo::ScreenBox> boxes;
    for (const LabelLetter& letter : label.letters) {
        const float half = 0.3F * label.size_px;
        const float sine = std::sin(letter.angle_rad);
        const float cosine = std::cos(letter.angle_rad);
        const geo::ScreenPoint middle{letter.at.x_px + half * (cosine + sine), letter.at.y_px + half * (sine - cosine)};
        boxes.push_back({middle.x_px - half, middle.y_px - half, middle.x_px + half, middle.y_px + half});
    }
    return boxes;
}

bool overlap(const Label& a, const Label& b) {
    for (const geo::ScreenBox& one : filled(a)) {
        for (const geo::ScreenBox& other : filled(b)) {
            if (one.touches(other)) return true;
        }
    }
    return false;
}

bool touches(const Label& label, const geo::ScreenBox& box) {
    const auto boxes = filled(label);
    return std::any_of(boxes.begin(), boxes.end(), [&](const auto& one) { return one.touches(box); });
}

std::string listed(const std::vector<Label>& labels) {
    std::string text;
    for (const Label& label : labels) {
        text += label.text;
        for (const LabelLetter& letter : label.letters) {
            text += ' ' + std::to_string(letter.at.x_px) + ',' + std::to_string(letter.at.y_px) + ',' +
                    std::to_string(letter.angle_rad);
        }
        text += '\n';
    }
    return text;
}

TEST(Labels, NeverOverlapEachOtherAMarkOrAPanel) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed + 1000);
        EvenLetters letters;
        Camera camera = window;
        camera.metres_per_px = 300.0 + static_cast<double>(random() % 3000);
        const auto candidates = random_candidates(seed, 150);
        std::vector<geo::ScreenBox> marks;
        for (int i = 0; i < 30; ++i) {
            const auto x = static_cast<float>(random() % 1280);
            const auto y = static_cast<float>(random() % 800);
            marks.push_back({x - 5.0F, y - 5.0F, x + 5.0F, y + 5.0F});
        }
        const std::vector<geo::ScreenBox> panels{{14.0F, 14.0F, 314.0F, 500.0F}, {900.0F, 14.0F, 1266.0F, 786.0F}};
        LabelMemory memory;
        const auto labels = place_labels(candidates, camera, letters.measure(), marks, panels, memory);
        EXPECT_FALSE(labels.empty());
        for (std::size_t i = 0; i < labels.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_FALSE(overlap(labels[i], labels[k])) << labels[i].text << ' ' << labels[k].text;
            for (const geo::ScreenBox& mark : marks) EXPECT_FALSE(touches(labels[i], mark));
            for (const geo::ScreenBox& panel : panels) EXPECT_FALSE(touches(labels[i], panel));
        }
    }
}

TEST(Labels, StayInsideTheWindowExceptThoseOfAreas) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        EvenLetters letters;
        auto candidates = random_candidates(seed, 150);
        for (LabelCandidate& one : candidates) one.layer = one.line || one.gap_px > 0.0F ? "inside" : "area";
        LabelMemory memory;
        for (const Label& label : place_labels(candidates, window, letters.measure(), {}, {}, memory)) {
            const geo::ScreenBox whole{-label.halo_px, -label.halo_px, window.width_px + label.halo_px,
                                       window.height_px + label.halo_px};
            EXPECT_TRUE(label.box.touches(whole));
            if (label.layer != "inside") continue;
            EXPECT_GE(label.box.left_px, 0.0F);
            EXPECT_GE(label.box.top_px, 0.0F);
            EXPECT_LE(label.box.right_px, window.width_px);
            EXPECT_LE(label.box.bottom_px, window.height_px);
        }
    }
}

TEST(Labels, OfLessImportanceNeverChangeThoseOfMore) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        EvenLetters letters;
        auto candidates = random_candidates(seed, 120);
        LabelMemory memory;
        const auto all = place_labels(candidates, window, letters.measure(), {}, {}, memory);
        std::erase_if(candidates, [](const LabelCandidate& one) { return one.priority < 10.0F && !one.is_required; });
        LabelMemory other_memory;
        const auto important = place_labels(candidates, window, letters.measure(), {}, {}, other_memory);
        ASSERT_LE(important.size(), all.size());
        EXPECT_EQ(listed(important),
                  listed({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(important.size())}));
    }
}

TEST(Labels, ComeOutTheSameInWhateverOrderTheyAreAskedFor) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        EvenLetters letters;
        auto candidates = random_candidates(seed, 120);
        LabelMemory memory;
        const auto labels = place_labels(candidates, window, letters.measure(), {}, {}, memory);
        std::shuffle(candidates.begin(), candidates.end(), std::mt19937(seed));
        LabelMemory other_memory;
        EXPECT_EQ(listed(place_labels(candidates, window, letters.measure(), {}, {}, other_memory)), listed(labels));
    }
}

LabelCandidate point_name(std::uint64_t id, const std::string& text, geo::MapPoint at, float priority) {
    LabelCandidate one;
    one.id = id;
    one.text = text;
    one.anchor = at;
    one.gap_px = 5.0F;
    one.priority = priority;
    return one;
}

TEST(Labels, GiveAPlaceToTheMoreImportantOfTwoAreas) {
    EvenLetters letters;
    std::vector<LabelCandidate> two{point_name(1, "aaaaaaaa", {0, 0}, 1.0F), point_name(2, "bbbbbbbb", {0, 0}, 2.0F)};
    for (LabelCandidate& one : two) one.gap_px = 0.0F;
    LabelMemory memory;
    auto labels = place_labels(two, window, letters.measure(), {}, {}, memory);
    ASSERT_FALSE(labels.empty());
    EXPECT_EQ(labels[0].text, "bbbbbbbb");
    two[0].is_required = true;
    memory = {};
    labels = place_labels(two, window, letters.measure(), {}, {}, memory);
    ASSERT_FALSE(labels.empty());
    EXPECT_EQ(labels[0].text, "aaaaaaaa");
}

TEST(Labels, KeepTheirPlaceOfTheLastFrameWhenABetterOneBecomesFree) {
    EvenLetters letters;
    const std::vector<LabelCandidate> one{point_name(1, "Toktogul", {0, 0}, 1.0F)};
    const std::vector<geo::ScreenBox> to_the_right{{642.0F, 300.0F, 900.0F, 500.0F}};
    LabelMemory memory;
    const auto before = place_labels(one, window, letters.measure(), {}, to_the_right, memory);
    ASSERT_EQ(before.size(), 1U);
    const auto after = place_labels(one, window, letters.measure(), {}, {}, memory);
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].box, before[0].box);
    LabelMemory nothing;
    EXPECT_NE(place_labels(one, window, letters.measure(), {}, {}, nothing)[0].box, before[0].box);
}

TEST(Labels, MoveFromTheirPlaceWhileTheMapPansOnlyWhenItIsTaken) {
    for (unsigned seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(seed);
        EvenLetters letters;
        auto candidates = random_candidates(seed, 120);
        std::erase_if(candidates, [](const LabelCandidate& one) { return one.line != nullptr; });
        for (LabelCandidate& one : candidates) one.place = std::to_string(one.id);
        const std::vector<geo::ScreenBox> panels{{14.0F, 14.0F, 314.0F, 500.0F}};
        Camera camera = window;
        LabelMemory memory;
        auto last = place_labels(candidates, camera, letters.measure(), {}, panels, memory);
        for (int step = 0; step < 30; ++step) {
            SCOPED_TRACE(step);
            constexpr float dx = 3.0F;
            constexpr float dy = -2.0F;
            camera = panned(camera, dx, dy);
            const auto now = place_labels(candidates, camera, letters.measure(), {}, panels, memory);
            for (const Label& old : last) {
                const auto same =
                    std::find_if(now.begin(), now.end(), [&](const Label& l) { return l.place == old.place; });
                const geo::ScreenBox moved{old.box.left_px + dx, old.box.top_px + dy, old.box.right_px + dx,
                                           old.box.bottom_px + dy};
                const bool is_still = same != now.end() && std::abs(same->box.left_px - moved.left_px) < 0.01F &&
                                      std::abs(same->box.top_px - moved.top_px) < 0.01F;
                if (is_still) continue;
                // A neighbour, a panel or the edge stands there now, within the halos of both.
                const geo::ScreenBox wide{moved.left_px - 3.2F, moved.top_px - 3.2F, moved.right_px + 3.2F,
                                          moved.bottom_px + 3.2F};
                const bool is_taken = std::any_of(now.begin(), now.end(), [&](const Label& l) {
                    return l.place != old.place && l.box.touches(wide);
                });
                const bool is_under_panel = panels[0].touches(wide);
                const bool is_at_edge = wide.left_px < 1.0F || wide.top_px < 1.0F ||
                                        wide.right_px > window.width_px - 1.0F ||
                                        wide.bottom_px > window.height_px - 1.0F;
                EXPECT_TRUE(is_taken || is_under_panel || is_at_edge) << "label " << old.place << " moved for nothing";
            }
            last = now;
        }
    }
}

TEST(Labels, AloneOnTheirRiverRideAlongWithIt) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        EvenLetters letters;
        auto candidates = random_candidates(seed, 60, 3e5);
        std::erase_if(candidates, [](const LabelCandidate& one) { return one.line == nullptr; });
        ASSERT_FALSE(candidates.empty());
        candidates.resize(1);
        Camera camera = window;
        LabelMemory memory;
        auto last = place_labels(candidates, camera, letters.measure(), {}, {}, memory);
        for (int step = 0; step < 20; ++step) {
            const LabelMemory before = memory;
            camera = panned(camera, 2.0F, 1.0F);
            const auto now = place_labels(candidates, camera, letters.measure(), {}, {}, memory);
            ASSERT_EQ(memory.places.size(), now.size());
            // A name stays where it was along its river, unless the window's edge has reached it.
            for (std::size_t i = 0; i < last.size(); ++i) {
                const bool is_still =
                    std::any_of(memory.places.begin(), memory.places.end(), [&](const LabelMemory::Place& place) {
                        return std::abs(place.along_m - before.places[i].along_m) < 0.5 * camera.metres_per_px;
                    });
                constexpr float near_px = 60.0F;
                const geo::ScreenBox& box = last[i].box;
                const bool is_at_edge = box.left_px < near_px || box.top_px < near_px ||
                                        box.right_px > window.width_px - near_px ||
                                        box.bottom_px > window.height_px - near_px;
                EXPECT_TRUE(is_still || is_at_edge) << "step " << step << " at " << box.left_px << ", " << box.top_px;
            }
            last = now;
        }
    }
}

TEST(Labels, OnRiversAreNeverUpsideDownAndKeepTheirLettersInOrder) {
    std::size_t count = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        EvenLetters letters;
        auto candidates = random_candidates(seed, 40, 3e5);
        std::erase_if(candidates, [](const LabelCandidate& one) { return one.line == nullptr; });
        LabelMemory memory;
        for (const Label& label : place_labels(candidates, window, letters.measure(), {}, {}, memory)) {
            ++count;
            ASSERT_EQ(label.letters.size(), label.text.size());
            // Along the name's own direction every letter follows the one before; that direction is to the right.
            const geo::ScreenPoint first = label.letters.front().at;
            const geo::ScreenPoint last = label.letters.back().at;
            float upright = 0.0F;
            for (std::size_t i = 0; i < label.letters.size(); ++i) {
                upright += std::cos(label.letters[i].angle_rad);
                if (i == 0) continue;
                EXPECT_NEAR(geo::distance_px(label.letters[i - 1].at, label.letters[i].at), 8.0F, 5.0F);
            }
            EXPECT_GT(upright / static_cast<float>(label.letters.size()), -0.1F) << label.text;
            EXPECT_GT(last.x_px - first.x_px, -0.35F * geo::distance_px(first, last)) << label.text;
        }
    }
    EXPECT_GT(count, 100U);
}

TEST(Labels, AlongARiverAreAsFarApartAsAsked) {
    EvenLetters letters;
    LabelCandidate river;
    river.id = 1;
    river.text = "Syr Darya";
    river.repeat_px = 300.0F;
    river.line = std::make_shared<const std::vector<geo::MapPoint>>(std::vector<geo::MapPoint>{{-6e5, 0}, {6e5, 0}});
    LabelMemory memory;
    const auto labels = place_labels(std::vector{river}, window, letters.measure(), {}, {}, memory);
    ASSERT_GE(labels.size(), 2U);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) EXPECT_GE(std::abs(labels[i].box.left_px - labels[k].box.left_px), 299.0F);
    }
}

TEST(Labels, WriteCountriesInCapitalsOfTheirScript) {
    EvenLetters letters;
    LabelCandidate one = point_name(1, "Қазақстан ёäşő", {0, 0}, 1.0F);
    one.look.is_upper_case = true;
    LabelMemory memory;
    const auto labels = place_labels(std::vector{one}, window, letters.measure(), {}, {}, memory);
    ASSERT_EQ(labels.size(), 1U);
    EXPECT_EQ(labels[0].text, "ҚАЗАҚСТАН ЁÄŞŐ");
}

TEST(LabelLine, SetsLettersAboveAStraightLineFromLeftToRightWhicheverWayItRuns) {
    EvenLetters letters;
    const MeasuredText& text = letters.measure()({}, "Naryn");
    for (const bool is_westward : {false, true}) {
        std::vector<geo::MapPoint> line{{-3e5, 0}, {3e5, 0}};
        if (is_westward) std::reverse(line.begin(), line.end());
        const auto stretches = stretches_on_screen(line, window, 0.0F);
        ASSERT_EQ(stretches.size(), 1U);
        EXPECT_NEAR(stretches[0].length_px(), 600.0F, 7.0F);
        const auto placed = letters_along(stretches[0], 300.0F, text, 12.0F);
        ASSERT_TRUE(placed);
        ASSERT_EQ(placed->size(), 5U);
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_NEAR(std::remainder((*placed)[i].angle_rad, 6.2831853F), 0.0F, 1e-4F);
            EXPECT_LT((*placed)[i].at.y_px, 400.0F);
            if (i > 0) {
                EXPECT_NEAR((*placed)[i].at.x_px - (*placed)[i - 1].at.x_px, 8.0F, 0.01F);
            }
        }
        EXPECT_FALSE(letters_along(stretches[0], 5.0F, text, 12.0F)) << "no room before the line's end";
        EXPECT_FALSE(letters_along(stretches[0], 598.0F, text, 12.0F)) << "no room after it";
    }
}

TEST(LabelLine, PutsNoNameOnACurl) {
    EvenLetters letters;
    std::vector<geo::MapPoint> circle;
    for (int i = 0; i <= 60; ++i) {
        const double angle = 6.283185307179586 * i / 60.0;
        circle.push_back({2e4 * std::cos(angle), 2e4 * std::sin(angle)});
    }
    for (const ScreenStretch& stretch : stretches_on_screen(circle, window, 0.0F)) {
        for (float middle = 0.0F; middle < stretch.length_px(); middle += 5.0F) {
            EXPECT_FALSE(letters_along(stretch, middle, letters.measure()({}, "Long name"), 12.0F));
        }
    }
}

TEST(LabelLine, KnowsHowFarAlongTheWholeLineAStretchLies) {
    // Out of the window and in again.
    const std::vector<geo::MapPoint> line{{-3e5, 0}, {0, 0}, {0, 2e6}, {2e5, 2e6}, {2e5, 0}, {3e5, 0}};
    const auto stretches = stretches_on_screen(line, window, 0.0F);
    ASSERT_EQ(stretches.size(), 2U);
    EXPECT_NEAR(stretches[0].along_m.front(), 0.0, 1.0);
    EXPECT_NEAR(stretches[1].along_m.front(), 3e5 + 2e6 + 2e5, 1.0);
    for (const ScreenStretch& stretch : stretches) {
        EXPECT_TRUE(std::is_sorted(stretch.along_m.begin(), stretch.along_m.end()));
        EXPECT_TRUE(std::is_sorted(stretch.along_px.begin(), stretch.along_px.end()));
    }
    EXPECT_TRUE(stretches_on_screen({}, window, 0.0F).empty());
    EXPECT_TRUE(stretches_on_screen(std::vector<geo::MapPoint>{{0, 0}}, window, 0.0F).empty());
    EXPECT_TRUE(stretches_on_screen(std::vector<geo::MapPoint>{{0, 0}, {0, 0}}, window, 0.0F).empty());
}

}  // namespace
}  // namespace darya::scene
