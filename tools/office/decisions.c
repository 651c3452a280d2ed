#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/decision.h"
#include "tools/office/log_facts.h"
#include "tools/office/log.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void decisions_free(struct decisions *ds)
{
    for (size_t i = 0; i < ds->count; i++)
        decision_free(&ds->item[i]);
    free(ds->item);
    *ds = (struct decisions){0};
}

static enum err_code append(struct decisions *ds, struct decision *d, struct err *e)
{
    struct decision *grown = realloc(ds->item, (ds->count + 1) * sizeof *grown);
    if (!grown) {
        decision_free(d);
        return err_memory(e);
    }
    ds->item = grown;
    grown[ds->count++] = *d;
    return ERR_OK;
}

/* ---- what the log says of them ---- */

static bool is_of(const struct log_line *line, const char *session, enum log_kind kind)
{
    return line->kind == kind && strcmp(line->session, session) == 0;
}

/* Hash of the results graded last before a line; "" when there are none. */
static const char *graded_before(const struct log *l, const char *session, uint64_t line)
{
    for (size_t i = line - 1; i-- > 0;)
        if (is_of(&l->line[i], session, LOG_GRADED))
            return l->line[i].hash;
    return "";
}

/* What a decision at this line of the log must agree with. */
struct place {
    const struct log *log;
    const char *session; /* name */
    uint64_t at;
    bool is_found;
    struct log_pass *pass;
};

/* NULL, or what does not fit. A decision of a log that was lost and begun anew is taken as found:
 * what it speaks of is no longer here. */
static const char *misfit(const struct decision *d, const struct place *p)
{
    struct note_mark mark;
    log_mark_at(p->log, d->mark.size < p->at ? d->mark.size : p->at - 1, p->pass, &mark);
    if (strcmp(mark.origin, d->mark.origin) != 0)
        return p->is_found ? NULL : _("was taken on another log");
    if (d->mark.size >= p->at || memcmp(mark.root, d->mark.root, CRYPT_HASH) != 0)
        return _("was not taken on this log as it stood before its line");
    if (strcmp(d->results, graded_before(p->log, p->session, p->at)) != 0)
        return _("was not taken on the results graded last before its line");
    return NULL;
}

static enum err_code check_place(const struct decision *d, const struct decisions *ds,
                                 const struct place *p, const char *path, struct err *e)
{
    const char *why = misfit(d, p);
    if (d->number != ds->count + 1)
        return err_set(e, ERR_AUTH, _("%s: says it is decision %u"), path, d->number);
    if (why)
        return err_set(e, ERR_POLICY, "%s: %s", path, why);
    if (!p->is_found && strcmp(d->date, p->log->line[p->at - 1].time) != 0)
        return err_set(e, ERR_POLICY, _("%s: is dated %s, its line of the log %s"), path, d->date,
                       p->log->line[p->at - 1].time);
    return ERR_OK;
}

/* What an undoing may undo, and what a close forbids. */
static enum err_code check_effect(const struct decisions *ds, const struct decision *d,
                                  struct err *e)
{
    const struct decision *close = decisions_close(ds);
    const struct decision *of =
        d->undoes && d->undoes <= ds->count ? &ds->item[d->undoes - 1] : NULL;
    if (close && !(d->ruling == DECISION_UNDO && of == close))
        return err_set(e, ERR_POLICY, _("decision %u: the session is closed by decision %u"),
                       d->number, close->number);
    if (d->ruling != DECISION_UNDO)
        return ERR_OK;
    if (!of)
        return err_set(e, ERR_POLICY, _("decision %u: there is no decision %u to be undone"),
                       d->number, d->undoes);
    if (of->is_undone)
        return err_set(e, ERR_POLICY, _("decision %u: decision %u is undone already"), d->number,
                       d->undoes);
    if (of->ruling == DECISION_MOVE)
        return err_set(e, ERR_POLICY,
                       _("decision %u: decision %u moved a paper and cannot be undone"), d->number,
                       d->undoes);
    if (of->ruling == DECISION_UNDO)
        return err_set(e, ERR_POLICY,
                       _("decision %u: decision %u is an undoing; decide anew instead"), d->number,
                       d->undoes);
    return ERR_OK;
}

/* Takes it over with what it does to the others. */
static enum err_code take(struct decisions *ds, struct decision *d, struct err *e)
{
    if (d->ruling == DECISION_UNDO)
        ds->item[d->undoes - 1].is_undone = true;
    return append(ds, d, e);
}

/* ---- reading ---- */

static char *path_of(const struct office_session *s, unsigned number)
{
    return workspace_path(s->workspace, "sessions/%s/decisions/%04u.decision", s->name, number);
}

static enum err_code read_one(const struct office_session *s, const struct keys_public *office,
                              const char *path, struct decision *out, struct err *e)
{
    struct buf text;
    char session[DECISION_HEX];
    *out = (struct decision){0};
    buf_init(&text, DECISION_FILE_MAX);
    crypt_hex(s->session.hash, CRYPT_HASH, session);
    enum err_code rc = signing_read(office, path, DECISION_FILE_MAX, &text, e);
    if (rc == ERR_OK)
        rc = decision_read((const char *)text.data, text.len, path, out, e);
    if (rc == ERR_OK && strcmp(out->session, session) != 0)
        rc = err_set(e, ERR_POLICY, _("%s: a decision on another session"), path);
    if (rc == ERR_OK && decision_is_on_paper(out->ruling) && out->paper >= s->session.papers)
        rc = err_set(e, ERR_FORMAT, _("%s: no such paper"), path);
    if (rc != ERR_OK)
        decision_free(out);
    buf_free(&text);
    return rc;
}

static enum err_code load_line(const struct office_session *s, const struct keys_public *office,
                               const struct log_line *line, struct log_pass *pass,
                               struct decisions *ds, struct err *e)
{
    struct decision d;
    char name[24], found[4];
    char *path = path_of(s, (unsigned)ds->count + 1);
    snprintf(name, sizeof name, "%04zu.decision", ds->count + 1);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && strcmp(line->subject, name) != 0)
        rc = err_set(e, ERR_POLICY, _("%s: line %zu of the log is %s, %s is wanted"), s->name,
                     (size_t)line->number, line->subject, name);
    if (rc == ERR_OK)
        rc = read_one(s, office, path, &d, e);
    if (rc == ERR_OK) {
        struct place p = {s->workspace->log, s->name, line->number,
                          log_more(line, "found", found, sizeof found), pass};
        d.at = line->number;
        rc = strcmp(line->hash, d.hash) != 0
                 ? err_set(e, ERR_POLICY,
                           _("%s: line %zu of the log is another decision than stands here"), path,
                           (size_t)line->number)
                 : check_place(&d, ds, &p, path, e);
        if (rc == ERR_OK && (rc = check_effect(ds, &d, e)) != ERR_OK)
            rc = err_prefix(e, path);
        if (rc == ERR_OK)
            rc = take(ds, &d, e);
        else
            decision_free(&d);
    }
    free(path);
    return rc;
}

/* True when a text that has no line fits as the next one. */
static bool may_follow(const struct office_session *s, const struct decisions *ds,
                       const struct decision *d)
{
    struct log_pass pass = {0};
    struct err ignored = {0};
    const struct place p = {s->workspace->log, s->name, s->workspace->log->lines + 1, true, &pass};
    return check_place(d, ds, &p, "", &ignored) == ERR_OK &&
           check_effect(ds, d, &ignored) == ERR_OK;
}

bool decisions_find_next(const struct office_session *s, const struct keys_public *office,
                         const char *path, struct decision *out)
{
    struct decisions ds;
    struct err ignored = {0};
    if (decisions_load(s, office, &ds, &ignored) != ERR_OK)
        return false;
    bool fits = read_one(s, office, path, out, &ignored) == ERR_OK;
    if (fits && !(fits = may_follow(s, &ds, out)))
        decision_free(out);
    decisions_free(&ds);
    return fits;
}

/* The next number stands without a line: left by a command that was broken off, which the next
 * writing one takes up, or one that was dated back. */
static enum err_code check_next(const struct office_session *s, const struct keys_public *office,
                                const struct decisions *ds, struct err *e)
{
    struct decision d;
    struct err ignored = {0};
    char *path = path_of(s, (unsigned)ds->count + 1);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(path) && read_one(s, office, path, &d, &ignored) == ERR_OK) {
        if (!may_follow(s, ds, &d))
            rc = err_set(e, ERR_POLICY,
                         _("%s: is signed, has no line in the log, and was not taken on what "
                           "stands there now: take it away"),
                         path);
        decision_free(&d);
    }
    free(path);
    return rc;
}

enum err_code decisions_load(const struct office_session *s, const struct keys_public *office,
                             struct decisions *out, struct err *e)
{
    const struct log *l = s->workspace->log;
    struct log_pass pass = {0};
    enum err_code rc = ERR_OK;
    *out = (struct decisions){0};
    for (size_t i = 0; l && rc == ERR_OK && i < l->lines; i++)
        if (is_of(&l->line[i], s->name, LOG_DECISION))
            rc = load_line(s, office, &l->line[i], &pass, out, e);
    if (rc == ERR_OK && l)
        rc = check_next(s, office, out, e);
    if (rc != ERR_OK)
        decisions_free(out);
    return rc;
}

/* ---- writing ---- */

enum err_code decisions_add(struct decisions *ds, const struct office_session *s,
                            struct decision *d, struct err *e)
{
    const struct log *l = s->workspace->log;
    struct log_pass pass = {0};
    enum err_code rc = ERR_OK;
    if (!l)
        rc = err_set(e, ERR_POLICY, _("%s: no decision without a log"), s->name);
    else if (ds->count == DECISION_MAX)
        rc = err_set(e, ERR_LIMIT, _("%s: more than %d decisions"), s->name, DECISION_MAX);
    d->number = (unsigned)ds->count + 1;
    if (rc == ERR_OK)
        rc = check_effect(ds, d, e);
    if (rc != ERR_OK) {
        decision_free(d);
        return rc;
    }
    crypt_hex(s->session.hash, CRYPT_HASH, d->session);
    log_mark_at(l, l->lines, &pass, &d->mark);
    strcpy(d->results, graded_before(l, s->name, l->lines + 1));
    workspace_time(s->workspace, d->date);
    return take(ds, d, e);
}

static enum err_code add_line(const struct office_session *s, struct decision *d, const char *name,
                              const uint8_t hash[CRYPT_HASH], const struct keys_secret *office,
                              struct err *e)
{
    struct log *l = s->workspace->log;
    char more[LOG_FACTS_MAX];
    log_facts_decision(d, more);
    enum err_code rc =
        log_add_at(l, &(struct log_entry){LOG_DECISION, s->name, name, hash, more}, d->date, e);
    d->at = l->lines;
    return rc == ERR_OK ? log_seal(l, office, e) : rc;
}

enum err_code decisions_save_last(struct decisions *ds, const struct office_session *s,
                                  const struct keys_secret *office, struct err *e)
{
    struct decision *d = &ds->item[ds->count - 1];
    struct buf text;
    char name[24];
    uint8_t hash[CRYPT_HASH];
    buf_init(&text, DECISION_FILE_MAX);
    snprintf(name, sizeof name, "%04u.decision", d->number);
    decision_write(d, &text);
    char *folder = workspace_path(s->workspace, "sessions/%s/decisions", s->name);
    enum err_code rc = folder ? buf_check(&text, name, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_make_folder(folder, e);
    if (rc == ERR_OK)
        rc = signing_write_once(
            office, &(struct signing_file){folder, name, s->name, "", text.data, text.len}, e);
    if (rc == ERR_OK) {
        crypt_hash_file(text.data, text.len, hash);
        crypt_hex(hash, CRYPT_HASH, d->hash);
        rc = add_line(s, d, name, hash, office, e);
    }
    free(folder);
    buf_free(&text);
    return rc;
}

/* ---- what is in force ---- */

bool decision_is_in_force(const struct decision *d)
{
    return !d->is_undone && d->ruling != DECISION_UNDO;
}

const struct decision *decisions_on_question(const struct decisions *ds,
                                             const uint8_t question[CRYPT_HASH])
{
    for (size_t i = ds->count; i-- > 0;)
        if (decision_is_on_question(ds->item[i].ruling) && !ds->item[i].is_undone &&
            memcmp(ds->item[i].question, question, CRYPT_HASH) == 0)
            return &ds->item[i];
    return NULL;
}

/* The last one of a ruling, of a paper where it is on one. */
static const struct decision *last_of(const struct decisions *ds, enum decision_ruling of,
                                      uint32_t paper)
{
    for (size_t i = ds->count; i-- > 0;)
        if (ds->item[i].ruling == of && !ds->item[i].is_undone && ds->item[i].paper == paper)
            return &ds->item[i];
    return NULL;
}

const struct decision *decisions_on_paper(const struct decisions *ds, uint32_t paper,
                                          enum decision_ruling of)
{
    return last_of(ds, of, paper);
}

const struct decision *decisions_close(const struct decisions *ds)
{
    return last_of(ds, DECISION_CLOSE, 0);
}

const struct decision *decisions_cancel(const struct decisions *ds)
{
    return last_of(ds, DECISION_CANCEL, 0);
}

const struct decision *decisions_last(const struct decisions *ds, unsigned *count)
{
    const struct decision *last = NULL;
    *count = 0;
    for (size_t i = 0; i < ds->count; i++)
        if (decision_is_in_force(&ds->item[i]) && ds->item[i].ruling != DECISION_CLOSE) {
            last = &ds->item[i];
            (*count)++;
        }
    return last;
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

enum err_code decisions_lost(const struct decisions *ds, uint64_t **number, size_t *count,
                             struct err *e)
{
    *count = 0;
    *number = calloc(ds->count + 2, sizeof **number); /* one more for the caller */
    if (!*number)
        return err_memory(e);
    for (size_t i = 0; i < ds->count; i++)
        if (ds->item[i].ruling == DECISION_LOST && !ds->item[i].is_undone)
            (*number)[(*count)++] = ds->item[i].line;
    qsort(*number, *count, sizeof **number, compare_numbers);
    return ERR_OK;
}
