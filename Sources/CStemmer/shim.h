// The reference Snowball stemmers; Debian's libstemmer has no pkg-config file, so the module map links it.
#include <libstemmer.h>
