#include "base/child.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace darya::base {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

double seconds_until(Clock::time_point then) {
    return Seconds(then - Clock::now()).count();
}

Clock::time_point after(double wait_s) {
    const double bounded_s = std::clamp(wait_s, 0.0, 1e8);  // NaN aside, a clock cannot count further
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds(bounded_s));
}

/// One end of a pipe; closes it.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    int get() const { return number_; }
    int release() { return std::exchange(number_, -1); }
    bool is_open() const { return number_ >= 0; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_ = -1;
};

struct Pipe {
    Descriptor read_end;
    Descriptor write_end;
};

std::optional<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Where a program lies: a path as it is, a bare name as PATH says; "" when there is none.
std::string find_program(const std::string& name) {
    if (name.find('/') != std::string::npos) return ::access(name.c_str(), X_OK) == 0 ? name : "";
    const char* const set = std::getenv("PATH");
    const std::string path = set != nullptr ? set : "/usr/local/bin:/usr/bin:/bin";
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find(':', at), path.size());
        const std::string folder = path.substr(at, end - at);
        const std::string program = folder + "/" + name;
        std::error_code trouble;
        const bool is_file = !folder.empty() && std::filesystem::is_regular_file(program, trouble);
        if (is_file && ::access(program.c_str(), X_OK) == 0) return program;
        at = end + 1;
    }
    return "";
}

struct Started {
    pid_t process = -1;
    Descriptor out;
    Descriptor error;
};

void limit(int resource, std::size_t most) {
    if (most == 0) return;
    struct rlimit wanted {};
    if (::getrlimit(resource, &wanted) != 0) return;
    wanted.rlim_cur = std::min<rlim_t>(wanted.rlim_max, most);
    wanted.rlim_max = wanted.rlim_cur;
    ::setrlimit(resource, &wanted);
}

/// What the new process does before it becomes the program. Other threads may have held locks when it was made, so
/// only calls that are safe in a signal handler are allowed here. Comes back only when the program cannot be run.
void become(const char* program, char* const* words, pid_t parent, int out, int error, const ChildLimits& limits) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);  // the parent died before the line above
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::signal(number, SIG_DFL);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0) return;
    // dup2 onto itself would leave the close-on-exec mark; our descriptors are above 2 (see start_process).
    if (::dup2(nothing, 0) < 0 || ::dup2(out, 1) < 0 || ::dup2(error >= 0 ? error : nothing, 2) < 0) return;
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    limit(RLIMIT_AS, limits.memory_bytes);
    limit(RLIMIT_CPU, limits.cpu_s);
    limit(RLIMIT_CORE, 1);
    ::execv(program, words);
}

/// A descriptor above those of the standard streams; the same one when it is already.
Descriptor above_standard_streams(Descriptor descriptor) {
    if (descriptor.get() > 2) return descriptor;
    return Descriptor(::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 3));
}

Result<Started> start_process(const std::vector<std::string>& argv, const ChildLimits& limits, bool keeps_error) {
    if (argv.empty() || argv[0].empty()) return Error{"no program was named"};
    const std::string program = find_program(argv[0]);
    if (program.empty()) {
        return Error{"this program is not installed or may not be run", argv[0], "install the package it belongs to"};
    }
    std::vector<char*> words;
    std::vector<std::string> copies = argv;
    for (std::string& word : copies) {
        if (word.find('\0') != std::string::npos) return Error{"an argument holds a zero byte", argv[0]};
        words.push_back(word.data());
    }
    words.push_back(nullptr);

    auto out = make_pipe();
    auto error = keeps_error ? make_pipe() : std::optional(Pipe{});
    auto failure = make_pipe();  // stays empty and closes when the program runs
    if (!out || !error || !failure) return Error{"no pipe could be made to it", argv[0], "close some files"};
    out->write_end = above_standard_streams(std::move(out->write_end));
    failure->write_end = above_standard_streams(std::move(failure->write_end));
    if (keeps_error) error->write_end = above_standard_streams(std::move(error->write_end));

    const pid_t parent = ::getpid();
    // Without the handlers that libraries hang onto fork(): PROJ's closes its database in the new process, and waits there
    // for ever when another thread of ours held one of SQLite's locks.
    const pid_t process = ::_Fork();
    if (process < 0) return Error{"it could not be started (" + std::string(std::strerror(errno)) + ")", argv[0]};
    if (process == 0) {
        become(program.c_str(), words.data(), parent, out->write_end.get(), error->write_end.get(), limits);
        const int reason = errno;
        const auto told = ::write(failure->write_end.get(), &reason, sizeof reason);
        ::_exit(told == sizeof reason ? 127 : 126);
    }
    ::setpgid(process, process);  // done on both sides, so that it is true whoever comes first
    out->write_end.close();
    error->write_end.close();
    failure->write_end.close();
    int reason = 0;
    ssize_t told = 0;
    do {
        told = ::read(failure->read_end.get(), &reason, sizeof reason);
    } while (told < 0 && errno == EINTR);
    if (told > 0) {
        ::waitpid(process, nullptr, 0);
        return Error{"it could not be started (" + std::string(std::strerror(reason)) + ")", argv[0]};
    }
    return Started{process, std::move(out->read_end), std::move(error->read_end)};
}

/// Reads what is there into `text`, up to `most` bytes in all; closes at the end. False when there was more.
bool take(Descriptor& from, std::string& text, std::size_t most) {
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(from.get(), buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    if (count <= 0) {
        from.close();
        return true;
    }
    const std::size_t room = most - std::min(most, text.size());
    const auto got = static_cast<std::size_t>(count);
    text.append(buffer.data(), std::min(room, got));
    return got <= room;
}

/// Waits for a process until `deadline`; its status, or nothing when it still runs.
std::optional<int> wait_until(pid_t process, Clock::time_point deadline) {
    double pause_s = 0.0005;
    while (true) {
        int status = 0;
        const pid_t ended = ::waitpid(process, &status, WNOHANG);
        if (ended == process) return status;
        if (ended < 0 && errno != EINTR) return 0;  // somebody else waited for it
        const double left_s = seconds_until(deadline);
        if (left_s <= 0) return std::nullopt;
        ::poll(nullptr, 0, std::max(1, static_cast<int>(std::min(pause_s, left_s) * 1000)));
        pause_s = std::min(pause_s * 2, 0.02);
    }
}

int exit_code_of(int status) {
    if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

int poll_ms(double wait_s) {
    return static_cast<int>(std::clamp(wait_s * 1000.0, 0.0, 1e9)) + 1;
}

}  // namespace

Result<ChildOutput> run_child(const std::vector<std::string>& argv, const ChildLimits& limits) {
    const auto deadline = after(limits.time_s);
    auto started = start_process(argv, limits, true);
    if (!started) return started.error();
    ChildOutput output;
    bool is_late = false;
    std::optional<int> status;
    // A grandchild may keep the pipes open after the program ended; so the program's end is watched as well.
    while (!output.is_cut && (started->out.is_open() || started->error.is_open())) {
        const double left_s = seconds_until(deadline);
        if (left_s <= 0) {
            is_late = true;
            break;
        }
        std::array<pollfd, 2> watched{{{started->out.get(), POLLIN, 0}, {started->error.get(), POLLIN, 0}}};
        const int ready = ::poll(watched.data(), watched.size(), poll_ms(std::min(left_s, status ? 0.05 : 0.02)));
        if (ready < 0 && errno != EINTR) break;
        if (ready == 0) {
            if (status) break;  // ended, and nothing more comes
            status = wait_until(started->process, Clock::now());
        }
        if (ready <= 0) continue;
        if (watched[0].revents != 0 && !take(started->out, output.standard_out, limits.most_output_bytes)) {
            output.is_cut = true;
        }
        if (watched[1].revents != 0 && !take(started->error, output.standard_error, limits.most_output_bytes)) {
            output.is_cut = true;
        }
    }
    if (!status && !is_late && !output.is_cut) {
        status = wait_until(started->process, deadline);
        is_late = !status;
    }
    ::kill(-started->process, SIGKILL);  // the group: also what it left behind
    if (!status) {
        int ended = 0;
        while (::waitpid(started->process, &ended, 0) < 0 && errno == EINTR) {
        }
        status = ended;
    }
    if (is_late) {
        std::string wait_s = std::to_string(limits.time_s);
        wait_s.resize(wait_s.find('.') + 2);
        return Error{"it took longer than " + wait_s + " s and was stopped", argv[0]};
    }
    output.exit_code = exit_code_of(*status);
    return output;
}

Result<Child> Child::start(const std::vector<std::string>& argv, const ChildLimits& limits) {
    auto started = start_process(argv, limits, false);
    if (!started) return started.error();
    Child child;
    child.process_ = started->process;
    child.out_ = started->out.release();
    child.longest_line_bytes_ = limits.most_output_bytes;
    return child;
}

Child::~Child() {
    kill_now();
}

Child::Child(Child&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      out_(std::exchange(other.out_, -1)),
      longest_line_bytes_(other.longest_line_bytes_),
      unread_(std::move(other.unread_)) {}

Child& Child::operator=(Child&& other) noexcept {
    std::swap(process_, other.process_);
    std::swap(out_, other.out_);
    std::swap(longest_line_bytes_, other.longest_line_bytes_);
    std::swap(unread_, other.unread_);
    return *this;
}

void Child::kill_now() {
    if (process_ > 0) {
        ::kill(-process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
    }
    if (out_ >= 0) ::close(out_);
    out_ = -1;
}

std::optional<std::string> Child::read_line(double at_most_s) {
    const auto deadline = after(at_most_s);
    Descriptor out(out_);
    std::optional<std::string> line;
    while (true) {
        const std::size_t end = unread_.find('\n');
        if (end != std::string::npos) {
            line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            break;
        }
        const double left_s = seconds_until(deadline);
        if (!out.is_open() || left_s < 0) break;
        pollfd watched{out.get(), POLLIN, 0};
        const int ready = ::poll(&watched, 1, poll_ms(left_s));
        if (ready < 0 && errno != EINTR) break;
        if (ready > 0 && !take(out, unread_, longest_line_bytes_)) out.close();  // a line without end
    }
    out_ = out.release();
    return line;
}

bool Child::is_running() {
    if (process_ < 0) return false;
    if (!wait_until(process_, Clock::now())) return true;
    ::kill(-process_, SIGKILL);  // what it left behind
    process_ = -1;
    return false;
}

void Child::stop(double patience_s) {
    if (process_ < 0) return;
    ::kill(process_, SIGTERM);
    if (wait_until(process_, after(patience_s))) {
        ::kill(-process_, SIGKILL);
        process_ = -1;
    }
    kill_now();
}

}  // namespace darya::base
