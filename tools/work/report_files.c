#include "tools/work/report_parts.h"

#include "app/core/file.h"
#include "tools/office/document_number.h"
#include "tools/office/hours.h"
#include "tools/office/log_evidence.h"
#include "tools/office/signing.h"
#include "tools/report/caution.h"
#include "tools/report/letterhead.h"
#include "tools/work/printed_settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void name_file(const struct reporting *rp, const struct report_source *src,
                      const struct report_kinds_kind *kind, enum report_kinds_format f,
                      char out[CAUTION_FILE_MAX])
{
    char name[96];
    if (kind->file[f])
        snprintf(name, sizeof name, "%s", kind->file[f]);
    else if (rp->asked->paper && strcmp(kind->name, "slips") == 0)
        snprintf(name, sizeof name, "slip-%s.%s", rp->asked->paper, report_kinds_format_name(f));
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

static bool is_document(const struct made *m)
{
    return m->format == REPORT_KINDS_PDF && m->kind->numbered < PAPERS_KINDS;
}

/* A document with a number of its own; those of training have none. */
static bool has_number(const struct made *m)
{
    return m->source->number && is_document(m);
}

/* Number and day of signing; of a training session's document the day, which makes it no draft. */
static void tell_document(const struct made *m, char out[DOCUMENT_NUMBER_MORE])
{
    char number[LETTERHEAD_NUMBER], date[HOURS_DAY_MAX];
    out[0] = '\0';
    if (has_number(m)) {
        letterhead_number(m->source, m->kind->numbered, number);
        document_number_more(number, m->source->day, out);
    } else if (is_document(m) && m->source->day > 0 && caution_is_training(m->source->session)) {
        hours_iso_day(m->source->day, date);
        snprintf(out, DOCUMENT_NUMBER_MORE, "day=%s", date);
    }
}

static void add_words(char *more, size_t room, const char *words)
{
    size_t n = strlen(more);
    snprintf(more + n, room - n, "%s%s", n && words[0] ? " " : "", words);
}

/* A file that stands as it stood when it was last written needs no second line; one that came out
 * the same of other settings has one. */
static bool is_told(const struct workspace *w, const struct made *m, const char *hash)
{
    const struct log_line *x = log_evidence_report(w->log, m->source->name, m->name);
    enum printed_settings_state state =
        x && strcmp(x->hash, hash) == 0 ? printed_settings_state(w, x) : PRINTED_SETTINGS_CHANGED;
    return state == PRINTED_SETTINGS_NONE || state == PRINTED_SETTINGS_SAME;
}

static enum err_code add_line(const struct reporting *rp, const struct made *m, struct err *e)
{
    const struct workspace *w = &rp->office.workspace;
    const struct report_source *src = m->source;
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1], document[DOCUMENT_NUMBER_MORE], settings[PRINTED_SETTINGS_MORE],
        more[DOCUMENT_NUMBER_MORE + PRINTED_SETTINGS_MORE + 80] = "";
    crypt_hash_file(m->bytes.data, m->bytes.len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    if (!w->log || is_told(w, m, hex))
        return ERR_OK;
    tell_document(m, document);
    printed_settings_more(w, m->name, settings);
    if (src->results)
        snprintf(more, sizeof more, "basis=%s", src->results->basis.basis);
    add_words(more, sizeof more, document);
    add_words(more, sizeof more, settings);
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
    out->folder = !rp->asked->folder
                      ? workspace_path(&rp->office.workspace, "reports/%s", src->name)
                  : rp->asked->session.count > 1 ? file_join(rp->asked->folder, src->name)
                                                 : strdup(rp->asked->folder);
    name_file(rp, src, out->kind, rp->format[format], out->name);
    enum err_code rc = out->folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = check_document(rp, out, e);
    if (rc == ERR_OK)
        rc = report_kinds_make(out->kind, rp->format[format], src, &out->bytes, e);
    return rc == ERR_OK ? buf_check(&out->bytes, out->name, e) : rc;
}

static enum err_code note_file(struct report_reply *r, const struct made *m, struct err *e)
{
    char **grown = realloc(r->file, (r->files + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    r->file = grown;
    if (!(r->file[r->files] = file_join(m->folder, m->name)))
        return err_memory(e);
    r->files++;
    return ERR_OK;
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
    return rc == ERR_OK ? note_file(rp->reply, m, e) : rc;
}

enum err_code report_write(const struct reporting *rp, const struct reported *r, size_t n,
                           struct err *e)
{
    struct made_list made = {.file = calloc(n * rp->kinds * rp->formats, sizeof *made.file)};
    enum err_code rc = made.file ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        for (size_t k = 0; rc == ERR_OK && k < rp->kinds; k++)
            for (size_t f = 0; rc == ERR_OK && f < rp->formats; f++)
                rc = make_file(rp, &r[i].source, k, f, &made.file[made.count++], e);
    if (rc == ERR_OK)
        rc = work_point(rp->work, e);
    for (size_t i = 0; rc == ERR_OK && i < made.count; i++)
        rc = write_file(rp, &made.file[i], e);
    for (size_t i = 0; i < made.count; i++) {
        free(made.file[i].folder);
        buf_free(&made.file[i].bytes);
    }
    free(made.file);
    return rc;
}
