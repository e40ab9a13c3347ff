// Many articles as a library: how long it takes to open them, what they weigh, and how quickly they are searched.
//
//     build/release/bench/library [--articles N] [--slow-articles N]
//
// The articles (10,000 of about 5 kB, the same for every run) are made of common sentences and names of the gazetteer and
// written into a temporary folder. Then, each stage timed by itself and in this order: read and parse the files; find the
// names; build the shelves and the library; index. Searches are asked of the whole; peak memory is that of this process
// without what it held before the first article. The same spellings are looked for by `grep -F -f` and by
// std::string::find of each spelling, the latter in the first --slow-articles (100) files only. Prints one line of JSON.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "app/data_folders.h"
#include "app/load.h"
#include "base/child.h"
#include "base/file.h"
#include "reading/library.h"
#include "reading/search.h"

namespace {

namespace fs = std::filesystem;
namespace reading = darya::reading;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// VmRSS or VmHWM of this process, in bytes.
double memory_bytes(const char* name) {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with(name)) return std::stod(line.substr(std::string_view(name).size() + 1)) * 1024.0;
    }
    return 0.0;
}

const char* const sentences[] = {
    "The talks went on for two days, and nobody expected them to end with a signature.",
    "Engineers from % measured the flow again in the spring, when the snow had begun to melt.",
    "In the dry months less water comes down from % than the fields need.",
    "A commission looked at the plans for % and asked for another opinion.",
    "The road between % and % is closed for a part of the winter.",
    "Prices on the markets of % rose faster than anybody had foreseen.",
    "Farmers near % say that the canal was last cleaned twenty years ago.",
    "The ministers of % and % agreed to share what they know about the level of the reservoir.",
    "According to the report, the loss of water between % and the sea is larger than was thought.",
    "Both sides spoke of trust, of history, and of what their children would say.",
    "A new line carries power from % to the towns in the north.",
    "It is too early to say whether the agreement will hold.",
    "Строительство возле % продолжается, несмотря на нехватку денег.",
    "Вода из % доходит до полей только в июне.",
    "Переговоры прошли в городе %, а подписали бумаги позже.",
    "Специалисты считают, что уровень воды в этом году будет ниже обычного.",
    "The museum in % shows photographs of fishing boats from another time.",
    "What was a shore is now sand, and the wind carries salt as far as %.",
    "For the first time since the turn of the century, the gauge at % stood above its mark.",
    "Nobody in the room doubted that the numbers were right; they doubted what they meant."};

/// Writes article `number`, about 5 kB; gives its size.
std::size_t write_article(const fs::path& file, unsigned number, const std::vector<std::string>& names) {
    std::mt19937 random(number);
    // Some names are common, most are rare; numbered words give the texts a vocabulary of their own.
    const auto name = [&] {
        const double share = static_cast<double>(random() % 100'000) / 100'000.0;
        return names[static_cast<std::size_t>(share * share * share * static_cast<double>(names.size()))];
    };
    std::string text = "Report " + std::to_string(number) + " from " + name() + "\n\nBy Correspondent " +
                       std::to_string(number % 97) + "\n";
    while (text.size() < 5000) {
        text += '\n';
        for (std::size_t count = 2 + random() % 5; count > 0; --count) {
            std::string sentence = sentences[random() % std::size(sentences)];
            for (std::size_t at = sentence.find('%'); at != std::string::npos; at = sentence.find('%'))
                sentence.replace(at, 1, name());
            text += sentence + (random() % 4 == 0 ? " See note n" + std::to_string(random() % 20'000) + "." : "") + " ";
        }
        text += '\n';
    }
    std::ofstream(file, std::ios::binary) << text;
    return text.size();
}

struct Searches {
    double median_ms = 0.0;
    double p99_ms = 0.0;
    double worst_ms = 0.0;
    std::string worst;
    std::size_t found_count = 0;
};

Searches time_searches(const reading::SearchIndex& index, const reading::Library& library,
                       const reading::PlaceNames& names, const std::vector<std::string>& queries) {
    Searches searches;
    std::vector<double> times;
    for (const std::string& query : queries) {
        const auto start = Clock::now();
        const reading::SearchAnswer answer = index.search(query, library, names);
        times.push_back(1000.0 * seconds_since(start));
        searches.found_count += answer.places.size() + answer.titles.size() + answer.passages.size();
        if (times.back() <= searches.worst_ms) continue;
        searches.worst_ms = times.back();
        searches.worst = query;
        std::replace(searches.worst.begin(), searches.worst.end(), '"', '\'');
    }
    std::sort(times.begin(), times.end());
    searches.median_ms = times[times.size() / 2];
    searches.p99_ms = times[times.size() * 99 / 100];
    return searches;
}

}  // namespace

int main(int argc, char** argv) {
    unsigned article_count = 10'000;
    std::size_t slow_count = 100;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--articles" && i + 1 < argc) {
            article_count = static_cast<unsigned>(std::max(1, std::atoi(argv[++i])));
        } else if (word == "--slow-articles" && i + 1 < argc) {
            slow_count = static_cast<std::size_t>(std::max(1, std::atoi(argv[++i])));
        } else {
            std::cerr << "usage: library [--articles N] [--slow-articles N]\n";
            return 2;
        }
    }
    const auto folders = darya::app::find_data_folders(darya::app::program_folder().parent_path());
    darya::base::Notes notes;
    auto loaded = folders ? reading::load_gazetteer(folders->assets, notes)
                          : darya::base::Result<reading::Gazetteer>(folders.error());
    if (!loaded) {
        std::cerr << "library: " << loaded.error().line() << '\n';
        return 1;
    }
    const auto gazetteer = std::make_shared<const reading::Gazetteer>(std::move(*loaded));
    const reading::NameFinder finder(*gazetteer);
    auto start = Clock::now();
    const reading::PlaceNames names(gazetteer);
    const double place_names_s = seconds_since(start);

    std::string pattern = (fs::temp_directory_path() / "darya-bench-XXXXXX").string();
    const fs::path folder = mkdtemp(pattern.data());
    fs::create_directory(folder / "articles");
    std::vector<std::string> spellings;
    for (const reading::Spelling& spelling : gazetteer->spellings()) spellings.push_back(spelling.surface);
    std::shuffle(spellings.begin(), spellings.end(), std::mt19937(1));
    std::vector<fs::path> files;
    double text_bytes = 0.0;
    for (unsigned i = 0; i < article_count; ++i) {
        files.push_back(folder / "articles" / (std::to_string(i) + ".txt"));
        text_bytes += static_cast<double>(write_article(files.back(), i, spellings));
    }
    const double before_bytes = memory_bytes("VmRSS:");

    start = Clock::now();
    std::vector<std::shared_ptr<const reading::Article>> articles;
    for (const fs::path& file : files) {
        auto article = darya::app::read_article(file, notes);
        if (!article) {
            std::cerr << "library: " << article.error().line() << '\n';
            return 1;
        }
        articles.push_back(std::make_shared<const reading::Article>(std::move(*article)));
    }
    const double parse_s = seconds_since(start);
    const double parsed_bytes = memory_bytes("VmRSS:");

    start = Clock::now();
    std::vector<std::vector<reading::Mention>> mentions;
    std::size_t mention_count = 0;
    for (const auto& article : articles) {
        mentions.push_back(finder.find(*article));
        mention_count += mentions.back().size();
    }
    const double find_s = seconds_since(start);

    // In batches, as the window opens a folder.
    start = Clock::now();
    reading::Library library;
    constexpr std::size_t batch_size = 100;
    double longest_batch_s = 0.0;
    double shelves_s = 0.0;
    for (std::size_t first = 0; first < articles.size(); first += batch_size) {
        const auto shelving = Clock::now();
        std::vector<std::shared_ptr<const reading::Shelf>> batch;
        for (std::size_t i = first; i < std::min(first + batch_size, articles.size()); ++i)
            batch.push_back(std::make_shared<const reading::Shelf>(articles[i], std::move(mentions[i])));
        shelves_s += seconds_since(shelving);
        const auto adding = Clock::now();
        library = library.with_all(batch);
        longest_batch_s = std::max(longest_batch_s, seconds_since(adding));
    }
    const double library_s = seconds_since(start) - shelves_s;
    mentions = {};
    const double library_bytes = memory_bytes("VmRSS:");

    const auto index = reading::SearchIndex::make();
    if (!index) {
        std::cerr << "library: " << index.error().line() << '\n';
        return 1;
    }
    // Somebody searches meanwhile.
    start = Clock::now();
    double longest_wait_ms = 0.0;
    std::atomic<bool> is_done = false;
    std::thread searching([&] {
        while (!is_done.load()) {
            const auto asked = Clock::now();
            (void)(*index)->search("flow measured", library, names);
            longest_wait_ms = std::max(longest_wait_ms, 1000.0 * seconds_since(asked));
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    });
    (*index)->update(library);
    const double index_s = seconds_since(start);
    is_done = true;
    searching.join();
    const double peak_bytes = memory_bytes("VmHWM:") - before_bytes;

    std::vector<std::string> queries{"water",        "the",
                                     "the of and",   "wat",
                                     "wa",           "w",
                                     "вода",         "Рогун",
                                     "Rogun",        "\"nobody expected\"",
                                     "\"the flow\"", "\"of the\"",
                                     "n1234",        "n12",
                                     "report 77",    "correspondent",
                                     "uzbekistan",   "Тошкент",
                                     "tashkent",     "amu da",
                                     "sea level",    "fishing boats photographs",
                                     "qqqqqq",       "строительство денег",
                                     "\"",           "a b c d e f"};
    for (std::size_t i = 0; i < 74 && i < spellings.size(); ++i)
        queries.push_back(spellings[i * 13 % spellings.size()]);
    const Searches searches = time_searches(**index, library, names, queries);

    start = Clock::now();
    std::size_t about_count = 0;
    const auto counts = library.place_counts();
    constexpr std::size_t most_shown = 200;
    for (std::size_t i = 0; i < std::min<std::size_t>(counts.size(), 20); ++i) {
        const reading::Subject subject = reading::subject_with_parents(*gazetteer, counts[i].place);
        about_count += library.passages_about(std::vector{subject}, most_shown).size();
    }
    const double about_ms =
        1000.0 * seconds_since(start) / static_cast<double>(std::min<std::size_t>(counts.size(), 20));
    start = Clock::now();
    const auto company = library.named_with(std::vector{counts.front().place});
    const double company_ms = 1000.0 * seconds_since(start);

    std::string lines;
    for (const std::string& spelling : spellings) lines += spelling + "\n";
    std::ofstream(folder / "spellings") << lines;
    start = Clock::now();
    const auto grep = darya::base::run_child({"sh", "-c", "LC_ALL=C.UTF-8 grep -r -o -F -f \"$1\" \"$2\" | wc -l", "sh",
                                              (folder / "spellings").string(), (folder / "articles").string()});
    const double grep_s = seconds_since(start);
    if (!grep) std::cerr << "library: " << grep.error().line() << '\n';
    start = Clock::now();
    std::size_t naive_count = 0;
    double naive_bytes = 0.0;
    for (std::size_t i = 0; i < std::min(slow_count, articles.size()); ++i) {
        const std::string& text = articles[i]->text;
        naive_bytes += static_cast<double>(text.size());
        for (const std::string& spelling : spellings) {
            for (std::size_t at = text.find(spelling); at != std::string::npos; at = text.find(spelling, at + 1))
                ++naive_count;
        }
    }
    const double naive_s = seconds_since(start);
    fs::remove_all(folder);

    const auto mb_per_s = [&](double bytes, double seconds) { return bytes / 1e6 / seconds; };
    std::printf(
        "{\"bench\": \"library\", \"articles\": %u, \"text_mb\": %.1f, \"spellings\": %zu, \"mentions\": %zu,\n"
        " \"open_s\": %.2f, \"parse_s\": %.2f, \"find_s\": %.2f, \"find_mb_per_s\": %.1f, \"shelves_s\": %.2f, "
        "\"library_s\": %.3f, \"longest_batch_ms\": %.2f, \"index_s\": %.2f, \"place_names_ms\": %.1f,\n"
        " \"memory_per_text\": %.2f, \"articles_per_text\": %.2f, \"with_mentions_per_text\": %.2f, "
        "\"index_per_text\": %.2f, \"sizeof_mention\": %zu, \"sizeof_passage\": %zu,\n"
        " \"searches\": %zu, \"found\": %zu, \"search_median_ms\": %.2f, \"search_p99_ms\": %.2f, "
        "\"search_worst_ms\": %.2f, \"worst\": \"%s\", \"longest_wait_while_indexing_ms\": %.1f,\n"
        " \"about_ms\": %.2f, \"about_found\": %zu, \"named_with_ms\": %.2f, \"company\": %zu,\n"
        " \"grep_s\": %.2f, \"grep_mb_per_s\": %.1f, \"naive_articles\": %zu, \"naive_s\": %.2f, "
        "\"naive_mb_per_s\": %.2f, \"naive_found\": %zu}\n",
        article_count, text_bytes / 1e6, spellings.size(), mention_count,
        parse_s + find_s + shelves_s + library_s + index_s, parse_s, find_s, mb_per_s(text_bytes, find_s), shelves_s,
        library_s, 1000.0 * longest_batch_s, index_s, 1000.0 * place_names_s, peak_bytes / text_bytes,
        (parsed_bytes - before_bytes) / text_bytes, (library_bytes - before_bytes) / text_bytes,
        static_cast<double>((*index)->memory_bytes()) / text_bytes, sizeof(reading::Mention), sizeof(reading::Passage),
        queries.size(), searches.found_count, searches.median_ms, searches.p99_ms, searches.worst_ms,
        searches.worst.c_str(), longest_wait_ms, about_ms, about_count, company_ms, company.size(), grep_s,
        mb_per_s(text_bytes, grep_s), std::min(slow_count, articles.size()), naive_s, mb_per_s(naive_bytes, naive_s),
        naive_count);
    return 0;
}
