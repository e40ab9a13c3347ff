#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"

namespace darya::base {

/// A small pool of workers: long work runs beside the window, its result comes back to the thread that asks for it.
///
/// Workers take the jobs in the order they were started. `start`, `drain` and the questions below belong to one thread
/// (the window's); `done` and `on_error` run on that thread, inside `drain`, and may start further jobs. What a job
/// reads must be its own or const.
class Jobs {
public:
    /// `background`: workers take what time the window and other work leave of the processor.
    enum class Haste { usual, background };

    /// `worker_count` 0 runs each job in place, inside `start`: the order of things is then the same every time.
    explicit Jobs(unsigned worker_count, Haste haste = Haste::usual);
    /// Waits for the jobs that are running; those still waiting are dropped, as is what was not drained.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Runs `work()` on a worker and later, in `drain`, `done(result)`; `done()` when the work returns nothing.
    ///
    /// An exception out of the work becomes an Error: `done` gets it when the work returns a `Result`, and otherwise it
    /// waits in `take_errors`.
    template <class Work, class WhenDone>
    void start(Work work, WhenDone done) {
        start(std::move(work), std::move(done), [this](Error error) { errors_.push_back(std::move(error)); });
    }

    /// The same; an exception out of the work goes to `on_error(Error)`, unless the work returns a `Result`.
    template <class Work, class WhenDone, class WhenFailed>
    void start(Work work, WhenDone done, WhenFailed on_error) {
        add(std::make_unique<JobOf<Work, WhenDone, WhenFailed>>(std::move(work), std::move(done), std::move(on_error)));
    }

    /// Runs what is to be done after the finished jobs, in the order they finished; gives how many there were.
    std::size_t drain();
    /// Nothing waits, runs or is left to drain.
    bool is_idle() const;
    /// Blocks till all work is done; `drain` is still to be called.
    void wait_for_all();
    /// Blocks till a job has finished that was not drained yet, but no longer than `at_most`; whether there is one.
    /// Comes back at once when nothing waits or runs.
    bool wait_for_one(std::chrono::milliseconds at_most);
    /// What failed without anybody who listens, since the last call.
    std::vector<Error> take_errors() { return std::exchange(errors_, {}); }

private:
    struct Job {
        virtual ~Job() = default;
        virtual void work() = 0;       // on a worker
        virtual void finish() = 0;     // on the draining thread
        virtual void fail(Error) = 0;  // on the draining thread
        std::optional<Error> failure;  // set by run() when work() threw
    };

    template <class Work, class WhenDone, class WhenFailed>
    struct JobOf final : Job {
        using Value = std::invoke_result_t<Work&>;
        static constexpr bool is_effect = std::is_void_v<Value>;
        static constexpr bool is_result = std::is_constructible_v<std::conditional_t<is_effect, int, Value>, Error>;

        JobOf(Work w, WhenDone d, WhenFailed f) : work_(std::move(w)), done_(std::move(d)), failed_(std::move(f)) {}

        void work() override {
            if constexpr (is_effect) {
                work_();
            } else {
                value_.emplace(work_());
            }
        }
        void finish() override {
            if constexpr (is_effect) {
                done_();
            } else {
                done_(std::move(*value_));
            }
        }
        void fail(Error error) override {
            if constexpr (is_result) {
                done_(Value(std::move(error)));
            } else {
                failed_(std::move(error));
            }
        }

        Work work_;
        WhenDone done_;
        WhenFailed failed_;
        std::optional<std::conditional_t<is_effect, bool, Value>> value_;
    };

    void add(std::unique_ptr<Job> job);
    void run_jobs();
    static void run(Job& job);

    mutable std::mutex mutex_;
    std::condition_variable job_waits_;     // for the workers
    std::condition_variable job_finished_;  // for wait_for_all and wait_for_one
    std::deque<std::unique_ptr<Job>> waiting_;
    std::vector<std::unique_ptr<Job>> finished_;
    std::size_t running_count_ = 0;
    bool is_closing_ = false;
    std::vector<Error> errors_;  // touched by the draining thread only
    std::vector<std::thread> workers_;
};

}  // namespace darya::base
