#include "app/client/exchange_internal.h"

#include "app/client/flow.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

enum {
    LATE_MS = 60000,
    STOP_MS = 10000,
    STOP_LEAST_MS = 1000,
    CHECK_MS = 10000,
    BEHIND_MS = 10000
};

enum err_code exchange_start(struct client *c, struct err *e)
{
    struct exchange *x = &c->exchange;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < EXCHANGE_FOLDERS_MAX && c->setup.exchange_dir[i]; i++) {
        rc = outbox_start(c->setup.exchange_dir[i], &x->folder[i].outbox, e);
        if (rc == ERR_OK)
            outbox_check(x->folder[x->folders++].outbox);
    }
    return rc;
}

/* They are waited for together, not one after the other; each may try once more. By the machine's
 * own clock: that of the exam may stand still. */
void exchange_stop(struct client *c)
{
    struct exchange *x = &c->exchange;
    const struct clock_source clock = clock_system();
    uint64_t begun = clock_boot_ms(&clock);
    for (size_t i = 0; i < x->folders; i++) {
        uint64_t gone = clock_boot_ms(&clock) - begun;
        bool is_over = gone + STOP_LEAST_MS > STOP_MS;
        outbox_stop(x->folder[i].outbox, is_over ? STOP_LEAST_MS : (int)(STOP_MS - gone));
    }
    x->folders = 0;
}

/* What the names of a paper's files begin with. */
void exchange_prefix(const struct client *c, uint32_t paper, char out[OUTBOX_NAME])
{
    char number[8];
    session_paper_name(paper, number);
    snprintf(out, OUTBOX_NAME, "%s.%s.", c->setup.session->info.name, number);
}

/* ---- what goes out ---- */

static void put(struct client *c, const struct outbox_file *file, const struct buf *bytes)
{
    for (size_t i = 0; i < c->exchange.folders && !bytes->failed && bytes->len; i++)
        outbox_put(c->exchange.folder[i].outbox,
                   file); /* no room: the local copy stays, and goes with the next start */
}

/* Once what holds all of them is written. */
static void remove_replaced(struct client *c, const char *name)
{
    struct exchange *x = &c->exchange;
    for (size_t i = 0; i < x->replaceds; i++)
        for (size_t k = 0; k < x->folders && strcmp(x->replaced[i], name) != 0; k++)
            outbox_remove(x->folder[k].outbox, x->replaced[i]);
    x->replaceds = 0;
}

void exchange_put_answers(struct client *c, const char *name)
{
    const struct buf *answers = &c->exam->disk.answers;
    put(c,
        &(struct outbox_file){.name = name,
                              .bytes = answers->data,
                              .len = answers->len,
                              .group = "",
                              .replaces = c->exam->checkpoint.name,
                              .journal = c->exchange.journal,
                              .events = c->exam->journal.count},
        answers);
    remove_replaced(c, name);
}

/* What was told of the last time holds no more. */
void exchange_put_all(struct client *c)
{
    for (size_t i = 0; i < c->exchange.folders; i++) {
        c->exchange.folder[i].whole = (struct outbox_whole){0};
        outbox_copy_all(c->exchange.folder[i].outbox, c->setup.data_dir,
                        c->setup.session->info.name);
    }
}

static void put_checkpoint(struct client *c)
{
    char name[ANSWERS_NAME], replaces[ANSWERS_NAME], group[OUTBOX_NAME];
    struct buf bytes;
    buf_init(&bytes, ANSWERS_FILE_MAX);
    exam_checkpoint(c->exam, &bytes, name, replaces);
    exchange_prefix(c, c->exam->ticket->paper, group);
    put(c,
        &(struct outbox_file){.name = name,
                              .bytes = bytes.data,
                              .len = bytes.len,
                              .group = group,
                              .replaces = replaces,
                              .journal = c->exchange.journal,
                              .events = c->exam->checkpoint.count},
        &bytes);
    buf_free(&bytes);
    remove_replaced(c, name);
}

/* The most that one of them holds. */
void exchange_note_copied(struct client *c)
{
    struct exchange *x = &c->exchange;
    uint32_t events = 0;
    for (size_t i = 0; i < x->folders; i++)
        if (x->folder[i].held.journal == x->journal && x->folder[i].held.events > events)
            events = x->folder[i].held.events;
    if (!c->exam)
        return;
    bool has_more = events > c->exam->checkpoint.copied;
    c->exam->checkpoint.copied = events;
    bool has_all = exam_is_ended(c->exam) ? exam_is_all_copied(c->exam)
                                          : exam_all_saved(c->exam) == EXAM_SAVED_TWICE;
    if (has_all)
        x->behind_ms = 0;
    else if (has_more || !x->behind_ms)
        x->behind_ms = flow_now(c);
}

bool exchange_is_behind(const struct client *c)
{
    const struct exchange *x = &c->exchange;
    return x->folders == 0 || (x->behind_ms && flow_now(c) - x->behind_ms >= BEHIND_MS);
}

/* Time to, since it was done last. */
static bool is_due(const struct client *c, uint64_t *last_ms, uint64_t interval_ms)
{
    uint64_t now = flow_now(c);
    if (now < *last_ms + interval_ms && now >= *last_ms)
        return false;
    *last_ms = now;
    return true;
}

/* Whether another seat goes on with the paper that runs here. */
static void look_after(struct client *c)
{
    uint64_t interval = (uint64_t)c->setup.session->info.caps.checkpoint_s * 1000;
    if (flow_is_in_exam(c) && !c->exam->seat.needs_code && !exchange_is_looking(c) &&
        is_due(c, &c->exchange.look.unasked_ms, interval))
        exchange_ask(c, false);
}

void exchange_tick(struct client *c)
{
    struct exchange *x = &c->exchange;
    if (x->folders == 0)
        return;
    x->is_late = false;
    for (size_t i = 0; i < x->folders; i++)
        x->is_late |= outbox_is_late(x->folder[i].outbox, LATE_MS);
    for (size_t i = is_due(c, &x->look.checked_ms, CHECK_MS) ? 0 : x->folders; i < x->folders; i++)
        outbox_check(x->folder[i].outbox);
    if (c->exam && exam_checkpoint_is_due(c->exam))
        put_checkpoint(c);
    look_after(c);
    exchange_note_copied(c);
    exchange_end_look(c);
    exchange_end_others(c);
}

const struct err *exchange_missing(const struct client *c)
{
    for (size_t i = 0; i < c->exchange.folders; i++)
        if (c->exchange.folder[i].missing.code != ERR_OK)
            return &c->exchange.folder[i].missing;
    return NULL;
}
