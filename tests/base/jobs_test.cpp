#include "base/jobs.h"

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace darya::base {
namespace {

using namespace std::chrono_literals;

TEST(Jobs, RunInPlaceWithoutWorkersButAreDoneOnlyWhenDrained) {
    Jobs jobs(0);
    bool has_worked = false;
    int answer = 0;
    jobs.start(
        [&has_worked] {
            has_worked = true;
            return 42;
        },
        [&answer](int value) { answer = value; });
    EXPECT_TRUE(has_worked);
    EXPECT_EQ(answer, 0);
    EXPECT_FALSE(jobs.is_idle());
    EXPECT_EQ(jobs.drain(), 1U);
    EXPECT_EQ(answer, 42);
    EXPECT_TRUE(jobs.is_idle());
}

TEST(Jobs, WorkElsewhereAndAreDoneOnTheDrainingThread) {
    Jobs jobs(2);
    const auto here = std::this_thread::get_id();
    std::thread::id done_on;
    std::thread::id worked_on;
    jobs.start([] { return std::this_thread::get_id(); },
               [&](std::thread::id id) {
                   worked_on = id;
                   done_on = std::this_thread::get_id();
               });
    jobs.wait_for_all();
    EXPECT_EQ(jobs.drain(), 1U);
    EXPECT_EQ(done_on, here);
    EXPECT_NE(worked_on, here);
}

TEST(Jobs, AreAllDoneHoweverManyThereAre) {
    Jobs jobs(3);
    long sum = 0;
    for (int i = 1; i <= 1000; ++i) jobs.start([i] { return i; }, [&sum](int value) { sum += value; });
    jobs.wait_for_all();
    EXPECT_EQ(jobs.drain(), 1000U);
    EXPECT_EQ(sum, 500'500);
}

TEST(Jobs, CarryResultsThatCannotBeCopied) {
    Jobs jobs(1);
    int seen = 0;
    auto owned = std::make_unique<int>(7);
    jobs.start([owned = std::move(owned)]() mutable { return std::move(owned); },
               [&seen](std::unique_ptr<int> value) { seen = *value; });
    jobs.wait_for_all();
    jobs.drain();
    EXPECT_EQ(seen, 7);
}

TEST(Jobs, MayBeDoneForTheirEffect) {
    Jobs jobs(1);
    bool is_done = false;
    jobs.start([] {}, [&is_done] { is_done = true; });
    jobs.wait_for_all();
    jobs.drain();
    EXPECT_TRUE(is_done);
}

TEST(Jobs, TellAnExceptionToWhoeverListens) {
    Jobs jobs(1);
    std::string heard;
    bool is_done = false;
    jobs.start([]() -> int { throw std::runtime_error("the disk is full"); }, [&is_done](int) { is_done = true; },
               [&heard](const Error& error) { heard = error.line(); });
    jobs.wait_for_all();
    EXPECT_EQ(jobs.drain(), 1U);
    EXPECT_FALSE(is_done);
    EXPECT_NE(heard.find("the disk is full"), std::string::npos);
    EXPECT_TRUE(jobs.take_errors().empty());
}

TEST(Jobs, HandAnExceptionToDoneWhenTheWorkReturnsAResult) {
    Jobs jobs(0);
    std::string heard;
    jobs.start([]() -> Result<int> { throw std::runtime_error("no memory left"); },
               [&heard](const Result<int>& result) { heard = result ? "" : result.error().what; });
    jobs.drain();
    EXPECT_NE(heard.find("no memory left"), std::string::npos);
}

TEST(Jobs, KeepAnExceptionNobodyListensTo) {
    Jobs jobs(1);
    jobs.start([]() -> int { throw 5; }, [](int) {});
    jobs.wait_for_all();
    jobs.drain();
    EXPECT_EQ(jobs.take_errors().size(), 1U);
    EXPECT_TRUE(jobs.take_errors().empty());
}

TEST(Jobs, MayStartFurtherJobsWhenTheyAreDone) {
    Jobs jobs(0);
    int reached = 0;
    jobs.start(
        [] { return 1; },
        [&](int first) { jobs.start([first] { return first + 1; }, [&reached](int second) { reached = second; }); });
    EXPECT_EQ(jobs.drain(), 1U);
    EXPECT_FALSE(jobs.is_idle());
    EXPECT_EQ(jobs.drain(), 1U);
    EXPECT_EQ(reached, 2);
}

TEST(Jobs, DropTheWaitingAndWaitForTheRunningAtTheEnd) {
    std::atomic<int> worked = 0;
    std::atomic<bool> may_end = false;
    std::atomic<bool> has_begun = false;
    bool is_done = false;
    std::thread release;
    {
        Jobs jobs(1);
        jobs.start(
            [&] {
                has_begun = true;
                while (!may_end) std::this_thread::sleep_for(1ms);
                ++worked;
            },
            [&is_done] { is_done = true; });
        for (int i = 0; i < 50; ++i) jobs.start([&worked] { ++worked; }, [&is_done] { is_done = true; });
        while (!has_begun) std::this_thread::sleep_for(1ms);
        release = std::thread([&may_end] {
            std::this_thread::sleep_for(20ms);
            may_end = true;
        });
    }
    release.join();
    EXPECT_EQ(worked, 1);
    EXPECT_FALSE(is_done);
}

TEST(Jobs, WakeWhoWaitsForOne) {
    Jobs jobs(1);
    EXPECT_FALSE(jobs.wait_for_one(10s));  // nothing runs, so it comes back at once
    jobs.start([] { std::this_thread::sleep_for(5ms); }, [] {});
    EXPECT_TRUE(jobs.wait_for_one(10s));
    EXPECT_EQ(jobs.drain(), 1U);
}

}  // namespace
}  // namespace darya::base
