#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/office_session.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void office_session_names_free(char **name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(name[i]);
    free(name);
}

static enum err_code add(char ***name, size_t *count, const char *text, struct err *e)
{
    char **grown = realloc(*name, (*count + 1) * sizeof *grown), *copy = strdup(text);
    if (grown)
        *name = grown;
    if (!grown || !copy) {
        free(copy);
        return err_memory(e);
    }
    grown[(*count)++] = copy;
    return ERR_OK;
}

enum err_code office_session_names(const struct workspace *w, char ***name, size_t *count,
                                   struct err *e)
{
    *name = NULL;
    *count = 0;
    char *folder = workspace_path(w, "sessions");
    DIR *d = folder ? opendir(folder) : NULL;
    enum err_code rc = d ? ERR_OK : err_set_errno(e, errno, "%s", folder ? folder : "sessions");
    for (struct dirent *entry; rc == ERR_OK && (entry = readdir(d));) {
        char *path = workspace_is_name(entry->d_name)
                         ? office_session_path(w, entry->d_name, "session")
                         : NULL;
        if (path && file_exists(path))
            rc = add(name, count, entry->d_name, e);
        free(path);
    }
    if (d)
        closedir(d);
    free(folder);
    if (rc == ERR_OK && *count)
        qsort(*name, *count, sizeof **name, compare);
    if (rc != ERR_OK) {
        office_session_names_free(*name, *count);
        *name = NULL;
        *count = 0;
    }
    return rc;
}
