// The HTML parser of libxml2, loaded at run time.
//
// libxml2 brings ICU and a C++ runtime along; linking it would triple the start of every process, and most processes
// read no HTML. So it is opened with dlopen when the first HTML document is read, and this header declares all that is
// needed of it: no header of libxml2 is included, no compiler flag is needed, and a machine without the library gets a
// clear status instead of a program that does not start.
//
// The parser runs in SAX mode. Its events are recorded as flat arrays, each with its place in the source, which the
// caller turns into a tree of its own. Offsets are checked against the source bytes, never taken on trust.

#ifndef CXML2_H
#define CXML2_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How a parse ended.
typedef enum {
  /// All of the source was read.
  CXML2_OK = 0,
  /// libxml2 could not be loaded: nothing was read.
  CXML2_MISSING = 1,
  /// libxml2 was loaded, but it does not behave as the recorder expects: nothing was read.
  CXML2_UNSUPPORTED = 2,
  /// Out of memory: what was read so far is there.
  CXML2_NO_MEMORY = 3,
  /// A limit was met: what was read so far is there.
  CXML2_TOO_DEEP = 4,
  CXML2_TOO_MANY = 5,
  CXML2_TOO_MUCH_WORK = 6,
} cxml2_status;

/// What an event is.
typedef enum {
  CXML2_START = 0,
  CXML2_END = 1,
  CXML2_TEXT = 2,
} cxml2_kind;

/// One event. All offsets are byte offsets in the source, half open.
typedef struct {
  uint8_t kind;
  /// The tag does not stand in the source: the parser inferred it.
  uint8_t implied;
  /// Index into the tag names of the vocabulary, from 1; 0 for a name that is not in it.
  uint16_t tag;
  /// START: first of `attributes`. TEXT: first of `runs`.
  uint32_t first;
  /// START: number of attributes. TEXT: number of runs.
  uint32_t count;
  /// START and END: the tag. TEXT: from the first run to the last.
  uint32_t start;
  uint32_t end;
  /// TEXT: where the text starts in `text`, and its length.
  uint32_t text_start;
  uint32_t text_count;
} cxml2_event;

/// An attribute that the vocabulary knows; its value stands in `text`, entities decoded.
typedef struct {
  uint16_t name;
  uint32_t value_start;
  uint32_t value_count;
} cxml2_attribute;

/// A stretch of `text` and the stretch of the source it stands for.
typedef struct {
  uint32_t text_start;
  uint32_t text_count;
  uint32_t source_start;
  uint32_t source_count;
} cxml2_run;

/// Names that get numbers, so that no string is compared after the parse. Immutable once made.
typedef struct cxml2_vocabulary cxml2_vocabulary;

/// Numbers names from 1 in the order given; NULL when memory is out. Free with `cxml2_vocabulary_free`.
cxml2_vocabulary *cxml2_vocabulary_create(const char *const *names, size_t count);
void cxml2_vocabulary_free(cxml2_vocabulary *vocabulary);
/// The number of a name, 0 for none.
uint16_t cxml2_vocabulary_find(const cxml2_vocabulary *vocabulary, const char *name, size_t count);

typedef struct {
  /// Deepest nesting of elements.
  uint32_t max_depth;
  /// Largest number of events, attributes and runs, each.
  uint32_t max_records;
  /// Longest attribute value kept, in bytes; longer ones are cut at this many.
  uint32_t max_attribute_bytes;
  /// Steps the parser may spend on end tags that match nothing (each costs it a walk of the open elements).
  uint64_t max_work;
} cxml2_limits;

/// A recorded parse.
typedef struct {
  cxml2_status status;
  /// Where the parser stood when it ended.
  uint32_t consumed;
  cxml2_event *events;
  size_t event_count;
  cxml2_attribute *attributes;
  size_t attribute_count;
  cxml2_run *runs;
  size_t run_count;
  uint8_t *text;
  size_t text_count;
} cxml2_record;

/// Loads libxml2 unless it is loaded already. Any thread may call it. `CXML2_OK`, `CXML2_MISSING` or `CXML2_UNSUPPORTED`.
cxml2_status cxml2_load(void);
/// The library's own version ("20914"), NULL when it is not loaded.
const char *cxml2_version(void);

/// Parses HTML in UTF-8 of less than 2^31 bytes.
///
/// `source` must start with the three bytes of a byte order mark, which tells libxml2 the encoding without a converter
/// between it and the source, and must hold no NUL; offsets count from behind the mark. The record must be freed with
/// `cxml2_record_free`, whatever the status.
cxml2_record cxml2_parse(
  const uint8_t *source, size_t count, const cxml2_vocabulary *tags, const cxml2_vocabulary *attributes,
  cxml2_limits limits);
/// The same for XML: names count with their prefixes and case, entities but the five predefined ones are left out, nothing is fetched. What
/// follows a fault is not read. Places of text are those of nothing.
cxml2_record cxml2_parse_xml(
  const uint8_t *source, size_t count, const cxml2_vocabulary *tags, const cxml2_vocabulary *attributes,
  cxml2_limits limits);
void cxml2_record_free(cxml2_record *record);

#ifdef __cplusplus
}
#endif

#endif
