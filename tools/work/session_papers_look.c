/* What the log, office.ini and the folder of reports tell of a session's papers. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/office/office_session.h"
#include "tools/office/signing.h"
#include "tools/report/caution.h"
#include "tools/report/mark_page.h"
#include "tools/report/report_kinds.h"
#include "tools/report/source.h"
#include "tools/work/session_papers_parts.h"
#include "tools/work/waiting_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK "mark"
enum { SIGNER_MAX = 1024 };

/* Those that a session has mostly, in the order of its days. The mark's is told from the log's kind
 * alone: it has no line of its own. */
static const struct usual {
    const char *id, *file, *title;
    enum session_papers_each each;
    enum { NOBODY, IN_THE_ROOM, FILED, IN_THE_OFFICE } signs; /* filed: from the room, too */
    const char *signature; /* msgid: what it is for; NULL: nobody signs */
} USUAL[] = {
    {"access-slips", "access-slips.pdf", N_("access slips"), SESSION_PAPERS_PERSON, NOBODY, NULL},
    {"attendance", "attendance.pdf", N_("list to be signed"), SESSION_PAPERS_ONE, FILED,
     N_("Signed in the room. Its rows are typed at X, then V: lists and the close wait for those "
        "rows, nothing waits for K.")},
    {"vouchers", "vouchers.pdf", N_("sheet of vouchers"), SESSION_PAPERS_ONE, FILED,
     N_("Signed by who hands it over, who takes it and who uses a voucher, then filed with the "
        "session: neither grading nor the close waits for it.")},
    {MARK, "mark.pdf", N_("sheet of the mark"), SESSION_PAPERS_ONE, IN_THE_ROOM,
     N_("Signed on the day of the exam, before grading: it shows that nothing before the mark was "
        "changed. Grading is not refused without it.")},
    {"results", "results.pdf", N_("results"), SESSION_PAPERS_ONE, NOBODY, NULL},
    {"slips", "slips.pdf", N_("result slips"), SESSION_PAPERS_GRADED, IN_THE_OFFICE,
     N_("Signed in the office, then given to each person; the close does not wait for it.")},
    {"passlist", "passlist.pdf", N_("pass list"), SESSION_PAPERS_ONE, IN_THE_OFFICE,
     N_("Signed by whom the settings name; the first page asks for it, then the close.")},
    {"minutes", "minutes.pdf", N_("minutes of the session"), SESSION_PAPERS_ONE, IN_THE_OFFICE,
     N_("Signed by those who were there; the close does not wait for it.")},
};
enum { USUALS = sizeof USUAL / sizeof USUAL[0] };

const char *session_papers_title(const struct session_papers_row *row)
{
    for (size_t i = 0; i < USUALS; i++)
        if (strcmp(row->id, USUAL[i].id) == 0)
            return _(USUAL[i].title);
    return row->file;
}

const char *session_papers_signature(const struct session_papers_row *row)
{
    for (size_t i = 0; i < USUALS; i++)
        if (strcmp(row->id, USUAL[i].id) == 0 && USUAL[i].signature)
            return _(USUAL[i].signature);
    return "";
}

void session_papers_tell_printing(const char *group, const char *key, struct buf *out)
{
    const struct printed_settings *p;
    bool is_first = true;
    for (size_t i = 0; (p = printed_settings_at(i)); i++) {
        const struct session_papers_row row = {.id = p->id};
        if (!printed_settings_prints(p, group, key))
            continue;
        buf_printf(out, "%s%s", is_first ? "" : ", ", session_papers_title(&row));
        is_first = false;
    }
}

const char *session_papers_age(const struct session_papers_row *row)
{
    return !row->made || !row->is_old ? ""
           : row->is_outdated         ? _("settings changed: make it again")
                                      : _("old: make it again");
}

const char *session_papers_remark(const struct session_papers_row *row)
{
    if (!row->made || row->is_old)
        return "";
    return row->settings == PRINTED_SETTINGS_CHANGED ? _("made before the settings changed")
           : row->settings == PRINTED_SETTINGS_UNKNOWN
               ? _("not known whether the settings changed since")
               : "";
}

/* ---- rows ---- */

struct session_papers_row *session_papers_find(struct session_papers_looking *k, const char *file)
{
    for (size_t i = 0; i < k->reply->rows; i++)
        if (strcmp(k->reply->row[i].file, file) == 0)
            return &k->reply->row[i];
    return NULL;
}

static enum err_code add_row(struct session_papers_looking *k, const char *id, const char *file,
                             size_t copies, struct err *e)
{
    struct session_papers_reply *r = k->reply;
    struct session_papers_row *row = realloc(r->row, (r->rows + 1) * sizeof *row);
    if (!row)
        return err_memory(e);
    r->row = row;
    char(*hash)[LOG_HEX] = realloc(k->hash, (r->rows + 1) * sizeof *hash);
    if (!hash)
        return err_memory(e);
    k->hash = hash;
    k->hash[r->rows][0] = '\0';
    r->row[r->rows] = (struct session_papers_row){.id = id, .copies = copies};
    snprintf(r->row[r->rows++].file, sizeof row->file, "%s", file);
    return ERR_OK;
}

/* How many sheets the file has. */
static size_t copies_of(const struct session_papers_looking *k, enum session_papers_each each)
{
    return each == SESSION_PAPERS_PERSON   ? k->reply->people
           : each == SESSION_PAPERS_GRADED ? k->graded
                                           : 1;
}

/* The sheet of mark number n, from 1. */
static void name_mark(const struct session_papers_looking *k, size_t n, char out[CAUTION_FILE_MAX])
{
    char plain[MARK_PAGE_NAME];
    mark_page_name(n, plain);
    caution_file_name(k->is_training, plain, out);
}

/* Sheets of marks before the last: each part of the day has one, and each is signed. */
static enum err_code add_marks(struct session_papers_looking *k, size_t marks, struct err *e)
{
    char name[CAUTION_FILE_MAX];
    enum err_code rc = ERR_OK;
    for (size_t n = 1; rc == ERR_OK && n < marks; n++) {
        name_mark(k, n, name);
        rc = add_row(k, MARK, name, 1, e);
        struct session_papers_row *row = &k->reply->row[k->reply->rows - 1];
        if (rc == ERR_OK)
            row->wants_signature = row->is_room = true;
    }
    return rc;
}

/* When each was made, and with which settings: the mark's own line says it. */
static void take_marks(struct session_papers_looking *k)
{
    const struct log *l = &k->office->log;
    char name[CAUTION_FILE_MAX];
    size_t n = 0;
    for (size_t i = 0; i < l->lines; i++) {
        if (l->line[i].kind != LOG_MARK || strcmp(l->line[i].session, k->session) != 0)
            continue;
        name_mark(k, ++n, name);
        struct session_papers_row *row = session_papers_find(k, name);
        if (!row)
            continue;
        row->made = waiting_time(l->line[i].time);
        row->settings = printed_settings_state(&k->office->workspace, &l->line[i]);
        row->times++;
    }
}

/* "Signer (office.ini: [paper notice] signer) is missing": where the settings are a screen with
 * these names, the name is enough. */
static void drop_keys(char *text)
{
    static const char OPEN[] = " (office.ini: ";
    for (char *at; (at = strstr(text, OPEN));) {
        const char *end = strchr(at, ')');
        if (!end)
            return;
        memmove(at, end + 1, strlen(end + 1) + 1);
        text = at;
    }
}

/* What office.ini lacks for it. */
static enum err_code tell_lacks(const struct papers_texts *texts, struct session_papers_row *row,
                                struct err *e)
{
    const struct printed_settings *printed = printed_settings_of(row->id);
    struct buf lacks;
    buf_init(&lacks, 8192);
    if (row->is_document)
        papers_warn(texts, printed->document, &lacks);
    else
        papers_warn_of(texts, PAPERS_NOTICE, printed ? printed->prints : PAPERS_PARENT, &lacks);
    if (lacks.len)
        row->lacks = strdup(buf_text(&lacks));
    if (row->lacks)
        drop_keys(row->lacks);
    enum err_code rc = lacks.len && !row->lacks ? err_memory(e) : ERR_OK;
    buf_free(&lacks);
    return rc;
}

/* As what and by whom it is signed, in one line. */
static enum err_code tell_signer(const struct papers_texts *texts, struct session_papers_row *row,
                                 struct err *e)
{
    const struct printed_settings *printed = printed_settings_of(row->id);
    struct buf text;
    if (!row->is_document || !(printed->prints & PAPERS_SIGNER))
        return ERR_OK;
    const struct papers_form *form = &texts->form[printed->document];
    buf_init(&text, SIGNER_MAX);
    for (const char *c = papers_sign(form); *c; c++)
        buf_printf(&text, "%c%s", *c == ';' ? ',' : *c, *c == ';' ? " " : "");
    if (form->post && form->post[0])
        buf_printf(&text, " · %s", form->post);
    if (form->signer && form->signer[0])
        buf_printf(&text, " · %s", form->signer);
    row->signer = strdup(buf_text(&text));
    buf_free(&text);
    return row->signer ? ERR_OK : err_memory(e);
}

static enum err_code add_usual(struct session_papers_looking *k, size_t marks, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < USUALS; i++) {
        const struct usual *u = &USUAL[i];
        char name[CAUTION_FILE_MAX];
        if (strcmp(u->id, MARK) == 0)
            name_mark(k, marks ? marks : 1, name);
        else
            caution_file_name(k->is_training, u->file, name);
        rc = add_row(k, u->id, name, copies_of(k, u->each), e);
        if (rc != ERR_OK)
            break;
        struct session_papers_row *row = &k->reply->row[i];
        const struct report_kinds_kind *kind = report_kinds_find(u->id);
        if (kind)
            report_kinds_formats_of(kind, row->formats, sizeof row->formats);
        row->wants_signature = u->signs != NOBODY;
        row->is_filed = u->signs == FILED;
        row->is_room = u->signs == IN_THE_ROOM || row->is_filed;
        const struct printed_settings *printed = printed_settings_of(u->id);
        row->is_document = printed && printed->document != PAPERS_KINDS;
        row->each = u->each;
        rc = tell_lacks(&k->office->workspace.papers, row, e);
        if (rc == ERR_OK)
            rc = tell_signer(&k->office->workspace.papers, row, e);
    }
    return rc;
}

/* ---- the log's lines ---- */

/* Some lists are made from the roster alone, whatever else was made in the same go. */
static bool needs_results(const struct session_papers_looking *k, const char *file)
{
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++) {
        char name[CAUTION_FILE_MAX];
        caution_file_name(k->is_training, kind->name, name);
        size_t n = strlen(name);
        if (strncmp(file, name, n) == 0 && file[n] == '.')
            return kind->needs_results;
    }
    return true;
}

/* A file made anew: what was printed or signed of it before was another one, unless its bytes are
 * the same. */
static enum err_code take_made(struct session_papers_looking *k, const struct log_line *x,
                               struct err *e)
{
    struct session_papers_row *row = session_papers_find(k, x->subject);
    char basis[LOG_HEX] = "";
    enum err_code rc = row ? ERR_OK : add_row(k, "", x->subject, 1, e);
    if (rc != ERR_OK)
        return rc;
    row = session_papers_find(k, x->subject);
    char *hash = k->hash[row - k->reply->row];
    row->is_old = false;
    row->times++;
    row->is_same = hash[0] && strcmp(hash, x->hash) == 0;
    if (!row->is_same) {
        row->printed = row->signed_at = 0;
        row->made = waiting_time(x->time);
    }
    snprintf(hash, LOG_HEX, "%s", strcmp(x->hash, "-") == 0 ? "" : x->hash);
    if (!log_more(x, "number", row->document, sizeof row->document))
        row->document[0] = '\0';
    if (!log_more(x, "day", row->day, sizeof row->day))
        row->day[0] = '\0';
    row->is_draft = row->is_document && (!row->day[0] || !(row->document[0] || k->is_training));
    if (needs_results(k, x->subject) && log_more(x, "basis", basis, sizeof basis) && basis[0] &&
        strcmp(basis, k->reply->basis) != 0)
        row->is_old = true;
    row->settings = printed_settings_state(&k->office->workspace, x);
    return ERR_OK;
}

static void take_said(struct session_papers_looking *k, const struct log_line *x)
{
    struct session_papers_row *row = session_papers_find(k, x->subject);
    char state[16] = "";
    bool is_said = log_more(x, "state", state, sizeof state);
    if (strcmp(state, "packed") == 0)
        k->reply->packed = waiting_time(x->time);
    if (!row || !is_said)
        return;
    char *hash = k->hash[row - k->reply->row];
    if (strcmp(state, "made") == 0) { /* a mark's sheet, anew */
        snprintf(hash, LOG_HEX, "%s", x->hash);
        row->settings = printed_settings_state(&k->office->workspace, x);
        row->made = waiting_time(x->time);
        row->printed = row->signed_at = 0;
        row->times++;
        return;
    }
    if (!hash[0]) /* a sheet without a line of its own: the first that was said of it */
        snprintf(hash, LOG_HEX, "%s", x->hash);
    if (strcmp(hash, x->hash) != 0)
        return;
    if (strcmp(state, "printed") == 0)
        row->printed = waiting_time(x->time);
    if (strcmp(state, "signed") == 0)
        row->signed_at = waiting_time(x->time);
}

static size_t number_of(const struct log_line *x, const char *key)
{
    char value[24];
    return log_more(x, key, value, sizeof value) ? (size_t)strtoul(value, NULL, 10) : 0;
}

static void take_graded(struct session_papers_looking *k)
{
    const struct log *l = &k->office->log;
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == LOG_GRADED && strcmp(l->line[i].session, k->session) == 0) {
            if (!log_more(&l->line[i], "basis", k->reply->basis, sizeof k->reply->basis))
                k->reply->basis[0] = '\0';
            k->graded = number_of(&l->line[i], "passed") + number_of(&l->line[i], "failed");
            k->reply->graded = waiting_time(l->line[i].time);
        }
}

/* The slips as a text are for programs; their paper has the row. */
static bool is_twin(const struct log_line *x)
{
    size_t n = strlen(x->subject);
    return x->kind == LOG_CODES && n > 4 && strcmp(x->subject + n - 4, ".txt") == 0;
}

static enum err_code take_lines(struct session_papers_looking *k, struct err *e)
{
    const struct log *l = &k->office->log;
    char ruling[24];
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < l->lines; i++) {
        const struct log_line *x = &l->line[i];
        if (strcmp(x->session, k->session) != 0)
            continue;
        if (is_twin(x))
            continue;
        if (x->kind == LOG_REPORT || (x->kind == LOG_CODES && strcmp(x->subject, "json") != 0))
            rc = take_made(k, x, e);
        else if (x->kind == LOG_PAPER)
            take_said(k, x);
        else if (x->kind == LOG_DECISION) /* once closed nothing is decided but its undoing */
            k->reply->is_closed =
                log_more(x, "ruling", ruling, sizeof ruling) && strcmp(ruling, "close") == 0;
        else if (x->kind == LOG_SESSION)
            k->reply->packed = 0; /* it went out with another */
    }
    return rc;
}

/* ---- what stands in the folder ---- */

static enum err_code hash_file(struct session_papers_looking *k, const char *file,
                               char out[LOG_HEX], struct err *e)
{
    struct buf b;
    uint8_t hash[CRYPT_HASH];
    char *path = workspace_path(&k->office->workspace, "reports/%s/%s", k->session, file);
    buf_init(&b, REPORT_FILE_MAX);
    enum err_code rc = path ? file_read(path, REPORT_FILE_MAX, &b, e) : err_memory(e);
    if (rc == ERR_OK) {
        crypt_hash_file(b.data, b.len, hash);
        crypt_hex(hash, CRYPT_HASH, out);
    }
    buf_free(&b);
    free(path);
    return rc;
}

/* The mark's sheet has its signature to say that it is the office's. */
static bool is_signed(struct session_papers_looking *k, const char *file)
{
    struct buf b;
    struct err ignored = {0};
    char *path = workspace_path(&k->office->workspace, "reports/%s/%s", k->session, file);
    buf_init(&b, REPORT_FILE_MAX);
    bool good =
        path && signing_read(&k->office->log.office, path, REPORT_FILE_MAX, &b, &ignored) == ERR_OK;
    buf_free(&b);
    free(path);
    return good;
}

bool session_papers_stands(struct session_papers_looking *k, size_t i, char now[LOG_HEX])
{
    struct err ignored = {0};
    const struct session_papers_row *row = &k->reply->row[i];
    if (hash_file(k, row->file, now, &ignored) != ERR_OK)
        return false;
    return strcmp(row->id, MARK) == 0 ? is_signed(k, row->file) : strcmp(k->hash[i], now) == 0;
}

/* What was signed, what the room has done with and what a closed session keeps stays as it is. */
static bool is_of_use(const struct session_papers_looking *k, const struct session_papers_row *row)
{
    const struct printed_settings *printed = printed_settings_find(row->file);
    return !row->signed_at && !k->is_closed &&
           !(printed && printed->is_before && k->reply->is_begun);
}

static void judge_settings(struct session_papers_looking *k)
{
    for (size_t i = 0; i < k->reply->rows; i++) {
        struct session_papers_row *row = &k->reply->row[i];
        row->is_outdated =
            row->settings == PRINTED_SETTINGS_CHANGED && !row->is_old && is_of_use(k, row);
        row->is_old |= row->is_outdated;
    }
}

static void look_at_files(struct session_papers_looking *k)
{
    char now[LOG_HEX];
    for (size_t i = 0; i < k->reply->rows; i++) {
        struct session_papers_row *row = &k->reply->row[i];
        row->is_here = session_papers_stands(k, i, now);
        if (strcmp(row->id, MARK) == 0 && row->is_here && k->hash[i][0] &&
            strcmp(k->hash[i], now) != 0) /* made anew since */
            row->printed = row->signed_at = 0;
    }
}

/* ---- all of it ---- */

/* While a session is closed nothing is decided but that it is opened again. */
static bool is_closed_by(const struct log_line *x, bool is_closed)
{
    char ruling[16];
    if (x->kind != LOG_DECISION || !log_more(x, "ruling", ruling, sizeof ruling))
        return is_closed;
    return strcmp(ruling, "close") == 0 || (is_closed && strcmp(ruling, "undo") != 0);
}

/* Marks; and whether something came: an exam without hours has begun then. */
static void count_lines(struct session_papers_looking *k, size_t *marks)
{
    const struct log *l = &k->office->log;
    for (size_t i = 0; i < l->lines; i++) {
        enum log_evidence_part part;
        if (strcmp(l->line[i].session, k->session) != 0)
            continue;
        *marks += l->line[i].kind == LOG_MARK;
        k->is_closed = is_closed_by(&l->line[i], k->is_closed);
        k->reply->is_begun |=
            l->line[i].kind == LOG_MARK ||
            (log_evidence_is_kept(l->line[i].kind, &part) && part == LOG_EVIDENCE_CAME);
    }
}

static enum err_code read_session(struct session_papers_looking *k, size_t *marks, struct err *e)
{
    struct buf b;
    struct session s;
    const struct workspace *w = &k->office->workspace;
    char *path =
        workspace_is_name(k->session) ? office_session_path(w, k->session, "session") : NULL;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = ERR_OK;
    if (!path || !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session in this workspace"), k->session);
    if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, &b, e);
    if (rc == ERR_OK &&
        (rc = session_open(b.data, b.len, k->office->log.office.sign_pk, &s, e)) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK) {
        k->is_training = k->reply->is_training = caution_is_training(&s.info);
        const struct log_line *made = log_evidence_last(&k->office->log, k->session, LOG_SESSION);
        int64_t now = clock_wall_ms(&w->clock) / 1000;
        k->reply->is_begun = s.info.opens && now >= s.info.opens;
        k->reply->papers = s.papers;
        k->reply->people = made ? number_of(made, "candidates") : 0;
    }
    count_lines(k, marks);
    buf_free(&b);
    free(path);
    return rc;
}

enum err_code session_papers_read(struct session_papers_looking *k, struct err *e)
{
    size_t marks = 0;
    enum err_code rc = read_session(k, &marks, e);
    if (rc == ERR_OK)
        take_graded(k);
    if (rc == ERR_OK)
        rc = add_usual(k, marks, e);
    if (rc == ERR_OK)
        rc = add_marks(k, marks, e);
    if (rc == ERR_OK) {
        take_marks(k);
        rc = take_lines(k, e);
    }
    if (rc == ERR_OK)
        judge_settings(k);
    return rc;
}

enum err_code session_papers_look(struct session_papers_looking *k, struct err *e)
{
    enum err_code rc = session_papers_read(k, e);
    if (rc == ERR_OK)
        look_at_files(k);
    return rc;
}
