#include <oniguruma.h>

// The macros that Swift does not import.
static inline OnigEncoding quern_onig_utf8(void) { return ONIG_ENCODING_UTF8; }
static inline OnigSyntaxType *quern_onig_ruby(void) { return (OnigSyntaxType *)ONIG_SYNTAX_RUBY; }
