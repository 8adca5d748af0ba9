#include <xxhash.h>
#if defined(__x86_64__)
#include <xxh_x86dispatch.h>
#endif

/// Adds to a hash of 128 bits by the widest registers the processor has: on x86 the library leaves that to this header.
static inline void quern_xxh128_update(XXH3_state_t *state, const void *bytes, size_t count) {
    XXH3_128bits_update(state, bytes, count);
}
