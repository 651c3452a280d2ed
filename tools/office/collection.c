#include "tools/office/collection.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/workers.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

size_t submission_events(const struct submission *m)
{
    return m->records.len / JOURNAL_RECORD;
}

void submission_free(struct submission *m)
{
    free(m->file);
    m->file = NULL;
    buf_free(&m->records);
}

bool submission_is_file_name(const char *name)
{
    return answers_is_file_name(name) || resume_is_file_name(name);
}

enum err_code submission_peek(const void *bytes, size_t len, struct answers_info *out,
                              bool *is_resume, struct err *e)
{
    enum package_kind kind = PACKAGE_ANSWERS;
    *is_resume = len >= PACKAGE_HEADER &&
                 package_look(bytes, PACKAGE_HEADER, len, &kind) == PACKAGE_WHOLE &&
                 kind == PACKAGE_RESUME;
    if (!*is_resume)
        return answers_peek(bytes, len, out, e);
    return len >= ANSWERS_START ? answers_look(bytes, len, out, NULL, e)
                                : err_set(e, ERR_FORMAT, _("no journal of an exam, or cut short"));
}

/* Its records, and what its header says of them. */
static enum err_code open_records(const struct office_session *s, const struct keys_secret *office,
                                  const void *bytes, size_t len, struct submission *out,
                                  struct answers_info *info, struct err *e)
{
    uint8_t key[CRYPT_KEY];
    enum err_code rc = submission_peek(bytes, len, info, &out->is_resume, e);
    if (rc == ERR_OK && !out->is_resume)
        return answers_open(bytes, len, &s->session, office, info, &out->records, e);
    if (rc == ERR_OK && info->paper >= s->roster.papers)
        rc = err_set(e, ERR_FORMAT, _("no such paper in its session"));
    if (rc != ERR_OK)
        return rc;
    resume_key(s->secret.paper[info->paper].k0, key);
    rc = resume_open(bytes, len, &s->session, info->paper, key, &out->records, e);
    crypt_wipe(key, sizeof key);
    return rc;
}

enum err_code submission_open(const struct office_session *s, const struct keys_secret *office,
                              const void *bytes, size_t len, struct submission *out, struct err *e)
{
    memset(out, 0, sizeof *out);
    buf_init(&out->records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    struct answers_info info = {0};
    enum err_code rc = open_records(s, office, bytes, len, out, &info, e);
    if (rc != ERR_OK)
        goto out;
    out->paper = info.paper;
    memcpy(out->head, info.head, sizeof out->head);
    const struct profile_variant *v = office_session_variant(s, info.paper);
    uint8_t binding[32];
    journal_binding(s->session.hash, s->session.info.bank_hash, info.paper, binding);
    rc = journal_verify(&(struct journal_records){out->records.data, submission_events(out),
                                                  s->secret.paper[info.paper].k0, binding,
                                                  (uint16_t)profile_variant_questions(v)},
                        &out->state, NULL, e);
    if (rc == ERR_FORMAT || rc == ERR_POLICY)
        rc = ERR_OK; /* chain and binding hold: it is the paper's, as far as it makes sense */
    else if (rc == ERR_OK && info.is_ended != (out->state.end != JOURNAL_OPEN))
        rc = err_set(e, ERR_AUTH, _("the header says another end than the journal"));
out:
    if (rc != ERR_OK)
        submission_free(out);
    return rc;
}

static int compare(const void *pa, const void *pb)
{
    const struct submission *a = pa, *b = pb;
    if (a->paper != b->paper)
        return a->paper < b->paper ? -1 : 1;
    if (a->records.len != b->records.len)
        return a->records.len < b->records.len ? -1 : 1;
    return memcmp(a->head, b->head, sizeof a->head);
}

/* One file of the inbox on its way into memory. */
struct reading {
    const struct office_session *opened;
    const struct keys_secret *office;
    const char *folder;
    struct submission *item;
    struct err *error;
};

static void read_one(void *context, size_t i)
{
    struct reading *r = context;
    struct submission *m = &r->item[i];
    struct err *e = &r->error[i];
    struct buf bytes;
    char *name = m->file, *path = file_join(r->folder, name);
    buf_init(&bytes, ANSWERS_FILE_MAX);
    enum err_code rc = path ? file_read(path, ANSWERS_FILE_MAX, &bytes, e) : err_memory(e);
    if (rc == ERR_OK &&
        (rc = submission_open(r->opened, r->office, bytes.data, bytes.len, m, e)) != ERR_OK)
        rc = err_prefix(e, path);
    m->file = name;
    e->code = rc;
    buf_free(&bytes);
    free(path);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Names of the files into item, sorted, so that the first error told is always the same. Where
 * there is a log, only files with a line count: one without is nobody's until a command that writes
 * has verified it and given it its line. */
static enum err_code list_files(const struct office_session *s, const char *folder,
                                struct collection *out, struct err *e)
{
    const struct log *l = s->workspace ? s->workspace->log : NULL;
    struct log_evidence_names answers = {0}, resumes = {0};
    struct dirent **list;
    int n = scandir(folder, &list, NULL, by_name);
    if (n < 0) /* no folder yet: nothing came. Any other reason must not look like that. */
        return errno == ENOENT ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    out->item = calloc((size_t)n + 1, sizeof *out->item);
    enum err_code rc = out->item ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && l)
        rc = log_evidence_names_of(l, s->name, LOG_ANSWERS, s->horizon, &answers, e);
    if (rc == ERR_OK && l)
        rc = log_evidence_names_of(l, s->name, LOG_RESUME, s->horizon, &resumes, e);
    for (int i = 0; i < n; i++) {
        const char *name = list[i]->d_name;
        bool has_line =
            !l || log_evidence_names_have(answers_is_file_name(name) ? &answers : &resumes, name);
        if (rc == ERR_OK && submission_is_file_name(name) && has_line) {
            buf_init(&out->item[out->count].records, 0);
            if (!(out->item[out->count++].file = strdup(name)))
                rc = err_memory(e);
        }
        free(list[i]);
    }
    free(list);
    log_evidence_names_free(&answers);
    log_evidence_names_free(&resumes);
    return rc;
}

static void tell(void *context, size_t done, size_t all)
{
    const struct workspace *w = ((struct reading *)context)->opened->workspace;
    w->progress(w->progress_context, _("opening journals"), done, all, w->opened_ms);
}

static enum err_code read_files(struct reading *r, struct collection *out, struct err *e)
{
    r->item = out->item;
    r->error = calloc(out->count + 1, sizeof *r->error);
    if (!r->error)
        return err_memory(e);
    struct workers_watch watch = {.tell = tell, .context = r};
    workers_run(workers_count(), out->count, read_one, r,
                r->opened->workspace && r->opened->workspace->progress ? &watch : NULL);
    return ERR_OK;
}

static enum err_code first_error(const struct reading *r, size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        if (r->error[i].code != ERR_OK) {
            *e = r->error[i];
            return e->code;
        }
    return ERR_OK;
}

/* The files were listed by name. */
static enum err_code check_lines(const struct reading *r, size_t count,
                                 const struct log_evidence_lost *lost, struct err *e)
{
    struct log_evidence_file *file = calloc(count + 1, sizeof *file);
    if (!file)
        return err_memory(e);
    for (size_t i = 0; i < count; i++) {
        const struct submission *m = &r->item[i];
        file[i] = (struct log_evidence_file){
            .name = m->file, .is_whole = r->error[i].code == ERR_OK, .paper = m->paper};
        memcpy(file[i].head, m->head, CRYPT_HASH);
    }
    enum err_code rc =
        log_evidence_check(r->opened->workspace->log, r->opened->name, LOG_EVIDENCE_CAME, lost,
                           &(struct log_evidence_read){file, count}, e);
    free(file);
    return rc;
}

enum err_code collection_read_checked(const struct office_session *s,
                                      const struct keys_secret *office,
                                      const struct log_evidence_lost *lost, struct collection *out,
                                      struct err *e)
{
    *out = (struct collection){0};
    char *folder = workspace_path(s->workspace, "inbox/%s", s->name);
    struct reading r = {.opened = s, .office = office, .folder = folder};
    enum err_code rc = folder ? list_files(s, folder, out, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = read_files(&r, out, e);
    if (rc == ERR_OK && lost && s->workspace->log)
        rc = check_lines(&r, out->count, lost, e);
    if (rc == ERR_OK)
        rc = first_error(&r, out->count, e);
    free(r.error);
    free(folder);
    if (rc == ERR_OK && out->count)
        qsort(out->item, out->count, sizeof *out->item, compare);
    else if (rc != ERR_OK)
        collection_free(out);
    return rc;
}

enum err_code collection_read(const struct office_session *s, const struct keys_secret *office,
                              struct collection *out, struct err *e)
{
    return collection_read_checked(s, office, NULL, out, e);
}

enum err_code collection_add(struct collection *c, const struct submission *m, struct err *e)
{
    struct submission *grown = realloc(c->item, (c->count + 1) * sizeof *grown), copy = *m;
    if (grown)
        c->item = grown;
    copy.file = strdup(m->file ? m->file : "");
    buf_init(&copy.records, m->records.len);
    buf_add(&copy.records, m->records.data, m->records.len);
    if (!grown || !copy.file || copy.records.failed) {
        submission_free(&copy);
        return err_memory(e);
    }
    c->item[c->count++] = copy;
    qsort(c->item, c->count, sizeof *c->item, compare);
    return ERR_OK;
}

void collection_free(struct collection *c)
{
    for (size_t i = 0; i < c->count; i++)
        submission_free(&c->item[i]);
    free(c->item);
    *c = (struct collection){0};
}
