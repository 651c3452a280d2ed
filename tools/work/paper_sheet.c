/* One paper on a sheet for who asks to see it again: its facts handed to tools/report/. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/begun.h"
#include "tools/report/caution.h"
#include "tools/report/review_page.h"
#include "tools/work/paper_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the sheet is made from; owned. */
struct sheet {
    struct review_page_question *question;
    struct review_page_change *change; /* of all questions */
    struct review_page_journal journal[PAPER_VIEW_JOURNALS];
    char receipt[PAPER_VIEW_JOURNALS][CODE_RECEIPT_SHOWN];
};

_Static_assert((int)REVIEW_PAGE_NONE == (int)PAPER_VIEW_NONE, "places are handed on as they are");

static void take_question(const struct paper_view_question *q, struct review_page_change *change,
                          struct review_page_question *out)
{
    *out = (struct review_page_question){.number = q->number,
                                         .part = q->part,
                                         .stem = q->text.stem,
                                         .chosen = q->chosen,
                                         .seen_ms = q->seen_ms,
                                         .change = change,
                                         .changes = q->changes,
                                         .key = q->key,
                                         .right = q->right,
                                         .ruling = q->ruling};
    crypt_hex(q->qid, (sizeof out->id - 1) / 2, out->id);
    for (uint8_t place = 0; place < BANK_OPTIONS; place++)
        out->option[place] = q->text.option[paper_option_at(q->order, place)];
    for (size_t i = 0; i < q->changes; i++)
        change[i] = (struct review_page_change){q->change[i].wall_ms, q->change[i].used_ms,
                                                q->change[i].place};
}

static enum err_code take_questions(const struct paper_view_reply *r, struct sheet *s,
                                    struct err *e)
{
    size_t changes = 0;
    for (size_t i = 0; i < r->questions; i++)
        changes += r->question[i].changes;
    s->question = calloc(r->questions + 1, sizeof *s->question);
    s->change = calloc(changes + 1, sizeof *s->change);
    if (!s->question || !s->change)
        return err_memory(e);
    for (size_t i = 0, at = 0; i < r->questions; at += r->question[i++].changes)
        take_question(&r->question[i], &s->change[at], &s->question[i]);
    return ERR_OK;
}

static void take_journals(const struct paper_view_reply *r, struct sheet *s)
{
    for (size_t i = 0; i < r->journals; i++) {
        const struct submission *m = r->journal[i].submission;
        code_receipt_shown(m->head, s->receipt[i]);
        s->journal[i] =
            (struct review_page_journal){s->receipt[i], submission_events(m), m->state.used_ms,
                                         r->journal[i].is_chosen, r->journal[i].choice};
    }
}

static enum err_code make(const struct paper_view_request *q, const struct paper_view_reply *r,
                          const struct sheet *s, struct buf *out, struct err *e)
{
    const struct office_session *opened = &r->grading.opened;
    struct begun begun;
    begun_read(&r->grading.collection, &begun);
    const struct report_source source = {.workspace = &r->office.workspace,
                                         .name = opened->name,
                                         .session = &opened->session.info,
                                         .opened = opened,
                                         .held = begun.day,
                                         .paper = r->paper};
    struct review_page page = {.source = &source,
                               .result = &r->result,
                               .seat = "",
                               .journal = s->journal,
                               .journals = r->journals,
                               .question = s->question,
                               .questions = r->questions,
                               .has_key = q->has_key};
    for (size_t i = 0; i < r->journals; i++)
        if (r->journal[i].is_chosen) {
            page.seat = r->journal[i].seat;
            page.first_ms = r->journal[i].first_ms;
            page.last_ms = r->journal[i].last_ms;
        }
    enum err_code rc = review_page_pdf(&page, out, e);
    return rc == ERR_OK ? buf_check(out, "pdf", e) : rc;
}

/* "paper-0017.pdf"; of one question "paper-0017-12.pdf". */
static char *path_of(const struct paper_view_request *q, const struct paper_view_reply *r)
{
    char plain[64], name[CAUTION_FILE_MAX];
    const struct office_session *opened = &r->grading.opened;
    if (q->question)
        snprintf(plain, sizeof plain, "paper-%s-%u.pdf", r->result.paper, r->question[0].number);
    else
        snprintf(plain, sizeof plain, "paper-%s.pdf", r->result.paper);
    caution_file_name(caution_is_training(&opened->session.info), plain, name);
    return q->folder ? file_join(q->folder, name)
                     : workspace_path(&r->office.workspace, "reports/%s/%s", opened->name, name);
}

static enum err_code write_file(const struct buf *pdf, char *path, struct err *e)
{
    char *folder = strdup(path);
    enum err_code rc = folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK) {
        *strrchr(folder, '/') = '\0';
        rc = file_make_folder(folder, e);
    }
    if (rc == ERR_OK)
        rc = file_write(path, pdf->data, pdf->len, FILE_REPLACE, e);
    free(folder);
    return rc;
}

enum err_code paper_view_check_format(const struct paper_view_request *q, struct err *e)
{
    if (q->format && strcmp(q->format, "pdf") != 0)
        return err_set(e, ERR_USAGE, _("--format: \"%s\" is none of pdf"), q->format);
    if (q->folder && !q->format)
        return err_set(e, ERR_USAGE, _("-o goes with --format pdf"));
    return ERR_OK;
}

enum err_code paper_view_write_sheet(const struct paper_view_request *q, struct paper_view_reply *r,
                                     struct err *e)
{
    struct sheet *s = calloc(1, sizeof *s);
    struct buf pdf;
    char *path = path_of(q, r);
    buf_init(&pdf, REPORT_FILE_MAX);
    enum err_code rc = s && path ? take_questions(r, s, e) : err_memory(e);
    if (rc == ERR_OK) {
        take_journals(r, s);
        rc = make(q, r, s, &pdf, e);
    }
    if (rc == ERR_OK)
        rc = write_file(&pdf, path, e);
    if (rc == ERR_OK) {
        r->file = path;
        path = NULL;
    }
    if (s) {
        free(s->question);
        free(s->change);
    }
    free(s);
    free(path);
    buf_free(&pdf);
    return rc;
}
