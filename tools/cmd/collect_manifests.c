/* collect: the seats' manifests, and what they name that never came. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/collecting.h"
#include "tools/office/arrivals.h"

#include <stdio.h>
#include <stdlib.h>

enum err_code collecting_manifest(struct collecting *c, const char *path, struct err *e)
{
    struct buf bytes;
    struct manifest m = {0};
    struct err why = {0};
    uint8_t uid[SESSION_UID];
    buf_init(&bytes, MANIFEST_FILE_MAX);
    enum err_code rc = file_read(path, MANIFEST_FILE_MAX, &bytes, &why);
    if (rc == ERR_OK)
        rc = manifest_peek(bytes.data, bytes.len, uid, &why);
    struct sitting *s = rc == ERR_OK ? collecting_find(c, uid) : NULL;
    if (s)
        rc = manifest_open(bytes.data, bytes.len, &s->session, c->office, &m, &why);
    if (rc != ERR_OK || !s) {
        collecting_tell(path, rc != ERR_OK ? why.text : _("belongs to a session that this workspace does not hold"));
        c->worst = c->worst == ERR_OK ? rc == ERR_OK ? ERR_POLICY : rc : c->worst;
        rc = ERR_OK;
    } else {
        char *folder = workspace_path(c->workspace, "inbox/%s", s->name);
        char *target = folder ? file_join(folder, file_base(path)) : NULL;
        rc = target ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
        if (rc == ERR_OK)
            rc = file_write(target, bytes.data, bytes.len, FILE_REPLACE, e);
        c->has_manifest[s - c->sitting] = true;
        free(folder);
        free(target);
    }
    manifest_free(&m);
    buf_free(&bytes);
    return rc;
}

enum err_code collecting_missing(struct collecting *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < c->sittings; i++) {
        const struct sitting *s = &c->sitting[i];
        struct arrivals a;
        if (!c->has_manifest[i])
            continue;
        struct collection journals = {0};
        rc = collection_read(s, c->office, &journals, e);
        if (rc == ERR_OK)
            rc = arrivals_check(s, c->office, &journals, &a, e);
        collection_free(&journals);
        for (size_t k = 0; rc == ERR_OK && k < a.count; k++) {
            char number[8], text[256];
            session_paper_name(a.missing[k].paper, number);
            snprintf(text, sizeof text, a.missing[k].is_ended ? _("missing: paper %s, handed in at seat %s with %u events, has not arrived")
                                                              : _("missing: paper %s, begun at seat %s with %u events, has not arrived"),
                     number, a.missing[k].seat, a.missing[k].events);
            collecting_note(c, &c->missing, ERR_NO, s->name, text);
        }
        if (rc == ERR_OK)
            arrivals_free(&a);
    }
    return rc;
}
