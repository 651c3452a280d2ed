/* Papers that are made behind the exam, made before the settings changed that they print: whoever
 * edits office.ini by hand is told, too. What was signed stays as it is. */
#include "app/core/i18n.h"
#include "tools/work/printed_settings.h"
#include "tools/work/waiting_parts.h"

#include <stdio.h>
#include <string.h>

enum { LATER_MARK = WAITING_LATER_PAPERS - 1 };
static const struct {
    const char *id, *title;
} LATER[WAITING_LATER_PAPERS] = {{"results", N_("results")},
                                 {"slips", N_("result slips")},
                                 {"passlist", N_("pass list")},
                                 {"minutes", N_("minutes of the session")},
                                 {"mark", N_("sheet of the mark")}};

static struct waiting_paper *find(struct waiting_session *s, const char *file)
{
    const struct printed_settings *p = printed_settings_find(file);
    for (int i = 0; p && i < WAITING_LATER_PAPERS; i++)
        if (strcmp(LATER[i].id, p->id) == 0)
            return &s->later[i];
    return NULL;
}

static void take_said(struct waiting_paper *paper, const struct log_line *x)
{
    char state[16] = "";
    log_more(x, "state", state, sizeof state);
    if (strcmp(state, "made") == 0)
        paper->line = x;
    else if (strcmp(state, "signed") == 0)
        paper->line = NULL;
}

void waiting_take_later(struct waiting_session *s, const struct log_line *x)
{
    struct waiting_paper *paper = find(s, x->subject);
    if (x->kind == LOG_MARK)
        s->later[LATER_MARK].line = x;
    else if (x->kind == LOG_REPORT && paper)
        paper->line = x;
    else if (x->kind == LOG_PAPER && paper)
        take_said(paper, x);
    else if (x->kind == LOG_GRADED) /* they stand on other results: made again all the same */
        for (int i = 0; i < LATER_MARK; i++)
            s->later[i].line = NULL;
}

enum err_code waiting_tell_later(const struct waiting_session *s, struct waiting_reply *r,
                                 struct err *e)
{
    struct waiting_row row = waiting_row_of(s, WAITING_DUE, WAITING_PAPERS, s->last, "papers", "");
    struct buf list;
    buf_init(&list, WAITING_TEXT);
    for (int i = 0; i < WAITING_LATER_PAPERS; i++) {
        if (!s->later[i].is_outdated)
            continue;
        if (!list.len)
            snprintf(row.file, sizeof row.file, "%s",
                     i == LATER_MARK ? s->mark_file : s->later[i].line->subject);
        buf_printf(&list, "%s%s", list.len ? ", " : "", _(LATER[i].title));
    }
    snprintf(row.text, sizeof row.text, _("settings changed, to be made again: %s"),
             buf_text(&list));
    enum err_code rc = list.len ? waiting_add(r, &row, e) : ERR_OK;
    buf_free(&list);
    return rc;
}
