#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "CConversion.h"

static int open_pipe(int ends[2]) {
#ifdef __linux__
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

static void limit(int resource, uint64_t value) {
  struct rlimit bounds;
  if (getrlimit(resource, &bounds) != 0) return;
  if (bounds.rlim_max != RLIM_INFINITY && bounds.rlim_max < value) value = bounds.rlim_max;
  bounds.rlim_cur = bounds.rlim_max = (rlim_t)value;
  setrlimit(resource, &bounds);
}

// The child between fork and exec: only calls that are safe there.
static void become(
  const char *program, char *const *arguments, char *const *environment, const char *directory,
  cconversion_limits limits, int output, int errors, int report) {
  setpgid(0, 0);
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < 32; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  // Without privileges the network can be given up only together with a name space of users; a system may forbid both.
  if (unshare(CLONE_NEWNET) != 0) (void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
#endif
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, limits.file_bytes);
  limit(RLIMIT_CPU, (uint64_t)limits.milliseconds / 1000 + 2);
#ifndef __APPLE__
  if (limits.memory_bytes) limit(RLIMIT_AS, limits.memory_bytes);
#endif
  // The ends of the pipes may themselves be low numbers where the caller has closed its own standard files.
  int null = open("/dev/null", O_RDONLY);
  int high[4] = {null, output, errors, report};
  for (int i = 0; i < 4; i++) {
    high[i] = fcntl(high[i], F_DUPFD_CLOEXEC, 16);
    if (high[i] < 0) goto failed;
  }
  if (dup2(high[0], 0) < 0 || dup2(high[1], 1) < 0 || dup2(high[2], 2) < 0) goto failed;
  int closed = 0;
#if defined(__linux__) && defined(SYS_close_range)
  closed = syscall(SYS_close_range, 3u, (unsigned)high[3] - 1, 0u) == 0
    && syscall(SYS_close_range, (unsigned)high[3] + 1, ~0u, 0u) == 0;
#endif
  if (!closed) {
    for (int file = 3; file < 4096; file++) {
      if (file != high[3]) close(file);
    }
  }
  if (chdir(directory) != 0) goto failed;
  // A program that was written a moment ago may still be open for writing in a child of another thread, until that runs its own.
  for (int attempt = 0; attempt < 200; attempt++) {
    execve(program, arguments, environment);
    if (errno != ETXTBSY) break;
    usleep(1000);
  }
failed:;
  int code = errno;
  ssize_t ignored = write(high[3] >= 0 ? high[3] : report, &code, sizeof code);
  (void)ignored;
  _exit(127);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// Reads what there is; 0 at the end of the file.
static int take_output(int file, cconversion_run_result *result, size_t *capacity, size_t most) {
  uint8_t buffer[65536];
  ssize_t count = read(file, buffer, sizeof buffer);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  if (count == 0) return 0;
  if (result->output_count + (size_t)count > most) {
    result->status = CCONVERSION_FLOODED;
    return 0;
  }
  if (result->output_count + (size_t)count > *capacity) {
    size_t wanted = *capacity ? *capacity * 2 : 262144;
    uint8_t *grown = realloc(result->output, wanted);
    if (!grown) {
      result->status = CCONVERSION_FLOODED;
      return 0;
    }
    result->output = grown;
    *capacity = wanted;
  }
  memcpy(result->output + result->output_count, buffer, (size_t)count);
  result->output_count += (size_t)count;
  return 1;
}

static int take_errors(int file, cconversion_run_result *result) {
  uint8_t buffer[4096];
  ssize_t count = read(file, buffer, sizeof buffer);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  size_t room = sizeof result->errors - result->error_count;
  size_t kept = (size_t)count < room ? (size_t)count : room;
  memcpy(result->errors + result->error_count, buffer, kept);
  result->error_count += kept;
  return count > 0;
}

// Reads both pipes until they end, the time is over or the output is too long.
static void collect(int output, int errors, int64_t end, cconversion_limits limits, cconversion_run_result *result) {
  struct pollfd files[2] = {{.fd = output, .events = POLLIN}, {.fd = errors, .events = POLLIN}};
  size_t capacity = 0;
  while (files[0].fd >= 0 || files[1].fd >= 0) {
    int64_t left = end - now();
    if (left <= 0) {
      result->status = CCONVERSION_TIMED_OUT;
      return;
    }
    int ready = poll(files, 2, left > 1000 ? 1000 : (int)left);
    if (ready < 0 && errno != EINTR) return;
    if (ready <= 0) continue;
    if (files[0].revents && !take_output(output, result, &capacity, limits.output_bytes)) files[0].fd = -1;
    if (files[1].revents && !take_errors(errors, result)) files[1].fd = -1;
    if (result->status == CCONVERSION_FLOODED) return;
  }
}

cconversion_run_result cconversion_run(
  const char *program, char *const *arguments, char *const *environment, const char *directory,
  cconversion_limits limits) {
  cconversion_run_result result;
  memset(&result, 0, sizeof result);
  result.status = CCONVERSION_NOT_STARTED;
  int output[2] = {-1, -1}, errors[2] = {-1, -1}, report[2] = {-1, -1};
  pid_t child = -1;
  if (open_pipe(output) == 0 && open_pipe(errors) == 0 && open_pipe(report) == 0) child = fork();
  if (child < 0) {
    result.code = errno;
    int files[6] = {output[0], output[1], errors[0], errors[1], report[0], report[1]};
    for (int i = 0; i < 6; i++) {
      if (files[i] >= 0) close(files[i]);
    }
    return result;
  }
  if (child == 0) become(program, arguments, environment, directory, limits, output[1], errors[1], report[1]);
  // The child does the same; whoever is first.
  setpgid(child, child);
  close(output[1]);
  close(errors[1]);
  close(report[1]);
  int code = 0;
  ssize_t reported;
  do {
    reported = read(report[0], &code, sizeof code);
  } while (reported < 0 && errno == EINTR);
  close(report[0]);
  int64_t end = now() + limits.milliseconds;
  int status = 0;
  if (reported == (ssize_t)sizeof code) {
    result.code = code;
    waitpid(child, &status, 0);
  } else {
    result.status = CCONVERSION_EXITED;
    collect(output[0], errors[0], end, limits, &result);
    // A program may close its output and go on. It is not waited for before its group is killed: until then its number belongs to
    // nobody else.
    while (result.status == CCONVERSION_EXITED) {
      siginfo_t ended;
      ended.si_pid = 0;
      if (waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) != 0 || ended.si_pid == child) break;
      if (now() >= end) result.status = CCONVERSION_TIMED_OUT;
      struct timespec pause = {.tv_nsec = 1000000};
      nanosleep(&pause, NULL);
    }
    kill(-child, SIGKILL);
    if (result.status != CCONVERSION_EXITED) kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (result.status == CCONVERSION_EXITED) {
      if (WIFSIGNALED(status)) result.status = CCONVERSION_SIGNALLED;
      result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    }
  }
  close(output[0]);
  close(errors[0]);
  return result;
}

void cconversion_free(cconversion_run_result *result) {
  free(result->output);
  result->output = NULL;
  result->output_count = 0;
}
