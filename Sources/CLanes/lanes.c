#include "lanes.h"

#include <string.h>

// One source for three kinds of machine: the loader takes the version that fits the processor it runs on.
#if defined(__x86_64__) && defined(__linux__)
#define QUERN_MACHINES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define QUERN_MACHINES
#endif

typedef uint8_t quern_bytes __attribute__((ext_vector_type(64)));
typedef _Bool quern_lanes __attribute__((ext_vector_type(64)));
typedef quern_bytes quern_unaligned __attribute__((aligned(1)));
typedef char quern_truth __attribute__((ext_vector_type(64)));

// What the letters of short escapes stand for.
static const uint8_t meanings[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
};

static inline uint64_t bits(quern_lanes lanes) {
    uint64_t bits;
    memcpy(&bits, &lanes, sizeof bits);
    return bits;
}

// What lies between two escapes is copied by 64 bytes, whatever its length: a branch on the length would be guessed
// wrong more often than not. The bytes too many are written over next.
QUERN_MACHINES size_t quern_copy_unescaped(const void *start, size_t count, void *to, size_t *written) {
    const uint8_t *from = start;
    uint8_t *target = to;
    size_t source = 0;
    while (count - source >= 2 * 64 + 2) {
        quern_bytes byte = *(const quern_unaligned *)(from + source);
        *(quern_unaligned *)target = byte;
        uint64_t marks = bits(__builtin_convertvector((byte == '"') | (byte == '\\') | (byte < 0x20), quern_lanes));
        size_t done = 0;
        while (marks != 0) {
            size_t at = (size_t)__builtin_ctzll(marks);
            uint8_t letter = meanings[from[source + at + 1]];
            target += at - done;
            if (from[source + at] != '\\' || letter == 0) {
                *written = (size_t)(target - (uint8_t *)to);
                return source + at;
            }
            *target++ = letter;
            done = at + 2;
            // The letter may be a mark itself.
            marks &= ~((uint64_t)3 << at);
            *(quern_unaligned *)target = *(const quern_unaligned *)(from + source + done);
        }
        target += done < 64 ? 64 - done : 0;
        source += done < 64 ? 64 : done;
    }
    *written = (size_t)(target - (uint8_t *)to);
    return source;
}

QUERN_MACHINES bool quern_utf8_is_well_formed(const uint8_t *bytes, size_t index, size_t count) {
    quern_truth faults = 0;
    while (true) {
        quern_bytes byte = *(const quern_unaligned *)(bytes + index);
        if (bits(__builtin_convertvector(byte >= 0x80, quern_lanes)) != 0 || bytes[index - 1] >= 0x80) {
            quern_bytes before1 = *(const quern_unaligned *)(bytes + index - 1);
            quern_bytes before2 = *(const quern_unaligned *)(bytes + index - 2);
            quern_bytes before3 = *(const quern_unaligned *)(bytes + index - 3);
            quern_truth must_continue = (before1 >= 0xC0) | (before2 >= 0xE0) | (before3 >= 0xF0);
            quern_truth impossible = ((byte & 0xFE) == 0xC0) | (byte > 0xF4);
            quern_truth overlong = ((before1 == 0xE0) & (byte < 0xA0)) | ((before1 == 0xF0) & (byte < 0x90));
            quern_truth outside = ((before1 == 0xED) & (byte >= 0xA0)) | ((before1 == 0xF4) & (byte >= 0x90));
            faults |= (must_continue ^ ((byte & 0xC0) == 0x80)) | impossible | overlong | outside;
        }
        if (count - index == 64) break;
        // The last block lies over the one before it.
        index = count - index < 128 ? count - 64 : index + 64;
    }
    return bits(__builtin_convertvector(faults != 0, quern_lanes)) == 0;
}

QUERN_MACHINES uint64_t quern_word_bytes(const void *bytes, uint64_t *high) {
    quern_bytes byte = *(const quern_unaligned *)bytes;
    *high = bits(__builtin_convertvector(byte >= 0x80, quern_lanes));
    quern_truth is_letter = ((byte | 0x20) - 'a') < 26;
    quern_truth is_digit = (byte - '0') < 10;
    return bits(__builtin_convertvector(is_letter | is_digit, quern_lanes));
}
