/* sathachctl report SESSION... LIST[,LIST…] [--format F,F] [--paper P] [--number N] [--day D]
 * [--electronic] [-o DIR]: lists and papers made from the signed results. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/office/document_number.h"
#include "tools/office/graded.h"
#include "tools/office/hours.h"
#include "tools/office/log_evidence.h"
#include "tools/office/publishing.h"
#include "tools/office/sheet.h"
#include "tools/office/signing.h"
#include "tools/office/whole.h"
#include "tools/table/csv.h"
#include "tools/table/json.h"
#include "tools/report/letterhead.h"
#include "tools/report/report_kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 16, CELLS_MAX = 40, NUMBER_MAX = 99999 };

struct reporting {
    struct ctl *ctl;
    struct office office; /* its key for what is written, and for lists from the journals */
    const struct report_kinds_kind *kind[WORDS_MAX];
    enum report_kinds_format format[WORDS_MAX];
    size_t kinds, formats;
    const char *paper, *folder;
    const char *number_text, *day_text; /* of the document, as typed; NULL when not given */
    long number;
    int64_t day;
    bool is_electronic;
    bool is_many; /* sessions: a folder each below that of -o, for the names of their
                                    files are the same */
};

/* ---- in the terminal ---- */

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

/* As wide as what stands in it, up to a limit; 0 for a column that is empty from top to bottom. */
static int cells_of(const struct table *t, size_t column, enum table_lang lang)
{
    int most = 0;
    for (size_t r = 0; r < t->rows; r++) {
        int w = text_width(table_cell(t, r, column));
        most = w > most ? w : most;
    }
    int title = text_width(table_title(t, column, lang));
    return most == 0 ? 0 : most < title ? title : most > CELLS_MAX ? CELLS_MAX : most;
}

static void show(struct table *t, enum table_lang lang)
{
    static const char *const WIDE[] = {"field_title", "unit", "identity", "birth", "note", "state"};
    for (size_t i = 0; i < sizeof WIDE / sizeof WIDE[0]; i++)
        table_drop(t, WIDE[i]);
    for (size_t c = 0; c < t->columns && t->rows; c++)
        if (cells_of(t, c, lang))
            pad(table_title(t, c, lang), cells_of(t, c, lang) + 2);
    putchar('\n');
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++)
            if (cells_of(t, c, lang))
                pad(table_cell(t, r, c), cells_of(t, c, lang) + 2);
        putchar('\n');
    }
    if (t->rows == 0)
        printf("%s\n", _("nobody"));
}

static enum err_code show_list(const struct reporting *rp, const struct report_kinds_kind *kind,
                               const struct report_source *src, struct err *e)
{
    struct table t;
    struct buf b;
    char formats[64];
    report_kinds_formats_of(kind, formats, sizeof formats);
    if (!kind->table)
        return err_set(e, ERR_USAGE, _("%s: is a file; give --format, one of: %s"), kind->name,
                       formats);
    enum err_code rc =
        report_kinds_table(kind, src, ctl_table_lang(),
                           rp->ctl->json ? STABLE_WORDS_PROGRAMS : STABLE_WORDS_PEOPLE, &t, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&b, REPORT_FILE_MAX);
    if (!rp->ctl->json)
        show(&t, ctl_table_lang());
    else if ((rc = json_table(&t, caution_is_training(src->session) ? "training" : NULL, &b, e)) ==
             ERR_OK)
        fwrite(b.data, 1, b.len, stdout);
    table_free(&t);
    buf_free(&b);
    return rc;
}

/* ---- as files ---- */

static void name_file(const struct reporting *rp, const struct report_source *src,
                      const struct report_kinds_kind *kind, enum report_kinds_format f,
                      char out[CAUTION_FILE_MAX])
{
    char name[96];
    if (kind->file[f])
        snprintf(name, sizeof name, "%s", kind->file[f]);
    else if (rp->paper && strcmp(kind->name, "slips") == 0)
        snprintf(name, sizeof name, "slip-%s.%s", rp->paper, report_kinds_format_name(f));
    else
        snprintf(name, sizeof name, "%s.%s", kind->name, report_kinds_format_name(f));
    caution_file_name(caution_is_training(src->session), name, out);
}

/* A file made, not yet written: what cannot be made keeps all of them from being written. */
struct made {
    const struct report_source *source;
    const struct report_kinds_kind *kind;
    enum report_kinds_format format;
    char *folder, name[CAUTION_FILE_MAX];
    struct buf bytes;
};
struct made_list {
    struct made *file;
    size_t count;
};

/* A document with a number of its own; those of training have none. */
static bool has_number(const struct made *m)
{
    return m->source->number && m->format == REPORT_KINDS_PDF && m->kind->numbered < PAPERS_KINDS;
}

/* A file that stands as it stood when it was last written needs no second line. */
static enum err_code add_line(const struct reporting *rp, const struct made *m, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    const struct report_source *src = m->source;
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1], document[DOCUMENT_NUMBER_MORE] = "", number[LETTERHEAD_NUMBER],
                                  more[DOCUMENT_NUMBER_MORE + 80] = "";
    crypt_hash_file(m->bytes.data, m->bytes.len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    if (!w->log || log_evidence_has_report(w->log, src->name, m->name, hex))
        return ERR_OK;
    if (has_number(m)) {
        letterhead_number(src, m->kind->numbered, number);
        document_number_more(number, src->day, document);
    }
    if (src->results)
        snprintf(more, sizeof more, "basis=%s%s%s", src->results->basis.basis,
                 document[0] ? " " : "", document);
    return log_note(w, &(struct log_entry){LOG_REPORT, src->name, m->name, hash, more},
                    rp->office.key, e);
}

/* The office's book gives a number once in a year. */
static enum err_code check_document(const struct reporting *rp, const struct made *m, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    char number[LETTERHEAD_NUMBER];
    if (!w->log || !has_number(m))
        return ERR_OK;
    letterhead_number(m->source, m->kind->numbered, number);
    return document_number_check(w->log, m->source->name, m->name, number, m->source->day, e);
}

static enum err_code make_file(const struct reporting *rp, const struct report_source *src,
                               size_t kind, size_t format, struct made *out, struct err *e)
{
    *out = (struct made){.source = src, .kind = rp->kind[kind], .format = rp->format[format]};
    buf_init(&out->bytes, REPORT_FILE_MAX);
    out->folder = !rp->folder   ? workspace_path(&rp->office.workspace, "reports/%s", src->name)
                  : rp->is_many ? file_join(rp->folder, src->name)
                                : strdup(rp->folder);
    name_file(rp, src, out->kind, rp->format[format], out->name);
    enum err_code rc = out->folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = check_document(rp, out, e);
    if (rc == ERR_OK)
        rc = report_kinds_make(out->kind, rp->format[format], src, &out->bytes, e);
    return rc == ERR_OK ? buf_check(&out->bytes, out->name, e) : rc;
}

static enum err_code write_file(const struct reporting *rp, const struct made *m, struct err *e)
{
    const char *basis = m->kind->needs_results ? m->source->results->basis.basis : "";
    enum err_code rc = file_make_folder(m->folder, e);
    if (rc == ERR_OK)
        rc = signing_write(rp->office.key,
                           &(struct signing_file){m->folder, m->name, m->source->name, basis,
                                                  m->bytes.data, m->bytes.len},
                           e);
    if (rc == ERR_OK)
        rc = add_line(rp, m, e);
    if (rc == ERR_OK)
        printf("%s/%s\n", m->folder, m->name);
    return rc;
}

/* ---- the sessions ---- */

/* A session with what its lists are made from. */
struct reported {
    const char *name;
    struct buf bytes;
    struct session session;
    struct office_session people; /* without its journals */
    struct grading grading;
    struct decisions decisions;
    struct results results;
    struct legal_bases bases; /* of its regime */
    struct report_source source;
};

enum need { NEED_RESULTS, NEED_PEOPLE, NEED_GRADING, NEED_PUBLISHED };

static bool needs(const struct reporting *rp, enum need what)
{
    for (size_t i = 0; i < rp->kinds; i++) {
        const struct report_kinds_kind *k = rp->kind[i];
        if (what == NEED_RESULTS   ? k->needs_results
            : what == NEED_PEOPLE  ? k->needs_people || k->needs_grading
            : what == NEED_GRADING ? k->needs_grading
                                   : k->is_published)
            return true;
    }
    return false;
}

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
    if (rc == ERR_POLICY && !(rp->formats && needs(rp, NEED_PUBLISHED))) {
        fprintf(stderr, "%s\n", e->text);
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
    if (!needs(rp, NEED_PUBLISHED))
        return ERR_OK;
    enum err_code rc = sheet_read(&rp->office.workspace, office, out->name, &out->session,
                                  close ? close->at : 0, &sheet, e);
    if (rc == ERR_OK)
        rc = sheet_check_complete(&sheet, &out->results, e);
    sheet_free(&sheet);
    return rc;
}

/* ---- the document's number and day ---- */

/* Which document goes out with a number; PAPERS_KINDS for none. */
static enum papers_kind numbered(const struct reporting *rp, size_t *count)
{
    enum papers_kind kind = PAPERS_KINDS;
    bool is_paper = false;
    *count = 0;
    for (size_t f = 0; f < rp->formats; f++)
        is_paper = is_paper || rp->format[f] == REPORT_KINDS_PDF;
    for (size_t k = 0; is_paper && k < rp->kinds; k++)
        if (rp->kind[k]->numbered < PAPERS_KINDS) {
            kind = rp->kind[k]->numbered;
            ++*count;
        }
    return kind;
}

/* A number is of one document of one session, and stands beside the day it is signed on. */
static enum err_code check_number(struct reporting *rp, int sessions, struct err *e)
{
    size_t documents;
    numbered(rp, &documents);
    if ((rp->number_text || rp->day_text || rp->is_electronic) && !rp->formats)
        return err_set(e, ERR_USAGE, _("--number, --day and --electronic go with --format pdf"));
    if (!rp->number_text && !rp->day_text)
        return ERR_OK;
    if (rp->number_text && (sessions != 1 || documents != 1))
        return err_set(e, ERR_USAGE,
                       _("--number is of one document: one session, and passlist or minutes as "
                         "pdf"));
    if (!rp->day_text)
        return err_set(e, ERR_USAGE, _("--number wants --day, the day of signing"));
    enum err_code rc = ERR_OK;
    if (rp->number_text)
        rc = work_number("--number", rp->number_text, 0, NUMBER_MAX, &rp->number, e);
    return rc == ERR_OK ? hours_parse_day("--day", rp->day_text, &rp->day, e) : rc;
}

static enum err_code check_training_number(const struct reporting *rp,
                                           const struct session_info *info, struct err *e)
{
    if (rp->number_text && (rp->number == 0) != caution_is_training(info))
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
    if (numbered(rp, &documents) == PAPERS_KINDS)
        return ERR_OK;
    const char *id = out->session.info.profile.id;
    snprintf(name, sizeof name, "questionbanks/councils/%s.ini", id);
    if (workspace_is_name(id) && work_share(name, path, sizeof path))
        return legal_bases_read(path, &out->bases, e);
    return ERR_OK;
}

/* What should be looked at before a document is printed. */
static void warn(const struct reporting *rp, const struct reported *r)
{
    struct buf text;
    const struct workspace *w = &rp->office.workspace;
    size_t documents;
    if (numbered(rp, &documents) == PAPERS_KINDS)
        return;
    buf_init(&text, 8192);
    for (size_t k = 0; k < rp->kinds; k++)
        if (rp->kind[k]->numbered < PAPERS_KINDS)
            papers_warn(&w->papers, rp->kind[k]->numbered, &text);
    if (r->bases.count + w->bases.count == 0)
        buf_printf(&text,
                   _("office.ini: no [basis N], and none is known for the profile %s: the notice "
                     "names the profile alone\n"),
                   r->session.info.profile.id);
    fprintf(stderr, "%s", buf_text(&text));
    buf_free(&text);
}

static enum err_code open_one(const struct reporting *rp, struct reported *out, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    struct keys_public office;
    uint32_t paper = 0;
    bool grading = needs(rp, NEED_GRADING), wants_results = needs(rp, NEED_RESULTS);
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
    if (rc == ERR_OK && rp->paper &&
        (!session_paper_index(rp->paper, &paper) || paper >= out->session.papers))
        rc = err_set(e, ERR_NO, _("%s: the session has no such paper"), rp->paper);
    if (rc == ERR_OK)
        rc = read_decisions(rp, out, &office, e);
    if (rc == ERR_OK && wants_results)
        rc = read_results(rp, out, &office, e);
    if (rc == ERR_OK && wants_results)
        rc = check_sheet(rp, out, &office, e);
    if (rc == ERR_OK && grading)
        rc = grading_open(w, out->name, rp->office.key, &out->grading, e);
    else if (rc == ERR_OK && needs(rp, NEED_PEOPLE))
        rc = office_session_open(w, out->name, rp->office.key, &out->people, e);
    out->source = (struct report_source){.workspace = w,
                                         .name = out->name,
                                         .session = &out->session.info,
                                         .results = wants_results ? &out->results : NULL,
                                         .opened = grading ? &out->grading.opened : &out->people,
                                         .grading = grading ? &out->grading : NULL,
                                         .paper = rp->paper ? (long)paper : -1,
                                         .number = (unsigned)rp->number,
                                         .day = rp->day,
                                         .is_electronic = rp->is_electronic,
                                         .bases = &out->bases};
    return rc;
}

static void close_one(struct reported *r)
{
    grading_close(&r->grading);
    office_session_close(&r->people);
    decisions_free(&r->decisions);
    legal_bases_free(&r->bases);
    results_free(&r->results);
    buf_free(&r->bytes);
}

/* All files of all sessions, then written: all or none. */
static enum err_code write_lists(const struct reporting *rp, const struct reported *r, size_t n,
                                 struct err *e)
{
    struct made_list made = {.file = calloc(n * rp->kinds * rp->formats, sizeof *made.file)};
    enum err_code rc = made.file ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        for (size_t k = 0; rc == ERR_OK && k < rp->kinds; k++)
            for (size_t f = 0; rc == ERR_OK && f < rp->formats; f++)
                rc = make_file(rp, &r[i].source, k, f, &made.file[made.count++], e);
    for (size_t i = 0; rc == ERR_OK && i < made.count; i++)
        rc = write_file(rp, &made.file[i], e);
    for (size_t i = 0; i < made.count; i++) {
        free(made.file[i].folder);
        buf_free(&made.file[i].bytes);
    }
    free(made.file);
    return rc;
}

static enum err_code report_all(const struct reporting *rp, int sessions, char **name,
                                struct err *e)
{
    struct reported *r = calloc((size_t)sessions, sizeof *r);
    size_t opened = 0;
    enum err_code rc = r ? ERR_OK : err_memory(e);
    for (int i = 0; rc == ERR_OK && i < sessions; i++) {
        r[opened].name = name[i];
        rc = open_one(rp, &r[opened++], e);
    }
    if (rc == ERR_OK && rp->formats) {
        warn(rp, &r[0]);
        rc = write_lists(rp, r, opened, e);
    }
    for (size_t i = 0; rc == ERR_OK && !rp->formats && i < opened; i++)
        for (size_t k = 0; rc == ERR_OK && k < rp->kinds; k++)
            rc = show_list(rp, rp->kind[k], &r[i].source, e);
    for (size_t i = 0; i < opened; i++)
        close_one(&r[i]);
    free(r);
    return rc;
}

/* ---- the command line ---- */

static enum err_code parse_kinds(struct reporting *rp, char *list, struct err *e)
{
    for (char *word; (word = strsep(&list, ","));) {
        const struct report_kinds_kind *kind = report_kinds_find(word);
        if (!kind || rp->kinds == WORDS_MAX)
            return err_set(e, ERR_USAGE,
                           _("%s: the list is one of passlist, results, receipts, slips, minutes, "
                             "attendance, opendata"),
                           word);
        rp->kind[rp->kinds++] = kind;
    }
    return ERR_OK;
}

static enum err_code parse_formats(struct reporting *rp, const char *list, struct err *e)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", list);
    for (char *word; (word = strsep(&rest, ","));) {
        enum report_kinds_format f = report_kinds_format_find(word);
        if (f == REPORT_KINDS_FORMATS || rp->formats == WORDS_MAX)
            return err_set(e, ERR_USAGE, _("%s: the formats are csv, xlsx, pdf, html and json"),
                           word);
        rp->format[rp->formats++] = f;
    }
    for (size_t k = 0; k < rp->kinds; k++)
        for (size_t f = 0; f < rp->formats; f++)
            if (!report_kinds_has(rp->kind[k], rp->format[f])) {
                char formats[64];
                report_kinds_formats_of(rp->kind[k], formats, sizeof formats);
                return err_set(e, ERR_USAGE, _("%s does not come as %s; it comes as: %s"),
                               rp->kind[k]->name, report_kinds_format_name(rp->format[f]), formats);
            }
    return ERR_OK;
}

enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct reporting rp = {.ctl = ctl, .office = {.lock = -1}};
    const char *formats = NULL;
    const struct option_spec spec[] = {{"--format", &formats, NULL},
                                       {"--paper", &rp.paper, NULL},
                                       {"--number", &rp.number_text, NULL},
                                       {"--day", &rp.day_text, NULL},
                                       {"--electronic", NULL, &rp.is_electronic},
                                       {"-o", &rp.folder, NULL},
                                       {NULL, NULL, NULL}};
    enum err_code rc = options_take(&argc, argv, spec, 2, -1, e);
    if (rc == ERR_OK)
        rc = parse_kinds(&rp, argv[argc - 1], e);
    if (rc == ERR_OK && formats)
        rc = parse_formats(&rp, formats, e);
    for (size_t k = 0; rc == ERR_OK && rp.paper && k < rp.kinds; k++)
        if (strcmp(rp.kind[k]->name, "slips") != 0)
            rc = err_set(e, ERR_USAGE, _("%s: is of a whole session; --paper goes with slips"),
                         rp.kind[k]->name);
    rp.is_many = argc > 2;
    if (rc == ERR_OK)
        rc = check_number(&rp, argc - 1, e);
    if (rc == ERR_OK)
        rc = office_open(&ctl->work,
                         (rp.formats ? OFFICE_LOCK : 0) |
                             (rp.formats || needs(&rp, NEED_PEOPLE) ? OFFICE_KEY : 0),
                         &rp.office, e);
    if (rc == ERR_OK)
        rc = report_all(&rp, argc - 1, argv, e);
    office_close(&rp.office);
    return rc;
}
