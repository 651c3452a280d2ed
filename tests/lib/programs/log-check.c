/* What the log's check costs, apart from the commands it is a part of, by the same calls.
 *   log-check WORKSPACE SESSION
 * prints microseconds of processor time: what grading adds (log and tree, each line against a
 * journal that grading opens anyway), and what a report adds (every file read and hashed). */
#include "app/core/session.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_met.h"
#include "tools/office/whole.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct log_evidence_file *)a)->name,
                  ((const struct log_evidence_file *)b)->name);
}

/* The answers files of the lines, as grading has them once it has opened them; the names stay. */
static size_t opened(const struct log *l, struct log_evidence_file *file)
{
    size_t count = 0;
    for (size_t i = 0; i < l->lines; i++) {
        char name[256], head[LOG_HEX], paper[8];
        struct log_evidence_file *f = &file[count];
        if (l->line[i].kind != LOG_ANSWERS || !log_more(&l->line[i], "as", name, sizeof name) ||
            !log_more(&l->line[i], "head", head, sizeof head) ||
            !log_more(&l->line[i], "paper", paper, sizeof paper) ||
            !session_paper_index(paper, &f->paper) || !crypt_unhex(head, f->head, CRYPT_HASH))
            continue;
        f->name = strdup(name);
        f->is_whole = f->name != NULL;
        count += f->is_whole;
    }
    qsort(file, count, sizeof *file, by_name);
    return count;
}

static enum err_code measure(struct workspace *w, const struct keys_public *office,
                             const char *session, struct err *e)
{
    struct log l;
    double begun = now_us();
    enum err_code rc = log_open(w, office, &l, e);
    if (rc != ERR_OK)
        return rc;
    rc = log_met_check(&l, e);
    double log_us = now_us() - begun;
    struct log_evidence_file *file = calloc(l.lines + 1, sizeof *file);
    size_t count = file ? opened(&l, file) : 0;
    begun = now_us();
    if (rc == ERR_OK)
        rc = log_evidence_check(&l, session, LOG_EVIDENCE_MADE, NULL, NULL, e);
    if (rc == ERR_OK)
        rc = log_evidence_check(&l, session, LOG_EVIDENCE_CAME, NULL,
                                &(struct log_evidence_read){file, count}, e);
    double graded_us = now_us() - begun;
    w->log = &l;
    begun = now_us();
    if (rc == ERR_OK)
        rc = whole_check(w, office, session, true, e);
    if (rc == ERR_OK)
        printf("%.0f %.0f\n", log_us + graded_us, log_us + now_us() - begun);
    for (size_t i = 0; i < count; i++)
        free((char *)file[i].name);
    free(file);
    w->log = NULL;
    log_close(&l);
    return rc;
}

int main(int argc, char **argv)
{
    struct workspace w;
    struct keys_public office;
    struct err e;
    if (argc != 3 || crypt_start(&e) != ERR_OK || workspace_open(argv[1], &w, &e) != ERR_OK) {
        fprintf(stderr, "usage: log-check WORKSPACE SESSION\n");
        return 2;
    }
    enum err_code rc = workspace_own_key(&w, KEYS_OFFICE, &office, &e);
    if (rc == ERR_OK)
        rc = measure(&w, &office, argv[2], &e);
    if (rc != ERR_OK)
        fprintf(stderr, "%s\n", e.text);
    workspace_close(&w);
    return rc == ERR_OK ? 0 : 1;
}
