#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"
#include "app/core/text.h"
#include "app/core/wire.h"

#include <string.h>

void session_ticket_key(const uint8_t S[CRYPT_KEY], uint32_t candidate,
                        const uint8_t salt[CRYPT_SALT], const uint8_t stretched[CRYPT_KEY],
                        uint8_t key[CRYPT_KEY])
{
    uint8_t who[4 + CRYPT_SALT] = {(uint8_t)candidate, (uint8_t)(candidate >> 8),
                                   (uint8_t)(candidate >> 16), (uint8_t)(candidate >> 24)};
    uint8_t base[CRYPT_KEY];
    memcpy(who + 4, salt, CRYPT_SALT);
    crypt_kdf(S, LABEL_CANDIDATE, who, sizeof who, base, CRYPT_KEY);
    crypt_kdf(base, LABEL_TICKET, stretched, CRYPT_KEY, key, CRYPT_KEY);
    crypt_wipe(base, sizeof base);
}

enum err_code session_candidate_key(const struct session *s, const uint8_t S[CRYPT_KEY],
                                    uint32_t candidate, const struct session_candidate *c,
                                    const char *access, uint8_t key[CRYPT_KEY], struct err *e)
{
    char typed[CODE_MAX];
    uint8_t stretched[CRYPT_KEY];
    /* a slip of the finger costs no Argon2id */
    if (!code_normalise(access, typed, sizeof typed) || strlen(typed) != CODE_ACCESS ||
        !code_has_check(typed))
        return err_set(e, ERR_AUTH, _("wrong access code"));
    enum err_code rc = crypt_stretch(typed, c->salt, s->info.seat_cost, stretched, e);
    if (rc == ERR_OK)
        session_ticket_key(S, candidate, c->salt, stretched, key);
    crypt_wipe(stretched, sizeof stretched);
    crypt_wipe(typed, sizeof typed);
    return rc;
}

void session_ticket_encode(const struct session_ticket *t, struct buf *out)
{
    buf_add_u32(out, t->paper);
    buf_add(out, t->k0, CRYPT_KEY);
    buf_add_u16(out, t->minutes);
    buf_add_u16(out, t->extra_minutes);
    buf_add_text16(out, t->extra_reason);
    buf_add_text16(out, t->seat);
    buf_add_u16(out, t->languages);
    buf_add_u16(out, t->parts);
    for (unsigned i = 0; i < t->parts; i++)
        buf_add_u16(out, t->part_questions[i]);
    buf_add_u16(out, t->questions);
    for (unsigned q = 0; q < t->questions; q++) {
        buf_add(out, t->question[q].address, BANK_ADDRESS);
        buf_add(out, t->question[q].key, CRYPT_KEY);
        buf_add_u8(out, t->question[q].order);
        buf_add_u16(out, 0);
    }
}

static bool is_permutation(uint8_t order)
{
    unsigned seen = 0;
    for (unsigned place = 0; place < BANK_OPTIONS; place++)
        seen |= 1u << ((unsigned)order >> (2 * place) & 3u);
    return seen == 15;
}

static void read_questions(struct wire *w, struct session_ticket *out)
{
    for (unsigned q = 0; !w->failed && q < out->questions; q++) {
        wire_copy(w, out->question[q].address, BANK_ADDRESS);
        wire_copy(w, out->question[q].key, CRYPT_KEY);
        out->question[q].order = wire_u8(w);
        if (!wire_zero(w, 2) || !is_permutation(out->question[q].order))
            w->failed = true;
    }
}

static bool read_ticket(struct wire *w, struct session_ticket *out)
{
    unsigned questions = 0;
    out->paper = wire_u32(w);
    wire_copy(w, out->k0, CRYPT_KEY);
    out->minutes = wire_u16(w);
    out->extra_minutes = wire_u16(w);
    text_read16(w, out->extra_reason, sizeof out->extra_reason);
    text_read16(w, out->seat, sizeof out->seat);
    out->languages = wire_u16(w);
    out->parts = wire_u16(w);
    if (w->failed || out->parts == 0 || out->parts > PROFILE_PARTS_MAX)
        return false;
    for (unsigned i = 0; i < out->parts; i++)
        questions += out->part_questions[i] = wire_u16(w);
    out->questions = wire_u16(w);
    if (w->failed || out->questions == 0 || out->questions > SESSION_PAPER_QUESTIONS_MAX ||
        questions != out->questions || out->minutes == 0)
        return false;
    read_questions(w, out);
    return !w->failed && wire_zero(w, wire_left(w));
}

enum err_code session_read_ticket(const struct session *s, uint32_t paper,
                                  const uint8_t key[CRYPT_KEY], struct session_ticket *out,
                                  struct err *e)
{
    struct buf plain;
    struct wire w;
    uint8_t ctx[SESSION_CONTEXT], number[4] = {(uint8_t)paper, (uint8_t)(paper >> 8),
                                               (uint8_t)(paper >> 16), (uint8_t)(paper >> 24)};
    memset(out, 0, sizeof *out);
    if (paper >= s->papers)
        return err_set(e, ERR_POLICY, _("the session has no paper %u"), paper + 1);
    buf_init(&plain, s->ticket_len);
    size_t n = session_context(LABEL_TICKET, s->info.uid, number, sizeof number, ctx);
    enum err_code rc = crypt_xopen(key, ctx, n, s->ticket + (size_t)paper * s->ticket_len,
                                   s->ticket_len, &plain, e);
    if (rc == ERR_OK) {
        wire_init(&w, plain.data, plain.len);
        if (!read_ticket(&w, out) || out->paper != paper)
            rc = err_set(e, ERR_FORMAT, _("the ticket of paper %u is malformed"), paper + 1);
    } else {
        rc = err_set(e, ERR_AUTH, _("wrong access code"));
    }
    if (rc != ERR_OK)
        crypt_wipe(out, sizeof *out);
    buf_free(&plain);
    return rc;
}
