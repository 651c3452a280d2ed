#include "tools/cmd/desk.h"

enum err_code desk_open(struct ctl *ctl, enum desk_use use, struct desk *d, struct err *e)
{
    *d = (struct desk){.lock = -1};
    enum err_code rc = workspace_open(ctl, &d->workspace, e);
    if (rc != ERR_OK)
        return rc;
    if (use == DESK_WRITES)
        rc = workspace_lock(&d->workspace, &d->lock, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &d->workspace, KEYS_OFFICE, &d->office, e);
    if (rc != ERR_OK)
        desk_close(d);
    return rc;
}

void desk_close(struct desk *d)
{
    keys_free(d->office);
    workspace_unlock(d->lock);
    workspace_close(&d->workspace);
    *d = (struct desk){.lock = -1};
}
