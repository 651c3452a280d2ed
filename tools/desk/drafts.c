#include "tools/desk/drafts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_ROOM = 40 };

static enum err_code make_folder(struct drafts *d, struct err *e)
{
    const char *const places[] = {getenv("XDG_RUNTIME_DIR"), "/dev/shm", getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char path[DRAFTS_PATH - NAME_ROOM];
        if (!places[i] || places[i][0] != '/' ||
            snprintf(path, sizeof path, "%s/sathachctl-XXXXXX", places[i]) >= (int)sizeof path ||
            !mkdtemp(path))
            continue;
        snprintf(d->folder, sizeof d->folder, "%s", path);
        return ERR_OK;
    }
    return err_set_errno(e, errno ? errno : ENOENT, "/tmp");
}

static void name(const struct drafts *d, unsigned i, char path[DRAFTS_PATH])
{
    snprintf(path, DRAFTS_PATH, "%.*s/question-%u.gift", DRAFTS_PATH - NAME_ROOM, d->folder, i);
}

enum err_code drafts_next(struct drafts *d, char path[DRAFTS_PATH], struct err *e)
{
    enum err_code rc = d->folder[0] ? ERR_OK : make_folder(d, e);
    if (rc == ERR_OK)
        name(d, ++d->count, path);
    return rc;
}

void drafts_free(struct drafts *d)
{
    char path[DRAFTS_PATH];
    for (unsigned i = 1; d->folder[0] && i <= d->count; i++) {
        name(d, i, path);
        unlink(path);
    }
    if (d->folder[0])
        rmdir(d->folder);
    *d = (struct drafts){0};
}
