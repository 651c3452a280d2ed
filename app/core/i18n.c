#include "app/core/i18n.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the texts lie, seen from the program's folder: in the build tree, and installed. */
static const char *const PLACES[] = {"po", "../share/locale"};

/* From 2.39 on glibc translates nothing in the locales C and C.UTF-8, whatever LANGUAGE says, and a
 * small system has no others. For a country that it does not know it takes what all have: this is
 * C.UTF-8 by another name. */
static void let_texts_be_translated(void)
{
    const char *name = setlocale(LC_MESSAGES, NULL);
    if (name && (strcmp(name, "C") == 0 || strncmp(name, "C.", 2) == 0))
        setlocale(LC_MESSAGES, "C_VN.UTF-8");
}

void i18n_bind(void)
{
    let_texts_be_translated();
    char exe[4096], path[4200], file[4300];
    const char *folder = SATHACH_LOCALEDIR;
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    char *slash = n > 0 ? memrchr(exe, '/', (size_t)n) : NULL;
    for (size_t i = 0; slash && folder != path && i < sizeof PLACES / sizeof PLACES[0]; i++) {
        snprintf(path, sizeof path, "%.*s/%s", (int)(slash - exe), exe, PLACES[i]);
        snprintf(file, sizeof file, "%s/vi/LC_MESSAGES/" I18N_DOMAIN ".mo", path);
        if (access(file, R_OK) == 0)
            folder = path;
    }
    bindtextdomain(I18N_DOMAIN, folder);
    bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
}

const char *i18n_folder(void)
{
    return bindtextdomain(I18N_DOMAIN, NULL);
}
