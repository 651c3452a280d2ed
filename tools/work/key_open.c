#include "tools/work/key_open.h"

#include "app/core/i18n.h"
#include "tools/work/office.h"
#include "tools/work/ring.h"

#include <stdio.h>
#include <string.h>

static const enum keys_role ROLES[] = {KEYS_OFFICE, KEYS_EXAMINER};
enum { ROLES_COUNT = sizeof ROLES / sizeof ROLES[0] };

enum err_code key_open_look(struct work *work, struct key_open_desk *out, struct err *e)
{
    struct workspace w;
    struct keys_public pub;
    struct err ignored = {0};
    *out = (struct key_open_desk){0};
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = ROLES_COUNT; i-- > 0;) /* the first of them counts */
        if (workspace_own_key(&w, ROLES[i], &pub, &ignored) == ERR_OK)
            snprintf(out->role, sizeof out->role, "%s", keys_role_word(ROLES[i]));
    snprintf(out->folder, sizeof out->folder, "%s", w.folder);
    out->lock_minutes = w.lock_minutes;
    snprintf(out->print, sizeof out->print, "%s", w.print ? w.print : "");
    workspace_close(&w);
    return ERR_OK;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct key_open_request *q = request;
    const struct secret_files asked = {.ask = work->pass.ask, .context = work->pass.context};
    struct workspace w;
    struct keys_secret *key = NULL;
    (void)reply;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    enum keys_role role =
        strcmp(q->role, keys_role_word(KEYS_EXAMINER)) == 0 ? KEYS_EXAMINER : KEYS_OFFICE;
    rc = workspace_secret_key(&w, &asked, role, &key, e);
    if (rc == ERR_OK) {
        keys_free(work->ring->key[role]);
        work->ring->key[role] = key;
    }
    workspace_close(&w);
    return rc;
}

static const struct work_field FIELDS[] = {{.value = "office|examiner",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_CHOICE,
                                            .at = offsetof(struct key_open_request, role)},
                                           {0}};

const struct work_op key_open_op = {.name = "key",
                                    .sub = "open",
                                    .words = "office|examiner",
                                    .help = "",
                                    .field = FIELDS,
                                    .request = sizeof(struct key_open_request),
                                    .reply = 1,
                                    .use = WORK_OFFICE_KEY | WORK_EXAMINER_KEY,
                                    .run = run};
