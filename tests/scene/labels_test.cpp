#include "scene/labels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "scene/label_line.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

const Camera window{{0, 0}, 1000.0, 1280.0F, 800.0F};
const geo::ScreenBox whole_window{0.0F, 0.0F, 1280.0F, 800.0F};

/// Names with what they need to be wished for.
struct Names {
    std::vector<LabelCandidate> list;
    std::vector<std::vector<geo::MapPoint>> lines;  // by name; empty where it follows none
    std::vector<bool> required;

    LabelCandidate& add(LabelManner manner, const std::string& text, geo::MapPoint at, float priority) {
        LabelCandidate& one = list.emplace_back();
        one.id = list.size();
        one.text = text;
        one.place = std::to_string(one.id);
        one.measured = even_letters(text);
        one.manner = manner;
        one.anchor = at;
        one.priority = priority;
        lines.emplace_back();
        required.push_back(false);
        return one;
    }
};

/// Points, areas, axes and rivers at random places, some required, many at one spot.
Names random_names(unsigned seed, std::size_t count, double reach_m = 7e5) {
    std::mt19937 random(seed);
    const auto between = [&random](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    Names names;
    for (std::size_t i = 0; i < count; ++i) {
        geo::MapPoint at{between(-reach_m, reach_m), between(-reach_m, reach_m)};
        if (random() % 4 == 0) at = {between(-5e4, 5e4), between(-5e4, 5e4)};
        const std::string text(3 + random() % 9, static_cast<char>('a' + random() % 26));
        const auto priority = static_cast<float>(random() % 20);
        const auto kind = random() % 5;
        names.add(kind == 0   ? LabelManner::on_point
                  : kind == 1 ? LabelManner::on_axis
                  : kind == 2 ? LabelManner::along_river
                              : LabelManner::beside_point,
                  text, at, priority);
        names.required.back() = random() % 40 == 0;
        if (kind == 1) {
            const std::vector<geo::MapPoint> through{
                at, {at.x_m + between(1e5, 3e5), at.y_m + between(-5e4, 5e4)}, {at.x_m + 5e5, at.y_m}};
            names.list.back().axes = {smooth_axis(through)};
            names.list.back().most_spacing_em = 1.0F;
        }
        if (kind != 2) continue;
        std::vector<geo::MapPoint>& line = names.lines.back();
        line.push_back(at);
        double heading = between(0, 6.28);
        for (int step = 0; step < 60; ++step) {
            heading += between(-0.3, 0.3);
            line.push_back({line.back().x_m + 2e4 * std::cos(heading), line.back().y_m + 2e4 * std::sin(heading)});
        }
    }
    return names;
}

/// Places names as the map does: courses for the scale, marks at the points.
class Placer {
public:
    explicit Placer(const Names& names) : names_(names), courses_(names.list.size()) {}

    std::vector<geo::ScreenBox> covered;
    std::vector<geo::ScreenBox> obstacles;
    geo::ScreenBox free = whole_window;
    bool has_symbols = true;
    bool is_held = false;

    std::vector<Label> place(const Camera& camera) {
        wishes_.clear();
        symbols_.clear();
        for (std::size_t i = 0; i < names_.list.size(); ++i) add_wish(i, camera);
        if (is_shuffled) std::shuffle(wishes_.begin(), wishes_.end(), std::mt19937(5));
        return place_labels(wishes_, camera, {obstacles, symbols_, covered, free, is_held, nullptr}, memory);
    }

    LabelMemory memory;
    bool is_shuffled = false;

private:
    void add_wish(std::size_t i, const Camera& camera) {
        const LabelCandidate& name = names_.list[i];
        LabelWish wish;
        wish.name = &name;
        wish.is_required = names_.required[i];
        if (name.manner == LabelManner::beside_point) {
            wish.gap_px = 5.0F;
            if (has_symbols) symbols_.push_back({camera.to_screen(name.anchor), 5.0F});
        }
        if (name.manner == LabelManner::along_river) {
            const int bucket = scale_bucket(camera.metres_per_px);
            RiverCourse& course = courses_[i];
            if (course.box.is_empty() || course.bucket != bucket) {
                const geo::MapBox everything{-4e6, -4e6, 4e6, 4e6};
                course = river_course(names_.lines[i], bucket, everything, *name.measured, name.look.size_px);
            }
            wish.course = &course;
            wish.repeat_px = 300.0F;
        }
        wishes_.push_back(wish);
    }

    const Names& names_;
    std::vector<RiverCourse> courses_;
    std::vector<LabelWish> wishes_;
    std::vector<LabelSurroundings::Symbol> symbols_;
};

/// Boxes that the letters of a label really fill: the whole for a straight one, letter by letter for a curved one.
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

bool touches(const Label& label, const geo::ScreenBox& box) {
    const auto boxes = filled(label);
    return std::any_of(boxes.begin(), boxes.end(), [&](const auto& one) { return one.touches(box); });
}

bool overlap(const Label& a, const Label& b) {
    const auto boxes = filled(b);
    return std::any_of(boxes.begin(), boxes.end(), [&](const auto& one) { return touches(a, one); });
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
        Camera camera = window;
        camera.metres_per_px = 300.0 + static_cast<double>(random() % 3000);
        const Names names = random_names(seed, 150);
        Placer placer(names);
        placer.has_symbols = false;
        for (int i = 0; i < 30; ++i) {
            const auto x = static_cast<float>(random() % 1280);
            const auto y = static_cast<float>(random() % 800);
            placer.obstacles.push_back({x - 5.0F, y - 5.0F, x + 5.0F, y + 5.0F});
        }
        placer.covered = {{14.0F, 14.0F, 314.0F, 500.0F}, {900.0F, 14.0F, 1266.0F, 786.0F}};
        const auto labels = placer.place(camera);
        EXPECT_FALSE(labels.empty());
        for (std::size_t i = 0; i < labels.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_FALSE(overlap(labels[i], labels[k])) << labels[i].text << ' ' << labels[k].text;
            for (const geo::ScreenBox& mark : placer.obstacles) EXPECT_FALSE(touches(labels[i], mark));
            for (const geo::ScreenBox& panel : placer.covered) EXPECT_FALSE(touches(labels[i], panel));
        }
    }
}

TEST(Labels, AreNeverCutByTheWindowsEdge) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        const Names names = random_names(seed, 150);
        Placer placer(names);
        for (const Label& label : placer.place(window)) {
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
        Names names = random_names(seed, 120);
        Placer placer(names);
        placer.has_symbols = false;
        const auto all = placer.place(window);
        Names fewer;
        for (std::size_t i = 0; i < names.list.size(); ++i) {
            if (names.list[i].priority < 10.0F && !names.required[i]) continue;
            fewer.list.push_back(names.list[i]);
            fewer.lines.push_back(names.lines[i]);
            fewer.required.push_back(names.required[i]);
        }
        Placer other(fewer);
        other.has_symbols = false;
        const auto important = other.place(window);
        ASSERT_LE(important.size(), all.size());
        EXPECT_EQ(listed(important),
                  listed({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(important.size())}));
    }
}

TEST(Labels, ComeOutTheSameInWhateverOrderTheyAreAskedFor) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        const Names names = random_names(seed, 120);
        Placer placer(names);
        Placer other(names);
        other.is_shuffled = true;
        EXPECT_EQ(listed(other.place(window)), listed(placer.place(window)));
    }
}

TEST(Labels, GiveAPlaceToTheMoreImportantOfTwoAreas) {
    Names names;
    names.add(LabelManner::on_point, "aaaaaaaa", {0, 0}, 1.0F);
    names.add(LabelManner::on_point, "bbbbbbbb", {0, 0}, 2.0F);
    auto labels = Placer(names).place(window);
    ASSERT_FALSE(labels.empty());
    EXPECT_EQ(labels[0].text, "bbbbbbbb");
    names.required[0] = true;
    labels = Placer(names).place(window);
    ASSERT_FALSE(labels.empty());
    EXPECT_EQ(labels[0].text, "aaaaaaaa");
}

TEST(Labels, KeepTheirPlaceOfTheLastFrameWhenABetterOneBecomesFree) {
    Names names;
    names.add(LabelManner::beside_point, "Toktogul", {0, 0}, 1.0F);
    Placer placer(names);
    placer.covered = {{642.0F, 300.0F, 900.0F, 500.0F}};  // to the right
    const auto before = placer.place(window);
    ASSERT_EQ(before.size(), 1U);
    placer.covered.clear();
    const auto after = placer.place(window);
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].box, before[0].box);
    EXPECT_NE(Placer(names).place(window)[0].box, before[0].box);
}

TEST(Labels, StandNearerToTheirOwnMarkThanToAnyOther) {
    std::size_t count = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Names names;
        for (int i = 0; i < 60; ++i) {
            const auto x = static_cast<double>(random() % 300'000) - 150'000.0;
            const auto y = static_cast<double>(random() % 300'000) - 150'000.0;
            names.add(LabelManner::beside_point, std::string(4 + random() % 6, 'a'), {x, y}, static_cast<float>(i % 7));
        }
        const auto gap_px = [](const geo::ScreenBox& box, geo::ScreenPoint at) {
            return std::hypot(std::max({box.left_px - at.x_px, at.x_px - box.right_px, 0.0F}),
                              std::max({box.top_px - at.y_px, at.y_px - box.bottom_px, 0.0F}));
        };
        for (const Label& label : Placer(names).place(window)) {
            ++count;
            const auto own = static_cast<std::size_t>(std::stoul(label.place)) - 1;
            const float own_px = gap_px(label.box, window.to_screen(names.list[own].anchor));
            for (std::size_t i = 0; i < names.list.size(); ++i) {
                if (i == own) continue;
                EXPECT_GT(gap_px(label.box, window.to_screen(names.list[i].anchor)) + 0.01F, own_px) << label.place;
            }
        }
    }
    EXPECT_GT(count, 200U);
}

/// Watches names over many frames: where each stands, measured from where its map point is, and whether it came back.
class Watch {
public:
    void see(const std::vector<Label>& labels, const LabelMemory& memory) {
        std::set<std::pair<std::uint64_t, double>> now;
        for (const LabelMemory::Place& place : memory.places) {
            const std::pair key{place.id, place.along_m};
            now.insert(key);
            EXPECT_FALSE(gone_.contains(key)) << "name " << place.id << " left and came back";
            const auto known = slots_.emplace(key, place.slot);
            EXPECT_EQ(known.first->second, place.slot) << "name " << place.id << " jumped to another slot";
        }
        for (const auto& key : shown_) {
            if (!now.contains(key)) gone_.insert(key);
        }
        shown_ = std::move(now);
        EXPECT_EQ(labels.size(), memory.places.size());
    }
    std::size_t shown_count() const { return shown_.size(); }

private:
    std::set<std::pair<std::uint64_t, double>> shown_, gone_;
    std::map<std::pair<std::uint64_t, double>, int> slots_;
};

TEST(Labels, DoNotStandLevelWithAnotherMarkAndAskewToTheirOwn) {
    Names names;
    LabelWish wish;
    wish.name = &names.add(LabelManner::beside_point, "abcdef", {0, 0}, 1.0F);
    wish.gap_px = 5.0F;
    // The mark is at 640, 400, and only askew there is room.
    const std::vector<geo::ScreenBox> obstacles{
        {650, 399, 660, 401}, {620, 399, 630, 401}, {639, 376, 641, 390}, {639, 410, 641, 424}};
    std::vector<LabelSurroundings::Symbol> marks{{{640.0F, 400.0F}, 4.0F}};
    const auto placed = [&] {
        LabelMemory memory;
        const auto labels =
            place_labels({&wish, 1}, window, {obstacles, marks, {}, whole_window, false, nullptr}, memory);
        return labels.empty() ? geo::ScreenBox{} : labels.front().box;
    };
    const geo::ScreenBox alone = placed();
    ASSERT_GT(alone.left_px, 640.0F) << "to the right";
    ASSERT_LT(alone.bottom_px, 400.0F) << "and above";
    marks.push_back({{alone.right_px + 13.0F, (alone.top_px + alone.bottom_px) / 2}, 4.0F});
    EXPECT_GT(placed().top_px, 400.0F) << "below";
}

TEST(Labels, StandNowhereRatherThanLevelWithANearerMark) {
    Names names;
    LabelWish wish;
    wish.name = &names.add(LabelManner::beside_point, "abcdef", {0, 0}, 1.0F);
    wish.gap_px = 9.0F;
    // The mark is at 640, 400, and only above it, at the right, there is room.
    const std::vector<geo::ScreenBox> obstacles{
        {654, 399, 664, 401}, {616, 399, 626, 401}, {639, 372, 641, 388}, {560, 412, 720, 424}, {600, 372, 628, 388}};
    std::vector<LabelSurroundings::Symbol> marks{{{640.0F, 400.0F}, 8.0F}};
    const auto placed = [&] {
        LabelMemory memory;
        return place_labels({&wish, 1}, window, {obstacles, marks, {}, whole_window, false, nullptr}, memory);
    };
    const auto alone = placed();
    ASSERT_EQ(alone.size(), 1U);
    const geo::ScreenBox box = alone.front().box;
    marks.push_back({{box.right_px + 28.0F, (box.top_px + box.bottom_px) / 2}, 4.0F});
    EXPECT_EQ(placed().size(), 1U) << "level, but farther away than its own";
    marks.back().at.x_px = box.right_px + 12.0F;
    EXPECT_TRUE(placed().empty());
}

TEST(Labels, NeitherBlinkNorJumpWhileTheMapPansSlowly) {
    for (unsigned seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(seed);
        const Names names = random_names(seed, 150);
        Placer placer(names);
        placer.covered = {{14.0F, 14.0F, 314.0F, 500.0F}};
        placer.free = {314.0F, 0.0F, 1280.0F, 800.0F};
        Camera camera = window;
        Watch watch;
        for (int frame = 0; frame < 200; ++frame) {
            SCOPED_TRACE(frame);
            watch.see(placer.place(camera), placer.memory);
            camera = panned(camera, 3.0F, -2.0F);
        }
        EXPECT_GT(watch.shown_count(), 10U);
    }
}

TEST(Labels, NeitherBlinkNorJumpWhileTheMapZoomsSlowly) {
    for (unsigned seed = 0; seed < 12; ++seed) {
        for (const double factor : {0.99, 1.01}) {
            SCOPED_TRACE(seed);
            const Names names = random_names(seed, 150);
            Placer placer(names);
            Camera camera = window;
            Watch watch;
            for (int frame = 0; frame < 120; ++frame) {
                SCOPED_TRACE(frame);
                watch.see(placer.place(camera), placer.memory);
                camera = zoomed(camera, factor, {500.0F, 300.0F});
            }
        }
    }
}

TEST(Labels, ThatLostTheirPlaceComeBackWhenTheMapRests) {
    Names names;
    names.add(LabelManner::beside_point, "Toktogul", {0, 0}, 1.0F);
    Placer placer(names);
    Camera camera = window;
    ASSERT_EQ(placer.place(camera).size(), 1U);
    camera = panned(camera, 1.0F, 0.0F);
    placer.covered = {{642.0F, 300.0F, 900.0F, 500.0F}};
    EXPECT_TRUE(placer.place(camera).empty()) << "no jump to another slot";
    EXPECT_TRUE(placer.memory.is_waiting());
    placer.covered.clear();
    camera = panned(camera, 1.0F, 0.0F);
    EXPECT_TRUE(placer.place(camera).empty()) << "no blinking";
    placer.is_held = true;
    EXPECT_TRUE(placer.place(camera).empty()) << "a hand that holds the map still may go on";
    placer.is_held = false;
    EXPECT_EQ(placer.place(camera).size(), 1U);
    EXPECT_FALSE(placer.memory.is_waiting());
}

TEST(Labels, MoveWithTheMapWhileItPans) {
    for (unsigned seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(seed);
        Names names = random_names(seed, 120);
        Placer placer(names);
        Camera camera = window;
        auto last = placer.place(camera);
        for (int step = 0; step < 30; ++step) {
            constexpr float dx = 3.0F;
            constexpr float dy = -2.0F;
            camera = panned(camera, dx, dy);
            const auto now = placer.place(camera);
            for (const Label& old : last) {
                const LabelCandidate& name = names.list[static_cast<std::size_t>(std::stoul(old.place)) - 1];
                if (name.manner == LabelManner::on_axis) continue;  // it slides along its axis at the window's edge
                const auto same = std::count_if(now.begin(), now.end(), [&](const Label& label) {
                    return label.place == old.place && std::abs(label.box.left_px - old.box.left_px - dx) < 0.05F &&
                           std::abs(label.box.top_px - old.box.top_px - dy) < 0.05F;
                });
                const auto count_of = [&old](const std::vector<Label>& labels) {
                    return std::count_if(labels.begin(), labels.end(),
                                         [&old](const Label& label) { return label.place == old.place; });
                };
                EXPECT_TRUE(same == 1 || count_of(now) < count_of(last) || name.manner == LabelManner::along_river)
                    << old.place << " at step " << step;
            }
            last = now;
        }
    }
}

TEST(Labels, OfAreasSpreadOverWhatIsSeenOfThem) {
    Names names;
    LabelCandidate& one = names.add(LabelManner::on_axis, "KAZAKHSTAN", {0, 0}, 1000.0F);
    one.axes = {level_axis({-6e5, 0}, 6e5)};
    one.most_spacing_em = 3.0F;
    Placer placer(names);
    const auto width_of = [](const std::vector<Label>& labels) { return labels.at(0).box.width_px(); };
    const float whole_px = width_of(placer.place(window));
    EXPECT_NEAR(whole_px, 80.0F + 9 * 36.0F, 40.0F);
    // Of an area that leaves the window the name stays, narrower in the end, and whole.
    float least_px = whole_px;
    Camera camera = window;
    std::size_t seen = 0;
    for (int frame = 0; frame < 300; ++frame) {
        camera = panned(camera, 4.0F, 0.0F);
        const auto labels = placer.place(camera);
        if (labels.empty()) break;
        ++seen;
        EXPECT_LE(labels[0].box.right_px, window.width_px);
        EXPECT_LE(width_of(labels), least_px + 0.1F);
        least_px = width_of(labels);
    }
    EXPECT_GT(seen, 200U);
    EXPECT_LT(least_px, 0.6F * whole_px);
}

TEST(Labels, OfALakeStandBesideItWhereItIsTooSmall) {
    Names names;
    LabelCandidate& lake = names.add(LabelManner::on_axis, "Song-Kul", {0, 0}, 1.0F);
    lake.axes = {level_axis({-1e4, 0}, 1e4)};
    lake.room_width_m = 2e4;
    lake.room_height_m = 1e4;
    const auto beside = Placer(names).place(window);
    ASSERT_EQ(beside.size(), 1U);
    EXPECT_GT(beside[0].box.left_px, 650.0F);
    Camera near = window;
    near.metres_per_px = 100.0;
    const auto on_it = Placer(names).place(near);
    ASSERT_EQ(on_it.size(), 1U);
    EXPECT_NEAR((on_it[0].box.left_px + on_it[0].box.right_px) / 2, 640.0F, 2.0F);
}

TEST(Labels, OnRiversAreNeverUpsideDownAndKeepTheirLettersInOrder) {
    std::size_t count = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        Names names = random_names(seed, 40, 3e5);
        for (LabelCandidate& one : names.list) {
            if (one.manner != LabelManner::along_river) one.measured.reset();
        }
        for (const Label& label : Placer(names).place(window)) {
            ++count;
            ASSERT_EQ(label.letters.size(), label.text.size());
            // Along the name's own direction every letter follows the one before; that direction is to the right.
            const geo::ScreenPoint first = label.letters.front().at;
            const geo::ScreenPoint last = label.letters.back().at;
            for (std::size_t i = 1; i < label.letters.size(); ++i) {
                EXPECT_NEAR(geo::distance_px(label.letters[i - 1].at, label.letters[i].at), 8.0F, 3.0F);
                EXPECT_LT(
                    std::abs(std::remainder(label.letters[i].angle_rad - label.letters[i - 1].angle_rad, 6.2832F)),
                    0.4F);
            }
            EXPECT_GT(last.x_px, first.x_px - 1.0F) << label.text;
        }
    }
    EXPECT_GT(count, 100U);
}

TEST(Labels, AlongARiverAreAsFarApartAsAsked) {
    Names names;
    names.add(LabelManner::along_river, "Syr Darya", {0, 0}, 1.0F);
    names.lines[0] = {{-6e5, 0}, {6e5, 0}};
    const auto labels = Placer(names).place(window);
    ASSERT_GE(labels.size(), 2U);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) EXPECT_GE(std::abs(labels[i].box.left_px - labels[k].box.left_px), 299.0F);
    }
}

TEST(Labels, WriteCountriesInCapitalsOfTheirScript) {
    EXPECT_EQ(upper_cased("Қазақстан ёäşő"), "ҚАЗАҚСТАН ЁÄŞŐ");
    EXPECT_EQ(upper_cased("Oʻzbekiston Тоҷикистон Кыргызстан"), "OʻZBEKISTON ТОҶИКИСТОН КЫРГЫЗСТАН");
}

}  // namespace
}  // namespace darya::scene
