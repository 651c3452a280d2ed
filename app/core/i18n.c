#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the texts lie, seen from the program's folder: in the build tree, and installed. */
static const char *const PLACES[] = {"po", "../share/locale"};

void i18n_bind(void)
{
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
