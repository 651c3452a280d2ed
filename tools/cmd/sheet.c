/* sathachctl sheet SESSION [PAPER=RECEIPT|absent|unsigned|no-code]… [--from FILE] [--lot TEXT]:
 * prints the mark to be signed, or takes rows of the signed sheet. */
#include "tools/work/sheet.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"

#include <stdio.h>

static const struct sheet *sheet_of(const struct sheet_reply *st)
{
    return st->grading.opened.sheet;
}

static const char *sbd_of(const struct sheet_reply *st, uint32_t paper)
{
    const struct session_roster *r = &st->grading.opened.roster;
    return r->candidate[r->paper[paper].candidate].sbd;
}

static void show_contradiction(const char *paper, const char *sbd, const struct sheet_row *row)
{
    char typed[24];
    code_group(row->receipt, 4, typed, sizeof typed);
    if (row->said == SHEET_RECEIPT)
        printf(_("  %s  SBD %s  the sheet has another receipt: %s\n"), paper, sbd, typed);
    else
        printf(row->said == SHEET_ABSENT ? _("  %s  SBD %s  handed in; the sheet says absent\n")
               : row->said == SHEET_NO_CODE
                   ? _("  %s  SBD %s  handed in; on the sheet no code stands in the row\n")
                   : _("  %s  SBD %s  handed in; the sheet is not signed\n"),
               paper, sbd);
}

static void show_rows(const struct sheet_reply *st)
{
    for (uint32_t p = 0; p < sheet_of(st)->papers; p++) {
        char paper[8];
        const struct sheet_row *row = sheet_row(sheet_of(st), p);
        const char *receipt = st->results.row[p].receipt;
        session_paper_name(p, paper);
        if (st->asked.why[p] != SHEET_NOT_ASKED && !row)
            printf("  %s  SBD %s  %s\n", paper, sbd_of(st, p), sheet_why_text(st->asked.why[p]));
        if (receipt[0] && sheet_contradicts(sheet_of(st), p, receipt))
            show_contradiction(paper, sbd_of(st, p), row);
    }
}

static void show_strangers(const struct sheet *s)
{
    for (size_t i = 0; i < s->said.rows; i++)
        if (s->said.row[i].paper == SHEET_STRANGER && s->said.row[i].said != SHEET_ABSENT)
            printf(_("  SBD %s: on the sheet, not in the roster\n"), s->said.row[i].sbd);
}

static void show_text(const struct sheet_reply *st)
{
    const struct sheet *s = sheet_of(st);
    const struct sheet_mark *m = &s->mark[s->marks - 1];
    const char *name = st->grading.opened.name;
    char code[SHEET_CODE];
    sheet_mark_code(s, s->marks - 1, code);
    printf(_("%s: mark %zu: %llu · %s\n"), name, s->marks, (unsigned long long)m->size, code);
    if (s->rule == SESSION_SHEET_NONE)
        printf(_("%s: the session has no sheet: no row is asked\n"), name);
    else
        printf(s->rule == SESSION_SHEET_ALL
                   ? _("%s: all rows are asked: %zu of %u papers, %zu typed\n")
                   : _("%s: %zu rows of %u papers are asked, %zu typed; had 5 %% been altered, one "
                       "would show with 95 %%\n"),
               name, st->asked.asked, s->papers, st->asked.typed);
    show_rows(st);
    show_strangers(s);
}

static void put_mark(struct json *j, const struct sheet *s, size_t mark)
{
    char code[SHEET_CODE];
    sheet_mark_code(s, mark, code);
    json_open_object(j);
    json_pair_uint(j, "size", s->mark[mark].size);
    json_pair(j, "code", code);
    json_pair(j, "lot", s->mark[mark].lot);
    json_pair_uint(j, "papers", s->mark[mark].papers);
    json_pair_uint(j, "sampled", s->mark[mark].sampled);
    json_close(j);
}

static void put_row(struct json *j, const struct sheet_reply *st, uint32_t p)
{
    static const char *const WHY[SHEET_WHYS] = {"not-asked", "whole",    "sample", "no-journal",
                                                "irregular", "conflict", "late",   "moved"};
    static const char *const SAID[] = {"receipt", "absent", "unsigned", "no-code"};
    const struct sheet_row *row = sheet_row(sheet_of(st), p);
    char paper[8], receipt[24] = "";
    session_paper_name(p, paper);
    if (row)
        code_group(row->receipt, 4, receipt, sizeof receipt);
    json_open_object(j);
    json_pair(j, "paper", paper);
    json_pair(j, "sbd", sbd_of(st, p));
    json_pair(j, "why", WHY[st->asked.why[p]]);
    json_pair(j, "typed", row ? SAID[row->said] : "");
    json_pair(j, "receipt", receipt);
    json_pair_bool(j, "contradicts",
                   st->results.row[p].receipt[0] &&
                       sheet_contradicts(sheet_of(st), p, st->results.row[p].receipt));
    json_close(j);
}

static enum err_code show_json(const struct sheet_reply *st, struct err *e)
{
    const struct sheet *s = sheet_of(st);
    struct ctl_answer a;
    ctl_answer_begin(&a);
    struct json *j = &a.json;
    json_open_object(j);
    json_pair(j, "session", st->grading.opened.name);
    json_key(j, "marks");
    json_open_array(j);
    for (size_t i = 0; i < s->marks; i++)
        put_mark(j, s, i);
    json_close(j);
    json_pair_uint(j, "papers", s->papers);
    json_pair_uint(j, "asked", st->asked.asked);
    json_pair_uint(j, "typed", st->asked.typed);
    json_key(j, "rows");
    json_open_array(j);
    for (uint32_t p = 0; p < s->papers; p++)
        if (st->asked.why[p] != SHEET_NOT_ASKED || sheet_row(s, p))
            put_row(j, st, p);
    json_close(j);
    json_pair(j, "file", st->page ? st->page : "");
    json_close(j);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct sheet_reply *r = reply;
    (void)request;
    (void)came;
    if (!r->is_done)
        return ERR_OK;
    if (ctl->json)
        return show_json(r, e);
    show_text(r);
    if (r->page)
        printf("%s\n", r->page);
    return ERR_OK;
}

enum err_code cmd_sheet(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &sheet_op, argc, argv, show, e);
}
