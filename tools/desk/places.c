#include "tools/desk/places.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t add(struct place *place, size_t n, const char *path, const char *name)
{
    if (n == PLACES_MAX || !path || !path[0] || !file_is_folder(path))
        return n;
    for (size_t i = 0; i < n; i++)
        if (strcmp(place[i].path, path) == 0)
            return n;
    snprintf(place[n].path, sizeof place[n].path, "%s", path);
    snprintf(place[n].name, sizeof place[n].name, "%s", name);
    place[n].is_stick = false;
    return n + 1;
}

static size_t add_home(struct place *place, size_t n, const char *name, const char *called)
{
    const char *home = getenv("HOME");
    char *path = home && home[0] == '/' ? file_join(home, name) : NULL;
    for (size_t i = 0; i < n; i++)
        if (strcmp(place[i].name, called) == 0)
            called = name; /* both names are there: each stands as it is */
    n = add(place, n, path, called);
    free(path);
    return n;
}

size_t places_own(const char *office, struct place place[PLACES_MAX], size_t n)
{
    char here[PLACES_PATH];
    n = add_home(place, n, "Tài liệu", _("Documents"));
    n = add_home(place, n, "Documents", _("Documents"));
    n = add_home(place, n, "Tải về", _("Downloads"));
    n = add_home(place, n, "Downloads", _("Downloads"));
    n = add(place, n, getcwd(here, sizeof here), _("this folder"));
    n = add(place, n, office, _("office"));
    return add(place, n, getenv("HOME"), _("home folder"));
}
