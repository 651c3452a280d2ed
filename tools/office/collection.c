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

enum err_code submission_open(const struct sitting *s, const struct keys_secret *office, const void *bytes, size_t len, struct submission *out,
                              struct err *e)
{
    memset(out, 0, sizeof *out);
    buf_init(&out->records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    struct answers_info info;
    enum err_code rc = answers_open(bytes, len, &s->session, office, &info, &out->records, e);
    if (rc != ERR_OK)
        goto out;
    out->paper = info.paper;
    memcpy(out->head, info.head, sizeof out->head);
    const struct profile_variant *v = sitting_variant(s, info.paper);
    uint8_t binding[32];
    journal_binding(s->session.hash, s->session.info.bank_hash, info.paper, binding);
    rc = journal_verify(out->records.data, submission_events(out), s->secret.paper[info.paper].k0, binding,
                        (uint16_t)profile_variant_questions(v), &out->state, NULL, e);
    if (rc == ERR_OK && info.is_ended != (out->state.end != JOURNAL_OPEN))
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
    const struct sitting *sitting;
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
    enum err_code rc = path ? file_read(path, ANSWERS_FILE_MAX, &bytes, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && (rc = submission_open(r->sitting, r->office, bytes.data, bytes.len, m, e)) != ERR_OK)
        rc = err_prefix(e, path);
    m->file = name;
    e->code = rc;
    buf_free(&bytes);
    free(path);
}

/* Names of the files into item, sorted, so that the first error told is always the same. */
static enum err_code list_files(const char *folder, struct collection *out, struct err *e)
{
    struct dirent **list;
    int n = scandir(folder, &list, NULL, alphasort);
    if (n < 0) /* no folder yet: nothing came. Any other reason must not look like that. */
        return errno == ENOENT ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    out->item = calloc((size_t)n + 1, sizeof *out->item);
    enum err_code rc = out->item ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    for (int i = 0; i < n; i++) {
        const char *name = list[i]->d_name;
        if (rc == ERR_OK && answers_is_file_name(name)) {
            buf_init(&out->item[out->count].records, 0);
            if (!(out->item[out->count++].file = strdup(name)))
                rc = err_set(e, ERR_LIMIT, _("out of memory"));
        }
        free(list[i]);
    }
    free(list);
    return rc;
}

static void tell(void *context, size_t done, size_t all)
{
    const struct workspace *w = ((struct reading *)context)->sitting->workspace;
    w->progress(_("opening journals"), done, all, w->opened_ms);
}

static enum err_code read_files(struct reading *r, struct collection *out, struct err *e)
{
    r->item = out->item;
    r->error = calloc(out->count + 1, sizeof *r->error);
    if (!r->error)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    struct workers_watch watch = {.tell = tell, .context = r};
    workers_run(workers_count(), out->count, read_one, r, r->sitting->workspace && r->sitting->workspace->progress ? &watch : NULL);
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < out->count; i++)
        if (r->error[i].code != ERR_OK) {
            *e = r->error[i];
            rc = e->code;
        }
    free(r->error);
    return rc;
}

enum err_code collection_read(const struct sitting *s, const struct keys_secret *office, struct collection *out, struct err *e)
{
    *out = (struct collection){0};
    char *folder = workspace_path(s->workspace, "inbox/%s", s->name);
    struct reading r = {.sitting = s, .office = office, .folder = folder};
    enum err_code rc = folder ? list_files(folder, out, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = read_files(&r, out, e);
    free(folder);
    if (rc == ERR_OK && out->count)
        qsort(out->item, out->count, sizeof *out->item, compare);
    else if (rc != ERR_OK)
        collection_free(out);
    return rc;
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
        return err_set(e, ERR_LIMIT, _("out of memory"));
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

/* What `old` holds after the shared events was done while the exam was being taken up elsewhere. A second is for clocks. */
static bool is_short_tail(const struct submission *old, size_t shared, const struct session_caps *caps)
{
    struct journal_event last;
    struct err ignored;
    if (old->state.end != JOURNAL_OPEN ||
        journal_decode(old->records.data + (shared - 1) * JOURNAL_RECORD, &last, &ignored) != ERR_OK)
        return false;
    return old->state.used_ms - last.used_ms <= (uint64_t)caps->checkpoint_s * 1000 + 1000;
}

/* Two journals that part: the one that says it continues the other, if the other stopped soon after. NULL: neither does. */
static const struct submission *follow(const struct submission *a, const struct submission *b, const struct session_caps *caps,
                                       struct collection_choice *out)
{
    size_t na = submission_events(a), nb = submission_events(b), shared = journal_shared(a->records.data, na, b->records.data, nb);
    bool b_goes_on = journal_continues(b->records.data, nb, shared), a_goes_on = journal_continues(a->records.data, na, shared);
    if (a_goes_on == b_goes_on)
        return NULL;
    const struct submission *old = b_goes_on ? a : b, *next = b_goes_on ? b : a;
    if (!is_short_tail(old, shared, caps))
        return NULL;
    out->superseded = old;
    out->superseded_events = submission_events(old) - shared;
    return next;
}

/* Index of the first journal of a paper; the list is sorted. */
static size_t first_of(const struct collection *c, uint32_t paper)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->item[middle].paper < paper)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct submission *collection_next(const struct collection *c, uint32_t paper, const struct submission *before)
{
    size_t i = before ? (size_t)(before - c->item) + 1 : first_of(c, paper);
    return i < c->count && c->item[i].paper == paper ? &c->item[i] : NULL;
}

struct collection_choice collection_choose(const struct collection *c, const struct session_caps *caps, uint32_t paper)
{
    struct collection_choice out = {.verdict = COLLECTION_ABSENT};
    for (const struct submission *m = NULL; (m = collection_next(c, paper, m));) {
        const struct submission *best = out.chosen;
        /* sorted by length: where neither parts from the other, the later one holds the earlier one */
        if (best && journal_compare(best->records.data, submission_events(best), m->records.data, submission_events(m)) == JOURNAL_FORK) {
            out.chosen = follow(best, m, caps, &out);
            if (!out.chosen)
                return (struct collection_choice){.verdict = COLLECTION_FORK, .chosen = m};
        } else {
            out.chosen = m;
        }
    }
    if (out.chosen)
        out.verdict = out.chosen->state.end == JOURNAL_OPEN ? COLLECTION_UNFINISHED : COLLECTION_ENDED;
    return out;
}
