#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "library.h"

cxml2_functions cxml2_library;

static cxml2_status load_status = CXML2_MISSING;
static pthread_once_t load_once = PTHREAD_ONCE_INIT;

static void *open_library(void) {
  // By soname first: `libxml2.so` is there only with the development package. Version 2.14 became `.so.16`.
  static const char *const names[] = {
#if defined(__APPLE__)
    "/usr/lib/libxml2.2.dylib", "libxml2.2.dylib", "libxml2.16.dylib", "libxml2.dylib",
    "/opt/homebrew/opt/libxml2/lib/libxml2.dylib", "/usr/local/opt/libxml2/lib/libxml2.dylib",
#else
    "libxml2.so.2", "libxml2.so.16", "libxml2.so",
#endif
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle) return handle;
  }
  return NULL;
}

// A pointer to a function does not convert to a pointer to data in ISO C; POSIX asks for this form.
static int find(void *handle, const char *name, void *target) {
  void *symbol = dlsym(handle, name);
  memcpy(target, &symbol, sizeof symbol);
  return symbol != NULL;
}

/// Parses a few bytes whose events are known: what this file believes about the library's layout must hold.
static int passes_trial(void) {
  static const char source[] = "\xEF\xBB\xBF<p id=a>x&amp;y\xC3\xA9</p><br>";
  static const char *const tag_names[] = {"p", "br"};
  static const char *const attribute_names[] = {"id"};
  cxml2_vocabulary *tags = cxml2_vocabulary_create(tag_names, 2);
  cxml2_vocabulary *attributes = cxml2_vocabulary_create(attribute_names, 1);
  int passed = 0;
  if (tags && attributes) {
    cxml2_limits limits = {.max_depth = 64, .max_records = 64, .max_attribute_bytes = 64, .max_work = 64};
    cxml2_record record =
      cxml2_parse_unchecked((const uint8_t *)source, sizeof source - 1, tags, attributes, limits);
    int found_p = 0, found_text = 0, found_br = 0;
    for (size_t i = 0; i < record.event_count; i++) {
      cxml2_event e = record.events[i];
      if (e.kind == CXML2_START && e.tag == 1) {
        found_p = e.start == 0 && e.end == 8 && e.count == 1 && record.attributes[e.first].name == 1;
      }
      if (e.kind == CXML2_TEXT) {
        found_text = e.start == 8 && e.end == 17 && e.text_count == 5
          && memcmp(record.text + e.text_start, "x&y\xC3\xA9", 5) == 0;
      }
      if (e.kind == CXML2_START && e.tag == 2) found_br = e.start == 21 && e.end == 25;
    }
    passed = record.status == CXML2_OK && found_p && found_text && found_br;
    cxml2_record_free(&record);
  }
  cxml2_vocabulary_free(tags);
  cxml2_vocabulary_free(attributes);
  return passed;
}

static void load(void) {
  void *handle = open_library();
  if (!handle) return;
  cxml2_functions *f = &cxml2_library;
  int complete = find(handle, "xmlInitParser", &f->xmlInitParser)
    && find(handle, "htmlCreateMemoryParserCtxt", &f->htmlCreateMemoryParserCtxt)
    && find(handle, "htmlCtxtUseOptions", &f->htmlCtxtUseOptions)
    && find(handle, "htmlParseDocument", &f->htmlParseDocument)
    && find(handle, "htmlFreeParserCtxt", &f->htmlFreeParserCtxt)
    && find(handle, "xmlCreateMemoryParserCtxt", &f->xmlCreateMemoryParserCtxt)
    && find(handle, "xmlCtxtUseOptions", &f->xmlCtxtUseOptions)
    && find(handle, "xmlParseDocument", &f->xmlParseDocument)
    && find(handle, "xmlFreeParserCtxt", &f->xmlFreeParserCtxt)
    && find(handle, "xmlStopParser", &f->xmlStopParser) && find(handle, "xmlByteConsumed", &f->xmlByteConsumed)
    && find(handle, "xmlParserVersion", &f->xmlParserVersion);
  if (!complete) {
    load_status = CXML2_UNSUPPORTED;
    return;
  }
  f->xmlInitParser();
  load_status = passes_trial() ? CXML2_OK : CXML2_UNSUPPORTED;
}

cxml2_status cxml2_load(void) {
  pthread_once(&load_once, load);
  return load_status;
}

const char *cxml2_version(void) {
  if (cxml2_load() == CXML2_MISSING || !cxml2_library.xmlParserVersion) return NULL;
  return *cxml2_library.xmlParserVersion;
}

cxml2_record cxml2_parse(
  const uint8_t *source, size_t count, const cxml2_vocabulary *tags, const cxml2_vocabulary *attributes,
  cxml2_limits limits) {
  cxml2_status status = cxml2_load();
  if (status != CXML2_OK) return (cxml2_record){.status = status};
  return cxml2_parse_unchecked(source, count, tags, attributes, limits);
}
