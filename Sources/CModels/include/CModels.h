#ifndef CASEBOOK_CMODELS_H
#define CASEBOOK_CMODELS_H

#include <stddef.h>

/* The bytes of a trained model, linked into the program. */
typedef struct {
  const unsigned char *bytes;
  size_t count;
} cmodels_blob;

/* The model of that name ("tagger", "parser" ...); no bytes when there is none. */
cmodels_blob cmodels_blob_named(const char *name);

#endif
