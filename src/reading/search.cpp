#include "reading/search.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <sqlite3.h>

#include "base/utf8.h"

namespace darya::reading {

namespace {

std::string joined(const std::vector<SearchWord>& words) {
    std::string all;
    for (const SearchWord& word : words) {
        if (!all.empty()) all += ' ';
        all += word.letters;
    }
    return all;
}

}  // namespace

PlaceNames::PlaceNames(std::shared_ptr<const Gazetteer> gazetteer) : gazetteer_(std::move(gazetteer)) {
    std::uint32_t spelling = 0;
    const auto add = [this, &spelling](std::string_view surface) {
        const std::vector<SearchWord> words = search_words(surface);
        const std::string all = joined(words);
        const auto first = static_cast<std::uint32_t>(letters_.size());
        letters_ += all;
        std::size_t at = 0;
        for (const SearchWord& word : words) {
            names_.push_back({spelling, first + static_cast<std::uint32_t>(at),
                              static_cast<std::uint16_t>(std::min<std::size_t>(all.size() - at, 0xFFFF)), at == 0});
            at += word.letters.size() + 1;
        }
        ++spelling;
    };
    for (const Place& place : gazetteer_->places()) add(place.name);
    for (const Spelling& one : gazetteer_->spellings()) add(one.surface);
    std::sort(names_.begin(), names_.end(), [this](const Name& a, const Name& b) {
        const int order = letters_of(a).compare(letters_of(b));
        return order < 0 || (order == 0 && std::tie(a.spelling, a.first) < std::tie(b.spelling, b.first));
    });
}

std::vector<FoundPlace> PlaceNames::find(std::string_view typed, std::size_t at_most) const {
    std::vector<FoundPlace> found;
    const std::string wanted = joined(search_words(typed.substr(0, 200)));
    if (wanted.empty()) return found;
    struct Ranked {
        std::tuple<bool, bool, int, std::size_t, std::uint32_t> rank;  // the least is the best
        const Name* name = nullptr;
        PlaceId place;
    };
    std::vector<Ranked> matches;
    const std::size_t own_count = gazetteer_->places().size();
    auto name = std::lower_bound(names_.begin(), names_.end(), wanted,
                                 [this](const Name& one, const std::string& w) { return letters_of(one) < w; });
    for (; name != names_.end() && letters_of(*name).starts_with(wanted); ++name) {
        const bool is_own = name->spelling < own_count;
        const Spelling* const spelling = is_own ? nullptr : &gazetteer_->spellings()[name->spelling - own_count];
        const PlaceId place = is_own ? PlaceId{name->spelling} : spelling->place;
        int use = is_own ? 0 : 1;
        if (!is_own && (spelling->use == SpellingUse::adjective || spelling->use == SpellingUse::people)) use = 2;
        const bool is_whole = name->is_from_start && name->count == wanted.size() && use < 2;
        matches.push_back(
            {{!is_whole, !name->is_from_start, use, name->count - wanted.size(), place.number}, &*name, place});
    }
    std::sort(matches.begin(), matches.end(), [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::unordered_set<std::uint32_t> known;
    for (const Ranked& match : matches) {
        if (found.size() >= at_most) break;
        if (!known.insert(match.place.number).second) continue;
        const std::uint32_t number = match.name->spelling;
        found.push_back({match.place,
                         number < own_count ? gazetteer_->places()[number].name
                                            : gazetteer_->spellings()[number - own_count].surface,
                         !std::get<0>(match.rank)});
    }
    return found;
}

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Binds for as long as the text lives, which must be till the statement is reset.
void bind_text(sqlite3_stmt* statement, int index, const std::string& text) {
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

/// What is known of a query before its rows are weighed.
struct Weights {
    std::vector<double> phrases;  // how much each tells: the rarer, the more
    std::vector<double> times;    // that each stands in a row
    double row_length = 1.0;      // words of a row on average; 0 till the first row
};

/// BM25 (Robertson & Zaragoza 2009, doi:10.1561/1500000019) with the weights of `Weights`: FTS5's own counts every row
/// of every word first, which takes 30 ms for "the" in 100,000 passages. Less is better, as with FTS5's own.
void weigh_row(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int, sqlite3_value**) {
    auto* const weights = static_cast<Weights*>(api->xUserData(row));
    if (weights->row_length <= 0.0) {
        sqlite3_int64 row_count = 0;
        sqlite3_int64 word_count = 0;
        api->xRowCount(row, &row_count);
        api->xColumnTotalSize(row, -1, &word_count);
        weights->row_length =
            std::max(1.0, static_cast<double>(word_count) / static_cast<double>(std::max<sqlite3_int64>(row_count, 1)));
    }
    constexpr double k1 = 1.2;
    constexpr double b = 0.75;
    int length = 0;
    int count = 0;
    api->xColumnSize(row, -1, &length);
    api->xInstCount(row, &count);
    std::vector<double>& times = weights->times;
    times.assign(weights->phrases.size(), 0.0);
    for (int i = 0; i < count; ++i) {
        int phrase = 0;
        int column = 0;
        int offset = 0;
        if (api->xInst(row, i, &phrase, &column, &offset) == SQLITE_OK) ++times.at(static_cast<std::size_t>(phrase));
    }
    double sum = 0.0;
    const double slack = k1 * (1.0 - b + b * length / weights->row_length);
    for (std::size_t i = 0; i < times.size(); ++i)
        sum += weights->phrases[i] * times[i] * (k1 + 1.0) / (times[i] + slack);
    sqlite3_result_double(result, -sum);
}

/// Makes `weigh_row` known to FTS5 as weight(table).
bool add_weight_function(sqlite3* database, Weights& weights) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK) return false;
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api != nullptr && api->xCreateFunction(api, "weight", &weights, weigh_row, nullptr) == SQLITE_OK;
}

/// One phrase as FTS5 spells it. The words hold only letters and digits, so nothing in them can be taken for syntax.
struct MatchPart {
    std::string words;  // without the quotation marks
    std::string last;   // of the words, where it may go on
    bool is_prefix = false;
    std::string match() const { return "\"" + words + (is_prefix ? "\" *" : "\""); }
};

std::vector<MatchPart> parts_of(const SearchQuery& query) {
    std::vector<MatchPart> parts;
    for (const SearchQuery::Phrase& phrase : query.phrases) {
        // The beginning of one letter would be that of a tenth of all words.
        const bool is_short = phrase.is_prefix && base::code_point_count(phrase.words.back()) < 2;
        const std::size_t count = phrase.words.size() - (is_short ? 1 : 0);
        MatchPart part;
        for (std::size_t i = 0; i < count; ++i) part.words += (i > 0 ? " " : "") + phrase.words[i];
        part.is_prefix = phrase.is_prefix && !is_short;
        if (part.is_prefix) part.last = phrase.words.back();
        if (count > 0) parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace

struct SearchIndex::Database {
    struct Row {
        ArticleId article;
        std::uint32_t passage = 0;
    };
    struct Known {
        std::shared_ptr<const Article> article;
        std::int64_t first_row = 0;  // of its passages, one after the other
    };
    std::unique_ptr<sqlite3, CloseDatabase> handle;  // above the statements, which end first
    Statement add_passage, drop_passage, count_passages, find_passages;
    Statement add_title, drop_title, count_titles, find_titles;
    Statement next_term;    // of the passages, from a text on
    Weights weights;        // of the search that runs
    std::vector<Row> rows;  // by rowid; those of closed articles stay unused
    std::unordered_map<std::uint32_t, Known> known;
    std::int64_t title_end = 0;  // above every title's rowid

    bool run(const char* sql) const { return sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    Statement prepared(const char* sql) const {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v3(handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        return Statement(statement);
    }
    static void change(const Statement& statement, std::int64_t row, const std::string& words) {
        sqlite3_bind_int64(statement.get(), 1, row);
        bind_text(statement.get(), 2, words);
        sqlite3_step(statement.get());
        sqlite3_reset(statement.get());
        sqlite3_clear_bindings(statement.get());
    }

    struct Match {
        std::int64_t row = 0;
        double rank = 0.0;  // the least is the best
    };
    // A person who types waits for an answer, not for the last row of it: rows are looked at in stretches, the newest
    // first, until so many are found or so much time has passed. In 100,000 passages only words that are in most of
    // them come so far. The first stretch is always looked at.
    static constexpr std::int64_t short_stretch = 4096;
    static constexpr std::size_t most_weighed = 2000;
    static constexpr double most_counting_ms = 1.0;  // for each phrase
    static constexpr double most_finding_ms = 6.0;

    /// Calls `take` with each row that holds `match`, until it wants no more; gives the first row that was looked at.
    template <typename Take>
    static std::int64_t for_each_row(const Statement& statement, const std::string& match, std::int64_t end,
                                     std::int64_t stretch, double most_ms, Take take) {
        const auto start = std::chrono::steady_clock::now();
        bool is_enough = false;
        while (end > 0 && !is_enough) {
            const std::int64_t first = std::max<std::int64_t>(0, end - stretch);
            bind_text(statement.get(), 1, match);
            sqlite3_bind_int64(statement.get(), 2, first);
            sqlite3_bind_int64(statement.get(), 3, end - 1);
            while (!is_enough && sqlite3_step(statement.get()) == SQLITE_ROW) is_enough = !take(statement.get());
            sqlite3_reset(statement.get());
            end = first;
            const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
            is_enough = is_enough || passed.count() > most_ms;
        }
        return end;
    }

    /// What FTS5 is asked for one phrase: its match and how many of FTS5's phrases that has.
    struct Asked {
        std::string match;
        std::size_t phrase_count = 1;
        bool is_costly = false;  // every question costs as much as all rows
    };
    /// FTS5 keeps an index of the beginnings of words up to `indexed_letters`; for a longer one it puts the rows of all
    /// its words together before it gives the first. Asked for the words themselves, it gives row after row.
    Asked asked_of(const MatchPart& part, bool is_of_passages) const {
        constexpr std::size_t indexed_letters = 4;
        constexpr std::size_t most_words = 32;
        Asked asked{part.match(), 1, false};
        if (!part.is_prefix || !is_of_passages || base::code_point_count(part.last) <= indexed_letters) return asked;
        const std::string before = part.words.substr(0, part.words.size() - part.last.size());
        std::string from = part.last;
        Asked words{"(", 0, false};
        while (words.phrase_count <= most_words) {
            bind_text(next_term.get(), 1, from);
            std::string term;
            if (sqlite3_step(next_term.get()) == SQLITE_ROW) {
                term.assign(reinterpret_cast<const char*>(sqlite3_column_text(next_term.get(), 0)),
                            static_cast<std::size_t>(sqlite3_column_bytes(next_term.get(), 0)));
            }
            sqlite3_reset(next_term.get());
            if (!term.starts_with(part.last)) break;
            words.match += (words.phrase_count > 0 ? " OR \"" : "\"") + before + term + "\"";
            ++words.phrase_count;
            from = term + '\x01';
        }
        if (words.phrase_count == 0) return asked;
        if (words.phrase_count > most_words) return {asked.match, 1, true};
        words.match += ")";
        return words;
    }

    /// Rows that hold all parts, best first; rows from 0 to `row_end` are there, `row_count` of them in use. Whether
    /// all were looked at.
    bool find(bool is_of_passages, std::int64_t row_end, std::size_t row_count, const std::vector<MatchPart>& parts,
              std::vector<Match>& found) {
        const Statement& count = is_of_passages ? count_passages : count_titles;
        const Statement& find = is_of_passages ? find_passages : find_titles;
        weights.phrases.clear();
        weights.row_length = 0.0;
        std::string all;
        std::int64_t stretch = short_stretch;
        for (const MatchPart& part : parts) {
            const Asked asked = asked_of(part, is_of_passages);
            if (asked.is_costly) stretch = row_end;
            std::size_t known_count = 0;
            const std::int64_t first =
                for_each_row(count, asked.match, row_end, asked.is_costly ? row_end : short_stretch, most_counting_ms,
                             [&](sqlite3_stmt*) { return ++known_count < most_weighed; });
            const double share_looked_at =
                static_cast<double>(row_end - first) / static_cast<double>(std::max<std::int64_t>(row_end, 1));
            const double with = static_cast<double>(known_count) / std::max(share_looked_at, 1e-6);
            const double without = std::max(0.0, static_cast<double>(row_count) - with);
            constexpr double least = 1e-3;  // even a word of every row is better found twice
            const double weight = std::max(least, std::log((without + 0.5) / (with + 0.5)));
            weights.phrases.insert(weights.phrases.end(), asked.phrase_count, weight);
            all += (all.empty() ? "" : " AND ") + asked.match;
        }
        const std::int64_t first =
            for_each_row(find, all, row_end, stretch, most_finding_ms, [&found](sqlite3_stmt* row) {
                found.push_back({sqlite3_column_int64(row, 0), sqlite3_column_double(row, 1)});
                return found.size() < most_weighed;
            });
        std::sort(found.begin(), found.end(),
                  [](const Match& a, const Match& b) { return std::tie(a.rank, a.row) < std::tie(b.rank, b.row); });
        return first == 0 && found.size() < most_weighed;
    }
};

SearchIndex::SearchIndex(std::unique_ptr<Database> database) : database_(std::move(database)) {}
SearchIndex::~SearchIndex() = default;

base::Result<std::shared_ptr<SearchIndex>> SearchIndex::make() {
    auto database = std::make_unique<Database>();
    sqlite3* handle = nullptr;
    // Of our own mutex only one thread is inside at a time.
    const int code = sqlite3_open_v2(
        ":memory:", &handle,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
    database->handle.reset(handle);
    if (code != SQLITE_OK) return base::Error{"SQLite gives no database in memory"};
    // Only the index is kept: the articles hold the texts. Words come folded and parted by single spaces, so the plain
    // tokenizer is right for every script. Two letters are what the beginning of a word has at least.
    const bool is_made =
        database->run("PRAGMA journal_mode=OFF") &&
        database->run(
            "CREATE VIRTUAL TABLE passages USING fts5(words, content='', tokenize='ascii', prefix='2 3 4')") &&
        database->run("CREATE VIRTUAL TABLE titles USING fts5(words, content='', tokenize='ascii', prefix='2 3 4')") &&
        database->run("CREATE VIRTUAL TABLE terms USING fts5vocab(passages, instance)") &&
        add_weight_function(handle, database->weights);
    if (!is_made) return base::Error{"this SQLite has no full text search (FTS5)", "", "install another libsqlite3"};
    database->add_passage = database->prepared("INSERT INTO passages(rowid, words) VALUES(?, ?)");
    database->drop_passage = database->prepared("INSERT INTO passages(passages, rowid, words) VALUES('delete', ?, ?)");
    database->add_title = database->prepared("INSERT INTO titles(rowid, words) VALUES(?, ?)");
    database->drop_title = database->prepared("INSERT INTO titles(titles, rowid, words) VALUES('delete', ?, ?)");
    database->find_passages = database->prepared(
        "SELECT rowid, weight(passages) FROM passages WHERE passages MATCH ? AND rowid BETWEEN ? AND ?");
    database->find_titles =
        database->prepared("SELECT rowid, weight(titles) FROM titles WHERE titles MATCH ? AND rowid BETWEEN ? AND ?");
    return std::shared_ptr<SearchIndex>(new SearchIndex(std::move(database)));
}

void SearchIndex::let_searches_pass() const {
    while (waiting_searches_.load() > 0) std::this_thread::sleep_for(std::chrono::microseconds(50));
}

void SearchIndex::take_in(ArticleId id, std::shared_ptr<const Article> article) {
    // Folding is most of the work, and needs no lock.
    std::vector<std::string> texts;
    texts.reserve(article->passages.size());
    for (const Passage& passage : article->passages) texts.push_back(joined(search_words(article->text_of(passage))));
    const std::string title = joined(search_words(article->title));
    let_searches_pass();
    const std::lock_guard lock(mutex_);
    auto& rows = database_->rows;
    const auto first_row = static_cast<std::int64_t>(rows.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        // A title is found as such, not as a passage too.
        if (article->passages[i].kind != PassageKind::title || texts[i] != title)
            Database::change(database_->add_passage, static_cast<std::int64_t>(rows.size()), texts[i]);
        rows.push_back({id, static_cast<std::uint32_t>(i)});
    }
    Database::change(database_->add_title, id.number, title);
    database_->known[id.number] = {std::move(article), first_row};
    database_->title_end = std::max(database_->title_end, std::int64_t{id.number} + 1);
}

void SearchIndex::let_go(ArticleId id) {
    const auto known = database_->known.find(id.number);
    const Article& article = *known->second.article;
    std::vector<std::string> texts;
    texts.reserve(article.passages.size());
    for (const Passage& passage : article.passages) texts.push_back(joined(search_words(article.text_of(passage))));
    const std::string title = joined(search_words(article.title));
    let_searches_pass();
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (article.passages[i].kind != PassageKind::title || texts[i] != title)
            Database::change(database_->drop_passage, known->second.first_row + static_cast<std::int64_t>(i), texts[i]);
    }
    Database::change(database_->drop_title, id.number, title);
    database_->known.erase(known);
}

void SearchIndex::update(const Library& library) {
    const std::lock_guard one_at_a_time(update_mutex_);
    // Only updates change what is known, so it can be looked at here without the lock.
    std::vector<ArticleId> gone;
    for (const auto& [number, known] : database_->known) {
        if (library.find(ArticleId{number}) != known.article.get()) gone.push_back(ArticleId{number});
    }
    std::sort(gone.begin(), gone.end());
    std::vector<ArticleId> fresh;
    for (const ArticleId id : library.articles()) {
        const auto known = database_->known.find(id.number);
        if (known == database_->known.end() || known->second.article.get() != library.find(id)) fresh.push_back(id);
    }
    if (gone.empty() && fresh.empty()) return;
    const auto run = [this](const char* sql) {
        let_searches_pass();
        const std::lock_guard lock(mutex_);
        database_->run(sql);
    };
    run("BEGIN");
    for (const ArticleId id : gone) let_go(id);
    for (const ArticleId id : fresh) take_in(id, library.shelf(id)->article());
    run("COMMIT");
}

SearchAnswer SearchIndex::search(std::string_view typed, const Library& library, const PlaceNames& names,
                                 std::size_t at_most) const {
    SearchAnswer answer;
    answer.typed = typed;
    const SearchQuery query = parse_search(typed);
    if (query.is_empty()) return answer;
    constexpr std::size_t most_places = 12;
    answer.places = names.find(typed, most_places);

    std::vector<std::pair<ArticleId, const Article*>> titles;
    std::vector<PassageRef> passages;
    std::vector<PassageRef> literal;  // all that hold the words, also those that are too many to give
    const std::vector<MatchPart> parts = parts_of(query);
    if (!parts.empty()) {
        ++waiting_searches_;
        const std::lock_guard lock(mutex_);
        --waiting_searches_;
        // What is indexed and what the library holds may be a moment apart.
        const auto is_as_indexed = [&](ArticleId id) {
            const auto known = database_->known.find(id.number);
            return known != database_->known.end() && library.find(id) == known->second.article.get();
        };
        std::vector<Database::Match> found;
        const bool are_all_titles = database_->find(false, database_->title_end, database_->known.size(), parts, found);
        for (const Database::Match& one : found) {
            const ArticleId id{static_cast<std::uint32_t>(one.row)};
            if (titles.size() < at_most && is_as_indexed(id)) titles.emplace_back(id, library.find(id));
        }
        found.clear();
        const bool are_all_passages = database_->find(true, static_cast<std::int64_t>(database_->rows.size()),
                                                      database_->rows.size(), parts, found);
        answer.is_everything = are_all_titles && are_all_passages;
        for (const Database::Match& one : found) {
            const Database::Row row = database_->rows[static_cast<std::size_t>(one.row)];
            literal.push_back({row.article, row.passage});
            if (passages.size() < at_most && is_as_indexed(row.article)) passages.push_back(literal.back());
        }
    }
    for (const auto& [id, article] : titles) answer.titles.push_back({id, marks_in(article->title, query)});
    const auto text_of = [&library](PassageRef ref) {
        const Article& article = *library.find(ref.article);
        return article.text_of(article.passages[ref.passage]);
    };
    for (const PassageRef ref : passages) {
        const std::string_view text = text_of(ref);
        answer.passages.push_back({ref, snippet_of(text, marks_in(text, query)), false});
    }

    // A name that was typed out stands for its place, under whatever name a text has it.
    Subject subject;
    for (const FoundPlace& place : answer.places) {
        if (place.is_whole) subject.any_of.push_back(place.place);
    }
    constexpr std::size_t telling_bytes = 4;
    if (subject.any_of.empty() && !answer.places.empty() && typed.size() >= telling_bytes)
        subject.any_of.push_back(answer.places.front().place);
    if (subject.any_of.empty()) return answer;
    const std::size_t literal_count = answer.passages.size();
    std::sort(literal.begin(), literal.end());
    std::size_t read_count = 0;
    const std::size_t most_looked_at = literal.size() + at_most;
    for (const FoundPassage& found : library.passages_about(std::array{subject}, most_looked_at)) {
        if (answer.passages.size() >= literal_count + at_most) break;
        if (std::binary_search(literal.begin(), literal.end(), found.passage)) continue;
        const std::string_view text = text_of(found.passage);
        if (!answer.is_everything) {
            // Where the words are in most passages, few are left to say it otherwise.
            if (++read_count > at_most) break;
            if (!marks_in(text, query).empty()) continue;
        }
        const Article& article = *library.find(found.passage.article);
        const std::size_t first = article.passages[found.passage.passage].first_byte;
        std::vector<ByteRange> marks;
        for (const Mention& mention : library.mentions(found.passage)) {
            const bool is_meant =
                mention.type == MentionType::place &&
                std::find(subject.any_of.begin(), subject.any_of.end(), mention.place) != subject.any_of.end();
            if (is_meant) marks.push_back({mention.first_byte - first, mention.byte_count});
        }
        answer.passages.push_back({found.passage, snippet_of(text, marks), true});
    }
    return answer;
}

std::size_t SearchIndex::memory_bytes() const {
    int now = 0;
    int peak = 0;
    const std::lock_guard lock(mutex_);
    sqlite3_db_status(database_->handle.get(), SQLITE_DBSTATUS_CACHE_USED, &now, &peak, 0);
    return static_cast<std::size_t>(std::max(now, 0)) + database_->rows.capacity() * sizeof(Database::Row);
}

}  // namespace darya::reading
