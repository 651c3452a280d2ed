/* collect: answers files, many at a time. Each is opened and verified on a thread of its own; what
 * was found out is written down in order. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_facts.h"
#include "tools/office/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BATCH = 256, /* files in memory at a time */
    BATCH_BYTES = 64 * 1024 * 1024,
    TWINS_MAX = 9 /* journals of one paper whose receipts are the same */
};

/* One answers file on its way in. */
struct arriving {
    const char *path;
    char name[ANSWERS_NAME]; /* that it has in the inbox */
    struct buf bytes;
    uint8_t hash[CRYPT_HASH];      /* of the bytes, once is_opened */
    struct office_session *opened; /* NULL: of none here */
    struct submission m;
    struct err why; /* what is wrong with it */
    bool is_known, is_opened;
    unsigned slot;    /* of the inbox, where it was written */
    enum err_code io; /* reading it, or writing it down, failed: why says so */
};

static struct inbox *inbox_of(const struct collect *c, const struct office_session *s)
{
    return &c->inbox[s - c->opened];
}

/* The paper that it claims to be of; "-" for none. */
static void claimed_paper(const struct office_session *s, const struct arriving *a, char out[8])
{
    struct answers_info info;
    struct err ignored = {0};
    bool is_resume;
    char number[8] = "";
    uint32_t paper;
    strcpy(out, "-");
    if (submission_peek(a->bytes.data, a->bytes.len, &info, &is_resume, &ignored) == ERR_OK &&
        info.paper < s->roster.papers) {
        session_paper_name(info.paper, out);
        return;
    }
    snprintf(number, sizeof number, "%.*s",
             (int)strcspn(file_base(a->path) + strlen(s->name) + 1, "."),
             file_base(a->path) + strlen(s->name) + 1);
    if (session_paper_index(number, &paper) && paper < s->roster.papers)
        strcpy(out, number);
}

/* To be set aside with a line that names its paper. */
static enum err_code keep_for_later(struct collect *c, const struct arriving *a, struct err *e)
{
    char paper[8] = "-";
    const struct office_session *s = a->opened ? a->opened : collect_find_by_name(c, a->path);
    if (s)
        claimed_paper(s, a, paper);
    return collect_keep_for_later(c, a->path, s, paper, a->why.code, e);
}

static enum err_code add_fork(struct collect_forks *to, const char *session, uint32_t paper,
                              struct err *e)
{
    char name[COLLECT_PAPER];
    session_paper_name(paper, name);
    for (size_t i = 0; i < to->count; i++)
        if (strcmp(to->fork[i].session, session) == 0 && strcmp(to->fork[i].paper, name) == 0)
            return ERR_OK;
    struct collect_fork *grown = realloc(to->fork, (to->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    to->fork = grown;
    grown += to->count++;
    snprintf(grown->session, sizeof grown->session, "%s", session);
    snprintf(grown->paper, sizeof grown->paper, "%s", name);
    return ERR_OK;
}

/* New, a part of a longer one, or in conflict; what was superseded is told. */
static void note_place(struct collect *c, const struct collection_choice *choice,
                       const struct submission *m, const char *path)
{
    char text[160];
    if (choice->verdict == COLLECTION_FORK) {
        collect_note(c, &c->conflict, ERR_CONFLICT, path,
                     _("conflict: another journal of this paper diverges; the council decides"));
        return;
    }
    if (choice->superseded && (memcmp(choice->superseded->head, m->head, sizeof m->head) == 0 ||
                               memcmp(choice->chosen->head, m->head, sizeof m->head) == 0)) {
        snprintf(text, sizeof text,
                 _("superseded: %zu events on the old seat after the exam was taken up elsewhere "
                   "count for nothing"),
                 choice->superseded_events);
        collect_tell(c, path, text);
    } else if (memcmp(choice->chosen->head, m->head, sizeof m->head) != 0) {
        collect_tell(c, path,
                     _("older: a longer journal of this paper stands, with all of this one"));
    }
    collect_note(c, &c->fresh, ERR_OK, path, "");
}

/* True when it stands in the inbox already, byte for byte, and was verified when it was put
 * there. */
static bool is_known(const struct collect *c, const struct arriving *a, uint32_t paper)
{
    char number[8];
    session_paper_name(paper, number);
    return inbox_has(inbox_of(c, a->opened), paper, a->name) &&
           inbox_is_same(inbox_of(c, a->opened), a->name, a->bytes.data, a->bytes.len);
}

/* On a thread of its own: reads, opens, verifies, and writes it down under a temporary name. */
static void open_one(void *context, size_t i)
{
    struct collect *c = context;
    struct arriving *a = &c->arriving[i];
    struct answers_info info;
    bool is_resume;
    a->io = file_read(a->path, ANSWERS_FILE_MAX, &a->bytes, &a->why);
    if (a->io != ERR_OK ||
        submission_peek(a->bytes.data, a->bytes.len, &info, &is_resume, &a->why) != ERR_OK)
        return;
    a->opened = collect_find(c, info.session_uid);
    if (!a->opened || info.paper >= a->opened->roster.papers) {
        err_set(&a->why, a->opened ? ERR_FORMAT : ERR_POLICY, "%s",
                a->opened ? _("no such paper in its session")
                          : _("belongs to a session that this workspace does not hold"));
        return;
    }
    (is_resume ? resume_file_name : answers_file_name)(&a->opened->session, info.paper, info.head,
                                                       a->name);
    a->is_known = is_known(c, a, info.paper);
    if (a->is_known || submission_open(a->opened, c->office, a->bytes.data, a->bytes.len, &a->m,
                                       &a->why) != ERR_OK)
        return;
    a->is_opened = true;
    crypt_hash_file(a->bytes.data, a->bytes.len, a->hash);
    a->io = inbox_write(inbox_of(c, a->opened), a->slot, a->bytes.data, a->bytes.len, &a->why);
}

/* ---- its place in the inbox ---- */

enum place { PLACE_FREE, PLACE_KNOWN, PLACE_HEALS, PLACE_OF_ANOTHER };

/* The line that speaks of what stands under this name is of this very journal. */
static bool has_line_of(const struct collect *c, const struct arriving *a)
{
    char head[LOG_HEX], its[LOG_HEX];
    const struct log_line *line =
        c->log ? log_evidence_find(c->log, a->opened->name,
                                   a->m.is_resume ? LOG_RESUME : LOG_ANSWERS, a->name)
               : NULL;
    crypt_hex(a->m.head, CRYPT_HASH, its);
    return !c->log || (line && log_more(line, "head", head, sizeof head) && strcmp(head, its) == 0);
}

/* What stands under a->name: known is the journal of the same paper and head. */
static enum place place_of(const struct collect *c, const struct arriving *a)
{
    struct buf there;
    struct submission m;
    struct err ignored = {0};
    bool same = false;
    if (!inbox_has(inbox_of(c, a->opened), a->m.paper, a->name))
        return PLACE_FREE;
    char *path = file_join(inbox_of(c, a->opened)->folder, a->name);
    buf_init(&there, ANSWERS_FILE_MAX);
    bool whole =
        path && file_read(path, ANSWERS_FILE_MAX, &there, &ignored) == ERR_OK &&
        submission_open(a->opened, c->office, there.data, there.len, &m, &ignored) == ERR_OK;
    if (whole) {
        same = m.paper == a->m.paper && memcmp(m.head, a->m.head, CRYPT_HASH) == 0;
        submission_free(&m);
    }
    free(path);
    buf_free(&there);
    return same ? PLACE_KNOWN : has_line_of(c, a) ? PLACE_HEALS : PLACE_OF_ANOTHER;
}

/* Two journals of a paper may have one receipt, which is a part of the hash: the second one's name
 * says so. */
static enum err_code find_place(const struct collect *c, struct arriving *a, enum place *out,
                                struct err *e)
{
    char plain[ANSWERS_NAME];
    strcpy(plain, a->name);
    *out = place_of(c, a);
    for (unsigned k = 2; *out == PLACE_OF_ANOTHER && k <= TWINS_MAX; k++) {
        const char *end = strrchr(plain, '.');
        snprintf(a->name, sizeof a->name, "%.*s-%u%s", (int)(end - plain), plain, k, end);
        *out = place_of(c, a);
    }
    free(a->m.file);
    a->m.file = strdup(a->name);
    if (!a->m.file)
        return err_memory(e);
    return *out == PLACE_OF_ANOTHER
               ? err_set(e, ERR_LIMIT, _("%s: more than %d journals of one receipt"), a->path,
                         TWINS_MAX)
               : ERR_OK;
}

/* True when the journal has its line already: it was gone here, and heals it. */
static bool has_line(const struct collect *c, const struct arriving *a)
{
    char head[LOG_HEX], hex[LOG_HEX];
    const struct log_line *line =
        c->log && log_evidence_names_have(&c->logged[a->opened - c->opened], a->name)
            ? log_evidence_find(c->log, a->opened->name, LOG_ANSWERS, a->name)
            : NULL;
    crypt_hex(a->m.head, CRYPT_HASH, hex);
    return line && log_more(line, "head", head, sizeof head) && strcmp(head, hex) == 0;
}

static enum err_code add_line(struct collect *c, const struct arriving *a, bool parts,
                              struct err *e)
{
    char more[LOG_FACTS_MAX];
    if (!c->log || has_line(c, a))
        return ERR_OK;
    log_facts_answers(a->name, &a->m, parts, more);
    return log_add(c->log,
                   &(struct log_entry){a->m.is_resume ? LOG_RESUME : LOG_ANSWERS, a->opened->name,
                                       file_base(a->path), a->hash, more},
                   e);
}

/* The same journal came again for one that was altered here: that one is set aside, the line that
 * speaks of it holds again. */
static enum err_code heal(struct collect *c, const struct arriving *a, struct err *e)
{
    struct inbox *in = inbox_of(c, a->opened);
    char *path = file_join(in->folder, a->name);
    enum err_code rc = path ? file_set_aside(path, NULL, NULL, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = inbox_put_back(in, a->slot, a->name, e);
    if (rc == ERR_OK) {
        collect_tell(
            c, a->path,
            _("healed: what stood in its place was not what came before, and was set aside"));
        collect_note(c, &c->known, ERR_OK, a->path, "");
    }
    free(path);
    return rc;
}

/* It has its name in the inbox; where it stands among the others of its paper is told, by its line
 * too. */
static enum err_code place(struct collect *c, struct arriving *a, struct err *e)
{
    struct collection journals;
    struct collection_choice choice;
    enum err_code rc =
        inbox_choose(inbox_of(c, a->opened), c->office, &a->m, &journals, &choice, e);
    if (rc == ERR_OK)
        rc = add_line(c, a, choice.verdict == COLLECTION_FORK, e);
    if (rc == ERR_OK)
        rc = register_put_submission(c->reg, a->opened, &a->m, e);
    if (rc == ERR_OK && choice.verdict == COLLECTION_FORK)
        rc = add_fork(&c->forks, a->opened->name, a->m.paper, e);
    if (rc == ERR_OK)
        note_place(c, &choice, &a->m, a->path);
    collection_free(&journals);
    return rc;
}

static enum err_code take_new(struct collect *c, struct arriving *a, struct err *e)
{
    size_t session = (size_t)(a->opened - c->opened);
    enum err_code rc =
        c->is_registered[session] ? ERR_OK : register_put_session(c->reg, a->opened, e);
    c->has_new[session] = c->is_registered[session] = true;
    if (rc == ERR_OK)
        rc = inbox_take(inbox_of(c, a->opened), a->slot, a->m.paper, a->name, e);
    return rc == ERR_OK ? place(c, a, e) : rc;
}

static enum err_code settle_opened(struct collect *c, struct arriving *a, struct err *e)
{
    enum place where = PLACE_FREE;
    enum err_code rc = find_place(c, a, &where, e);
    if (rc != ERR_OK || where == PLACE_FREE)
        return rc == ERR_OK ? take_new(c, a, e) : rc;
    if (where == PLACE_HEALS)
        return heal(c, a, e);
    inbox_drop(inbox_of(c, a->opened), a->slot);
    collect_note(c, &c->known, ERR_OK, a->path, "");
    return register_put_submission(c->reg, a->opened, &a->m, e);
}

/* In the order of the files: what was found out about one is written down and told. */
static enum err_code settle_one(struct collect *c, struct arriving *a, struct err *e)
{
    if (a->is_opened && a->io != ERR_OK) {
        *e = a->why;
        return e->code;
    }
    if (a->is_known || a->is_opened)
        c->has_come[a->opened - c->opened] = true;
    if (a->is_known)
        collect_note(c, &c->known, ERR_OK, a->path, "");
    if (a->is_known || a->is_opened)
        return a->is_known ? ERR_OK : settle_opened(c, a, e);
    bool other = a->why.code == ERR_POLICY && !a->opened; /* else of another issue of one here */
    size_t *counter = other ? &c->other : a->io == ERR_IO ? &c->unread : &c->damaged;
    collect_note(c, counter, a->why.code, a->path, a->why.text);
    return !other && a->io == ERR_OK ? keep_for_later(c, a, e) : ERR_OK;
}

static enum err_code sync_inboxes(const struct collect *c, size_t count, struct err *e)
{
    enum err_code rc = ERR_OK;
    bool synced = false; /* all inboxes are on one file system */
    for (size_t i = 0; rc == ERR_OK && !synced && i < count; i++)
        if (c->arriving[i].is_opened) {
            rc = inbox_sync(inbox_of(c, c->arriving[i].opened), e);
            synced = true;
        }
    return rc;
}

static enum err_code settle_batch(struct collect *c, size_t count, struct err *e)
{
    enum err_code rc = sync_inboxes(c, count, e);
    if (rc == ERR_OK)
        rc = register_begin(c->reg, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = settle_one(c, &c->arriving[i], e);
    for (size_t i = 0; rc == ERR_OK && i < c->sessions; i++)
        if (c->has_new[i]) {
            rc = inbox_settle(&c->inbox[i], e);
            c->has_new[i] = false;
        }
    if (rc == ERR_OK && c->log)
        rc = log_seal(c->log, c->office, e);
    return register_end(c->reg, rc, e);
}

/* is_stopped: what has no name of its own yet goes, so that a full disk has its room again. */
static void forget_batch(struct collect *c, size_t count, bool is_stopped)
{
    for (size_t i = 0; i < count; i++) {
        if (is_stopped && c->arriving[i].opened)
            inbox_drop(inbox_of(c, c->arriving[i].opened), c->arriving[i].slot);
        if (c->arriving[i].is_opened)
            submission_free(&c->arriving[i].m);
        buf_free(&c->arriving[i].bytes);
    }
}

/* The next files to be in memory at a time, from item *at on; how many. */
static size_t begin_batch(struct collect *c, size_t *at)
{
    size_t count = 0;
    uint64_t bytes = 0;
    for (; *at < c->items && count < BATCH; (*at)++) {
        const struct collect_item *item = &c->item[*at];
        if (item->kind != COLLECT_JOURNAL)
            continue;
        uint64_t its = item->size <= ANSWERS_FILE_MAX ? item->size : 0; /* never read */
        if (count && bytes + its > BATCH_BYTES)
            break;
        bytes += its;
        c->arriving[count] = (struct arriving){.path = item->path, .slot = (unsigned)count};
        buf_init(&c->arriving[count++].bytes, ANSWERS_FILE_MAX);
    }
    return count;
}

enum err_code collect_files(struct collect *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    size_t at = 0, count;
    c->arriving = calloc(BATCH, sizeof *c->arriving);
    if (!c->arriving)
        return err_memory(e);
    while (rc == ERR_OK && (count = begin_batch(c, &at)) > 0) {
        workers_run(workers_count(), count, open_one, c, NULL);
        rc = settle_batch(c, count, e);
        forget_batch(c, count, rc != ERR_OK);
        c->files += count;
        if (c->workspace->progress)
            c->workspace->progress(c->workspace->progress_context, _("collecting"), at, c->items,
                                   c->workspace->opened_ms);
    }
    free(c->arriving);
    return rc;
}
