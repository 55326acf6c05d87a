#include "page_checksums.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { reserved = 8, largest_page = 65536, header_reserved = 20 };

/// An open database file, followed in memory by the file of the layer below.
typedef struct {
  sqlite3_file base;
  /// What the header of the file says; unknown until page 1 was read or written.
  int has_checksums;
  /// Nobody can write the file while it is open here.
  int is_immutable;
  unsigned char *buffer;
} checked_file;

static sqlite3_vfs layer;
static char *store_name;

static sqlite3_vfs *below(void) { return (sqlite3_vfs *)layer.pAppData; }
static sqlite3_file *file_below(sqlite3_file *file) { return (sqlite3_file *)((checked_file *)file + 1); }

/// Each step is a bijection of the state for a given word and of the word for a given state, so a change of one word always
/// changes the result.
static uint64_t checksum(const unsigned char *page, int count, sqlite3_int64 offset) {
  uint64_t state = (uint64_t)offset ^ 0x9E3779B97F4A7C15u;
  for (int at = 0; at + 8 <= count; at += 8) {
    uint64_t word;
    memcpy(&word, page + at, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    state = (state ^ word) * 0xD6E8FEB86659FD93u;
    state ^= state >> 32;
  }
  return state;
}

static void put(uint64_t value, unsigned char *bytes) {
  for (int at = 0; at < 8; at++) bytes[at] = (unsigned char)(value >> (8 * at));
}

static int is_page(int count, sqlite3_int64 offset) {
  return count >= 512 && count <= largest_page && (count & (count - 1)) == 0 && offset % count == 0;
}

static int checked_close(sqlite3_file *file) {
  checked_file *checked = (checked_file *)file;
  sqlite3_free(checked->buffer);
  checked->buffer = NULL;
  return file_below(file)->pMethods->xClose(file_below(file));
}

static int checked_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  checked_file *checked = (checked_file *)file;
  int result = file_below(file)->pMethods->xRead(file_below(file), bytes, count, offset);
  if (!is_page(count, offset)) return result;
  unsigned char *page = bytes;
  if (offset == 0 && result == SQLITE_OK) checked->has_checksums = page[header_reserved] == reserved;
  if (!checked->has_checksums) return result;
  // A page that the file is too short for was cut off.
  if (result == SQLITE_IOERR_SHORT_READ && offset > 0) return SQLITE_IOERR_DATA;
  if (result != SQLITE_OK) return result;
  unsigned char expected[reserved];
  put(checksum(page, count - reserved, offset), expected);
  return memcmp(expected, page + count - reserved, reserved) == 0 ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int checked_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  checked_file *checked = (checked_file *)file;
  if (is_page(count, offset)) {
    if (offset == 0) checked->has_checksums = ((const unsigned char *)bytes)[header_reserved] == reserved;
    if (checked->has_checksums) {
      if (checked->buffer == NULL) checked->buffer = sqlite3_malloc(largest_page);
      if (checked->buffer == NULL) return SQLITE_IOERR_NOMEM;
      memcpy(checked->buffer, bytes, (size_t)count);
      put(checksum(checked->buffer, count - reserved, offset), checked->buffer + count - reserved);
      bytes = checked->buffer;
    }
  }
  return file_below(file)->pMethods->xWrite(file_below(file), bytes, count, offset);
}

static int checked_truncate(sqlite3_file *file, sqlite3_int64 size) {
  sqlite3_int64 now = 0;
  // Closing a database sets the size that the file has: that would count as a change of the file.
  if (file_below(file)->pMethods->xFileSize(file_below(file), &now) == SQLITE_OK && now == size) return SQLITE_OK;
  return file_below(file)->pMethods->xTruncate(file_below(file), size);
}
static int checked_sync(sqlite3_file *file, int flags) {
  return file_below(file)->pMethods->xSync(file_below(file), flags);
}
static int checked_size(sqlite3_file *file, sqlite3_int64 *size) {
  return file_below(file)->pMethods->xFileSize(file_below(file), size);
}
static int checked_lock(sqlite3_file *file, int level) {
  return file_below(file)->pMethods->xLock(file_below(file), level);
}
static int checked_unlock(sqlite3_file *file, int level) {
  return file_below(file)->pMethods->xUnlock(file_below(file), level);
}
static int checked_reserved_lock(sqlite3_file *file, int *is_held) {
  return file_below(file)->pMethods->xCheckReservedLock(file_below(file), is_held);
}
static int checked_control(sqlite3_file *file, int operation, void *argument) {
  return file_below(file)->pMethods->xFileControl(file_below(file), operation, argument);
}
static int checked_sector_size(sqlite3_file *file) { return file_below(file)->pMethods->xSectorSize(file_below(file)); }
static int checked_characteristics(sqlite3_file *file) {
  int found = file_below(file)->pMethods->xDeviceCharacteristics(file_below(file));
  // SQLITE_IOCAP_SUBPAGE_READ (0x8000) lets SQLite read parts of a page, which cannot be compared.
  found &= ~0x8000;
  return ((checked_file *)file)->is_immutable ? found | SQLITE_IOCAP_IMMUTABLE : found;
}
static int checked_map(sqlite3_file *file, int region, int size, int extends, void volatile **address) {
  return file_below(file)->pMethods->xShmMap(file_below(file), region, size, extends, address);
}
static int checked_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  return file_below(file)->pMethods->xShmLock(file_below(file), offset, count, flags);
}
static void checked_barrier(sqlite3_file *file) { file_below(file)->pMethods->xShmBarrier(file_below(file)); }
static int checked_unmap(sqlite3_file *file, int deletes) {
  return file_below(file)->pMethods->xShmUnmap(file_below(file), deletes);
}
// Mapped pages would be read without a comparison.
static int checked_fetch(sqlite3_file *file, sqlite3_int64 offset, int count, void **address) {
  (void)file, (void)offset, (void)count;
  *address = NULL;
  return SQLITE_OK;
}
static int checked_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *address) {
  (void)file, (void)offset, (void)address;
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    3,
    checked_close,
    checked_read,
    checked_write,
    checked_truncate,
    checked_sync,
    checked_size,
    checked_lock,
    checked_unlock,
    checked_reserved_lock,
    checked_control,
    checked_sector_size,
    checked_characteristics,
    checked_map,
    checked_shared_lock,
    checked_barrier,
    checked_unmap,
    checked_fetch,
    checked_unfetch,
};

static int is_store(const char *path, int flags) {
  if (path == NULL || (flags & SQLITE_OPEN_MAIN_DB) == 0) return 0;
  const char *last = strrchr(path, '/');
  return strcmp(last == NULL ? path : last + 1, store_name) == 0;
}

/// A database of the write-ahead kind is read with the help of a file beside it, which a reader makes. In a folder that cannot be
/// written, a database without a log is read as it is: whoever could write there would have left a log.
static int is_read_only_copy(const char *path, int flags) {
  struct stat status;
  char name[4096];
  if ((flags & SQLITE_OPEN_READONLY) == 0 || strlen(path) + 5 > sizeof(name)) return 0;
  strcpy(name, path);
  char *slash = strrchr(name, '/');
  if (slash == NULL) {
    strcpy(name, ".");
  } else {
    slash[slash == name] = 0;
  }
  if (access(name, W_OK) == 0) return 0;
  strcpy(name, path);
  strcat(name, "-wal");
  if (stat(name, &status) == 0 && status.st_size > 0) return 0;
  strcpy(name + strlen(path), "-shm");
  return access(name, F_OK) != 0;
}

static int layer_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *opened) {
  (void)vfs;
  if (!is_store(path, flags)) return below()->xOpen(below(), path, file, flags, opened);
  checked_file *checked = (checked_file *)file;
  memset(checked, 0, sizeof(*checked));
  int result = below()->xOpen(below(), path, file_below(file), flags, opened);
  // SQLite closes whatever has methods, also where opening failed.
  if (file_below(file)->pMethods != NULL && file_below(file)->pMethods->iVersion >= 2) {
    file->pMethods = &methods;
    checked->is_immutable = result == SQLITE_OK && is_read_only_copy(path, flags);
  } else if (file_below(file)->pMethods != NULL) {
    file_below(file)->pMethods->xClose(file_below(file));
    return SQLITE_CANTOPEN;
  }
  return result;
}

static pthread_mutex_t installation = PTHREAD_MUTEX_INITIALIZER;

static int install(const char *name) {
  int result = sqlite3_initialize();
  if (result != SQLITE_OK) return result;
  sqlite3_vfs *system = sqlite3_vfs_find(NULL);
  if (system == NULL) return SQLITE_NOTFOUND;
  store_name = strdup(name);
  if (store_name == NULL) return SQLITE_NOMEM;
  // All that has to do with names, time and random numbers is the system's.
  layer = *system;
  layer.szOsFile = (int)sizeof(checked_file) + system->szOsFile;
  layer.zName = "casebook-checksums";
  layer.pNext = NULL;
  layer.pAppData = system;
  layer.xOpen = layer_open;
  return sqlite3_vfs_register(&layer, 1);
}

int casebook_checksums_install(const char *name) {
  pthread_mutex_lock(&installation);
  int result = store_name == NULL ? install(name) : SQLITE_OK;
  pthread_mutex_unlock(&installation);
  return result;
}

int casebook_checksums_are_kept(const char *path) {
  unsigned char header[header_reserved + 1];
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return 0;
  ssize_t count = read(file, header, sizeof(header));
  close(file);
  return count == (ssize_t)sizeof(header) && header[header_reserved] == reserved;
}

static int is_zero(const unsigned char *page, int count) {
  return page[0] == 0 && memcmp(page, page + 1, (size_t)count - 1) == 0;
}

/// Fills the buffer as far as the file goes; -1 for an error.
static int fill(int file, unsigned char *bytes, int count, sqlite3_int64 offset) {
  int got = 0;
  while (got < count) {
    ssize_t more = pread(file, bytes + got, (size_t)(count - got), (off_t)(offset + got));
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return -1;
    if (more == 0) break;
    got += (int)more;
  }
  return got;
}

long casebook_checksums_first_damaged_page(const char *path) {
  enum { header_size = 32, at_once = 1 << 20 };
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return -1;
  long damaged = -1;
  unsigned char *bytes = malloc(at_once);
  if (bytes != NULL && fill(file, bytes, header_size, 0) == header_size) {
    int page = bytes[16] << 8 | bytes[17];
    if (page == 1) page = largest_page;
    unsigned long pages =
        (unsigned long)bytes[28] << 24 | (unsigned long)bytes[29] << 16 | (unsigned long)bytes[30] << 8 | bytes[31];
    damaged = is_page(page, 0) ? 0 : 1;
    sqlite3_int64 offset = 0;
    while (damaged == 0) {
      int got = fill(file, bytes, at_once, offset);
      if (got < 0) damaged = -1;
      if (got <= 0) break;
      for (int at = 0; at < got && damaged == 0; at += page, offset += page) {
        unsigned char expected[reserved];
        if (at + page <= got) put(checksum(bytes + at, page - reserved, offset), expected);
        if (at + page > got ||
            (memcmp(expected, bytes + at + page - reserved, reserved) != 0 && !is_zero(bytes + at, page)))
          damaged = (long)(offset / page) + 1;
      }
    }
    // Pages that the header counts and the file has not were cut off.
    if (damaged == 0 && (unsigned long)(offset / page) < pages) damaged = (long)(offset / page) + 1;
  }
  free(bytes);
  close(file);
  return damaged;
}

static int number(sqlite3 *database, const char *sql, int *value) {
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
  if (result == SQLITE_OK) {
    result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
      *value = sqlite3_column_int(statement, 0);
      result = SQLITE_OK;
    }
  }
  sqlite3_finalize(statement);
  return result;
}

static int give_checksums(sqlite3 *database, int application) {
  int found = 0;
  int tables = 0;
  int result = number(database, "PRAGMA application_id", &found);
  if (result == SQLITE_OK) result = number(database, "SELECT count(*) FROM sqlite_master", &tables);
  if (result != SQLITE_OK || (tables > 0 && found != application)) return result;
  int bytes = reserved;
  result = sqlite3_file_control(database, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
  // A database of the write-ahead kind keeps its layout in a VACUUM.
  if (result == SQLITE_OK) result = sqlite3_exec(database, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (result == SQLITE_OK) result = sqlite3_exec(database, "VACUUM", NULL, NULL, NULL);
  if (result == SQLITE_OK) result = sqlite3_exec(database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  return result;
}

int casebook_checksums_prepare(const char *path, int application) {
  if (casebook_checksums_are_kept(path)) return SQLITE_OK;
  sqlite3 *database = NULL;
  int result = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (result == SQLITE_OK) {
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, 10000);
    result = give_checksums(database, application);
  }
  sqlite3_close(database);
  return result;
}
