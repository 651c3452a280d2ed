#include "tools/office/proof.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void proof_free(struct proof *p)
{
    for (size_t i = 0; i < p->count; i++)
        free(p->line[i].text);
    free(p->line);
    *p = (struct proof){0};
}

enum err_code proof_check(const struct proof *p, struct err *e)
{
    return p->failed ? err_memory(e) : ERR_OK;
}

ERR_PRINTF(4, 5)
static void add(struct proof *p, const char *id, bool is_proved, const char *fmt, ...)
{
    va_list ap;
    char *text = NULL;
    struct proof_line *grown = realloc(p->line, (p->count + 1) * sizeof *grown);
    if (grown)
        p->line = grown;
    va_start(ap, fmt);
    if (!grown || vasprintf(&text, fmt, ap) < 0)
        p->failed = true;
    else
        p->line[p->count++] = (struct proof_line){id, is_proved, text};
    va_end(ap);
}

void proof_write(const struct proof *p, struct buf *out)
{
    for (size_t i = 0; i < p->count; i++) {
        char clean[1024];
        buf_printf(out, "  %s %s\n", p->line[i].is_proved ? "+" : "−",
                   text_clean(p->line[i].text, clean, sizeof clean));
    }
}

/* ---- audit ---- */

void proof_log(struct proof *p, size_t lines, const char *office)
{
    add(p, "log", true, _("the log: %zu lines, whole, signed by office %s"), lines, office);
}

void proof_anew(struct proof *p, const struct witnessed_mark *mark)
{
    char at[24];
    if (!mark) {
        add(p, "anew", false, _("that no line was written anew: nobody else has signed a mark"));
        return;
    }
    witnessed_time(mark->time, at);
    add(p, "anew", false,
        _("that no line behind %zu was written anew: up to there %s signed on %s"),
        (size_t)mark->size, mark->name, at);
}

void proof_files(struct proof *p, size_t files, const char *session)
{
    add(p, "files", true, _("all %zu files of %s stand as they came"), files, session);
}

void proof_closed(struct proof *p, size_t files)
{
    add(p, "closed", true, _("came after the close: %zu"), files);
}

void proof_clock(struct proof *p, size_t lines, uint64_t first)
{
    if (lines)
        add(p, "clock", false, _("the hours: they go back at %zu lines, first line %zu"), lines,
            (size_t)first);
}

void proof_draw(struct proof *p, uint32_t papers, uint64_t commitment, uint64_t session,
                unsigned commitments)
{
    add(p, "draw", true,
        _("all %u papers follow from D, roster, rules, bank, lot; D in line %zu, lot in line %zu, "
          "commitments: %u"),
        papers, (size_t)commitment, (size_t)session, commitments);
}

void proof_lot(struct proof *p, bool has_lot, const struct witnessed_mark *mark)
{
    if (!has_lot)
        add(p, "lot", false, _("that nobody chose D: no public lot"));
    else if (mark)
        add(p, "lot", true, _("%s signed the commitment before the lot"), mark->name);
    else
        add(p, "lot", false, _("that D was fixed before the lot was known"));
}

void proof_rules(struct proof *p, size_t keep, size_t ruled, size_t wait)
{
    add(p, "rules", true, _("%zu journals keep all rules, %zu were ruled on, %zu wait"), keep,
        ruled, wait);
}

void proof_results(struct proof *p, uint64_t line)
{
    add(p, "results", true, _("the results follow from the log up to line %zu"), (size_t)line);
}

/* Dice were thrown for every mark. */
static bool has_dice(const struct sheet *s)
{
    bool has = s->marks > 0;
    for (size_t i = 0; i < s->marks; i++)
        has = has && s->mark[i].lot[0];
    return has;
}

/* What the typed rows were compared with, and how many there are to compare. Only a sample that is
 * whole says how sure it is. */
static void add_compared(struct proof *p, const struct sheet *s, const struct sheet_asked *asked)
{
    size_t compared = asked->right + asked->wrong;
    size_t line = s->marks ? (size_t)s->mark[s->marks - 1].size : 0;
    if (asked->typed < asked->asked || asked->uncovered)
        add(p, "sheet", false, _("the sheet: %zu of %zu rows that are asked were typed in"),
            asked->typed, asked->asked);
    else if (compared >= asked->ended)
        add(p, "sheet", true,
            _("all %zu receipts compared with the typed sheet, chosen by the marks up to line "
              "%zu; had 5 %% been altered, one would have shown with 95 %%"),
            asked->ended, line);
    else
        add(p, "sheet", true,
            _("%zu of %zu receipts compared with the typed sheet, chosen by the marks up to line "
              "%zu; had 5 %% been altered, one would have shown with 95 %%"),
            compared, asked->ended, line);
}

void proof_sheet(struct proof *p, const struct sheet *sheet, const struct sheet_asked *asked)
{
    size_t fixed = 0;
    if (!sheet || sheet->number == 0 || asked->asked == 0) {
        add(p, "sheet", false, _("the sheet: no receipts were typed in"));
        return;
    }
    add_compared(p, sheet, asked);
    add(p, "typed", false, _("that the typed sheet is the signed one"));
    if (sheet->rule != SESSION_SHEET_ALL && !has_dice(sheet))
        add(p, "sample", false, _("that no other mark was tried first"));
    for (uint32_t i = 0; i < sheet->papers; i++)
        fixed += sheet_is_graded_before_mark(sheet, i);
    if (fixed)
        add(p, "fixed", false, _("that %zu papers were fixed before they were graded"), fixed);
}

void proof_beyond(struct proof *p)
{
    add(p, "author", false,
        _("that a journal is the candidate's, not the office's: only the signed sheet tells"));
    add(p, "program", false, _("that the seats ran the true program"));
}

void proof_history(struct proof *p, const struct log *l, const struct witnessed *w)
{
    char lost[64], compared[24];
    const struct witnessed_mark *last = witnessed_last(w);
    uint64_t uncompared = 0;
    for (size_t i = 0; i < l->lines; i++) {
        const struct log_line *line = &l->line[i];
        if (line->kind == LOG_RENEW && log_more(line, "lost", lost, sizeof lost))
            add(p, "lost", false, _("lines %s: lost, %s"), lost, line->subject);
        if (line->kind == LOG_RESTORE && log_more(line, "compared", compared, sizeof compared))
            uncompared = strcmp(compared, "none") == 0 ? line->number : 0;
    }
    /* a witness that cosigned since had no more lines than these */
    if (uncompared && (!last || last->size < uncompared))
        add(p, "backup", false, _("that the backup was the newest"));
}

/* ---- verify ---- */

static void add_signed(struct proof *p, uint64_t line)
{
    if (line) {
        add(p, "list", true, _("as the office signed it, line %zu of its log"), (size_t)line);
    } else {
        add(p, "list", true, _("as the office signed it"));
        add(p, "logged", false, _("that it stands in the office's log"));
    }
}

void proof_commitment(struct proof *p, uint64_t line)
{
    add_signed(p, line);
    add(p, "draw", false, _("the draw: audit, or drawn.tsv"));
}

void proof_list(struct proof *p, uint64_t line)
{
    add_signed(p, line);
    add(p, "graded", false, _("that it was graded rightly: audit"));
}

void proof_session(struct proof *p, const char *office)
{
    add(p, "session", true, _("unaltered since office %s signed it"), office);
    add(p, "draw", false, _("the draw: audit, or drawn.tsv"));
}

void proof_answers(struct proof *p)
{
    add(p, "answers", false, _("anything: only the office can open it"));
}

void proof_bank(struct proof *p, const char *examiner)
{
    add(p, "bank", true, _("unaltered since examiner %s sealed it"), examiner);
    add(p, "cells", false, _("what its cells hold: bank check"));
}

void proof_tickets(struct proof *p)
{
    add(p, "tickets", false, _("that the tickets held these papers"));
}
