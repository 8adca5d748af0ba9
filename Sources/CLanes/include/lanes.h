// Which of 64 bytes are of a kind, as the bits of a word. Swift's SIMD types compare bytes, but cannot gather the
// results into bits; clang's vectors can, by one instruction for 16 bytes on SSE2. Inlined into the Swift that calls it.
#pragma once
#include <stdint.h>
#include <string.h>

typedef uint8_t quern_bytes __attribute__((ext_vector_type(64)));
typedef _Bool quern_lanes __attribute__((ext_vector_type(64)));

static inline uint64_t quern_bits(quern_lanes lanes) {
    uint64_t bits;
    memcpy(&bits, &lanes, sizeof bits);
    return bits;
}

/// The quotes, backslashes and control characters among the 64 bytes at `from`.
static inline uint64_t quern_json_marks(const void *from) {
    quern_bytes bytes;
    memcpy(&bytes, from, sizeof bytes);
    return quern_bits(__builtin_convertvector((bytes == '"') | (bytes == '\\') | (bytes < 0x20), quern_lanes));
}
