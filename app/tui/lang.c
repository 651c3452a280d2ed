#include "app/tui/lang.h"

#include "app/core/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* gettext's own counter: raised so that it looks at LANGUAGE again (gettext manual, "Being a
 * gettext grok") */
extern int _nl_msg_cat_cntr;

static bool is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool lang_start(void)
{
    const char *name = setlocale(LC_ALL, "");
    if ((!name || !is_utf8() || strcmp(name, "C") == 0) && !setlocale(LC_ALL, "C.UTF-8"))
        return false;
    setlocale(LC_NUMERIC, "C");
    i18n_bind();
    return is_utf8();
}

void lang_use(bool vietnamese)
{
    setenv("LANGUAGE", vietnamese ? "vi" : "en", 1);
    _nl_msg_cat_cntr++;
}
