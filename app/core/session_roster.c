#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"
#include "app/core/text.h"
#include "app/core/wire.h"

#include <stdlib.h>
#include <string.h>

void session_roster_encode(const struct session_candidate *candidate, size_t candidates,
                           const struct session_paper *paper, size_t papers, struct buf *out)
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
    text_read16(w, c->sbd, sizeof c->sbd);
    text_read16(w, c->name, sizeof c->name);
    text_read16(w, c->birth, sizeof c->birth);
    text_read16(w, c->unit, sizeof c->unit);
    return !w->failed && !wire_left(w) && c->sbd[0];
}

static bool read_paper(struct wire *w, uint32_t candidates, struct session_paper *p)
{
    p->candidate = wire_u32(w);
    p->exempt = wire_u16(w) & SESSION_PAPER_EXEMPT;
    p->extra_minutes = wire_u16(w);
    text_read16(w, p->field, sizeof p->field);
    text_read16(w, p->grade, sizeof p->grade);
    text_read16(w, p->title_vi, sizeof p->title_vi);
    text_read16(w, p->title_en, sizeof p->title_en);
    text_read16(w, p->seat, sizeof p->seat);
    text_read16(w, p->extra_reason, sizeof p->extra_reason);
    return !w->failed && !wire_left(w) && p->candidate < candidates;
}

static bool read_all(const void *plain, size_t len, size_t candidates, size_t papers,
                     struct session_roster *out)
{
    struct wire w, one;
    struct block b;
    bool good = true;
    wire_init(&w, plain, len);
    while (good && block_next(&w, &b)) {
        wire_init(&one, b.data, b.len);
        if (b.type == SESSION_ROSTER_CANDIDATE)
            good = out->candidates < candidates &&
                   read_candidate(&one, &out->candidate[out->candidates++]);
        else if (b.type == SESSION_ROSTER_PAPER)
            good = out->papers < papers &&
                   read_paper(&one, (uint32_t)candidates, &out->paper[out->papers++]);
    }
    return good && !w.failed && out->candidates == candidates && out->papers == papers;
}

enum err_code session_roster_decode(const void *plain, size_t len, size_t candidates, size_t papers,
                                    struct session_roster *out, struct err *e)
{
    *out = (struct session_roster){.candidate = calloc(candidates, sizeof *out->candidate),
                                   .paper = calloc(papers, sizeof *out->paper)};
    enum err_code rc = ERR_OK;
    if (!out->candidate || !out->paper)
        rc = err_memory(e);
    else if (!read_all(plain, len, candidates, papers, out))
        rc = err_set(e, ERR_FORMAT, _("the session's roster is malformed"));
    if (rc != ERR_OK)
        session_roster_free(out);
    return rc;
}

static enum err_code open_roster(const struct session *s, const uint8_t S[CRYPT_KEY],
                                 struct buf *plain, struct err *e)
{
    uint8_t key[CRYPT_KEY], ctx[SESSION_CONTEXT];
    crypt_kdf(S, LABEL_ROSTER, NULL, 0, key, CRYPT_KEY);
    enum err_code rc =
        crypt_xopen(key, ctx, session_context(LABEL_ROSTER, s->info.uid, NULL, 0, ctx), s->roster,
                    s->roster_len, plain, e);
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

enum err_code session_read_roster(const struct session *s, const uint8_t S[CRYPT_KEY],
                                  struct session_roster *out, struct err *e)
{
    struct buf plain;
    memset(out, 0, sizeof *out);
    buf_init(&plain, PACKAGE_MAX);
    enum err_code rc = open_roster(s, S, &plain, e);
    if (rc == ERR_OK)
        rc = session_roster_decode(plain.data, plain.len, s->candidates, s->papers, out, e);
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

/* Without the blanks at its ends; false when nothing is left or it is too long. */
static bool trim(const char *sbd, char out[SESSION_SBD_KEY])
{
    sbd += strspn(sbd, " ");
    size_t n = strlen(sbd);
    while (n && sbd[n - 1] == ' ')
        n--;
    if (n == 0 || n >= SESSION_SBD_KEY)
        return false;
    memcpy(out, sbd, n);
    out[n] = '\0';
    return true;
}

bool session_sbd_key(const char *sbd, char key[SESSION_SBD_KEY])
{
    char trimmed[SESSION_SBD_KEY];
    return trim(sbd, trimmed) && text_fold(trimmed, key, SESSION_SBD_KEY);
}

/* The candidate whose number is written exactly so: a session made before keys were asked for may
 * hold one that has none. */
static long find_exactly(const struct session_roster *r, const char *sbd)
{
    char typed[SESSION_SBD_KEY];
    for (size_t i = 0; trim(sbd, typed) && i < r->candidates; i++)
        if (strcmp(r->candidate[i].sbd, typed) == 0)
            return (long)i;
    return -1;
}

long session_roster_find(const struct session_roster *r, const char *sbd)
{
    char typed[SESSION_SBD_KEY], key[SESSION_SBD_KEY];
    long found = find_exactly(r, sbd);
    bool ambiguous = false;
    if (found >= 0 || !session_sbd_key(sbd, typed))
        return found;
    for (size_t i = 0; i < r->candidates; i++) {
        if (!session_sbd_key(r->candidate[i].sbd, key))
            continue;
        if (strcmp(key, typed) == 0)
            return (long)i;
        if (strcmp(skip_zeros(key), skip_zeros(typed)) == 0) {
            ambiguous = found >= 0;
            found = (long)i;
        }
    }
    return ambiguous ? -1 : found;
}
