#ifndef CASEBOOK_PAGE_CHECKSUMS_H
#define CASEBOOK_PAGE_CHECKSUMS_H

// Checksums of the pages of a record store.
//
// A store reserves the last eight bytes of each page (https://www.sqlite.org/fileformat.html, "reserved region") for a checksum of
// the rest. A layer between SQLite and the file system (https://www.sqlite.org/vfs.html) computes it when a page is written
// and compares it when a page is read; a page that differs is SQLITE_IOERR_DATA, as it is with SQLite's own cksumvfs.
// Other files and databases pass through unchanged.

// Puts the layer in front of the file system, once in a process; databases opened later are read through it. Safe to call from
// several threads.
//
// - Parameter name: The last part of the path of the databases that have checksums; that of the first call holds.
// - Returns: SQLITE_OK, or why there is no layer.
int casebook_checksums_install(const char *name);

// Makes an empty database whose pages have checksums, or gives them to a database that has none by writing it once
// more (VACUUM). A database that has them is left as it is.
//
// - Parameter application: The `application_id` of databases that may be rewritten; others are left as they are.
// - Returns: SQLITE_OK or SQLite's error.
int casebook_checksums_prepare(const char *path, int application);

// Compares every page of this file with its checksum; pages of zeros, which were never written, count as sound.
//
// - Returns: The number of the first page that differs, from 1; 0 when none does; -1 when the file cannot be read.
// - Complexity: O(bytes).
long casebook_checksums_first_damaged_page(const char *path);

// Whether the pages of this file have checksums: what its header says. A file that cannot be read has none.
int casebook_checksums_are_kept(const char *path);

#endif
