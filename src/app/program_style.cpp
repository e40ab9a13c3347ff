#include <algorithm>

#include "app/load.h"
#include "app/program.h"

namespace darya::app {

namespace {

const char* const first_theme = "light";

std::vector<std::string> names_of(const std::vector<Theme>& themes) {
    std::vector<std::string> names;
    names.reserve(themes.size());
    for (const Theme& theme : themes) names.push_back(theme.name);
    return names;
}

}  // namespace

/// The theme of the last time; where that cannot be read, the first of the program's own, and what is wrong.
base::Result<std::optional<base::Error>> Program::read_first_style(const std::string& theme) {
    const std::vector<Theme> themes = find_themes(folders_);
    atlas_.themes = names_of(themes);
    const fs::path instead = folders_.styles() / (std::string(first_theme) + ".toml");
    const auto file = file_of_style(themes, theme);
    style_watch_ = std::make_unique<StyleWatch>(file ? *file : instead);
    auto style = file ? load_style(*file) : base::Result<style::Style>(file.error());
    std::optional<base::Error> trouble;
    if (!style) {
        trouble = style.error();
        style = load_style(instead);
        if (!style) return style.error();
    }
    atlas_.style = std::make_shared<const style::Style>(std::move(*style));
    return trouble;
}

void Program::use_theme(const std::string& name) {
    const std::vector<Theme> themes = find_themes(folders_);
    apply(atlas::FindThemes{names_of(themes)});
    const auto file = file_of_style(themes, name);
    if (!file) return take_style(file.error());
    style_watch_ = std::make_unique<StyleWatch>(*file);
    take_style(load_style(*file));
}

/// The file of the theme in use may have been saved; while one chooses, themes may have come or gone.
void Program::look_for_new_style() {
    if (!style_watch_) return;
    if (auto read = style_watch_->look(now_s())) take_style(std::move(*read));
    if (panels_.is_settings_open && !were_settings_open_) {
        auto names = names_of(find_themes(folders_));
        if (names != atlas_.themes) apply(atlas::FindThemes{std::move(names)});
    }
    were_settings_open_ = panels_.is_settings_open;
}

/// The old look stays where the new one has mistakes; they are told until it has none.
void Program::take_style(base::Result<style::Style> style) {
    if (style_notice_) apply(atlas::DismissNotice{*style_notice_});
    style_notice_.reset();
    if (!style) {
        apply(atlas::Tell{style.error()});
        style_notice_ = atlas_.notices.back().id;
        return;
    }
    apply(atlas::UseStyle{std::make_shared<const style::Style>(std::move(*style))});
    panels::apply_theme(*atlas_.style);
}

}  // namespace darya::app
