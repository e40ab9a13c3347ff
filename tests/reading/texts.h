#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/notes.h"
#include "reading/article.h"
#include "reading/gazetteer.h"

namespace darya::reading {

/// The facts that come with the program, loaded once.
inline const Gazetteer& known_places() {
    static const Gazetteer known = [] {
        base::Notes notes;
        auto loaded = load_gazetteer(std::filesystem::path(DARYA_SOURCE_DIR) / "assets", notes);
        EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().line());
        return loaded ? *loaded : Gazetteer{};
    }();
    return known;
}

/// The number of a place that must be there.
inline PlaceId place_id(std::string_view id) {
    const auto found = known_places().find(id);
    EXPECT_TRUE(found) << id;
    return found.value_or(PlaceId{});
}

/// The article of a text that must be one.
inline std::shared_ptr<const Article> text_of(std::string_view text, const std::string& file = "test.txt") {
    base::Notes notes;
    auto article = parse_article(text, file, notes);
    EXPECT_TRUE(article) << (article ? "" : article.error().line());
    return std::make_shared<const Article>(article ? *article : Article{});
}

}  // namespace darya::reading
