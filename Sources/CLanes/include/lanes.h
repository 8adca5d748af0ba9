// Loops over bytes that Swift's SIMD types cannot express: they gather the results of comparisons into the bits of a word
// (one instruction for 16 bytes on SSE2), and use wider registers where the processor has them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Copies the inside of a JSON string: plain text as it is, escapes of one letter as what they stand for. Stops at
/// anything else (a quote, another escape, a control character), or less than 130 bytes before the end.
///
/// `to` has room for `count` bytes. Returns how many bytes were read.
size_t quern_copy_unescaped(const void *from, size_t count, void *to, size_t *written);

/// Whether every byte from `index` on may follow the three before it in UTF-8 (Unicode 16, table 3-7): a character that
/// the end cuts is not seen. There must be three bytes before `index` and 64 from it on.
bool quern_utf8_is_well_formed(const uint8_t *bytes, size_t index, size_t count);

/// Which of 64 bytes are ASCII letters or digits, a bit each; into `high`, which are not ASCII.
uint64_t quern_word_bytes(const void *bytes, uint64_t *high);
