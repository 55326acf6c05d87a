// What converting documents needs of C: a program run with limits, and the inflation of compressed bytes.

#ifndef CASEBOOK_CONVERSION_H
#define CASEBOOK_CONVERSION_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// How a run ended.
typedef enum {
  // The program ended by itself; `code` is its exit status.
  CCONVERSION_EXITED = 0,
  // A signal ended it; `code` is the signal.
  CCONVERSION_SIGNALLED = 1,
  // It ran longer than allowed and was killed.
  CCONVERSION_TIMED_OUT = 2,
  // It wrote more than allowed and was killed.
  CCONVERSION_FLOODED = 3,
  // It could not be started; `code` is the system's error number.
  CCONVERSION_NOT_STARTED = 4,
} cconversion_status;

typedef struct {
  // Wall clock, in milliseconds.
  int milliseconds;
  // Bytes of standard output.
  size_t output_bytes;
  // Address space in bytes; 0 for no limit.
  uint64_t memory_bytes;
  // Largest file that it may write, in bytes.
  uint64_t file_bytes;
} cconversion_limits;

typedef struct {
  cconversion_status status;
  int code;
  uint8_t *output;
  size_t output_count;
  // The first bytes of standard error.
  uint8_t errors[2048];
  size_t error_count;
} cconversion_run_result;

// Runs a program without a shell: standard input is empty, the working directory is `directory`, all other files are closed. It is
// the leader of a process group that is killed as a whole when it has ended. On Linux it has no network where the system lets a
// process give it up, and it dies with the thread that started it.
//
// `arguments` and `environment` end with NULL. Free the result with `cconversion_free`, whatever the status. Any thread may call it.
cconversion_run_result cconversion_run(
  const char *program, char *const *arguments, char *const *environment, const char *directory, cconversion_limits limits);

void cconversion_free(cconversion_run_result *result);

// Inflates raw deflate data (RFC 1951).
//
// Returns the number of bytes written, or -1 where the data is damaged, is cut, or holds more than `capacity` bytes.
int64_t cconversion_inflate(const uint8_t *source, size_t count, uint8_t *target, size_t capacity);

// The CRC-32 of zip archives.
uint32_t cconversion_crc32(const uint8_t *source, size_t count);

#ifdef __cplusplus
}
#endif

#endif
