// How well the names of places are found: precision, recall and F1 by language on the marked texts of a folder.
//
//   build/release/bench/gold tests/reading/gold/test                          Darya itself
//   build/release/bench/gold tests/reading/gold/test --mistakes               and every mistake
//   build/release/bench/gold tests/reading/gold/test --text FOLDER            writes the texts without their marks
//   build/release/bench/gold tests/reading/gold/test --predictions FILE.jsonl another program's: a line a mention with
//       `article` (the text's name), `start` and `end` (code points of the text), `id`, and `type` where it is no "place"
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "../tests/reading/gold.h"
#include "base/utf8.h"
#include "reading/mentions.h"

namespace {

using namespace darya;

std::vector<gold::Answer> darya_answers(const gold::Text& text, const reading::Gazetteer& gazetteer,
                                        const reading::NameFinder& finder) {
    base::Notes notes;
    const auto article = reading::parse_article(text.text, text.name + ".txt", notes);
    std::vector<gold::Answer> answers;
    if (!article) return answers;
    for (const reading::Mention& mention : finder.find(*article)) {
        answers.push_back({mention.first_byte, mention.first_byte + mention.byte_count,
                           gazetteer.place(mention.place).id, mention.type == reading::MentionType::place});
    }
    return answers;
}

/// The answers of a JSONL file by article.
std::map<std::string, std::vector<gold::Answer>> read_answers(const std::string& file,
                                                              const std::vector<gold::Text>& texts) {
    std::map<std::string, std::vector<gold::Answer>> answers;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        const auto row = nlohmann::json::parse(line, nullptr, false);
        if (!row.is_object()) continue;
        std::string name = row.value("article", "");
        name = name.substr(0, name.find('.'));
        for (const gold::Text& text : texts) {
            if (text.name != name) continue;
            const auto byte_of = [&text](std::size_t points) {
                std::size_t byte = 0;
                for (std::size_t i = 0; i < points && byte < text.text.size(); ++i)
                    byte += base::code_point_at(text.text, byte).byte_count;
                return byte;
            };
            answers[name].push_back({byte_of(row.value("start", std::size_t{0})),
                                     byte_of(row.value("end", std::size_t{0})), row.value("id", ""),
                                     row.value("type", "place") == "place"});
        }
    }
    return answers;
}

void print_row(const std::string& name, const gold::Score& score) {
    std::printf("%-10s %6d %9.3f %9.3f %9.3f %9.3f %8d/%d\n", name.c_str(), score.right + score.missed,
                score.precision(), score.recall(), score.f1(), score.span_f1(), score.fallen_in, score.traps);
}

}  // namespace

int main(int argc, char** argv) {
    std::string folder;
    std::string predictions;
    std::string text_folder;
    bool has_mistakes = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--mistakes") == 0) {
            has_mistakes = true;
        } else if (std::strcmp(argv[i], "--predictions") == 0 && i + 1 < argc) {
            predictions = argv[++i];
        } else if (std::strcmp(argv[i], "--text") == 0 && i + 1 < argc) {
            text_folder = argv[++i];
        } else {
            folder = argv[i];
        }
    }
    if (folder.empty()) {
        std::cerr << "usage: gold FOLDER [--mistakes] [--text FOLDER] [--predictions FILE.jsonl]\n";
        return 2;
    }
    const std::vector<gold::Text> texts = gold::read_folder(folder);
    if (!text_folder.empty()) {
        std::filesystem::create_directories(text_folder);
        for (const gold::Text& text : texts)
            std::ofstream(std::filesystem::path(text_folder) / (text.name + ".txt")) << text.text;
        return 0;
    }
    base::Notes notes;
    const auto gazetteer = reading::load_gazetteer(std::filesystem::path(DARYA_SOURCE_DIR) / "assets", notes);
    if (!gazetteer) {
        std::cerr << gazetteer.error().line() << '\n';
        return 1;
    }
    const reading::NameFinder finder(*gazetteer);
    const auto others = read_answers(predictions, texts);
    std::map<std::string, gold::Score> by_language;
    gold::Score all;
    for (const gold::Text& text : texts) {
        const auto found = others.find(text.name);
        const gold::Score score = gold::judge(
            text, !predictions.empty() ? (found == others.end() ? std::vector<gold::Answer>{} : found->second)
                                       : darya_answers(text, *gazetteer, finder));
        if (text.name.starts_with("world")) {
            const int false_places = score.wrong;
            std::printf("%s: %d false places in %d words\n", text.name.c_str(), false_places, score.words);
        }
        by_language[text.name.starts_with("world") ? "world (en)" : text.language].add(score);
        if (!text.name.starts_with("world")) all.add(score);
        if (has_mistakes) {
            for (const std::string& mistake : score.mistakes) std::cout << mistake << '\n';
        }
    }
    std::printf("language     marks precision    recall        F1   span F1    traps\n");
    for (const auto& [language, score] : by_language) print_row(language, score);
    print_row("all", all);
    return 0;
}
