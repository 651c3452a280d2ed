/* What other seats wrote of the open paper. */
#include "app/client/exchange_internal.h"
#include "app/client/flow.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum { LOOK_MS = 8000, SAID = 300 };

/* ---- asking ---- */

static void add_claim(const struct client *c, struct outbox_wish *w)
{
    struct claim claim = {.paper = w->paper, .wall_ms = clock_wall_ms(&c->setup.clock)};
    struct buf file;
    snprintf(claim.seat, sizeof claim.seat, "%s", c->setup.seat);
    memcpy(claim.boot_hash, c->setup.clock.boot_hash, sizeof claim.boot_hash);
    buf_init(&file, CLAIM_FILE);
    claim_build(c->setup.session, &claim, w->key, &file);
    if (file.len == sizeof w->claim_file) {
        memcpy(w->claim_file, file.data, sizeof w->claim_file);
        claim_file_name(c->setup.session, w->paper, w->key, w->claim);
    }
    buf_free(&file);
}

void exchange_ask(struct client *c, bool is_claiming)
{
    struct outbox_wish *w = crypt_secret_new(sizeof *w);
    if (!w)
        return; /* nothing answers, which is told */
    *w = (struct outbox_wish){.paper = c->exam->ticket->paper};
    memcpy(w->session_hash, c->setup.session->hash, sizeof w->session_hash);
    memcpy(w->key, c->exam->chain.resume_key, sizeof w->key);
    exchange_prefix(c, w->paper, w->prefix);
    if (is_claiming)
        add_claim(c, w);
    for (size_t i = 0; i < c->exchange.folders; i++) {
        struct exchange_folder *f = &c->exchange.folder[i];
        f->asked = outbox_look(f->outbox, w);
        f->is_answered = f->is_looked = f->is_crowded = false;
        f->is_claim_asked = is_claiming;
        f->claim = is_claiming ? OUTBOX_CLAIM_NONE : f->claim;
    }
    crypt_secret_free(w);
}

void exchange_look(struct client *c, void (*then)(struct client *c), bool is_claiming)
{
    struct exchange *x = &c->exchange;
    if (x->folders == 0 || !c->exam || exam_is_ended(c->exam)) {
        x->look.sight = EXCHANGE_NO_FOLDER;
        if (then)
            then(c);
        return;
    }
    exchange_ask(c, is_claiming);
    x->look.unasked_ms = flow_now(c);
    x->look.until = flow_now(c) + LOOK_MS;
    exchange_wait(c, then);
}

bool exchange_is_looking(const struct client *c)
{
    return c->exchange.look.until != 0;
}

void exchange_wait(struct client *c, void (*then)(struct client *c))
{
    c->exchange.look.then = then;
    c->exchange.look.in = c->state;
    if (then)
        flow_say(c, MESSAGE_CALM,
                 N_("One moment: looking whether this exam was begun at another seat."));
}

void exchange_close_paper(struct client *c)
{
    c->exchange.look.until = 0;
    c->exchange.look.then = NULL;
    c->exchange.replaceds = 0;
    c->exchange.is_fork = false;
    for (size_t i = 0; i < c->exchange.folders; i++)
        c->exchange.folder[i].claim = OUTBOX_CLAIM_NONE;
    c->exchange.journal++;
    c->exchange.behind_ms = 0;
}

/* ---- the end of a look ---- */

static bool have_all_answered(const struct exchange *x)
{
    bool all = true;
    for (size_t i = 0; i < x->folders; i++)
        all &= x->folder[i].is_answered;
    return all;
}

static enum exchange_sight judge(const struct exchange *x)
{
    enum exchange_sight sight = EXCHANGE_SILENT;
    for (size_t i = 0; i < x->folders; i++) {
        if (x->folder[i].is_looked)
            return EXCHANGE_LOOKED;
        if (x->folder[i].is_crowded)
            sight = EXCHANGE_CROWDED;
    }
    return sight;
}

static void say_sight(struct client *c)
{
    if (c->exchange.look.sight == EXCHANGE_SILENT)
        flow_say(c, MESSAGE_WARNING,
                 N_("The exchange folder does not answer: what may lie there was not looked at. "
                    "The invigilator should know."));
    else if (c->exchange.look.sight == EXCHANGE_CROWDED)
        flow_say(c, MESSAGE_WARNING,
                 N_("The exchange folder is crowded with strange files of this paper: it was not "
                    "looked at. The invigilator should know."));
}

/* What was done said something already: in two lines both. */
static void add_sight(struct client *c)
{
    char whole[sizeof c->message.text], said[SAID];
    if (c->exchange.look.sight != EXCHANGE_SILENT && c->exchange.look.sight != EXCHANGE_CROWDED)
        return;
    snprintf(whole, sizeof whole, "%s %s", text_clean(c->message.text, said, sizeof said),
             _("Copies in the exchange folder were not looked at: please tell the invigilator."));
    flow_say(c, MESSAGE_WARNING, whole);
}

void exchange_end_look(struct client *c)
{
    struct exchange *x = &c->exchange;
    if (!x->look.until || (flow_now(c) < x->look.until && !have_all_answered(x)))
        return;
    void (*then)(struct client *) = c->state == x->look.in ? x->look.then : NULL;
    x->look.until = 0;
    x->look.then = NULL;
    x->look.sight = judge(x);
    if (then && c->message.tone == MESSAGE_CALM)
        message_clear(&c->message);
    if (then)
        then(c);
    if (c->exam && then && c->message.text[0] && c->message.tone == MESSAGE_CALM)
        add_sight(c);
    else if (c->exam && (!c->message.text[0] || c->message.tone == MESSAGE_CALM))
        say_sight(c); /* what was done says no more */
}

/* ---- what was found ---- */

/* Handed in elsewhere, it does not go on here without the invigilator. */
static void take_answers(struct client *c, const struct outbox_found *f)
{
    if (!f->info.is_ended || !c->exam->chain.k0)
        return;
    exam_note_handed_in(c->exam);
    flow_say(c, MESSAGE_WARNING,
             N_("This paper was handed in at another seat. Please raise your hand: the invigilator "
                "comes."));
}

/* A checkpoint of the open paper. False when the paper goes on at another seat. */
static bool take_checkpoint(struct client *c, const struct outbox_found *f)
{
    struct exchange *x = &c->exchange;
    struct err why = {0};
    enum exam_found what = EXAM_FOUND_OLDER;
    if (exam_accept_checkpoint(c->exam, f->bytes.data, f->bytes.len, f->name, &what, &why) !=
        ERR_OK)
        return true; /* half-written or altered: there are others, or none */
    bool is_restored = what == EXAM_FOUND_RESTORED || what == EXAM_FOUND_RETURNED;
    if (what == EXAM_FOUND_RETURNED)
        x->replaceds = 0; /* what lies there of the journal set aside stays for the office */
    if ((is_restored || what == EXAM_FOUND_OLDER) && x->replaceds < OUTBOX_FOUND)
        snprintf(x->replaced[x->replaceds++], OUTBOX_NAME, "%s", f->name);
    if (is_restored) {
        c->reading.question = c->exam->journal.position;
        x->journal++;
    }
    bool is_fork =
        what == EXAM_FOUND_FORK || (what == EXAM_FOUND_RETURNED && c->exam->seat.is_contested);
    c->exchange.is_fork |= is_fork;
    if (is_fork)
        flow_say(c, MESSAGE_DANGER,
                 N_("Another journal of this paper lies in the exchange folder. Please call the "
                    "invigilator."));
    return what != EXAM_FOUND_ELSEWHERE;
}

/* Those of other papers mean nothing here. False when the paper goes on at another seat. */
static bool take(struct client *c, const struct outbox_found *f)
{
    if (f->info.paper != c->exam->ticket->paper || exam_is_ended(c->exam))
        return true;
    if (f->is_resume)
        return take_checkpoint(c, f);
    take_answers(c, f);
    return true;
}

static void take_claim(const struct client *c, struct exchange_folder *f,
                       const struct outbox_sight *s)
{
    struct err ignored;
    if (!f->is_claim_asked)
        return;
    f->claim = s->claim;
    f->is_claim_good =
        s->claim != OUTBOX_CLAIM_NONE &&
        claim_open(s->claim_file, s->claim_len, c->setup.session, c->exam->ticket->paper,
                   c->exam->chain.resume_key, &f->claimed, &ignored) == ERR_OK;
}

/* False when the paper goes on at another seat. */
static bool take_sight(struct client *c, struct exchange_folder *f, const struct outbox_sight *s)
{
    bool goes_on = true;
    if (s->number == 0 || !c->exam)
        return true;
    for (size_t i = 0; i < s->founds && goes_on; i++)
        goes_on = take(c, &s->found[i]);
    if (s->number != f->asked)
        return goes_on;
    f->is_answered = true;
    f->is_crowded = s->is_crowded;
    f->is_looked = s->trouble.code == ERR_OK && !s->is_crowded;
    take_claim(c, f, s);
    return goes_on;
}

enum exchange_event exchange_read(struct client *c)
{
    struct exchange *x = &c->exchange;
    bool goes_on = true;
    x->waiting = 0;
    x->trouble = (struct err){0};
    for (size_t i = 0; i < x->folders; i++) {
        struct exchange_folder *f = &x->folder[i];
        struct outbox_status status;
        outbox_status(f->outbox, &status);
        exchange_take_others(c, i, status.shown);
        goes_on = take_sight(c, f, &status.sight) && goes_on;
        f->waiting = status.waiting;
        f->trouble = status.trouble;
        f->missing = status.missing;
        f->held = status.held;
        f->whole = status.whole;
        x->waiting += f->waiting;
        if (x->trouble.code == ERR_OK && f->waiting)
            x->trouble = f->trouble;
        outbox_status_free(&status);
    }
    if (!goes_on)
        return EXCHANGE_ELSEWHERE;
    exchange_note_copied(c);
    exchange_end_look(c);
    exchange_end_others(c);
    return EXCHANGE_NOTHING;
}
