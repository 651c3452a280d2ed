#include "app/core/session.h"

#include "app/core/block.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"
#include "app/core/text.h"
#include "app/core/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t session_context(const char *label, const uint8_t uid[SESSION_UID], const void *extra,
                       size_t extra_len, uint8_t ctx[SESSION_CONTEXT])
{
    size_t n = strlen(label) + 1;
    memcpy(ctx, label, n);
    memcpy(ctx + n, uid, SESSION_UID);
    if (extra_len)
        memcpy(ctx + n + SESSION_UID, extra, extra_len);
    return n + SESSION_UID + extra_len;
}

void session_paper_name(uint32_t paper, char out[8])
{
    snprintf(out, 8, "%04u", (paper + 1) % 1000000);
}

bool session_paper_index(const char *name, uint32_t *out)
{
    size_t n = name ? strlen(name) : 0;
    if (n < 1 || n > 6 || strspn(name, "0123456789") != n)
        return false;
    unsigned long number = strtoul(name, NULL, 10);
    *out = (uint32_t)(number - 1);
    return number > 0;
}

static const char *const SHEET[] = {"none", "sample", "all"};
static const char *const START[] = {"seats", "claim", "free"};
enum { SHEETS = sizeof SHEET / sizeof SHEET[0], STARTS = sizeof START / sizeof START[0] };

const char *session_sheet_word(enum session_sheet sheet)
{
    return (unsigned)sheet < SHEETS ? SHEET[sheet] : NULL;
}

const char *session_start_word(enum session_start start)
{
    return (unsigned)start < STARTS ? START[start] : NULL;
}

static bool find_word(const char *const *words, unsigned n, const char *word, unsigned *out)
{
    for (*out = 0; *out < n; ++*out)
        if (strcmp(words[*out], word) == 0)
            return true;
    return false;
}

bool session_sheet_of(const char *word, enum session_sheet *out)
{
    unsigned found;
    bool good = find_word(SHEET, SHEETS, word, &found);
    if (good)
        *out = (enum session_sheet)found;
    return good;
}

bool session_start_of(const char *word, enum session_start *out)
{
    unsigned found;
    bool good = find_word(START, STARTS, word, &found);
    if (good)
        *out = (enum session_start)found;
    return good;
}

/* Lengths of the sections as the header says them. */
struct lengths {
    uint32_t meta, roster, ticket, invigilator, office_box;
};

static bool is_name(const char *name)
{
    size_t n = strlen(name);
    return n >= 1 && n < SESSION_NAME_MAX && name[0] != '-' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

static enum err_code read_header(struct wire *w, struct session *s, struct lengths *len,
                                 struct err *e)
{
    struct session_info *i = &s->info;
    char name[SESSION_NAME_MAX + 7];
    wire_copy(w, i->uid, SESSION_UID);
    wire_copy(w, name, sizeof name);
    i->issue = wire_u32(w);
    wire_copy(w, i->supersedes, CRYPT_HASH);
    i->flags = wire_u32(w);
    wire_copy(w, i->bank_hash, CRYPT_HASH);
    wire_copy(w, i->bank_uid, BANK_UID);
    wire_copy(w, i->examiner_pk, CRYPT_SIGN_PK);
    wire_copy(w, i->office_pk, CRYPT_SIGN_PK);
    wire_copy(w, i->office_box_pk, CRYPT_BOX_PK);
    wire_copy(w, i->draw_commitment, CRYPT_HASH);
    i->opens = (int64_t)wire_u64(w);
    i->closes = (int64_t)wire_u64(w);
    i->caps.tick_s = wire_u16(w);
    i->caps.checkpoint_s = wire_u16(w);
    i->caps.outage_cap_s = wire_u16(w);
    i->caps.extra_cap_min = wire_u16(w);
    i->seat_cost.ops = wire_u32(w);
    i->seat_cost.mem_kib = wire_u32(w);
    wire_copy(w, i->pass_salt, CRYPT_SALT);
    i->custodians = wire_u8(w);
    i->need = wire_u8(w);
    s->slots = wire_u16(w);
    s->candidates = wire_u32(w);
    s->papers = wire_u32(w);
    len->meta = wire_u32(w);
    len->roster = wire_u32(w);
    len->ticket = wire_u32(w);
    len->invigilator = wire_u32(w);
    len->office_box = wire_u32(w);
    wire_copy(w, i->people_hash, CRYPT_HASH);
    wire_copy(w, i->order_pk, CRYPT_SIGN_PK);
    i->sheet = (enum session_sheet)wire_u8(w);
    i->start = (enum session_start)wire_u8(w);
    i->copies = wire_u8(w);
    size_t spare = w->at < SESSION_HEADER ? SESSION_HEADER - w->at : 0;
    bool zero = wire_zero(w, spare);
    if (w->failed || !zero || memchr(name, 0, sizeof name) == NULL || !is_name(name))
        return err_set(e, ERR_FORMAT, _("the session's header is malformed"));
    memcpy(i->name, name, SESSION_NAME_MAX);
    return ERR_OK;
}

static enum err_code check_numbers(const struct session *s, const struct lengths *len,
                                   struct err *e)
{
    const struct session_info *i = &s->info;
    if (s->papers == 0 || s->papers > SESSION_PAPERS_MAX || s->candidates == 0 ||
        s->candidates > SESSION_CANDIDATES_MAX)
        return err_set(e, ERR_LIMIT, _("%u papers of %u candidates; at most %d of %d are possible"),
                       s->papers, s->candidates, SESSION_PAPERS_MAX, SESSION_CANDIDATES_MAX);
    if (i->custodians < 1 || i->custodians > SESSION_CUSTODIANS_MAX || i->need < 1 ||
        i->need > i->custodians || s->slots < 1 || s->slots > SESSION_SLOTS_MAX)
        return err_set(e, ERR_FORMAT, _("the session's key slots are malformed"));
    if (i->caps.tick_s == 0 || i->caps.checkpoint_s == 0 || len->ticket == 0 ||
        len->ticket % SESSION_STEP != 0 || i->flags > SESSION_FLAG_TRAINING)
        return err_set(e, ERR_FORMAT, _("the session's header is malformed"));
    if (!session_sheet_word(i->sheet) || !session_start_word(i->start))
        return err_set(e, ERR_FORMAT, _("rule %u of the sheet or %u of the start is not known"),
                       i->sheet, i->start);
    if (i->copies > 1)
        return err_set(e, ERR_FORMAT, _("%u copies of an answer are wanted; 0 and 1 are known"),
                       i->copies);
    return crypt_cost_check(i->seat_cost, e);
}

static bool read_text(const struct block *b, char *out, size_t room)
{
    struct err ignored;
    if (b->len >= room ||
        text_check((const char *)b->data, b->len, false, "text", &ignored) != ERR_OK)
        return false;
    memcpy(out, b->data, b->len);
    out[b->len] = '\0';
    return true;
}

static enum err_code read_meta(const uint8_t *data, size_t len, struct session_info *i,
                               struct err *e)
{
    struct wire w;
    struct block b;
    bool good = true, has_profile = false;
    wire_init(&w, data, len);
    while (good && block_next(&w, &b)) {
        if (b.type == SESSION_META_TITLE)
            good = read_text(&b, i->title, sizeof i->title);
        else if (b.type == SESSION_META_ROOM)
            good = read_text(&b, i->room, sizeof i->room);
        else if (b.type == SESSION_META_LOT)
            good = read_text(&b, i->lot, sizeof i->lot);
        else if (b.type == SESSION_META_WHEN)
            good = b.len > 0 && read_text(&b, i->results_when, sizeof i->results_when);
        else if (b.type == SESSION_META_WHERE)
            good = b.len > 0 && read_text(&b, i->results_where, sizeof i->results_where);
        else if (b.type == SESSION_META_PROFILE && !has_profile) {
            has_profile = true;
            if (profile_decode(b.data, b.len, &i->profile, e) != ERR_OK)
                return e->code;
        }
    }
    if (!good || w.failed || !has_profile)
        return err_set(e, ERR_FORMAT, _("what the session says of itself is malformed"));
    return ERR_OK;
}

enum err_code session_open(const void *bytes, size_t len, const uint8_t *office_pk,
                           struct session *out, struct err *e)
{
    struct package p;
    struct lengths lens = {0};
    struct wire w;
    memset(out, 0, sizeof *out);
    enum err_code rc = package_open(bytes, len, PACKAGE_SESSION, office_pk, &p, e);
    if (rc != ERR_OK)
        return rc;
    crypt_hash_file(bytes, len, out->hash);
    wire_init(&w, p.payload, p.len);
    rc = read_header(&w, out, &lens, e);
    if (rc == ERR_OK)
        rc = check_numbers(out, &lens, e);
    if (rc != ERR_OK)
        return rc;
    const uint8_t *meta = wire_take(&w, lens.meta);
    out->slot = wire_take(&w, (size_t)out->slots * SESSION_SLOT);
    out->roster_len = lens.roster;
    out->roster = wire_take(&w, lens.roster);
    out->ticket_len = lens.ticket;
    out->ticket = wire_take(&w, (size_t)out->papers * lens.ticket);
    out->invigilator_len = lens.invigilator;
    out->invigilator = wire_take(&w, lens.invigilator);
    out->office_box_len = lens.office_box;
    out->office_box = wire_take(&w, lens.office_box);
    if (w.failed || wire_left(&w))
        return err_set(e, ERR_FORMAT, _("the session's lengths do not add up"));
    if (memcmp(out->info.office_pk, p.signer, CRYPT_SIGN_PK) != 0)
        return err_set(e, ERR_KEY,
                       _("the session names another office than the one that signed it"));
    return read_meta(meta, lens.meta, &out->info, e);
}
