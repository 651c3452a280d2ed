#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"
#include "app/core/text.h"
#include "app/core/wire.h"
#include "tools/office/commit.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_TEXTS = 1, BLOCK_NUMBERS, BLOCK_PROFILE, BLOCK_ROSTER, BLOCK_IDENTITY };

/* Empties the part into a block of the whole. */
static enum err_code end_part(struct buf *part, uint16_t type, struct buf *whole, struct err *e)
{
    enum err_code rc = buf_check(part, _("commitment"), e);
    block_add(whole, type, BLOCK_LANG_NONE, part->data, part->len);
    buf_clear(part);
    return rc;
}

static void add_texts(const struct session_info *i, const char *bank, struct buf *out)
{
    buf_add_text16(out, i->name);
    buf_add_text16(out, i->title);
    buf_add_text16(out, i->room);
    buf_add_text16(out, bank);
    buf_add_text16(out, i->results_when);
    buf_add_text16(out, i->results_where);
}

static void add_numbers(const struct session_source *s, struct buf *out)
{
    const struct session_info *i = &s->info;
    buf_add_u32(out, (uint32_t)s->candidates);
    buf_add_u32(out, (uint32_t)s->papers);
    buf_add_u32(out, i->issue);
    buf_add_u32(out, i->flags);
    buf_add_u64(out, (uint64_t)i->opens);
    buf_add_u64(out, (uint64_t)i->closes);
    buf_add_u16(out, i->caps.tick_s);
    buf_add_u16(out, i->caps.checkpoint_s);
    buf_add_u16(out, i->caps.outage_cap_s);
    buf_add_u16(out, i->caps.extra_cap_min);
    buf_add_u32(out, i->seat_cost.ops);
    buf_add_u32(out, i->seat_cost.mem_kib);
    buf_add_u8(out, i->custodians);
    buf_add_u8(out, i->need);
    buf_add_u8(out, (uint8_t)i->sheet);
    buf_add_u8(out, (uint8_t)i->start);
    buf_add_u8(out, i->copies);
}

enum err_code commit_draft_seal(const struct keys_public *office, const struct session_source *s,
                                const char *const *identity, const char *bank, struct buf *out,
                                struct err *e)
{
    struct buf part, whole;
    buf_init(&part, COMMIT_DRAFT_MAX / 2);
    buf_init(&whole, COMMIT_DRAFT_MAX - CRYPT_BOX_EXTRA);
    buf_add(&whole, s->D, CRYPT_KEY);
    buf_add(&whole, s->info.uid, SESSION_UID);
    add_texts(&s->info, bank, &part);
    enum err_code rc = end_part(&part, BLOCK_TEXTS, &whole, e);
    if (rc == ERR_OK) {
        add_numbers(s, &part);
        rc = end_part(&part, BLOCK_NUMBERS, &whole, e);
    }
    if (rc == ERR_OK) {
        profile_encode(&s->info.profile, &part);
        rc = end_part(&part, BLOCK_PROFILE, &whole, e);
    }
    if (rc == ERR_OK) {
        session_roster_encode(s->candidate, s->candidates, s->paper, s->papers, &part);
        rc = end_part(&part, BLOCK_ROSTER, &whole, e);
    }
    for (size_t i = 0; rc == ERR_OK && i < s->candidates; i++) {
        buf_add_text16(&part, identity[i] ? identity[i] : "");
        rc = end_part(&part, BLOCK_IDENTITY, &whole, e);
    }
    if (rc == ERR_OK)
        rc = buf_check(&whole, _("commitment"), e);
    if (rc == ERR_OK) {
        crypt_box_seal(office->box_pk, whole.data, whole.len, out);
        rc = buf_check(out, _("commitment"), e);
    }
    buf_free(&part);
    buf_free(&whole);
    return rc;
}

/* ---- and back ---- */

static bool next_part(struct wire *whole, uint16_t type, struct wire *part)
{
    struct block b;
    if (!block_next(whole, &b) || b.type != type)
        return false;
    wire_init(part, b.data, b.len);
    return true;
}

static bool read_texts(struct wire *whole, struct commit_draft *d)
{
    struct session_info *i = &d->source.info;
    struct wire w;
    if (!next_part(whole, BLOCK_TEXTS, &w))
        return false;
    text_read16(&w, i->name, sizeof i->name);
    text_read16(&w, i->title, sizeof i->title);
    text_read16(&w, i->room, sizeof i->room);
    text_read16(&w, d->bank, sizeof d->bank);
    text_read16(&w, i->results_when, sizeof i->results_when);
    text_read16(&w, i->results_where, sizeof i->results_where);
    return !w.failed && wire_left(&w) == 0 && workspace_is_name(i->name) &&
           workspace_is_name(d->bank);
}

static bool read_numbers(struct wire *whole, struct session_source *s)
{
    struct session_info *i = &s->info;
    struct wire w;
    if (!next_part(whole, BLOCK_NUMBERS, &w))
        return false;
    s->candidates = wire_u32(&w);
    s->papers = wire_u32(&w);
    i->issue = wire_u32(&w);
    i->flags = wire_u32(&w);
    i->opens = (int64_t)wire_u64(&w);
    i->closes = (int64_t)wire_u64(&w);
    i->caps.tick_s = wire_u16(&w);
    i->caps.checkpoint_s = wire_u16(&w);
    i->caps.outage_cap_s = wire_u16(&w);
    i->caps.extra_cap_min = wire_u16(&w);
    i->seat_cost.ops = wire_u32(&w);
    i->seat_cost.mem_kib = wire_u32(&w);
    i->custodians = wire_u8(&w);
    i->need = wire_u8(&w);
    i->sheet = (enum session_sheet)wire_u8(&w);
    i->start = (enum session_start)wire_u8(&w);
    i->copies = wire_u8(&w);
    return !w.failed && wire_left(&w) == 0 && s->papers && s->papers <= SESSION_PAPERS_MAX &&
           s->candidates && s->candidates <= SESSION_CANDIDATES_MAX;
}

static bool read_identity(struct wire *whole, struct commit_draft *d)
{
    struct wire w;
    char number[SESSION_TEXT_MAX];
    d->identity = calloc(d->source.candidates + 1, sizeof *d->identity);
    if (!d->identity)
        return false;
    for (size_t i = 0; i < d->source.candidates; i++) {
        if (!next_part(whole, BLOCK_IDENTITY, &w))
            return false;
        text_read16(&w, number, sizeof number);
        if (w.failed || wire_left(&w) || !(d->identity[i] = strdup(number)))
            return false;
    }
    return true;
}

static enum err_code read_all(struct wire *w, struct commit_draft *d, struct err *e)
{
    struct session_source *s = &d->source;
    struct wire part;
    s->D = d->D = crypt_secret_new(CRYPT_KEY);
    if (!d->D)
        return err_memory(e);
    wire_copy(w, d->D, CRYPT_KEY);
    wire_copy(w, s->info.uid, SESSION_UID);
    bool good = read_texts(w, d) && read_numbers(w, s) && next_part(w, BLOCK_PROFILE, &part);
    enum err_code rc = good ? profile_decode(part.data, part.len, &s->info.profile, e) : ERR_OK;
    if (rc == ERR_OK && good && (good = next_part(w, BLOCK_ROSTER, &part)))
        rc = session_roster_decode(part.data, part.len, s->candidates, s->papers, &d->roster, e);
    if (rc == ERR_OK && (!good || !read_identity(w, d) || wire_left(w)))
        rc = err_set(e, ERR_FORMAT, _("the draft of the draw is malformed"));
    s->candidate = d->roster.candidate;
    s->paper = d->roster.paper;
    return rc;
}

enum err_code commit_draft_open(const struct keys_secret *office, const void *bytes, size_t len,
                                struct commit_draft *out, struct err *e)
{
    struct buf plain;
    struct wire w;
    *out = (struct commit_draft){0};
    buf_init(&plain, COMMIT_DRAFT_MAX);
    enum err_code rc = crypt_box_open(office->pub.box_pk, office->box_sk, bytes, len, &plain, e);
    wire_init(&w, plain.data, plain.len);
    if (rc == ERR_OK)
        rc = read_all(&w, out, e);
    buf_free(&plain);
    if (rc != ERR_OK)
        commit_draft_free(out);
    return rc;
}

void commit_draft_free(struct commit_draft *d)
{
    for (size_t i = 0; d->identity && i < d->source.candidates; i++)
        free(d->identity[i]);
    free(d->identity);
    session_roster_free(&d->roster);
    crypt_secret_free(d->D);
    *d = (struct commit_draft){0};
}
