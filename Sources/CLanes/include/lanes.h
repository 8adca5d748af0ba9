// What Swift's SIMD types cannot do, by clang's vectors: gather the results of comparisons into the bits of a word (one
// instruction for 16 bytes on SSE2), and use wider registers where the processor has them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t quern_bytes __attribute__((ext_vector_type(64)));
typedef _Bool quern_lanes __attribute__((ext_vector_type(64)));

static inline uint64_t quern_bits(quern_lanes lanes) {
    uint64_t bits;
    memcpy(&bits, &lanes, sizeof bits);
    return bits;
}

/// The quotes, backslashes and control characters among the 64 bytes at `from`. Inlined into the Swift that calls it.
static inline uint64_t quern_json_marks(const void *from) {
    quern_bytes bytes;
    memcpy(&bytes, from, sizeof bytes);
    return quern_bits(__builtin_convertvector((bytes == '"') | (bytes == '\\') | (bytes < 0x20), quern_lanes));
}

/// Whether every byte from `index` on may follow the three before it in UTF-8 (Unicode 16, table 3-7): a character that
/// the end cuts is not seen. There must be three bytes before `index` and 64 from it on.
bool quern_utf8_is_well_formed(const uint8_t *bytes, size_t index, size_t count);
