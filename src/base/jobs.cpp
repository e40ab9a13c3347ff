#include "base/jobs.h"

#include <exception>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace darya::base {

namespace {

/// Makes the thread give way to others. Linux counts this by thread; elsewhere nothing happens.
void give_way() {
#ifdef __linux__
    constexpr int niceness = 10;
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
#endif
}

}  // namespace

Jobs::Jobs(unsigned worker_count, Haste haste) {
    workers_.reserve(worker_count);
    for (unsigned i = 0; i < worker_count; ++i) {
        workers_.emplace_back([this, haste] {
            if (haste == Haste::background) give_way();
            run_jobs();
        });
    }
}

Jobs::~Jobs() {
    {
        const std::lock_guard lock(mutex_);
        is_closing_ = true;
    }
    job_waits_.notify_all();
    for (std::thread& worker : workers_) worker.join();
}

void Jobs::run(Job& job) {
    try {
        job.work();
    } catch (const std::exception& trouble) {
        job.failure = Error{std::string("this work failed (") + trouble.what() + ")"};
    } catch (...) {
        job.failure = Error{"this work failed for an unknown reason"};
    }
}

void Jobs::add(std::unique_ptr<Job> job) {
    if (workers_.empty()) {
        run(*job);
        const std::lock_guard lock(mutex_);
        finished_.push_back(std::move(job));
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(job));
    }
    job_waits_.notify_one();
}

void Jobs::run_jobs() {
    std::unique_lock lock(mutex_);
    while (true) {
        job_waits_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
        if (is_closing_) return;
        std::unique_ptr<Job> job = std::move(waiting_.front());
        waiting_.pop_front();
        ++running_count_;
        lock.unlock();
        run(*job);
        lock.lock();
        --running_count_;
        finished_.push_back(std::move(job));
        job_finished_.notify_all();
    }
}

std::size_t Jobs::drain() {
    std::vector<std::unique_ptr<Job>> ready;
    {
        const std::lock_guard lock(mutex_);
        ready.swap(finished_);
    }
    for (const std::unique_ptr<Job>& job : ready) {
        if (job->failure) {
            job->fail(std::move(*job->failure));
        } else {
            job->finish();
        }
    }
    return ready.size();
}

bool Jobs::is_idle() const {
    const std::lock_guard lock(mutex_);
    return waiting_.empty() && running_count_ == 0 && finished_.empty();
}

void Jobs::wait_for_all() {
    std::unique_lock lock(mutex_);
    job_finished_.wait(lock, [this] { return waiting_.empty() && running_count_ == 0; });
}

bool Jobs::wait_for_one(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    job_finished_.wait_for(lock, at_most,
                           [this] { return !finished_.empty() || (waiting_.empty() && running_count_ == 0); });
    return !finished_.empty();
}

}  // namespace darya::base
