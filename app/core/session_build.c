#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/commitment.h"
#include "app/core/i18n.h"
#include "app/core/session_build.h"
#include "app/core/session_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything a session under construction needs beside its source. */
struct building {
    struct session_source *source;
    const struct bank_office *key;
    const struct keys_secret *office;
    struct crypt_random *rnd;
    uint8_t *S, *O;                      /* one block of secret memory */
    struct session_office_paper *secret; /* one a paper */
    struct buf meta, slots, roster, tickets, invigilator, office_box, payload;
    size_t ticket_len;
};

static void fill(struct building *b, void *out, size_t n)
{
    b->rnd->fill(b->rnd->context, out, n);
}

static enum err_code check_source(const struct session_source *s, struct err *e)
{
    const struct session_info *i = &s->info;
    if (s->papers == 0 || s->papers > SESSION_PAPERS_MAX || s->candidates == 0 ||
        s->candidates > SESSION_CANDIDATES_MAX)
        return err_set(
            e, ERR_LIMIT,
            _("%zu papers of %zu candidates; at least one and at most %d of %d are possible"),
            s->papers, s->candidates, SESSION_PAPERS_MAX, SESSION_CANDIDATES_MAX);
    if (i->custodians < 1 || i->custodians > SESSION_CUSTODIANS_MAX || i->need < 1 ||
        i->need > i->custodians)
        return err_set(e, ERR_USAGE, _("%u of %u custodians; 1 to %d are possible"), i->need,
                       i->custodians, SESSION_CUSTODIANS_MAX);
    for (size_t a = 0; a < s->papers; a++)
        for (size_t k = 0; k < a; k++)
            if (s->paper[a].candidate == s->paper[k].candidate &&
                strcmp(s->paper[a].field, s->paper[k].field) == 0 &&
                strcmp(s->paper[a].grade, s->paper[k].grade) == 0)
                return err_set(e, ERR_POLICY, _("SBD %s sits field %s grade %s twice"),
                               s->candidate[s->paper[a].candidate].sbd, s->paper[a].field,
                               s->paper[a].grade);
    enum err_code rc = profile_check(&i->profile, e);
    for (size_t a = 0; rc == ERR_OK && a < s->papers; a++)
        if (!profile_variant_for(&i->profile, s->paper[a].exempt))
            rc =
                err_set(e, ERR_POLICY, _("SBD %s is exempt, but the profile %s knows no exemption"),
                        s->candidate[s->paper[a].candidate].sbd, i->profile.id);
    return rc;
}

static enum err_code fill_info(struct building *b, const struct bank *bank, struct err *e)
{
    struct session_info *i = &b->source->info;
    uint8_t order_sk[CRYPT_SIGN_SK];
    fill(b, i->pass_salt, CRYPT_SALT);
    memcpy(i->bank_hash, bank->hash, CRYPT_HASH);
    memcpy(i->bank_uid, bank->uid, BANK_UID);
    memcpy(i->examiner_pk, bank->signer, CRYPT_SIGN_PK);
    memcpy(i->office_pk, b->office->pub.sign_pk, CRYPT_SIGN_PK);
    memcpy(i->office_box_pk, b->office->pub.box_pk, CRYPT_BOX_PK);
    session_order_pair(b->O, i->uid, i->order_pk, order_sk);
    crypt_wipe(order_sk, sizeof order_sk);
    if (i->issue == 0)
        i->issue = 1;
    const struct session_source *s = b->source;
    struct commitment c;
    enum err_code rc =
        commitment_of(bank, b->key, &i->profile, s->candidate, s->paper, s->papers, &c, e);
    if (rc == ERR_OK)
        commitment_hash(&c, s->D, i->uid, i->draw_commitment);
    return rc;
}

static void add_said(uint16_t type, const char *text, struct buf *out)
{
    if (text[0])
        block_add(out, type, BLOCK_LANG_VI, text, strlen(text));
}

static void add_meta(const struct session_info *i, struct buf *out)
{
    struct buf profile;
    buf_init(&profile, 64 * 1024);
    block_add(out, SESSION_META_TITLE, BLOCK_LANG_VI, i->title, strlen(i->title));
    block_add(out, SESSION_META_ROOM, BLOCK_LANG_VI, i->room, strlen(i->room));
    block_add(out, SESSION_META_LOT, BLOCK_LANG_NONE, i->lot, strlen(i->lot));
    profile_encode(&i->profile, &profile);
    block_add(out, SESSION_META_PROFILE, BLOCK_LANG_NONE, profile.data, profile.len);
    add_said(SESSION_META_WHEN, i->results_when, out);
    add_said(SESSION_META_WHERE, i->results_where, out);
    buf_free(&profile);
}

/* A slot that wraps S or O under the key of those of a mask. */
static void add_slot(struct building *b, uint8_t purpose, uint8_t need, uint32_t mask,
                     const uint8_t key[CRYPT_KEY], const uint8_t *wrapped)
{
    uint8_t clear[SESSION_SLOT_CLEAR] = {purpose, need, 0, 0, (uint8_t)mask, (uint8_t)(mask >> 8)};
    uint8_t ctx[SESSION_CONTEXT];
    buf_add(&b->slots, clear, sizeof clear);
    crypt_xseal(key, ctx,
                session_context(LABEL_SLOT, b->source->info.uid, clear, sizeof clear, ctx), wrapped,
                CRYPT_KEY, b->rnd, &b->slots);
}

/* One slot for each subset of `need` custodians: k of n without any other arithmetic. */
static enum err_code add_slots(struct building *b, struct err *e)
{
    struct session_info *i = &b->source->info;
    uint8_t base[SESSION_CUSTODIANS_MAX][CRYPT_KEY], key[CRYPT_KEY];
    enum err_code rc = ERR_OK;
    for (unsigned c = 0; rc == ERR_OK && c < i->custodians; c++) {
        code_random(b->rnd, CODE_PASSPHRASE, false, b->source->passphrase[c]);
        rc = crypt_stretch(b->source->passphrase[c], i->pass_salt, i->seat_cost, base[c], e);
    }
    for (uint32_t mask = 1; rc == ERR_OK && mask < 1u << i->custodians; mask++) {
        uint8_t chosen[SESSION_CUSTODIANS_MAX][CRYPT_KEY], custodian[SESSION_CUSTODIANS_MAX];
        size_t n = 0;
        for (uint8_t c = 0; c < i->custodians; c++)
            if (mask & 1u << c) {
                memcpy(chosen[n], base[c], CRYPT_KEY);
                custodian[n++] = c;
            }
        if (n == i->need) {
            session_slot_key((const uint8_t(*)[CRYPT_KEY])chosen, custodian, n, key);
            add_slot(b, SESSION_SLOT_UNLOCK, i->need, mask, key, b->S);
        }
        crypt_wipe(chosen, sizeof chosen);
    }
    crypt_wipe(base, sizeof base);
    crypt_wipe(key, sizeof key);
    return rc;
}

/* The one that opens orders: one passphrase, kept by the room console. */
static enum err_code add_order_slot(struct building *b, struct err *e)
{
    struct session_source *s = b->source;
    uint8_t base[1][CRYPT_KEY], key[CRYPT_KEY];
    code_random(b->rnd, CODE_PASSPHRASE, false, s->order_passphrase);
    enum err_code rc =
        crypt_stretch(s->order_passphrase, s->info.pass_salt, s->info.seat_cost, base[0], e);
    if (rc == ERR_OK) {
        session_slot_key((const uint8_t(*)[CRYPT_KEY])base, (const uint8_t[]){0}, 1, key);
        add_slot(b, SESSION_SLOT_ORDERS, 1, 1, key, b->O);
    }
    crypt_wipe(base, sizeof base);
    crypt_wipe(key, sizeof key);
    return rc;
}

/* Seals plain, padded so that the sealed length is a multiple of step, under KDF(S, label). */
static void seal_section(struct building *b, const char *label, struct buf *plain, size_t step,
                         struct buf *out)
{
    uint8_t key[CRYPT_KEY], ctx[SESSION_CONTEXT];
    size_t padded = (plain->len + CRYPT_XSEAL_EXTRA + step - 1) / step * step;
    buf_add_zero(plain, padded - CRYPT_XSEAL_EXTRA - plain->len);
    crypt_kdf(b->S, label, NULL, 0, key, CRYPT_KEY);
    crypt_xseal(key, ctx, session_context(label, b->source->info.uid, NULL, 0, ctx), plain->data,
                plain->len, b->rnd, out);
    crypt_wipe(key, sizeof key);
}

static void add_roster(struct building *b)
{
    struct session_source *s = b->source;
    struct buf plain;
    buf_init(&plain, PACKAGE_MAX);
    session_roster_encode(s->candidate, s->candidates, s->paper, s->papers, &plain);
    seal_section(b, LABEL_ROSTER, &plain, SESSION_ROSTER_STEP, &b->roster);
    buf_free(&plain);
}

static enum err_code add_invigilator(struct building *b, struct err *e)
{
    const struct session_info *i = &b->source->info;
    uint8_t verifiers[SESSION_VERIFIERS];
    struct buf plain;
    enum err_code rc = session_make_verifiers(i, b->O, b->source->run, verifiers, e);
    buf_init(&plain, PACKAGE_MAX);
    block_add(&plain, SESSION_INVIGILATOR_ROOM, BLOCK_LANG_VI, i->room, strlen(i->room));
    block_add(&plain, SESSION_INVIGILATOR_VERIFIERS, BLOCK_LANG_NONE, verifiers, sizeof verifiers);
    if (rc == ERR_OK)
        seal_section(b, LABEL_INVIGILATOR, &plain, SESSION_STEP, &b->invigilator);
    buf_free(&plain);
    return rc;
}

static enum err_code draw(const struct session_source *s, const struct bank_office *key,
                          uint32_t paper, struct paper *out, struct err *e)
{
    const struct session_info *i = &s->info;
    const struct session_paper *p = &s->paper[paper];
    uint8_t seed[CRYPT_KEY];
    paper_seed(s->D, i->uid, paper, i->lot, seed);
    enum err_code rc = paper_draw(
        &(struct paper_rules){key, &i->profile, p->field, p->grade, p->exempt}, seed, out, e);
    crypt_wipe(seed, sizeof seed);
    if (rc != ERR_OK) {
        char who[160];
        snprintf(who, sizeof who, "SBD %s", s->candidate[p->candidate].sbd);
        return err_prefix(e, who);
    }
    return ERR_OK;
}

enum err_code session_build_try(const struct session_source *s, const struct bank_office *key,
                                struct err *e)
{
    struct paper drawn;
    enum err_code rc = check_source(s, e);
    for (uint32_t i = 0; rc == ERR_OK && i < s->papers; i++)
        rc = draw(s, key, i, &drawn, e);
    return rc;
}

static enum err_code make_ticket(const struct building *b, uint32_t paper, struct session_ticket *t,
                                 struct err *e)
{
    const struct session_info *i = &b->source->info;
    const struct session_paper *p = &b->source->paper[paper];
    struct paper drawn;
    enum err_code rc = draw(b->source, b->key, paper, &drawn, e);
    if (rc != ERR_OK)
        return rc;
    memset(t, 0, sizeof *t);
    t->paper = paper;
    memcpy(t->k0, b->secret[paper].k0, CRYPT_KEY);
    t->minutes = profile_variant_for(&i->profile, p->exempt)->minutes;
    t->extra_minutes = p->extra_minutes;
    memcpy(t->extra_reason, p->extra_reason, sizeof t->extra_reason);
    memcpy(t->seat, p->seat, sizeof t->seat);
    t->languages = 1;
    t->parts = drawn.parts;
    memcpy(t->part_questions, drawn.part_questions, sizeof t->part_questions);
    t->questions = drawn.questions;
    for (unsigned q = 0; q < drawn.questions; q++) {
        const struct bank_entry *entry = &b->key->entry[drawn.question[q].entry];
        memcpy(t->question[q].address, entry->address, BANK_ADDRESS);
        bank_question_key(b->key->master, entry->qid, t->question[q].key);
        t->question[q].order = drawn.question[q].order;
    }
    return ERR_OK;
}

/* All tickets have one length, so that it tells nothing: the longest, in steps. */
static size_t longest_ticket(const struct session_source *s)
{
    size_t longest = 0;
    for (size_t i = 0; i < s->papers; i++) {
        unsigned n =
            profile_variant_questions(profile_variant_for(&s->info.profile, s->paper[i].exempt));
        size_t len = 512 + sizeof s->paper[i].extra_reason + sizeof s->paper[i].seat +
                     (size_t)n * (BANK_ADDRESS + CRYPT_KEY + 3);
        longest = len > longest ? len : longest;
    }
    return (longest + CRYPT_XSEAL_EXTRA + SESSION_STEP - 1) / SESSION_STEP * SESSION_STEP;
}

static enum err_code seal_ticket(struct building *b, uint32_t paper, const uint8_t key[CRYPT_KEY],
                                 struct session_ticket *t, struct err *e)
{
    uint8_t ctx[SESSION_CONTEXT], number[4] = {(uint8_t)paper, (uint8_t)(paper >> 8),
                                               (uint8_t)(paper >> 16), (uint8_t)(paper >> 24)};
    struct buf plain;
    enum err_code rc = make_ticket(b, paper, t, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&plain, b->ticket_len);
    session_ticket_encode(t, &plain);
    buf_add_zero(&plain, b->ticket_len - CRYPT_XSEAL_EXTRA - plain.len);
    rc = buf_check(&plain, _("ticket"), e);
    if (rc == ERR_OK)
        crypt_xseal(key, ctx,
                    session_context(LABEL_TICKET, b->source->info.uid, number, sizeof number, ctx),
                    plain.data, plain.len, b->rnd, &b->tickets);
    buf_free(&plain);
    return rc;
}

static void make_codes(struct building *b)
{
    struct session_source *s = b->source;
    for (size_t i = 0; i < s->candidates; i++) {
        bool again = true;
        fill(b, s->candidate[i].salt, CRYPT_SALT);
        while (again) {
            code_random(b->rnd, CODE_ACCESS, true, s->access[i]);
            again = false;
            for (size_t k = 0; k < i && !again; k++)
                again = strcmp(s->access[k], s->access[i]) == 0;
        }
    }
    for (size_t i = 0; i < s->papers; i++)
        fill(b, &b->secret[i], sizeof b->secret[i]);
}

/* Argon2id once a candidate; tickets must stand in the order of papers, so the candidates' keys are
 * kept meanwhile. */
static enum err_code add_tickets(struct building *b, struct err *e)
{
    struct session_source *s = b->source;
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    uint8_t(*key)[CRYPT_KEY] = crypt_secret_new(s->candidates * CRYPT_KEY);
    uint8_t stretched[CRYPT_KEY];
    enum err_code rc = t && key ? ERR_OK : err_memory(e);
    for (uint32_t i = 0; rc == ERR_OK && i < s->candidates; i++) {
        rc = crypt_stretch(s->access[i], s->candidate[i].salt, s->info.seat_cost, stretched, e);
        session_ticket_key(b->S, i, s->candidate[i].salt, stretched, key[i]);
        if (s->progress)
            s->progress(s->progress_context, i + 1, s->candidates);
    }
    for (uint32_t i = 0; rc == ERR_OK && i < s->papers; i++)
        rc = seal_ticket(b, i, key[s->paper[i].candidate], t, e);
    crypt_wipe(stretched, sizeof stretched);
    crypt_secret_free(t);
    crypt_secret_free(key);
    return rc;
}

static enum err_code add_office_box(struct building *b, struct err *e)
{
    struct session_source *s = b->source;
    struct buf plain;
    buf_init(&plain, PACKAGE_MAX);
    buf_add(&plain, s->info.uid, SESSION_UID);
    buf_add(&plain, b->S, CRYPT_KEY);
    buf_add(&plain, s->D, CRYPT_KEY);
    buf_add(&plain, b->O, CRYPT_KEY);
    for (size_t i = 0; i < s->candidates; i++)
        buf_add(&plain, s->access[i], CODE_ACCESS);
    for (size_t i = 0; i < s->papers; i++)
        buf_add(&plain, b->secret[i].k0, CRYPT_KEY);
    enum err_code rc = buf_check(&plain, _("session"), e);
    if (rc == ERR_OK)
        crypt_box_seal(b->office->pub.box_pk, plain.data, plain.len, &b->office_box);
    buf_free(&plain);
    return rc;
}

static void add_header(struct building *b)
{
    const struct session_info *i = &b->source->info;
    struct buf *p = &b->payload;
    char name[SESSION_NAME_MAX + 7] = {0};
    memcpy(name, i->name, strnlen(i->name, SESSION_NAME_MAX - 1));
    buf_add(p, i->uid, SESSION_UID);
    buf_add(p, name, sizeof name);
    buf_add_u32(p, i->issue);
    buf_add(p, i->supersedes, CRYPT_HASH);
    buf_add_u32(p, i->flags);
    buf_add(p, i->bank_hash, CRYPT_HASH);
    buf_add(p, i->bank_uid, BANK_UID);
    buf_add(p, i->examiner_pk, CRYPT_SIGN_PK);
    buf_add(p, i->office_pk, CRYPT_SIGN_PK);
    buf_add(p, i->office_box_pk, CRYPT_BOX_PK);
    buf_add(p, i->draw_commitment, CRYPT_HASH);
    buf_add_u64(p, (uint64_t)i->opens);
    buf_add_u64(p, (uint64_t)i->closes);
    buf_add_u16(p, i->caps.tick_s);
    buf_add_u16(p, i->caps.checkpoint_s);
    buf_add_u16(p, i->caps.outage_cap_s);
    buf_add_u16(p, i->caps.extra_cap_min);
    buf_add_u32(p, i->seat_cost.ops);
    buf_add_u32(p, i->seat_cost.mem_kib);
    buf_add(p, i->pass_salt, CRYPT_SALT);
    buf_add_u8(p, i->custodians);
    buf_add_u8(p, i->need);
    buf_add_u16(p, (uint16_t)(b->slots.len / SESSION_SLOT));
    buf_add_u32(p, (uint32_t)b->source->candidates);
    buf_add_u32(p, (uint32_t)b->source->papers);
    buf_add_u32(p, (uint32_t)b->meta.len);
    buf_add_u32(p, (uint32_t)b->roster.len);
    buf_add_u32(p, (uint32_t)b->ticket_len);
    buf_add_u32(p, (uint32_t)b->invigilator.len);
    buf_add_u32(p, (uint32_t)b->office_box.len);
    buf_add(p, i->people_hash, CRYPT_HASH);
    buf_add(p, i->order_pk, CRYPT_SIGN_PK);
    buf_add_u8(p, (uint8_t)i->sheet);
    buf_add_u8(p, (uint8_t)i->start);
    buf_add_u8(p, i->copies);
    buf_pad(p, SESSION_HEADER);
}

static enum err_code assemble(struct building *b, struct buf *out, struct err *e)
{
    struct buf *section[] = {&b->meta,    &b->slots,       &b->roster,
                             &b->tickets, &b->invigilator, &b->office_box};
    enum err_code rc = ERR_OK;
    add_header(b);
    for (size_t i = 0; rc == ERR_OK && i < sizeof section / sizeof section[0]; i++) {
        rc = buf_check(section[i], _("session"), e);
        buf_add(&b->payload, section[i]->data, section[i]->len);
    }
    if (rc == ERR_OK)
        rc = buf_check(&b->payload, _("session"), e);
    if (rc == ERR_OK) {
        package_build(PACKAGE_SESSION, b->office->pub.sign_pk, b->office->sign_sk, b->payload.data,
                      b->payload.len, out);
        rc = buf_check(out, _("session"), e);
    }
    return rc;
}

enum err_code session_build(struct session_source *s, const struct bank *bank,
                            const struct bank_office *key, const struct keys_secret *office,
                            struct crypt_random *rnd, struct buf *out, struct err *e)
{
    struct building b = {.source = s, .key = key, .office = office, .rnd = rnd};
    struct buf *all[] = {&b.meta,        &b.slots,      &b.roster, &b.tickets,
                         &b.invigilator, &b.office_box, &b.payload};
    /* a pool that is too small is said before minutes of stretching */
    enum err_code rc = session_build_try(s, key, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        buf_init(all[i], PACKAGE_MAX);
    b.S = crypt_secret_new((size_t)2 * CRYPT_KEY);
    b.secret = crypt_secret_new(s->papers * sizeof *b.secret);
    if (!b.S || !b.secret) {
        rc = err_memory(e);
        goto out;
    }
    b.O = b.S + CRYPT_KEY;
    fill(&b, b.S, (size_t)2 * CRYPT_KEY);
    b.ticket_len = longest_ticket(s);
    rc = fill_info(&b, bank, e);
    make_codes(&b);
    if (rc == ERR_OK)
        rc = add_tickets(&b, e);
    if (rc == ERR_OK)
        rc = add_slots(&b, e);
    if (rc == ERR_OK)
        rc = add_order_slot(&b, e);
    if (rc == ERR_OK) {
        add_meta(&s->info, &b.meta);
        add_roster(&b);
        rc = add_invigilator(&b, e);
    }
    if (rc == ERR_OK)
        rc = add_office_box(&b, e);
    if (rc == ERR_OK)
        rc = assemble(&b, out, e);
out:
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        buf_free(all[i]);
    crypt_secret_free(b.S);
    crypt_secret_free(b.secret);
    return rc;
}
