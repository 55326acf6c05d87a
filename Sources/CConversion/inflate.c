#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "CConversion.h"

int64_t cconversion_inflate(const uint8_t *source, size_t count, uint8_t *target, size_t capacity) {
  if (count > UINT_MAX || capacity > UINT_MAX) return -1;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, -15) != Z_OK) return -1;
  stream.next_in = (Bytef *)source;
  stream.avail_in = (uInt)count;
  // zlib wants a place to write to, also where nothing is to be written.
  uint8_t none;
  stream.next_out = capacity ? target : &none;
  stream.avail_out = (uInt)capacity;
  int status = inflate(&stream, Z_FINISH);
  int64_t written = (int64_t)stream.total_out;
  inflateEnd(&stream);
  return status == Z_STREAM_END ? written : -1;
}

uint32_t cconversion_crc32(const uint8_t *source, size_t count) {
  uLong sum = crc32(0, Z_NULL, 0);
  while (count > 0) {
    uInt part = count > (1u << 30) ? (1u << 30) : (uInt)count;
    sum = crc32(sum, source, part);
    source += part;
    count -= part;
  }
  return (uint32_t)sum;
}
