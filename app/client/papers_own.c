/* Which papers the candidate has: what the data folder shows of them. */
#include "app/client/papers_internal.h"

#include "app/client/flow.h"
#include "app/core/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where answers files are looked for, and of which session. */
struct ends {
    const char *dir, *session;
    const uint8_t *hash;
};

/* The header of an answers file of the data folder that says "ended"; anybody's word so far. */
static bool is_end_of_paper(const struct ends *in, const char *name, struct answers_info *info)
{
    struct err ignored;
    struct buf b;
    char *path = file_join(in->dir, name);
    buf_init(&b, ANSWERS_FILE_MAX);
    bool is_end = path && file_read(path, ANSWERS_FILE_MAX, &b, &ignored) == ERR_OK &&
                  answers_peek(b.data, b.len, info, &ignored) == ERR_OK && info->is_ended &&
                  memcmp(info->session_hash, in->hash, CRYPT_HASH) == 0;
    free(path);
    buf_free(&b);
    return is_end;
}

/* The first of the paper's that says so and, where there is a key, proves it. */
static bool find_end(const struct ends *in, uint32_t paper, const uint8_t *key,
                     struct answers_info *info)
{
    char prefix[64], number[8];
    session_paper_name(paper, number);
    snprintf(prefix, sizeof prefix, "%s.%s.", in->session, number);
    DIR *d = opendir(in->dir);
    bool found = false;
    for (struct dirent *entry; d && !found && (entry = readdir(d));)
        found = strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
                answers_is_file_name(entry->d_name) && is_end_of_paper(in, entry->d_name, info) &&
                info->paper == paper && (!key || answers_is_tagged(info, key));
    if (d)
        closedir(d);
    return found;
}

bool papers_seems_handed_in(const struct client *c, uint32_t paper)
{
    const struct ends in = {c->setup.data_dir, c->setup.session->info.name, c->setup.session->hash};
    struct answers_info ignored;
    return find_end(&in, paper, NULL, &ignored);
}

/* ---- the errand ---- */

struct item {
    struct papers_own own;        /* with a receipt: handed in */
    struct attempt_wanted wanted; /* empty where nothing can be looked at */
};

struct job {
    char *dir, *session;
    uint8_t hash[CRYPT_HASH];
    struct item item[PAPERS_MAX];
    int items;
};

static void free_job(void *context)
{
    struct job *j = context;
    for (int i = 0; i < j->items; i++)
        attempt_wanted_free(&j->item[i].wanted);
    free(j->dir);
    free(j->session);
    crypt_wipe(j, sizeof *j);
    free(j);
}

static void look_for_end(const struct ends *in, struct item *item)
{
    struct answers_info info;
    uint8_t *key = item->wanted.k0 ? crypt_secret_new(CRYPT_KEY) : NULL;
    if (!key)
        return;
    resume_key(item->wanted.k0, key);
    if (find_end(in, item->own.paper, key, &info))
        code_receipt(info.head, item->own.receipt);
    crypt_secret_free(key);
}

static void look_into(struct item *item)
{
    const struct attempt_sat sat = attempt_look_into(&item->wanted);
    item->own.is_begun = sat.is_begun;
    item->own.answered = sat.answered;
    item->own.questions = item->wanted.questions;
}

/* How far they were sat matters where there is a choice. */
static void run_job(void *context)
{
    struct job *j = context;
    const struct ends in = {j->dir, j->session, j->hash};
    int to_sit = 0;
    for (int i = 0; i < j->items; i++) {
        if (!j->item[i].own.receipt[0])
            look_for_end(&in, &j->item[i]);
        to_sit += !j->item[i].own.receipt[0];
    }
    for (int i = 0; i < j->items && to_sit > 1; i++)
        if (!j->item[i].own.receipt[0])
            look_into(&j->item[i]);
}

/* It left this seat since the program runs. */
static const char *receipt_of_left(const struct client *c, uint32_t paper)
{
    for (size_t i = 0; i < c->papers.lefts; i++)
        if (c->papers.left[i].paper == paper)
            return c->papers.left[i].receipt;
    return NULL;
}

/* A paper whose ticket cannot be opened now says so when it is chosen. */
static void add_item(const struct client *c, struct job *j, uint32_t paper,
                     struct session_ticket *t)
{
    struct err ignored;
    struct item *item = &j->item[j->items++];
    const char *receipt = receipt_of_left(c, paper);
    item->own.paper = paper;
    if (receipt)
        snprintf(item->own.receipt, sizeof item->own.receipt, "%s", receipt);
    else if (session_read_ticket(c->setup.session, paper, c->papers.candidate_key, t, &ignored) !=
                 ERR_OK ||
             attempt_wanted_init(&item->wanted, c->setup.session, c->setup.data_dir, t, &ignored) !=
                 ERR_OK)
        item->wanted = (struct attempt_wanted){0};
}

enum err_code papers_ask_own(const struct client *c, struct errand **out, struct err *e)
{
    static const struct errand_ops OPS = {.run = run_job, .free = free_job};
    const struct session_roster *roster = &c->unlocked.roster;
    struct job *j = calloc(1, sizeof *j);
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    bool is_made = j && t && (j->dir = strdup(c->setup.data_dir)) &&
                   (j->session = strdup(c->setup.session->info.name));
    if (is_made)
        memcpy(j->hash, c->setup.session->hash, CRYPT_HASH);
    for (uint32_t i = 0; is_made && i < roster->papers && j->items < PAPERS_MAX; i++)
        if (roster->paper[i].candidate == (uint32_t)c->papers.candidate)
            add_item(c, j, i, t);
    crypt_secret_free(t);
    *out = is_made ? errand_start(&OPS, j) : NULL;
    if (j && !is_made)
        free_job(j);
    return *out ? ERR_OK : err_memory(e);
}

/* ---- what came of it ---- */

static int add_own(struct papers *p, int at, const struct job *j, bool is_done)
{
    int n = 0;
    for (int i = 0; i < j->items; i++)
        if ((j->item[i].own.receipt[0] != '\0') == is_done)
            p->own[at + n++] = j->item[i].own;
    return n;
}

void papers_choose_begun(struct papers *p)
{
    for (int i = p->to_sit - 1; i >= 0; i--)
        if (p->own[i].is_begun)
            p->at = i;
}

void papers_take_own(struct client *c, void *job)
{
    struct papers *p = &c->papers;
    p->at = 0;
    p->to_sit = add_own(p, 0, job, false);
    p->done = add_own(p, p->to_sit, job, true);
    free_job(job);
    papers_choose_begun(p);
    if (p->to_sit == 1)
        papers_open(c, p->own[0].paper);
    else /* a choice; or nothing to do, and the receipts once more, for whoever left too soon */
        flow_go(c, CLIENT_PAPERS);
}
