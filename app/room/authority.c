#include "app/room/authority.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

bool authority_is_open(const struct authority *a)
{
    return a->sk != NULL;
}

enum err_code authority_unlock(struct authority *a, const struct session *s, const char *passphrase,
                               struct err *e)
{
    uint8_t *O = crypt_secret_new(CRYPT_KEY), *sk = crypt_secret_new(CRYPT_SIGN_SK);
    enum err_code rc = O && sk ? session_unlock_orders(s, passphrase, O, e) : err_memory(e);
    if (rc == ERR_OK) {
        crypt_secret_free(a->sk);
        session_order_pair(O, s->info.uid, a->pk, sk);
        a->sk = sk;
        sk = NULL;
    }
    crypt_secret_free(O);
    crypt_secret_free(sk);
    return rc;
}

void authority_forget(struct authority *a)
{
    crypt_secret_free(a->sk);
    a->sk = NULL;
}

void authority_draw(struct authority *a, struct crypt_random *rnd)
{
    uint8_t bytes[16];
    char letters[CODE_RECEIPT + 1];
    rnd->fill(rnd->context, bytes, sizeof bytes);
    code_letters(bytes, CODE_RECEIPT, letters);
    snprintf(a->console, sizeof a->console, "%.4s", letters);
    a->number = 0;
    memset(a->before, 0, sizeof a->before);
}

void authority_see(struct authority *a, const struct order *o, const uint8_t hash[CRYPT_HASH])
{
    if (strcmp(o->console, a->console) != 0 || o->number <= a->number)
        return;
    a->number = o->number;
    memcpy(a->before, hash, CRYPT_HASH);
}

enum err_code authority_sign(const struct authority *a, const struct session *s,
                             struct authority_order *out, struct err *e)
{
    struct order *o = &out->order;
    buf_init(&out->file, ORDER_FILE_MAX);
    if (!authority_is_open(a))
        return err_set(e, ERR_POLICY, _("the order passphrase is wanted first"));
    if (a->number >= ORDER_NUMBER_MAX)
        return err_set(e, ERR_LIMIT, _("this console has no number left: start it anew"));
    memcpy(o->console, a->console, sizeof o->console);
    o->number = a->number + 1;
    memcpy(o->before, a->before, sizeof o->before);
    snprintf(o->by, sizeof o->by, "%s", a->by);
    order_build(s, o, a->pk, a->sk, &out->file);
    if (out->file.failed)
        return err_memory(e);
    crypt_hash_file(out->file.data, out->file.len, out->hash);
    order_name(s, o, out->hash, out->name);
    return ERR_OK;
}
