#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "base/result.h"

namespace darya::base {

/// What a program that we run may take.
struct ChildLimits {
    double time_s = 30.0;                                   // wall clock; then it is killed
    std::size_t most_output_bytes = std::size_t{64} << 20;  // of each of its two streams
    std::size_t memory_bytes = 0;                           // address space, 0: as much as we may ourselves
    unsigned cpu_s = 0;                                     // processor time, 0: as much as we may ourselves
};

/// What a program left behind.
struct ChildOutput {
    int exit_code = 0;    // 128 + signal when a signal ended it
    bool is_cut = false;  // it said more than was kept, and was stopped for it
    std::string standard_out;
    std::string standard_error;
};

/// Runs a program to its end. No shell: `argv` reaches it word for word, the first word is looked up in PATH. It gets
/// nothing to read, none of our files, and a process group of its own, which is killed with it when a limit is reached.
///
/// A program that cannot be started or takes longer than `time_s` is an error; one that fails is not: look at the
/// exit code. Blocks till the end.
Result<ChildOutput> run_child(const std::vector<std::string>& argv, const ChildLimits& limits = {});

/// A program that runs beside us, such as a private X server, and is killed, with its process group, when this dies or
/// when the thread that started it does. Its standard output can be read line by line; its standard error is dropped.
class Child {
public:
    static Result<Child> start(const std::vector<std::string>& argv, const ChildLimits& limits = {});
    ~Child();
    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;

    /// The next line it writes, without the line end; nothing when none comes within `at_most_s` or it has ended.
    /// `time_s` of the limits plays no part here; lines are no longer than `most_output_bytes`.
    std::optional<std::string> read_line(double at_most_s);
    bool is_running();
    /// Asks it to end (SIGTERM), waits up to `patience_s`, then kills it. Does nothing when it has ended.
    void stop(double patience_s = 1.0);
    pid_t process_id() const { return process_; }

private:
    Child() = default;
    void kill_now();

    pid_t process_ = -1;  // -1: ended and waited for
    int out_ = -1;
    std::size_t longest_line_bytes_ = 0;
    std::string unread_;
};

}  // namespace darya::base
