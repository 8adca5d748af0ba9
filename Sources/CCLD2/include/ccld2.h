#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// The most likely language of UTF-8 text by CLD2.
typedef struct {
  /// BCP-47-like code owned by CLD2, "un" when unknown.
  const char *code;
  /// Share of the text in this language, 0 to 100.
  int percent;
  /// 1 when CLD2 calls its own answer reliable.
  int reliable;
} quern_cld2_result;

quern_cld2_result quern_cld2_detect(const char *text, int length);

#ifdef __cplusplus
}
#endif
