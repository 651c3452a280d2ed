#include "tools/desk/teller_parts.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/ask.h"
#include "tools/desk/work_view.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHOICES_SAID = 12 };

static void say_buf(struct teller *l, struct buf *text)
{
    teller_say(l, text->failed ? _("It is too long to be told.") : buf_text(text));
}

/* One part of the screen, by who tells it. */
static void say_part(struct teller *l, void (*tell)(const struct desk *d, struct buf *out))
{
    struct buf text;
    buf_init(&text, TELLER_BODY_MAX);
    tell(&l->desk, &text);
    say_buf(l, &text);
    buf_free(&text);
}

/* ---- the row under the cursor ---- */

static size_t row_here(const struct teller *l)
{
    struct screen_focus f = teller_focus(&l->desk);
    return teller_row(&f);
}

/* What may be chosen in the row of a form. */
static void say_choices(struct teller *l)
{
    const struct screen_focus f = teller_focus(&l->desk);
    const struct tui_form_row *r = f.form ? &f.form->row[f.form->at] : NULL;
    char said[2048];
    size_t n = 0;
    if (r && r->kind == TUI_FORM_FLAG)
        teller_say(l, _("Type x for yes, - for no."));
    for (int i = 0; r && r->kind == TUI_FORM_CHOICE && r->choice && r->choice[i]; i++) {
        const char *word = r->title ? r->title[i] : r->choice[i][0] ? r->choice[i] : "-";
        if (i == CHOICES_SAID || n + strlen(word) + 32 > sizeof said) {
            n += (size_t)snprintf(said + n, sizeof said - n, " · …");
            break;
        }
        n += (size_t)snprintf(said + n, sizeof said - n, "%s%d %s", i ? " · " : "", i + 1, word);
    }
    if (n)
        teller_say(l, said);
}

/* ---- the screen ---- */

static uint64_t mode_of(const struct screen *s)
{
    return s->ops->mode ? s->ops->mode(s) : 1;
}

static bool is_seen(struct teller *l, const struct screen *s)
{
    for (size_t i = 0; i < l->told.seens; i++)
        if (l->told.seen[i].ops == s->ops && l->told.seen[i].mode == mode_of(s))
            return true;
    if (l->told.seens < TELLER_SEEN) {
        l->told.seen[l->told.seens].ops = s->ops;
        l->told.seen[l->told.seens++].mode = mode_of(s);
    }
    return false;
}

void teller_say_answer(struct teller *l)
{
    const struct screen *top = stack_top(&l->desk);
    if (top != l->told.top || strcmp(l->told.said, top->said) == 0)
        return;
    snprintf(l->told.said, sizeof l->told.said, "%s", top->said);
    teller_say(l, top->said);
}

static void say_command(struct teller *l, bool is_all)
{
    struct buf text;
    buf_init(&text, SCREEN_LINE_MAX + 64);
    teller_tell_command(&l->desk, &text);
    uint64_t hash = text_hash((const char *)text.data, text.len, TEXT_HASH);
    if (text.len && (is_all || hash != l->told.command))
        say_buf(l, &text);
    l->told.command = hash;
    buf_free(&text);
}

/* Of the head without its numbers: they count, and tell the time. */
static uint64_t hash_of_head(const struct teller *l)
{
    struct screen *top = stack_top(&l->desk);
    struct screen_head h = {0};
    char words[2 * SCREEN_HEAD];
    size_t n = 0;
    top->ops->head(top, &h);
    for (const char *part = h.title; part; part = part == h.title ? h.right : NULL)
        for (const char *p = part; *p; p++)
            if (*p < '0' || *p > '9')
                words[n++] = *p;
    return text_hash(words, n, TEXT_HASH);
}

/* What may be done here, once for each mode of a screen. */
static void say_keys(struct teller *l)
{
    if (!is_seen(l, stack_top(&l->desk)))
        say_part(l, teller_tell_keys);
}

static void say_whole(struct teller *l, const char *body)
{
    const struct screen *top = stack_top(&l->desk);
    if (l->terminal.is_prompted || l->told.ops)
        teller_say_line(l, "", 0);
    size_t row = row_here(l);
    l->more = l->base = row ? (row - 1) / TELLER_ROWS : 0;
    say_part(l, teller_tell_head);
    teller_say_before(l);
    teller_say_body(l, body, true);
    l->told.top = top;
    l->told.ops = top->ops;
    l->told.said[0] = '\0';
    teller_say_answer(l);
    say_command(l, true);
    say_keys(l);
    if (teller_focus(&l->desk).form)
        say_choices(l);
}

static void say_changes(struct teller *l, const char *body)
{
    size_t row = row_here(l);
    bool is_form = teller_focus(&l->desk).form != NULL;
    teller_say_body(l, body, l->is_more);
    if (row && row != l->told.row && !l->is_more)
        teller_say_row(l, body, row);
    if (is_form && row != l->told.row)
        say_choices(l);
    teller_say_answer(l);
    say_command(l, false);
    say_keys(l);
    l->has_said |= mode_of(stack_top(&l->desk)) != l->told.mode; /* the prompt tells it */
}

/* Another screen; or its head says otherwise in another mode. */
static bool is_other(const struct teller *l)
{
    const struct screen *top = stack_top(&l->desk);
    return top != l->told.top || top->ops != l->told.ops ||
           (mode_of(top) != l->told.mode && hash_of_head(l) != l->told.head);
}

static void report_screen(struct teller *l)
{
    struct buf body;
    bool is_whole = is_other(l);
    if (!is_whole && !l->is_turn)
        return;
    buf_init(&body, TELLER_BODY_MAX);
    teller_tell_body(&l->desk, &body);
    if (body.failed) {
        buf_clear(&body);
        buf_printf(&body, "%s\n", _("It is too long to be told."));
    }
    if (is_whole)
        say_whole(l, buf_text(&body));
    else
        say_changes(l, buf_text(&body));
    bool was_said = l->has_said;
    if (!was_said)
        teller_say(l, l->is_more     ? _("That was all.")
                      : l->is_action ? _("Nothing changed.")
                                     : _("That does nothing here. ?: what may be typed."));
    if (l->is_more && !was_said)
        l->more = SIZE_MAX;
    teller_note_body(l, buf_text(&body));
    buf_free(&body);
    l->told.row = row_here(l);
    l->told.mode = mode_of(stack_top(&l->desk));
    l->told.head = hash_of_head(l);
    l->is_turn = false;
}

/* ---- a passphrase, and work ---- */

static const struct ask *ask_of(const struct teller *l)
{
    return l->desk.lock.is_on ? &l->desk.lock.ask : &l->desk.ask;
}

static void say_purpose(struct teller *l)
{
    struct buf what;
    buf_init(&what, SCREEN_LINE_MAX);
    work_view_tell_purpose(&l->desk, &what);
    if (what.len)
        teller_say(l, buf_text(&what));
    buf_free(&what);
}

static void report_secret(struct teller *l, uint64_t place)
{
    const struct ask *a = ask_of(l);
    char said[SCREEN_SAID];
    if (place == ACTIONS_LOCKED && l->told.place != place) {
        line_terminal_wipe();
        teller_say(l, _("Locked."));
    } else if (l->told.place != place) {
        say_purpose(l);
    }
    lock_said(&l->desk.lock, &l->desk.setup.clock, said, sizeof said);
    if (a->said[0])
        snprintf(said, sizeof said, "%s", a->said);
    else if (a->is_again)
        snprintf(said, sizeof said, "%s", _("The same once more:"));
    else if (a->confirms)
        snprintf(said, sizeof said, "%s", _("A new one of at least 14 characters, typed twice."));
    if (said[0] && (l->is_turn || strcmp(said, l->told.asked) != 0))
        teller_say(l, said);
    snprintf(l->told.asked, sizeof l->told.asked, "%s", said);
    l->is_turn = false;
}

/* Long work says where it is, at 25, 50 and 75 %. */
static void report_work(struct teller *l)
{
    struct job_progress p;
    char said[JOB_WHAT + 32];
    struct desk *d = &l->desk;
    bool is_long = clock_boot_ms(&d->setup.clock) - d->job.started_ms >= TUI_METER_AFTER_MS;
    if (l->told.place != ACTIONS_WORK) {
        l->told.quarter = 0;
        l->told.is_under_way = false;
    }
    job_get_progress(&d->job, &p);
    unsigned quarter = p.all ? (unsigned)(4 * p.done / p.all) : 0;
    if (is_long && quarter > l->told.quarter && quarter < 4) {
        snprintf(said, sizeof said, "%u %%%s%s", 25 * quarter, p.what[0] ? ": " : "", p.what);
        teller_say(l, said);
        l->told.quarter = quarter;
    }
    if ((is_long && !l->told.is_under_way) || (l->is_turn && l->told.place == ACTIONS_WORK)) {
        teller_say(l, work_view_said(d));
        l->told.is_under_way = true;
    }
    l->is_turn = false;
}

/* ---- the prompt ---- */

/* "/hanh · 1/12 > ": what narrows the rows, and where among them the cursor is. */
static void write_rows(const struct teller *l, const struct screen_focus *f, char *out, size_t room)
{
    const struct screen *top = stack_top(&l->desk);
    bool is_filtered = top->filtered == f->table && top->filter.typed.text[0];
    const char *typed = is_filtered ? top->filter.typed.text : f->typed ? f->typed : "";
    snprintf(out, room, "%s%s%s%zu/%zu > ", is_filtered ? "/" : "", typed, typed[0] ? " · " : "",
             teller_row(f), teller_rows(f));
}

static void write_prompt(const struct teller *l, char *out, size_t room)
{
    struct screen_focus f = teller_focus(&l->desk);
    uint64_t place = picture_place(&l->desk);
    if (place & (ACTIONS_SECRET | ACTIONS_LOCKED))
        snprintf(out, room, "%s: ", ask_role(ask_of(l)->role));
    else if (place == ACTIONS_WORK)
        out[0] = '\0';
    else if (f.form)
        snprintf(out, room, "%s: ", f.form->row[f.form->at].label);
    else if (f.asks && !f.table)
        snprintf(out, room, "%s%s", f.asks, f.asks[strlen(f.asks) - 1] == ':' ? " " : ": ");
    else if (f.table)
        write_rows(l, &f, out, room);
    else
        snprintf(out, room, "> ");
}

static void prompt(struct teller *l)
{
    char text[SCREEN_SAID];
    bool is_hidden = picture_place(&l->desk) & (ACTIONS_SECRET | ACTIONS_LOCKED);
    write_prompt(l, text, sizeof text);
    if (l->terminal.is_hidden != is_hidden)
        line_terminal_hide(&l->terminal, is_hidden);
    line_terminal_prompt(&l->terminal, text);
}

void teller_report(struct teller *l)
{
    uint64_t place = picture_place(&l->desk);
    if (l->desk.quit)
        return;
    if (place != l->told.place)
        l->is_turn = l->is_action = true; /* it came by itself: what changed is told */
    if (l->told.place == ACTIONS_LOCKED && place != ACTIONS_LOCKED)
        teller_say_again(l);
    if (place & (ACTIONS_SECRET | ACTIONS_LOCKED))
        report_secret(l, place);
    else if (place == ACTIONS_WORK)
        report_work(l);
    else
        report_screen(l);
    l->told.place = place;
    prompt(l);
}

void teller_say_again(struct teller *l)
{
    l->told.top = NULL;
}

void teller_forget(struct teller *l)
{
    free(l->told.line);
    l->told.line = NULL;
}
