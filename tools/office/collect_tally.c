#include "tools/office/collect.h"

#include <string.h>

void collect_tell(const struct collect *c, const char *path, const char *what)
{
    size_t n = strlen(path);
    if (c->tell)
        c->tell(c->context, path,
                strncmp(what, path, n) == 0 && strncmp(what + n, ": ", 2) == 0 ? what + n + 2
                                                                               : what);
}

void collect_note(struct collect *c, size_t *counter, enum err_code code, const char *path,
                  const char *what)
{
    (*counter)++;
    if (code == ERR_OK)
        return;
    collect_tell(c, path, what);
    if (c->worst == ERR_OK || code == ERR_CONFLICT)
        c->worst = code;
}

struct office_session *collect_find(struct collect *c, const uint8_t uid[SESSION_UID])
{
    for (size_t i = 0; i < c->sessions; i++)
        if (memcmp(c->opened[i].session.info.uid, uid, SESSION_UID) == 0)
            return &c->opened[i];
    return NULL;
}
