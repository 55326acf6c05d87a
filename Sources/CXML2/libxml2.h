// The part of libxml2's interface that the recorder uses, declared here so that no header of it is needed.
//
// Only these facts about its memory layout are relied on, all of them stable since version 2.6 (2003), and all checked
// at run time by a trial parse in `cxml2_load`:
// - a parser context starts with a pointer to its SAX handler, followed by the pointer handed to every callback;
// - the order of the callbacks in the SAX handler;
// - an error record starts with its domain and its code.

#ifndef CASEBOOK_LIBXML2_H
#define CASEBOOK_LIBXML2_H

typedef unsigned char xml_char;

typedef struct {
  void (*internalSubset)(void *, const xml_char *, const xml_char *, const xml_char *);
  void *isStandalone, *hasInternalSubset, *hasExternalSubset, *resolveEntity, *getEntity, *entityDecl, *notationDecl,
    *attributeDecl, *elementDecl, *unparsedEntityDecl, *setDocumentLocator;
  void *startDocument, *endDocument;
  void (*startElement)(void *, const xml_char *, const xml_char **);
  void (*endElement)(void *, const xml_char *);
  void *reference;
  void (*characters)(void *, const xml_char *, int);
  void (*ignorableWhitespace)(void *, const xml_char *, int);
  void (*processingInstruction)(void *, const xml_char *, const xml_char *);
  void (*comment)(void *, const xml_char *);
  void *warning, *error, *fatalError, *getParameterEntity;
  void (*cdataBlock)(void *, const xml_char *, int);
  void *externalSubset;
  unsigned int initialized;
  void *_private;
  void *startElementNs, *endElementNs;
  void (*serror)(void *, const void *);
} xml_sax_handler;

/// The first two members of a parser context.
typedef struct {
  xml_sax_handler *sax;
  void *user_data;
} xml_context_head;

/// The first two members of an error record.
typedef struct {
  int domain;
  int code;
} xml_error_head;

enum {
  xml_sax2_magic = (int)0xDEEDBEAF,
  xml_error_tag_name_mismatch = 76,

  html_parse_recover = 1 << 0,
  html_parse_noerror = 1 << 5,
  html_parse_nowarning = 1 << 6,
  xml_parse_sax1 = 1 << 9,
  html_parse_nonet = 1 << 11,
  html_parse_compact = 1 << 16,
  xml_parse_huge = 1 << 19,
  html_parse_ignore_encoding = 1 << 21,
};

#endif
