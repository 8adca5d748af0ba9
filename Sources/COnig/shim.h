#include <oniguruma.h>

// The macros that Swift does not import.
static inline OnigEncoding quern_onig_utf8(void) { return ONIG_ENCODING_UTF8; }
static inline OnigSyntaxType *quern_onig_ruby(void) { return (OnigSyntaxType *)ONIG_SYNTAX_RUBY; }

// Variadic, which Swift cannot call. `message` has room for ONIG_MAX_ERROR_MESSAGE_LEN bytes; returns how many it got.
static inline int quern_onig_message(unsigned char *message, int status, OnigErrorInfo *fault) {
    return onig_error_code_to_str(message, status, fault);
}
