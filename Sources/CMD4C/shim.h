// md4c, a CommonMark and GFM parser that hands out pointers into its input.
#ifndef CASEBOOK_CMD4C_SHIM_H
#define CASEBOOK_CMD4C_SHIM_H

#include <md4c.h>

// The dialect read here. The PERMISSIVE* flags (bare links) take quadratic time on hostile input and stay off.
static const unsigned casebook_md4c_flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;

#endif
