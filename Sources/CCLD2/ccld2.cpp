#include "ccld2.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" quern_cld2_result quern_cld2_detect(const char *text, int length) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  bool reliable = false;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language best = CLD2::ExtDetectLanguageSummary(text, length, true, &hints, 0, languages, percents, scores,
                                                       nullptr, &text_bytes, &reliable);
  return {CLD2::LanguageCode(best), percents[0], reliable ? 1 : 0};
}
