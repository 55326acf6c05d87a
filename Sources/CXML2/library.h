// The functions of libxml2, found at run time.

#ifndef CASEBOOK_CXML2_LIBRARY_H
#define CASEBOOK_CXML2_LIBRARY_H

#include "CXML2.h"
#include "libxml2.h"

typedef struct {
  void (*xmlInitParser)(void);
  void *(*htmlCreateMemoryParserCtxt)(const char *, int);
  int (*htmlCtxtUseOptions)(void *, int);
  int (*htmlParseDocument)(void *);
  void (*htmlFreeParserCtxt)(void *);
  void *(*xmlCreateMemoryParserCtxt)(const char *, int);
  int (*xmlCtxtUseOptions)(void *, int);
  int (*xmlParseDocument)(void *);
  void (*xmlFreeParserCtxt)(void *);
  void (*xmlStopParser)(void *);
  long (*xmlByteConsumed)(void *);
  /// A variable, not a function.
  const char *const *xmlParserVersion;
} cxml2_functions;

/// The functions; valid after `cxml2_load` gave `CXML2_OK`.
extern cxml2_functions cxml2_library;

/// Parses without looking whether the library has passed its trial.
cxml2_record cxml2_parse_unchecked(
  const uint8_t *source, size_t count, const cxml2_vocabulary *tags, const cxml2_vocabulary *attributes,
  cxml2_limits limits);

#endif
