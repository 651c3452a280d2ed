#include "app/core/i18n.h"
#include "app/core/session_layout.h"
#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void session_roster_encode(const struct session_candidate *candidate, size_t candidates, const struct session_paper *paper, size_t papers,
                           struct buf *out)
{
    struct buf one;
    buf_init(&one, 8192);
    for (size_t i = 0; i < candidates; i++) {
        const struct session_candidate *c = &candidate[i];
        buf_clear(&one);
        buf_add_u16(&one, c->is_spare ? SESSION_CANDIDATE_SPARE : 0);
        buf_add(&one, c->salt, CRYPT_SALT);
        buf_add_text16(&one, c->sbd);
        buf_add_text16(&one, c->name);
        buf_add_text16(&one, c->birth);
        buf_add_text16(&one, c->unit);
        block_add(out, SESSION_ROSTER_CANDIDATE, BLOCK_LANG_NONE, one.data, one.len);
    }
    for (size_t i = 0; i < papers; i++) {
        const struct session_paper *p = &paper[i];
        buf_clear(&one);
        buf_add_u32(&one, p->candidate);
        buf_add_u16(&one, p->exempt ? SESSION_PAPER_EXEMPT : 0);
        buf_add_u16(&one, p->extra_minutes);
        buf_add_text16(&one, p->field);
        buf_add_text16(&one, p->grade);
        buf_add_text16(&one, p->title_vi);
        buf_add_text16(&one, p->title_en);
        buf_add_text16(&one, p->seat);
        buf_add_text16(&one, p->extra_reason);
        block_add(out, SESSION_ROSTER_PAPER, BLOCK_LANG_NONE, one.data, one.len);
    }
    buf_free(&one);
}

static bool read_candidate(struct wire *w, struct session_candidate *c)
{
    uint16_t flags = wire_u16(w);
    c->is_spare = flags & SESSION_CANDIDATE_SPARE;
    wire_copy(w, c->salt, CRYPT_SALT);
    text_take16(w, c->sbd, sizeof c->sbd);
    text_take16(w, c->name, sizeof c->name);
    text_take16(w, c->birth, sizeof c->birth);
    text_take16(w, c->unit, sizeof c->unit);
    return !w->failed && !wire_left(w) && c->sbd[0];
}

static bool read_paper(struct wire *w, uint32_t candidates, struct session_paper *p)
{
    p->candidate = wire_u32(w);
    p->exempt = wire_u16(w) & SESSION_PAPER_EXEMPT;
    p->extra_minutes = wire_u16(w);
    text_take16(w, p->field, sizeof p->field);
    text_take16(w, p->grade, sizeof p->grade);
    text_take16(w, p->title_vi, sizeof p->title_vi);
    text_take16(w, p->title_en, sizeof p->title_en);
    text_take16(w, p->seat, sizeof p->seat);
    text_take16(w, p->extra_reason, sizeof p->extra_reason);
    return !w->failed && !wire_left(w) && p->candidate < candidates;
}

static bool read_all(const struct session *s, const struct buf *plain, struct session_roster *out)
{
    struct wire w, one;
    struct block b;
    bool good = true;
    wire_init(&w, plain->data, plain->len);
    while (good && block_next(&w, &b)) {
        wire_init(&one, b.data, b.len);
        if (b.type == SESSION_ROSTER_CANDIDATE)
            good = out->candidates < s->candidates && read_candidate(&one, &out->candidate[out->candidates++]);
        else if (b.type == SESSION_ROSTER_PAPER)
            good = out->papers < s->papers && read_paper(&one, s->candidates, &out->paper[out->papers++]);
    }
    return good && !w.failed && out->candidates == s->candidates && out->papers == s->papers;
}

static enum err_code open_roster(const struct session *s, const uint8_t S[CRYPT_KEY], struct buf *plain, struct err *e)
{
    uint8_t key[CRYPT_KEY], ctx[SESSION_CONTEXT];
    crypt_kdf(S, LABEL_ROSTER, NULL, 0, key, CRYPT_KEY);
    enum err_code rc = crypt_xopen(key, ctx, session_context(LABEL_ROSTER, s->info.uid, NULL, 0, ctx), s->roster, s->roster_len, plain, e);
    crypt_wipe(key, sizeof key);
    return rc;
}

bool session_is_key(const struct session *s, const uint8_t S[CRYPT_KEY])
{
    struct buf plain;
    struct err ignored;
    buf_init(&plain, PACKAGE_MAX);
    bool good = open_roster(s, S, &plain, &ignored) == ERR_OK;
    buf_free(&plain);
    return good;
}

enum err_code session_read_roster(const struct session *s, const uint8_t S[CRYPT_KEY], struct session_roster *out, struct err *e)
{
    struct buf plain;
    memset(out, 0, sizeof *out);
    buf_init(&plain, PACKAGE_MAX);
    enum err_code rc = open_roster(s, S, &plain, e);
    if (rc == ERR_OK) {
        out->candidate = calloc(s->candidates, sizeof *out->candidate);
        out->paper = calloc(s->papers, sizeof *out->paper);
        if (!out->candidate || !out->paper)
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
        else if (!read_all(s, &plain, out))
            rc = err_set(e, ERR_FORMAT, _("the session's roster is malformed"));
    }
    if (rc != ERR_OK)
        session_roster_free(out);
    buf_free(&plain);
    return rc;
}

void session_roster_free(struct session_roster *r)
{
    free(r->candidate);
    free(r->paper);
    memset(r, 0, sizeof *r);
}

static const char *skip_zeros(const char *s)
{
    while (*s == '0' && s[1])
        s++;
    return s;
}

long session_roster_find(const struct session_roster *r, const char *sbd)
{
    char typed[64];
    while (*sbd == ' ')
        sbd++;
    size_t n = strlen(sbd);
    while (n && sbd[n - 1] == ' ')
        n--;
    if (n == 0 || n >= sizeof typed)
        return -1;
    memcpy(typed, sbd, n);
    typed[n] = '\0';
    long found = -1;
    bool ambiguous = false;
    for (size_t i = 0; i < r->candidates; i++) {
        if (strcasecmp(r->candidate[i].sbd, typed) == 0)
            return (long)i;
        if (strcasecmp(skip_zeros(r->candidate[i].sbd), skip_zeros(typed)) == 0) {
            ambiguous = found >= 0;
            found = (long)i;
        }
    }
    return ambiguous ? -1 : found;
}
