/* Translation: msgids are English, Vietnamese stands in app/po/vi.po. The programs choose the
 * language, core only asks. */
#ifndef SATHACH_CORE_I18N_H
#define SATHACH_CORE_I18N_H

#include <libintl.h>

#define I18N_DOMAIN "sathach"
#define _(text) dgettext(I18N_DOMAIN, text)
#define N_(text) (text)
#define P_(one, many, n) dngettext(I18N_DOMAIN, one, many, n) /* "%u minute", "%u minutes" */
/* Finds the texts: beside the program's folder, wherever it was put, or where it was built to be
 * installed; as UTF-8 whatever the locale. */
void i18n_bind(void);
/* The folder it found: gettext opens the texts there when the first is asked for, or the language
 * changes. Not the caller's to free. */
const char *i18n_folder(void);

#endif
