// Debian's libxml2 is built with ICU, whose headers clash with the copy that Foundation carries. Nothing of ours looks
// into the one struct that this changes (xmlCharEncodingHandler).
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
