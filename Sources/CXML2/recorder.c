#include <stdlib.h>
#include <string.h>

#include "library.h"

/// The state of one parse. The SAX callbacks get a pointer to it.
typedef struct {
  cxml2_record record;
  size_t event_capacity, attribute_capacity, run_capacity, text_capacity;
  const cxml2_vocabulary *tags, *attributes;
  cxml2_limits limits;
  void *context;
  /// The source behind its byte order mark.
  const uint8_t *source;
  size_t count;
  uint32_t depth;
  uint64_t work;
  /// Up to where the source is accounted for by the events so far.
  size_t position;
  int stopped;
} recorder;

static void stop(recorder *r, cxml2_status status) {
  if (r->stopped) return;
  r->stopped = 1;
  r->record.status = status;
}

/// Makes room for `more` elements behind `count`; 0 when there is none.
static int reserve(recorder *r, void **array, size_t *capacity, size_t count, size_t more, size_t size) {
  if (count + more <= *capacity) return 1;
  size_t wanted = *capacity ? *capacity * 2 : 256;
  while (wanted < count + more) wanted *= 2;
  void *grown = realloc(*array, wanted * size);
  if (!grown) {
    stop(r, CXML2_NO_MEMORY);
    return 0;
  }
  *array = grown;
  *capacity = wanted;
  return 1;
}

/// Where the parser stands, as an offset behind the mark.
static size_t current(const recorder *r) {
  long at = cxml2_library.xmlByteConsumed(r->context) - 3;
  if (at < 0) return 0;
  return (size_t)at < r->count ? (size_t)at : r->count;
}

static cxml2_event *append_event(recorder *r) {
  if (r->record.event_count >= r->limits.max_records) {
    stop(r, CXML2_TOO_MANY);
    return NULL;
  }
  if (!reserve(
        r, (void **)&r->record.events, &r->event_capacity, r->record.event_count, 1, sizeof *r->record.events))
    return NULL;
  cxml2_event *event = &r->record.events[r->record.event_count++];
  memset(event, 0, sizeof *event);
  return event;
}

/// Appends bytes to the text; where they start, or -1.
static int64_t append_text(recorder *r, const uint8_t *bytes, size_t count) {
  if (r->record.text_count + count > UINT32_MAX / 2) {
    stop(r, CXML2_TOO_MANY);
    return -1;
  }
  if (!reserve(r, (void **)&r->record.text, &r->text_capacity, r->record.text_count, count, 1)) return -1;
  int64_t start = (int64_t)r->record.text_count;
  if (count) memcpy(r->record.text + start, bytes, count);
  r->record.text_count += count;
  return start;
}

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

/// Whether the source holds a tag's name at `at`, in any case, and nothing of a name behind it.
static int has_name(const recorder *r, size_t at, const char *name, size_t count) {
  if (at + count > r->count) return 0;
  for (size_t i = 0; i < count; i++) {
    if (lower(r->source[at + i]) != lower((uint8_t)name[i])) return 0;
  }
  if (at + count == r->count) return 1;
  uint8_t next = r->source[at + count];
  return !(
    (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9') || next == ':'
    || next == '-' || next == '_' || next == '.' || next >= 0x80);
}

/// The last '<' before `end` and not before `from`; `end` when there is none.
static size_t last_open(const recorder *r, size_t from, size_t end) {
  for (size_t i = end; i > from; i--) {
    if (r->source[i - 1] == '<') return i - 1;
  }
  return end;
}

static void on_start(void *data, const xml_char *raw_name, const xml_char **values) {
  recorder *r = data;
  if (r->stopped) return;
  const char *name = (const char *)raw_name;
  size_t length = strlen(name);
  size_t at = current(r);
  cxml2_event *event = append_event(r);
  if (event) {
    event->kind = CXML2_START;
    event->tag = cxml2_vocabulary_find(r->tags, name, length);
    // The parser calls when it has read the attributes and stands before '>'. The tag starts at the first "<name"
    // behind what is accounted for; without one the parser inferred the element from the tag it is reading.
    size_t from = r->position < at ? r->position : at, start = from;
    int found = 0;
    while (from < at) {
      const uint8_t *open = memchr(r->source + from, '<', at - from);
      if (!open) break;
      start = (size_t)(open - r->source);
      if (has_name(r, start + 1, name, length)) {
        found = 1;
        break;
      }
      from = start + 1;
    }
    if (found) {
      size_t end = at;
      if (end + 1 < r->count && r->source[end] == '/' && r->source[end + 1] == '>') {
        end += 2;
      } else if (end < r->count && r->source[end] == '>') {
        end += 1;
      }
      event->start = (uint32_t)start;
      event->end = (uint32_t)end;
      r->position = end;
    } else {
      // `start` is the last '<' seen; without one it is text, read but not yet handed over, that implied the element.
      event->implied = 1;
      event->start = event->end = (uint32_t)start;
      r->position = start;
    }
    event->first = (uint32_t)r->record.attribute_count;
    for (; values && values[0] && !r->stopped; values += 2) {
      const char *key = (const char *)values[0];
      uint16_t number = cxml2_vocabulary_find(r->attributes, key, strlen(key));
      if (!number) continue;
      const uint8_t *value = values[1] ? values[1] : (const uint8_t *)"";
      size_t bytes = strlen((const char *)value);
      if (bytes > r->limits.max_attribute_bytes) {
        bytes = r->limits.max_attribute_bytes;
        while (bytes && (value[bytes] & 0xC0) == 0x80) bytes--;
      }
      if (r->record.attribute_count >= r->limits.max_records) {
        stop(r, CXML2_TOO_MANY);
        break;
      }
      int64_t place = append_text(r, value, bytes);
      if (place < 0
          || !reserve(
            r, (void **)&r->record.attributes, &r->attribute_capacity, r->record.attribute_count, 1,
            sizeof *r->record.attributes))
        break;
      r->record.attributes[r->record.attribute_count++] =
        (cxml2_attribute){.name = number, .value_start = (uint32_t)place, .value_count = (uint32_t)bytes};
    }
    // `append_text` does not move events, so the pointer still holds.
    event->count = (uint32_t)(r->record.attribute_count - event->first);
  }
  r->depth += 1;
  if (r->depth > r->limits.max_depth) stop(r, CXML2_TOO_DEEP);
  // The one callback from which the parser can be stopped without leaving its place in the input dangling.
  if (r->stopped) cxml2_library.xmlStopParser(r->context);
}

static void on_end(void *data, const xml_char *raw_name) {
  recorder *r = data;
  if (r->stopped) return;
  if (r->depth) r->depth -= 1;
  const char *name = (const char *)raw_name;
  size_t length = strlen(name);
  size_t at = current(r);
  cxml2_event *event = append_event(r);
  if (!event) return;
  event->kind = CXML2_END;
  event->tag = cxml2_vocabulary_find(r->tags, name, length);
  // A real end tag has just been read, '>' included; an inferred one stands before the tag that made it so.
  size_t open = last_open(r, r->position < at ? r->position : at, at);
  if (open + 2 < at && r->source[open + 1] == '/' && has_name(r, open + 2, name, length)) {
    event->start = (uint32_t)open;
    event->end = (uint32_t)at;
    r->position = at;
  } else {
    size_t place = open < r->position ? r->position : open;
    event->implied = 1;
    event->start = event->end = (uint32_t)place;
    r->position = place;
  }
}

/// Where in the source a stretch of text stands.
static cxml2_run locate(recorder *r, const uint8_t *bytes, size_t count) {
  size_t at = current(r), position = r->position < at ? r->position : at;
  cxml2_run run = {.text_count = (uint32_t)count};
  size_t last = 0;
  if (at < r->count) {
    uint8_t c = r->source[at];
    last = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  }
  int is_entity = position < at && r->source[position] == '&' && at > position + 1 && r->source[at - 1] == ';'
    && at - position <= 64 && count <= 8 && !memchr(r->source + position + 1, '&', at - position - 1);
  if (is_entity) {
    run.source_start = (uint32_t)position;
    run.source_count = (uint32_t)(at - position);
  } else if (at >= position + count && memcmp(r->source + at - count, bytes, count) == 0) {
    run.source_start = (uint32_t)(at - count);
    run.source_count = (uint32_t)count;
  } else if (
    at + last <= r->count && at + last >= position + count
    && memcmp(r->source + at + last - count, bytes, count) == 0) {
    // A full buffer is handed over before the parser steps behind its last character.
    run.source_start = (uint32_t)(at + last - count);
    run.source_count = (uint32_t)count;
  } else if (position + count <= r->count && memcmp(r->source + position, bytes, count) == 0) {
    // A lone '&' is handed over after the name behind it has been read.
    run.source_start = (uint32_t)position;
    run.source_count = (uint32_t)count;
  } else {
    // Text that the parser changed (it left out what is no character): it stands for all that was read. As runs of
    // equal length claim to be equal byte for byte, one that only happens to be as long stands for nothing.
    run.source_start = (uint32_t)position;
    run.source_count = (uint32_t)(at - position);
    if (run.source_count == run.text_count) run.source_count = 0;
    r->position = at;
    return run;
  }
  r->position = run.source_start + run.source_count;
  return run;
}

static void on_text(void *data, const xml_char *bytes, int length) {
  recorder *r = data;
  if (r->stopped || length <= 0) return;
  cxml2_run run = locate(r, bytes, (size_t)length);
  int64_t place = append_text(r, bytes, (size_t)length);
  if (place < 0) return;
  run.text_start = (uint32_t)place;
  cxml2_event *event =
    r->record.event_count ? &r->record.events[r->record.event_count - 1] : NULL;
  int continues = event && event->kind == CXML2_TEXT
    && event->text_start + event->text_count == (uint32_t)place;
  if (!continues) {
    event = append_event(r);
    if (!event) return;
    event->kind = CXML2_TEXT;
    event->text_start = (uint32_t)place;
    event->first = (uint32_t)r->record.run_count;
    event->start = run.source_start;
  }
  event->text_count += (uint32_t)length;
  event->end = run.source_start + run.source_count;
  if (event->count && run.text_count == run.source_count) {
    cxml2_run *previous = &r->record.runs[r->record.run_count - 1];
    if (previous->text_count == previous->source_count
        && previous->source_start + previous->source_count == run.source_start) {
      previous->text_count += run.text_count;
      previous->source_count += run.source_count;
      return;
    }
  }
  if (r->record.run_count >= r->limits.max_records) {
    stop(r, CXML2_TOO_MANY);
    return;
  }
  if (!reserve(r, (void **)&r->record.runs, &r->run_capacity, r->record.run_count, 1, sizeof *r->record.runs)) return;
  r->record.runs[r->record.run_count++] = run;
  event->count += 1;
}

/// What is no text and no element still moves the place, so that a tag inside a comment is not taken for a later one.
static void skip(recorder *r) {
  size_t at = current(r);
  if (at > r->position) r->position = at;
}
static void on_comment(void *data, const xml_char *value) {
  (void)value;
  skip(data);
}
static void on_instruction(void *data, const xml_char *target, const xml_char *value) {
  (void)target, (void)value;
  skip(data);
}
static void on_doctype(void *data, const xml_char *name, const xml_char *external, const xml_char *system) {
  (void)name, (void)external, (void)system;
  skip(data);
}
static void on_raw_text(void *data, const xml_char *bytes, int length) {
  (void)bytes, (void)length;
  skip(data);
}

static void on_error(void *data, const void *error) {
  recorder *r = data;
  if (r->stopped || ((const xml_error_head *)error)->code != xml_error_tag_name_mismatch) return;
  // An end tag without its start tag: the parser has walked all open elements, comparing names at each.
  r->work += (uint64_t)r->depth + 1;
  if (r->work > r->limits.max_work) {
    stop(r, CXML2_TOO_MUCH_WORK);
    cxml2_library.xmlStopParser(r->context);
  }
}

cxml2_record cxml2_parse_unchecked(
  const uint8_t *source, size_t count, const cxml2_vocabulary *tags, const cxml2_vocabulary *attributes,
  cxml2_limits limits) {
  cxml2_record none = {.status = CXML2_TOO_MANY};
  if (count < 3 || count > INT32_MAX) return none;
  void *context = cxml2_library.htmlCreateMemoryParserCtxt((const char *)source, (int)count);
  if (!context) {
    none.status = CXML2_NO_MEMORY;
    return none;
  }
  recorder r = {
    .tags = tags, .attributes = attributes, .limits = limits, .context = context, .source = source + 3,
    .count = count - 3};
  cxml2_library.htmlCtxtUseOptions(
    context, html_parse_recover | html_parse_noerror | html_parse_nowarning | html_parse_nonet | html_parse_compact
      | xml_parse_huge | html_parse_ignore_encoding);
  xml_context_head *head = context;
  *head->sax = (xml_sax_handler){
    .internalSubset = on_doctype,
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .processingInstruction = on_instruction,
    .comment = on_comment,
    .cdataBlock = on_raw_text,
    .initialized = xml_sax2_magic,
    .serror = on_error,
  };
  head->user_data = &r;
  cxml2_library.htmlParseDocument(context);
  r.record.consumed = (uint32_t)(r.stopped ? r.position : current(&r));
  cxml2_library.htmlFreeParserCtxt(context);
  return r.record;
}

cxml2_record cxml2_parse_xml(
  const uint8_t *source, size_t count, const cxml2_vocabulary *tags, const cxml2_vocabulary *attributes,
  cxml2_limits limits) {
  cxml2_status status = cxml2_load();
  cxml2_record none = {.status = status == CXML2_OK ? CXML2_TOO_MANY : status};
  if (status != CXML2_OK || count < 3 || count > INT32_MAX) return none;
  void *context = cxml2_library.xmlCreateMemoryParserCtxt((const char *)source, (int)count);
  if (!context) {
    none.status = CXML2_NO_MEMORY;
    return none;
  }
  recorder r = {
    .tags = tags, .attributes = attributes, .limits = limits, .context = context, .source = source + 3,
    .count = count - 3};
  cxml2_library.xmlCtxtUseOptions(
    context, html_parse_noerror | html_parse_nowarning | html_parse_nonet | html_parse_compact | xml_parse_sax1);
  xml_context_head *head = context;
  // Without handlers for name spaces the parser tells names as they are written.
  *head->sax = (xml_sax_handler){
    .internalSubset = on_doctype,
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .initialized = 1,
  };
  head->user_data = &r;
  cxml2_library.xmlParseDocument(context);
  r.record.consumed = (uint32_t)(r.stopped ? r.position : current(&r));
  cxml2_library.xmlFreeParserCtxt(context);
  return r.record;
}

void cxml2_record_free(cxml2_record *record) {
  free(record->events);
  free(record->attributes);
  free(record->runs);
  free(record->text);
  *record = (cxml2_record){0};
}
