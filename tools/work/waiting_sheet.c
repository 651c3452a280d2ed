/* How far a session's signed sheet is: the marks that were printed, the rows that they ask, those
 * that were typed. Told from its public files alone. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/office_session.h"
#include "tools/office/publishing.h"
#include "tools/office/sheet.h"
#include "tools/report/caution.h"
#include "tools/work/waiting_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the last grading found of each paper; before the first one nothing is irregular yet. */
static enum err_code read_results(const struct workspace *w, const struct waiting_session *s,
                                  uint32_t papers, struct results *out, struct err *e)
{
    *out = (struct results){0};
    if (s->graded)
        return publishing_read(w, &w->log->office, s->name, out, NULL, e);
    out->row = calloc(papers + 1u, sizeof *out->row);
    if (!out->row)
        return err_memory(e);
    for (; out->count < papers; out->count++) {
        struct result *x = &out->row[out->count];
        x->state = RESULT_FAILED; /* to be graded */
        x->note = strdup("");
        if (!x->note)
            return err_memory(e);
    }
    return ERR_OK;
}

static enum err_code ask(const struct workspace *w, const struct session *session,
                         struct waiting_session *s, struct err *e)
{
    struct sheet sheet;
    struct results results = {0};
    struct sheet_asked asked = {0};
    enum err_code rc = sheet_read(w, &w->log->office, s->name, session, 0, &sheet, e);
    if (rc == ERR_OK)
        rc = read_results(w, s, sheet.papers, &results, e);
    if (rc == ERR_OK)
        rc = sheet_ask(&sheet, &results, &asked, e);
    if (rc == ERR_OK) {
        s->unmarked = asked.uncovered;
        s->rows_asked = asked.asked;
        s->rows_typed = asked.typed;
    }
    sheet_asked_free(&asked);
    results_free(&results);
    sheet_free(&sheet);
    return rc;
}

/* The hours; of a session that came in its sheet. */
void waiting_look_session(const struct workspace *w, struct waiting_session *s)
{
    struct buf bytes;
    struct session opened;
    struct err e = {0};
    char *path = office_session_path(w, s->name, "session");
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = path ? file_read(path, PACKAGE_MAX, &bytes, &e) : err_memory(&e);
    if (rc == ERR_OK &&
        (rc = session_open(bytes.data, bytes.len, w->log->office.sign_pk, &opened, &e)) != ERR_OK)
        rc = err_prefix(&e, file_base(path));
    if (rc == ERR_OK) {
        s->opens = opened.info.opens;
        s->closes = opened.info.closes;
        s->is_training = caution_is_training(&opened.info);
        waiting_look_forks(w, &opened, s);
        if (s->came && s->wants_sheet)
            rc = ask(w, &opened, s, &e);
    }
    if (rc != ERR_OK)
        snprintf(s->fault, sizeof s->fault, "%s", e.text);
    buf_free(&bytes);
    free(path);
}
