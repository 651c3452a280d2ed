#include "tests/lib/crash/recovered_exam.h"

#include "app/core/attempt.h"
#include "app/core/file.h"
#include "tools/office/grading.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_CAP = 64 * 1024 * 1024, RECORDS_CAP = 1000 * JOURNAL_RECORD };

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), k = strlen(end);
    return n >= k && strcmp(name + n - k, end) == 0;
}

static enum err_code find_paper(struct recovered_exam *r, const char *sbd, struct err *e)
{
    long who = session_roster_find(&r->opened.roster, sbd);
    for (uint32_t p = 0; p < r->opened.roster.papers; p++) {
        if ((long)r->opened.roster.paper[p].candidate == who) {
            r->paper = p;
            return ERR_OK;
        }
    }
    return err_set(e, ERR_NO, "no paper of %s", sbd);
}

enum err_code recovered_exam_open(struct recovered_exam *r, const char *office, const char *session,
                                  const char *pass_file, const char *sbd, struct err *e)
{
    struct secret_files files = {.file = {{"office", pass_file}}, .files = 1};
    memset(r, 0, sizeof *r);
    enum err_code rc = workspace_open(office, &r->workspace, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(&r->workspace, &files, KEYS_OFFICE, &r->key, e);
    if (rc == ERR_OK)
        rc = office_session_open_evidence(&r->workspace, session, r->key, &r->opened, e);
    if (rc == ERR_OK)
        rc = office_session_open_bank(&r->opened, r->key, e);
    if (rc == ERR_OK)
        rc = find_paper(r, sbd, e);
    if (rc == ERR_OK)
        rc = office_session_draw(&r->opened, r->paper, &r->drawn, e);
    return rc;
}

void recovered_exam_close(struct recovered_exam *r)
{
    office_session_close(&r->opened);
    keys_free(r->key);
    workspace_close(&r->workspace);
}

unsigned recovered_exam_right_place(const struct recovered_exam *r, unsigned question)
{
    return paper_place_of(r->drawn.question[question].order,
                          r->opened.bank_key.entry[r->drawn.question[question].entry].answer);
}

/* Calls visit for each file of a folder until it says false. */
static bool each_file(const char *folder, bool (*visit)(const char *path, const char *name, void *),
                      void *context)
{
    DIR *d = opendir(folder);
    bool good = d != NULL;
    for (struct dirent *entry; good && (entry = readdir(d));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *path = file_join(folder, entry->d_name);
        good = path && visit(path, entry->d_name, context);
        free(path);
    }
    if (d)
        closedir(d);
    return good;
}

static bool remove_file(const char *path, const char *name, void *context)
{
    (void)name;
    (void)context;
    return unlink(path) == 0;
}

void recovered_exam_remove(const char *folder)
{
    each_file(folder, remove_file, NULL);
    rmdir(folder);
}

static bool count_other(const char *path, const char *name, void *context)
{
    (void)path;
    *(unsigned *)context += !ends_in(name, ".attempt") && !ends_in(name, ".answers");
    return true;
}

unsigned recovered_exam_other_files(const char *folder)
{
    unsigned n = 0;
    each_file(folder, count_other, &n);
    return n;
}

/* The attempt and what SQLite keeps beside it. */
static bool copy_file(const char *path, const char *name, void *context)
{
    struct err e = {0};
    struct buf bytes;
    if (!strstr(name, ".attempt") || ends_in(name, ".ballast"))
        return true;
    buf_init(&bytes, FILE_CAP);
    char *to = file_join(context, name);
    bool good = to && file_read(path, FILE_CAP, &bytes, &e) == ERR_OK &&
                file_write(to, bytes.data, bytes.len, FILE_NEW, &e) == ERR_OK;
    free(to);
    buf_free(&bytes);
    return good;
}

static unsigned option_of(const struct recovered_exam *r,
                          const struct scripted_candidate_script *script, unsigned n)
{
    return paper_option_at(r->drawn.question[script->answer[n].question].order,
                           script->answer[n].place);
}

static long count_answers(const struct recovered_exam *r,
                          const struct scripted_candidate_script *script, const struct buf *records,
                          char why[REMAINS_WHY])
{
    struct journal_event ev;
    struct err e = {0};
    unsigned found = 0;
    for (size_t at = 0; at < records->len; at += JOURNAL_RECORD) {
        if (journal_decode(records->data + at, &ev, &e) != ERR_OK) {
            snprintf(why, REMAINS_WHY, "%s", e.text);
            return -1;
        }
        if (ev.type != JOURNAL_CHOOSE && ev.type != JOURNAL_CLEAR)
            continue;
        if (ev.type == JOURNAL_CLEAR || found == SITTER_ANSWERS ||
            ev.question != script->answer[found].question ||
            ev.choice != option_of(r, script, found)) {
            snprintf(why, REMAINS_WHY,
                     "event %u holds an answer that was not typed there (question %u, choice %u)",
                     ev.seq, ev.question + 1u, ev.choice);
            return -1;
        }
        found++;
    }
    return found;
}

static enum err_code verify(const struct recovered_exam *r, const struct buf *records,
                            struct err *e)
{
    struct journal_state st;
    uint8_t binding[32];
    size_t count = records->len / JOURNAL_RECORD;
    if (count == 0)
        return ERR_OK;
    journal_binding(r->opened.session.hash, r->opened.session.info.bank_hash, r->paper, binding);
    return journal_verify(&(struct journal_records){records->data, count,
                                                    r->opened.secret.paper[r->paper].k0, binding,
                                                    r->drawn.questions},
                          &st, NULL, e);
}

long recovered_exam_answers(const struct recovered_exam *r,
                            const struct scripted_candidate_script *script, const char *folder,
                            const char *aside, char why[REMAINS_WHY])
{
    struct attempt *a = NULL;
    struct buf records;
    struct err e = {0};
    char *path = attempt_path(folder, &r->opened.session, r->paper),
         *copy = attempt_path(aside, &r->opened.session, r->paper);
    long found = 0;
    buf_init(&records, RECORDS_CAP);
    if (path && copy && file_exists(path)) {
        enum err_code rc = file_make_folder(aside, &e);
        if (rc == ERR_OK && !each_file(folder, copy_file, (void *)(uintptr_t)aside))
            rc = err_set(&e, ERR_IO, "%s: cannot be copied", folder);
        if (rc == ERR_OK)
            rc = attempt_open(copy, &a, &e);
        if (rc == ERR_OK)
            rc = attempt_read(a, &records, &e);
        if (rc == ERR_OK)
            rc = verify(r, &records, &e);
        if (rc != ERR_OK)
            snprintf(why, REMAINS_WHY, "%s", e.text);
        found = rc == ERR_OK ? count_answers(r, script, &records, why) : -1;
        attempt_close(a);
        recovered_exam_remove(aside);
    }
    free(path);
    free(copy);
    buf_free(&records);
    return found;
}

struct search {
    unsigned count;
    char path[1024];
};

static bool find_answers(const char *path, const char *name, void *context)
{
    struct search *s = context;
    if (answers_is_file_name(name)) {
        s->count++;
        snprintf(s->path, sizeof s->path, "%s", path);
    }
    return true;
}

/* All questions: those of the script as typed last, the others empty. */
static bool has_choices(const struct recovered_exam *r,
                        const struct scripted_candidate_script *script,
                        const struct journal_state *st, char why[REMAINS_WHY])
{
    uint8_t wanted[SESSION_PAPER_QUESTIONS_MAX];
    memset(wanted, JOURNAL_NO_CHOICE, sizeof wanted);
    for (unsigned n = 0; n < SITTER_ANSWERS; n++)
        wanted[script->answer[n].question] = (uint8_t)option_of(r, script, n);
    for (unsigned q = 0; q < r->drawn.questions; q++) {
        if (st->choice[q] != wanted[q]) {
            snprintf(why, REMAINS_WHY, "question %u was handed in with choice %u, not %u", q + 1,
                     st->choice[q], wanted[q]);
            return false;
        }
    }
    return true;
}

static bool check_submission(const struct recovered_exam *r,
                             const struct scripted_candidate_script *script, struct submission *m,
                             const char *receipt, unsigned *points, char why[REMAINS_WHY])
{
    const struct grading graded = {.opened = r->opened, .collection = {.item = m, .count = 1}};
    struct results results = {0};
    struct err e = {0};
    char is[CODE_RECEIPT + 1];
    code_receipt(m->head, is);
    if (m->paper != r->paper || m->state.end != JOURNAL_ENDED_HANDIN ||
        (receipt && strcmp(receipt, is) != 0)) {
        snprintf(why, REMAINS_WHY, "the answers file is of paper %u, end %d, receipt %s (read: %s)",
                 m->paper + 1, (int)m->state.end, is, receipt ? receipt : "-");
        return false;
    }
    if (!has_choices(r, script, &m->state, why))
        return false;
    if (grading_run(&graded, &results, &e) != ERR_OK) {
        snprintf(why, REMAINS_WHY, "%s", e.text);
        return false;
    }
    *points = results.row[r->paper].total;
    results_free(&results);
    return true;
}

bool recovered_exam_handed_in(const struct recovered_exam *r,
                              const struct scripted_candidate_script *script, const char *folder,
                              const char *receipt, unsigned *points, char why[REMAINS_WHY])
{
    struct search found = {0};
    struct submission m;
    struct buf bytes;
    struct err e = {0};
    each_file(folder, find_answers, &found);
    if (found.count != 1) {
        snprintf(why, REMAINS_WHY, "%u answers files stand in the folder", found.count);
        return false;
    }
    buf_init(&bytes, ANSWERS_FILE_MAX);
    enum err_code rc = file_read(found.path, ANSWERS_FILE_MAX, &bytes, &e);
    if (rc == ERR_OK)
        rc = submission_open(&r->opened, r->key, bytes.data, bytes.len, &m, &e);
    bool good = rc == ERR_OK;
    if (!good) {
        snprintf(why, REMAINS_WHY, "%s", e.text);
    } else {
        good = check_submission(r, script, &m, receipt, points, why);
        submission_free(&m);
    }
    buf_free(&bytes);
    return good;
}
