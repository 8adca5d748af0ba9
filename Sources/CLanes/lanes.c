#include "lanes.h"

// One source for three kinds of machine: the loader takes the version that fits the processor it runs on.
#if defined(__x86_64__) && defined(__linux__)
#define QUERN_MACHINES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define QUERN_MACHINES
#endif

typedef quern_bytes quern_unaligned __attribute__((aligned(1)));
typedef char quern_truth __attribute__((ext_vector_type(64)));

QUERN_MACHINES bool quern_utf8_is_well_formed(const uint8_t *bytes, size_t index, size_t count) {
    quern_truth faults = 0;
    while (true) {
        quern_bytes byte = *(const quern_unaligned *)(bytes + index);
        if (quern_bits(__builtin_convertvector(byte >= 0x80, quern_lanes)) != 0 || bytes[index - 1] >= 0x80) {
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
    return quern_bits(__builtin_convertvector(faults != 0, quern_lanes)) == 0;
}
