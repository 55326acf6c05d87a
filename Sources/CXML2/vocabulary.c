#include <stdlib.h>
#include <string.h>

#include "CXML2.h"

/// An open-addressing hash table, at most a quarter full.
struct cxml2_vocabulary {
  size_t mask;
  struct {
    char *name;
    size_t count;
    uint16_t number;
  } *slots;
};

static size_t hash(const char *name, size_t count) {
  // FNV-1a.
  uint64_t h = 0xcbf29ce484222325u;
  for (size_t i = 0; i < count; i++) h = (h ^ (unsigned char)name[i]) * 0x100000001b3u;
  return (size_t)(h ^ (h >> 32));
}

cxml2_vocabulary *cxml2_vocabulary_create(const char *const *names, size_t count) {
  if (count > UINT16_MAX) return NULL;
  cxml2_vocabulary *v = calloc(1, sizeof *v);
  if (!v) return NULL;
  size_t capacity = 16;
  while (capacity < count * 4) capacity *= 2;
  v->mask = capacity - 1;
  v->slots = calloc(capacity, sizeof *v->slots);
  if (!v->slots) {
    free(v);
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(names[i]);
    size_t slot = hash(names[i], length) & v->mask;
    while (v->slots[slot].name) slot = (slot + 1) & v->mask;
    v->slots[slot].name = strdup(names[i]);
    if (!v->slots[slot].name) {
      cxml2_vocabulary_free(v);
      return NULL;
    }
    v->slots[slot].count = length;
    v->slots[slot].number = (uint16_t)(i + 1);
  }
  return v;
}

void cxml2_vocabulary_free(cxml2_vocabulary *v) {
  if (!v) return;
  for (size_t i = 0; v->slots && i <= v->mask; i++) free(v->slots[i].name);
  free(v->slots);
  free(v);
}

uint16_t cxml2_vocabulary_find(const cxml2_vocabulary *v, const char *name, size_t count) {
  size_t slot = hash(name, count) & v->mask;
  while (v->slots[slot].name) {
    if (v->slots[slot].count == count && memcmp(v->slots[slot].name, name, count) == 0) return v->slots[slot].number;
    slot = (slot + 1) & v->mask;
  }
  return 0;
}
