#include "tools/work/report_parts.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/begun.h"
#include "tools/office/graded.h"
#include "tools/office/publishing.h"
#include "tools/office/sheet.h"
#include "tools/office/whole.h"
#include "tools/report/caution.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code read_session(const struct reporting *rp, struct reported *out,
                                  const struct keys_public *office, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    char *path = workspace_is_name(out->name) ? office_session_path(w, out->name, "session") : NULL;
    enum err_code rc = ERR_OK;
    if (!path || !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session in this workspace"), out->name);
    if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, &out->bytes, e);
    if (rc == ERR_OK && (rc = session_open(out->bytes.data, out->bytes.len, office->sign_pk,
                                           &out->session, e)) != ERR_OK)
        rc = err_prefix(e, path);
    free(path);
    return rc;
}

/* The council's decisions, with the office's public key alone. */
static enum err_code read_decisions(const struct reporting *rp, struct reported *out,
                                    const struct keys_public *office, struct err *e)
{
    const struct office_session s = {.workspace = &rp->office.workspace,
                                     .name = (char *)(uintptr_t)out->name,
                                     .session = out->session};
    return decisions_load(&s, office, &out->decisions, e);
}

/* The results in force, still those that all that is known gives; of a closed session those that it
 * was closed with. */
static enum err_code read_results(const struct reporting *rp, struct reported *out,
                                  const struct keys_public *office, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    const struct decision *close = decisions_close(&out->decisions);
    char hash[DECISION_HEX];
    struct graded since;
    enum err_code rc = publishing_read(w, office, out->name, &out->results, hash, e);
    if (rc != ERR_OK || !w->log)
        return rc;
    if (close && strcmp(close->results, hash) != 0)
        return err_set(e, ERR_POLICY, _("%s: results.tsv is not what the session was closed with"),
                       out->name);
    graded_since(w->log, out->name, &out->decisions, &since);
    rc = graded_check(&since, out->name, e);
    if (rc == ERR_POLICY && !(rp->formats && report_needs(rp, REPORT_NEED_PUBLISHED))) {
        char said[ERR_TEXT_MAX + 1];
        snprintf(said, sizeof said, "%s\n", e->text);
        work_tell(rp->work, &(struct work_event){.kind = WORK_NOTE, .text = said});
        err_clear(e);
        rc = ERR_OK;
    }
    return rc;
}

/* Lists that are published stand on the signed sheet. */
static enum err_code check_sheet(const struct reporting *rp, const struct reported *out,
                                 const struct keys_public *office, struct err *e)
{
    struct sheet sheet = {0};
    const struct decision *close = decisions_close(&out->decisions);
    if (!report_needs(rp, REPORT_NEED_PUBLISHED))
        return ERR_OK;
    enum err_code rc = sheet_read(&rp->office.workspace, office, out->name, &out->session,
                                  close ? close->at : 0, &sheet, e);
    if (rc == ERR_OK)
        rc = sheet_check_complete(&sheet, &out->results, e);
    sheet_free(&sheet);
    return rc;
}

/* ---- a document ---- */

static enum err_code check_training_number(const struct reporting *rp,
                                           const struct session_info *info, struct err *e)
{
    if (rp->asked->number && (rp->number == 0) != caution_is_training(info))
        return err_set(e, ERR_POLICY,
                       rp->number == 0
                           ? _("--number 0 is of a training session's papers alone")
                           : _("%s: a training session's papers have the number 00 and stand in no "
                               "book; leave --number out"),
                       info->name);
    return ERR_OK;
}

/* The bases of a regime come with the program, under its profile's id. */
static enum err_code read_bases(const struct reporting *rp, struct reported *out, struct err *e)
{
    char name[PROFILE_ID_MAX + 40], path[4096];
    size_t documents;
    if (report_numbered(rp, &documents) == PAPERS_KINDS)
        return ERR_OK;
    const char *id = out->session.info.profile.id;
    snprintf(name, sizeof name, "questionbanks/councils/%s.ini", id);
    if (workspace_is_name(id) && work_share(name, path, sizeof path))
        return legal_bases_read(path, &out->bases, e);
    return ERR_OK;
}

/* ---- what the session does not say of itself ---- */

/* Of a session without a day: that its papers were begun on. */
static enum err_code read_held(const struct reporting *rp, const struct reported *r, bool grading,
                               int64_t *held, struct err *e)
{
    struct collection read = {0};
    struct begun begun;
    enum err_code rc = grading ? ERR_OK : collection_read(&r->people, rp->office.key, &read, e);
    if (rc == ERR_OK)
        begun_read(grading ? &r->grading.collection : &read, &begun);
    *held = rc == ERR_OK ? begun.day : 0;
    collection_free(&read);
    return rc;
}

/* ---- opened ---- */

enum err_code report_open_session(const struct reporting *rp, struct reported *out, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    struct keys_public office;
    uint32_t paper = 0;
    int64_t held = 0;
    bool grading = report_needs(rp, REPORT_NEED_GRADING), wants_held = false,
         wants_results = report_needs(rp, REPORT_NEED_RESULTS);
    buf_init(&out->bytes, PACKAGE_MAX);
    enum err_code rc = workspace_public_key(w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = whole_check(w, &office, out->name, true, e);
    if (rc == ERR_OK)
        rc = read_session(rp, out, &office, e);
    if (rc == ERR_OK)
        rc = check_training_number(rp, &out->session.info, e);
    if (rc == ERR_OK)
        rc = read_bases(rp, out, e);
    if (rc == ERR_OK && rp->asked->paper &&
        (!session_paper_index(rp->asked->paper, &paper) || paper >= out->session.papers))
        rc = err_set(e, ERR_NO, _("%s: the session has no such paper"), rp->asked->paper);
    if (rc == ERR_OK)
        rc = read_decisions(rp, out, &office, e);
    if (rc == ERR_OK && wants_results)
        rc = read_results(rp, out, &office, e);
    if (rc == ERR_OK && wants_results)
        rc = check_sheet(rp, out, &office, e);
    if (rc == ERR_OK)
        wants_held = rp->formats && wants_results && !out->session.info.opens;
    if (rc == ERR_OK && grading)
        rc = grading_open(w, out->name, rp->office.key, &out->grading, e);
    else if (rc == ERR_OK && (wants_held || report_needs(rp, REPORT_NEED_PEOPLE)))
        rc = office_session_open(w, out->name, rp->office.key, &out->people, e);
    if (rc == ERR_OK && wants_held)
        rc = read_held(rp, out, grading, &held, e);
    out->source = (struct report_source){.workspace = w,
                                         .name = out->name,
                                         .session = &out->session.info,
                                         .results = wants_results ? &out->results : NULL,
                                         .opened = grading ? &out->grading.opened : &out->people,
                                         .grading = grading ? &out->grading : NULL,
                                         .held = held,
                                         .paper = rp->asked->paper ? (long)paper : -1,
                                         .number = (unsigned)rp->number,
                                         .day = rp->day,
                                         .is_electronic = rp->asked->is_electronic,
                                         .bases = &out->bases};
    return rc;
}

void report_close_session(struct reported *r)
{
    grading_close(&r->grading);
    office_session_close(&r->people);
    decisions_free(&r->decisions);
    legal_bases_free(&r->bases);
    results_free(&r->results);
    buf_free(&r->bytes);
}
