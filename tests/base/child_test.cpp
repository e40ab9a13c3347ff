#include "base/child.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace darya::base {
namespace {

using namespace std::chrono_literals;

double seconds_of(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// True while the process runs; one that ended and was not waited for yet (by whoever inherited it) does not.
bool exists(pid_t process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    if (!std::getline(stat, text)) return false;
    const std::size_t name_end = text.rfind(')');
    return name_end + 2 < text.size() && text[name_end + 2] != 'Z';
}

/// True when the process goes away within two seconds.
bool goes_away(pid_t process) {
    for (int i = 0; i < 200 && exists(process); ++i) std::this_thread::sleep_for(10ms);
    return !exists(process);
}

std::atomic<bool> is_fork_watched = false;

TEST(RunChild, RunsNoHandlerThatALibraryHangsOntoFork) {
    // One that waits for a lock of another thread would wait for ever.
    ASSERT_EQ(pthread_atfork(nullptr, nullptr,
                             [] {
                                 if (is_fork_watched) _exit(99);
                             }),
              0);
    is_fork_watched = true;
    const auto ended = run_child({"true"});
    is_fork_watched = false;
    ASSERT_TRUE(ended) << ended.error().line();
    EXPECT_EQ(ended->exit_code, 0);
}

TEST(RunChild, KeepsWhatTheProgramSays) {
    const auto output = run_child({"sh", "-c", "echo out; echo err >&2; exit 3"});
    ASSERT_TRUE(output) << output.error().line();
    EXPECT_EQ(output->standard_out, "out\n");
    EXPECT_EQ(output->standard_error, "err\n");
    EXPECT_EQ(output->exit_code, 3);
    EXPECT_FALSE(output->is_cut);
}

TEST(RunChild, PassesWordsAsTheyAreWithoutAShell) {
    const auto output = run_child({"printf", "%s|", "a b", "$HOME", "*", "'\"; rm x", ""});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->standard_out, "a b|$HOME|*|'\"; rm x||");
}

TEST(RunChild, GivesNothingToRead) {
    const auto output = run_child({"cat"}, {.time_s = 5.0});
    ASSERT_TRUE(output) << output.error().line();
    EXPECT_EQ(output->standard_out, "");
    EXPECT_EQ(output->exit_code, 0);
}

TEST(RunChild, KeepsManyBytesOfBothStreams) {
    const auto output =
        run_child({"sh", "-c", "head -c 3000000 /dev/zero; head -c 2000000 /dev/zero >&2; head -c 10 /dev/zero"});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->standard_out.size(), 3'000'010U);
    EXPECT_EQ(output->standard_error.size(), 2'000'000U);
}

TEST(RunChild, StopsAProgramThatSaysTooMuch) {
    const auto output = run_child({"yes"}, {.time_s = 10.0, .most_output_bytes = 10'000});
    ASSERT_TRUE(output) << output.error().line();
    EXPECT_TRUE(output->is_cut);
    EXPECT_EQ(output->standard_out.size(), 10'000U);
}

TEST(RunChild, StopsAProgramThatTakesTooLong) {
    std::optional<Result<ChildOutput>> output;
    EXPECT_LT(seconds_of([&] { output.emplace(run_child({"sleep", "60"}, {.time_s = 0.2})); }), 5.0);
    ASSERT_FALSE(*output);
    EXPECT_NE(output->error().what.find("longer than 0.2 s"), std::string::npos) << output->error().line();
}

TEST(RunChild, StopsAProgramThatClosedItsStreamsAndTakesTooLong) {
    const auto output = run_child({"sh", "-c", "exec >&- 2>&-; sleep 60"}, {.time_s = 0.2});
    EXPECT_FALSE(output);
}

TEST(RunChild, DoesNotWaitForWhatTheProgramLeftBehindAndKillsIt) {
    std::optional<Result<ChildOutput>> output;
    EXPECT_LT(seconds_of([&] {
                  output.emplace(run_child({"sh", "-c", "sleep 60 & echo $!"}, {.time_s = 30.0}));
              }),
              5.0);
    ASSERT_TRUE(*output) << output->error().line();
    EXPECT_EQ((*output)->exit_code, 0);
    EXPECT_TRUE(goes_away(std::stoi((*output)->standard_out)));
}

TEST(RunChild, SaysWhenASignalEndedTheProgram) {
    const auto output = run_child({"sh", "-c", "kill -SEGV $$"});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->exit_code, 128 + SIGSEGV);
}

TEST(RunChild, NamesAProgramThatIsNotThere) {
    const auto missing = run_child({"darya-no-such-program"});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().where, "darya-no-such-program");
    EXPECT_FALSE(run_child({"/etc/hostname"}));  // there, but no program
    EXPECT_FALSE(run_child({"/etc"}));
    EXPECT_FALSE(run_child({""}));
    EXPECT_FALSE(run_child({}));
    EXPECT_FALSE(run_child({"echo", std::string("a\0b", 3)}));
}

TEST(RunChild, LimitsMemory) {
    const auto output = run_child({"sh", "-c", "ulimit -v"}, {.memory_bytes = std::size_t{512} << 20});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->standard_out, "524288\n");
}

TEST(RunChild, LimitsProcessorTime) {
    const auto output = run_child({"sh", "-c", "while :; do :; done"}, {.time_s = 30.0, .cpu_s = 1});
    ASSERT_TRUE(output) << output.error().line();
    EXPECT_GT(output->exit_code, 128);
}

TEST(RunChild, HandsOnNoneOfOurFiles) {
    const int secret = ::open("/etc/passwd", O_RDONLY);  // without O_CLOEXEC, as a library might
    ASSERT_GE(secret, 0);
    const auto output = run_child({"sh", "-c", "ls /proc/self/fd | tr '\\n' ' '"});
    ::close(secret);
    ASSERT_TRUE(output);
    EXPECT_EQ(output->standard_out, "0 1 2 3 ");  // 3 is the folder that ls reads
}

TEST(Child, SpeaksLineByLine) {
    auto child = Child::start({"sh", "-c", "echo 99; sleep 0.05; echo two; printf half; sleep 60"});
    ASSERT_TRUE(child) << child.error().line();
    EXPECT_EQ(child->read_line(5.0), "99");
    EXPECT_EQ(child->read_line(5.0), "two");
    EXPECT_EQ(child->read_line(0.05), std::nullopt);
    EXPECT_TRUE(child->is_running());
}

TEST(Child, IsKilledWithItsGroupWhenItsOwnerDies) {
    pid_t grandchild = 0;
    {
        auto child = Child::start({"sh", "-c", "trap '' TERM; sleep 60 & echo $!; wait"});
        ASSERT_TRUE(child);
        const auto line = child->read_line(5.0);
        ASSERT_TRUE(line);
        grandchild = std::stoi(*line);
        EXPECT_TRUE(exists(grandchild));
    }
    EXPECT_TRUE(goes_away(grandchild));
}

TEST(Child, IsKnownToHaveEnded) {
    auto child = Child::start({"true"});
    ASSERT_TRUE(child);
    EXPECT_EQ(child->read_line(5.0), std::nullopt);
    for (int i = 0; i < 500 && child->is_running(); ++i) std::this_thread::sleep_for(2ms);
    EXPECT_FALSE(child->is_running());
    child->stop();
}

TEST(Child, StopsEvenWhenItWillNot) {
    auto child = Child::start({"sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"});
    ASSERT_TRUE(child);
    ASSERT_EQ(child->read_line(5.0), "ready");
    EXPECT_LT(seconds_of([&] { child->stop(0.1); }), 3.0);
    EXPECT_FALSE(child->is_running());
}

TEST(Child, MayBeMoved) {
    auto first = Child::start({"sh", "-c", "echo one; sleep 60"});
    ASSERT_TRUE(first);
    Child second = std::move(*first);
    EXPECT_EQ(second.read_line(5.0), "one");
    EXPECT_TRUE(second.is_running());
    EXPECT_FALSE(first->is_running());
}

}  // namespace
}  // namespace darya::base
