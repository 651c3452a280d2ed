/* Translation: msgids are English, Vietnamese stands in app/po/vi.po. The programs choose the language, core only asks. */
#ifndef SATHACH_CORE_I18N_H
#define SATHACH_CORE_I18N_H

#include <libintl.h>

#define I18N_DOMAIN "sathach"
#define _(text) dgettext(I18N_DOMAIN, text)
#define N_(text) (text)
#define P_(one, many, n) dngettext(I18N_DOMAIN, one, many, n) /* "%u minute", "%u minutes" */

#endif
