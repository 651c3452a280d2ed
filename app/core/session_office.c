#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"
#include "app/core/wire.h"

#include <stdlib.h>
#include <string.h>

void session_office_free(struct session_office *o)
{
    if (o->access)
        crypt_wipe(o->access, o->candidates * sizeof *o->access);
    if (o->paper)
        crypt_wipe(o->paper, o->papers * sizeof *o->paper);
    free(o->access);
    free(o->paper);
    crypt_wipe(o, sizeof *o);
}

static enum err_code read_box(const struct session *s, const struct buf *plain,
                              struct session_office *out, struct err *e)
{
    struct wire w;
    uint8_t uid[SESSION_UID];
    wire_init(&w, plain->data, plain->len);
    wire_copy(&w, uid, SESSION_UID);
    wire_copy(&w, out->S, CRYPT_KEY);
    wire_copy(&w, out->D, CRYPT_KEY);
    wire_copy(&w, out->O, CRYPT_KEY);
    size_t wanted = (size_t)s->candidates * CODE_ACCESS + (size_t)s->papers * CRYPT_KEY;
    if (w.failed || memcmp(uid, s->info.uid, SESSION_UID) != 0 || wire_left(&w) != wanted)
        return err_set(e, ERR_FORMAT, _("the office's box of the session is malformed"));
    if (!session_is_order_key(s, out->O))
        return err_set(e, ERR_FORMAT, _("the session names another order key than its box makes"));
    out->access = calloc(s->candidates, sizeof *out->access);
    out->paper = calloc(s->papers, sizeof *out->paper);
    if (!out->access || !out->paper)
        return err_memory(e);
    out->candidates = s->candidates;
    out->papers = s->papers;
    for (uint32_t i = 0; i < s->candidates; i++)
        wire_copy(&w, out->access[i], CODE_ACCESS);
    for (uint32_t i = 0; i < s->papers; i++)
        wire_copy(&w, out->paper[i].k0, CRYPT_KEY);
    return ERR_OK;
}

enum err_code session_open_office(const struct session *s, const struct keys_secret *office,
                                  struct session_office *out, struct err *e)
{
    struct buf plain;
    memset(out, 0, sizeof *out);
    if (memcmp(s->info.office_box_pk, office->pub.box_pk, CRYPT_BOX_PK) != 0)
        return err_set(e, ERR_KEY, _("the session is another office's"));
    buf_init(&plain, PACKAGE_MAX);
    enum err_code rc = crypt_box_open(office->pub.box_pk, office->box_sk, s->office_box,
                                      s->office_box_len, &plain, e);
    if (rc == ERR_OK)
        rc = read_box(s, &plain, out, e);
    if (rc != ERR_OK)
        session_office_free(out);
    buf_free(&plain);
    return rc;
}
