#include "paint/kept_base.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace darya::paint {

namespace {

/// What an item costs about, in nanoseconds of a processor that has to do a card's work: by pixels, and by corners.
double cost_of(const scene::BaseItem& item, const scene::Camera& camera) {
    constexpr double relief_pixel = 6.0;
    constexpr double fill_pixel = 2.0;
    constexpr double corner = 60.0;
    constexpr double call = 20'000.0;
    const double all_px = static_cast<double>(camera.width_px) * static_cast<double>(camera.height_px);
    if (const auto* relief = std::get_if<scene::ReliefItem>(&item))
        return relief_pixel * all_px * static_cast<double>(relief->last_row - relief->first_row);
    if (const auto* fill = std::get_if<scene::FillItem>(&item)) {
        const geo::MapBox view = camera.view();
        const geo::MapBox& box = fill->mesh->box;
        const double width_m = std::min(view.right_m, box.right_m) - std::max(view.left_m, box.left_m);
        const double height_m = std::min(view.top_m, box.top_m) - std::max(view.bottom_m, box.bottom_m);
        const double seen_px =
            std::max(width_m, 0.0) * std::max(height_m, 0.0) / (camera.metres_per_px * camera.metres_per_px);
        return call + fill_pixel * seen_px / 2 + corner / 4 * static_cast<double>(fill->mesh->triangles.size());
    }
    if (const auto* stroke = std::get_if<scene::StrokeItem>(&item))
        return call + corner * static_cast<double>(stroke->mesh->strip.size());
    return 0.0;
}

constexpr double slice_ns = 4e6;
constexpr int relief_bands = 3;  // more than a slice has time for
constexpr double most_magnified = 1.5;

}  // namespace

bool KeptBase::begin(const scene::Frame& frame, float scale) {
    const scene::Camera& camera = frame.base_camera;
    const sf::Vector2u size(static_cast<unsigned>(std::lround(scale * camera.width_px)),
                            static_cast<unsigned>(std::lround(scale * camera.height_px)));
    if (!growing_.picture || growing_.picture->getSize() != size) {
        growing_ = {};
        auto picture = std::make_unique<sf::RenderTexture>();
        if (!picture->create(size.x, size.y)) return false;
        growing_.picture = std::move(picture);
    }
    growing_.picture->setView(sf::View(sf::FloatRect(0.0F, 0.0F, camera.width_px, camera.height_px)));
    growing_.number = frame.base_number;
    growing_.content = frame.base_content;
    growing_.camera = camera;
    items_.clear();
    for (const scene::BaseItem& item : frame.base) {
        const auto* const relief = std::get_if<scene::ReliefItem>(&item);
        const int bands = relief != nullptr ? relief_bands : 1;
        for (int band = 0; band < bands; ++band) {
            scene::BaseItem& next = items_.emplace_back(item);
            if (relief == nullptr) continue;
            auto& part = std::get<scene::ReliefItem>(next);
            part.first_row = static_cast<float>(band) / relief_bands;
            part.last_row = static_cast<float>(band + 1) / relief_bands;
        }
    }
    drawn_count_ = 0;
    return true;
}

bool KeptBase::can_stand_in(const Kept& kept, const scene::Camera& camera, std::uint64_t content) {
    if (!kept.picture || kept.number == 0 || kept.content != content) return false;
    const double magnified = kept.camera.metres_per_px / camera.metres_per_px;
    if (magnified > most_magnified || magnified < 1.0 / most_magnified) return false;
    const geo::MapBox has = kept.camera.view().grown(0.5 * camera.metres_per_px);
    const geo::MapBox wanted = camera.view();
    return has.contains({wanted.left_m, wanted.bottom_m}) && has.contains({wanted.right_m, wanted.top_m});
}

void KeptBase::grow(const Draw& draw, double budget) {
    const std::size_t first = drawn_count_;
    double spent = 0.0;
    while (drawn_count_ < items_.size()) {
        spent += cost_of(items_[drawn_count_], growing_.camera);
        if (spent > budget && drawn_count_ > first) break;
        ++drawn_count_;
    }
    draw(*growing_.picture, std::span(items_).subspan(first, drawn_count_ - first), growing_.camera);
    growing_.picture->display();
    if (drawn_count_ < items_.size()) return;
    std::swap(shown_, growing_);
    growing_.number = 0;
    items_.clear();
}

bool KeptBase::follow(const scene::Frame& frame, float scale, const Draw& draw) {
    wanted_ = frame.base_number;
    if (shown_.number == wanted_) {
        growing_.number = 0;
        return true;
    }
    if (!can_stand_in(shown_, frame.camera, frame.base_content)) {
        if (!can_stand_in(growing_, frame.camera, frame.base_content) && !begin(frame, scale)) return false;
        grow(draw, std::numeric_limits<double>::infinity());
        return true;
    }
    // What has been begun is finished, for it is nearer to what is wanted than what is shown, even while the map moves on.
    const bool is_growing = growing_.number != 0 && growing_.content == frame.base_content;
    if (!is_growing && !begin(frame, scale)) return false;
    grow(draw, slice_ns);
    return true;
}

}  // namespace darya::paint
