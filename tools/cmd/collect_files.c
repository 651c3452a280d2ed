/* collect: answers files, many at a time. Each is opened and verified on a thread of its own; what was found out is written down in order. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/collecting.h"
#include "tools/office/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 256 /* files in memory at a time */ };

/* One answers file on its way in. */
struct arriving {
    char *path, name[ANSWERS_NAME]; /* the name it has in the inbox */
    struct buf bytes;
    struct sitting *sitting;        /* NULL: of none here */
    struct submission m;
    struct err why;                 /* what is wrong with it */
    bool is_known, is_opened;
    enum err_code io;               /* reading it, or writing it down, failed: why says so */
};

/* Damaged files are set aside under their hash, so that nobody loses what might still be read. */
static void set_aside(struct collecting *c, const struct buf *bytes)
{
    uint8_t hash[CRYPT_HASH];
    char hex[33];
    struct err ignored = {0};
    crypt_hash_file(bytes->data, bytes->len, hash);
    crypt_hex(hash, 16, hex);
    char *folder = workspace_path(c->workspace, "inbox/damaged");
    char *path = workspace_path(c->workspace, "inbox/damaged/%s.answers", hex);
    if (folder && path && file_make_folder(folder, &ignored) == ERR_OK && !file_exists(path) &&
        file_write(path, bytes->data, bytes->len, FILE_NEW, &ignored) != ERR_OK)
        fprintf(stderr, "%s\n", ignored.text);
    free(folder);
    free(path);
}

/* New, a part of a longer one, or in conflict; what was superseded is told. */
static void note_place(struct collecting *c, const struct collection_choice *choice, const struct submission *m, const char *path)
{
    char text[160];
    if (choice->verdict == COLLECTION_FORK) {
        collecting_note(c, &c->conflict, ERR_CONFLICT, path, _("conflict: another journal of this paper diverges; the council decides"));
        return;
    }
    if (choice->superseded && (memcmp(choice->superseded->head, m->head, sizeof m->head) == 0 || memcmp(choice->chosen->head, m->head, sizeof m->head) == 0)) {
        snprintf(text, sizeof text, _("superseded: %zu events on the old seat after the exam was taken up elsewhere count for nothing"),
                 choice->superseded_events);
        collecting_tell(path, text);
    } else if (memcmp(choice->chosen->head, m->head, sizeof m->head) != 0) {
        collecting_tell(path, _("older: a longer journal of this paper stands, with all of this one"));
    }
    collecting_note(c, &c->fresh, ERR_OK, path, "");
}

static struct inbox *inbox_of(const struct collecting *c, const struct sitting *s)
{
    return &c->inbox[s - c->sitting];
}

/* True when it stands in the inbox already, byte for byte, and was verified when it was put there. */
static bool is_known(const struct collecting *c, const struct arriving *a, uint32_t paper)
{
    char number[8];
    session_paper_name(paper, number);
    return inbox_has(inbox_of(c, a->sitting), paper, a->name) && inbox_is_same(inbox_of(c, a->sitting), a->name, a->bytes.data, a->bytes.len);
}

/* On a thread of its own: reads, opens, verifies, and writes it down under a temporary name. */
static void open_one(void *context, size_t i)
{
    struct collecting *c = context;
    struct arriving *a = &c->arriving[i];
    struct answers_info info;
    a->io = file_read(a->path, ANSWERS_FILE_MAX, &a->bytes, &a->why);
    if (a->io != ERR_OK || answers_peek(a->bytes.data, a->bytes.len, &info, &a->why) != ERR_OK)
        return;
    a->sitting = collecting_find(c, info.session_uid);
    if (!a->sitting || info.paper >= a->sitting->roster.papers) {
        err_set(&a->why, a->sitting ? ERR_FORMAT : ERR_POLICY, "%s",
                a->sitting ? _("no such paper in its session") : _("belongs to a session that this workspace does not hold"));
        return;
    }
    answers_file_name(&a->sitting->session, info.paper, info.head, a->name);
    a->is_known = is_known(c, a, info.paper);
    if (a->is_known || submission_open(a->sitting, c->office, a->bytes.data, a->bytes.len, &a->m, &a->why) != ERR_OK)
        return;
    a->is_opened = true;
    a->m.file = strdup(a->name);
    if (!a->m.file)
        a->io = err_set(&a->why, ERR_LIMIT, _("out of memory"));
    else if (!inbox_has(inbox_of(c, a->sitting), info.paper, a->name))
        a->io = inbox_write(inbox_of(c, a->sitting), a->name, a->bytes.data, a->bytes.len, &a->why);
}

/* It has its name in the inbox; where it stands among the others of its paper. */
static enum err_code place(struct collecting *c, struct arriving *a, struct err *e)
{
    struct collection journals;
    struct collection_choice choice;
    enum err_code rc = inbox_choose(inbox_of(c, a->sitting), c->office, &a->m, &journals, &choice, e);
    if (rc == ERR_OK)
        note_place(c, &choice, &a->m, a->path);
    collection_free(&journals);
    return rc;
}

/* In the order of the files: what was found out about one is written down and told. */
static enum err_code settle_one(struct collecting *c, struct arriving *a, struct err *e)
{
    if (a->is_opened && a->io != ERR_OK) {
        *e = a->why;
        return e->code;
    }
    if (a->is_known || a->is_opened)
        c->has_come[a->sitting - c->sitting] = true;
    if (a->is_known || (a->is_opened && inbox_has(inbox_of(c, a->sitting), a->m.paper, a->name))) {
        collecting_note(c, &c->known, ERR_OK, a->path, "");
        return a->is_opened ? register_put_submission(c->reg, a->sitting, &a->m, e) : ERR_OK;
    }
    if (!a->is_opened) {
        bool other = a->why.code == ERR_POLICY;
        collecting_note(c, other ? &c->other : &c->damaged, a->why.code, a->path, a->why.text);
        if (!other && a->io == ERR_OK)
            set_aside(c, &a->bytes);
        return ERR_OK;
    }
    bool *has_new = &c->has_new[a->sitting - c->sitting];
    enum err_code rc = *has_new ? ERR_OK : register_put_sitting(c->reg, a->sitting, e);
    *has_new = true;
    if (rc == ERR_OK)
        rc = inbox_take(inbox_of(c, a->sitting), a->m.paper, a->name, e);
    if (rc == ERR_OK)
        rc = register_put_submission(c->reg, a->sitting, &a->m, e);
    return rc == ERR_OK ? place(c, a, e) : rc;
}

static enum err_code sync_inboxes(const struct collecting *c, size_t count, struct err *e)
{
    enum err_code rc = ERR_OK;
    bool synced = false; /* all inboxes are on one file system */
    for (size_t i = 0; rc == ERR_OK && !synced && i < count; i++)
        if (c->arriving[i].is_opened) {
            rc = inbox_sync(inbox_of(c, c->arriving[i].sitting), e);
            synced = true;
        }
    return rc;
}

static enum err_code settle_batch(struct collecting *c, size_t count, struct err *e)
{
    enum err_code rc = sync_inboxes(c, count, e);
    if (rc == ERR_OK)
        rc = register_begin(c->reg, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = settle_one(c, &c->arriving[i], e);
    for (size_t i = 0; rc == ERR_OK && i < c->sittings; i++)
        if (c->has_new[i]) {
            rc = inbox_settle(&c->inbox[i], e);
            c->has_new[i] = false;
        }
    return register_end(c->reg, rc, e);
}

static void forget_batch(struct collecting *c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (c->arriving[i].is_opened)
            submission_free(&c->arriving[i].m);
        buf_free(&c->arriving[i].bytes);
    }
}

enum err_code collecting_files(struct collecting *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    c->arriving = calloc(BATCH, sizeof *c->arriving);
    if (!c->arriving)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (size_t at = 0; rc == ERR_OK && at < c->paths; at += BATCH) {
        size_t count = c->paths - at < BATCH ? c->paths - at : BATCH;
        for (size_t i = 0; i < count; i++) {
            c->arriving[i] = (struct arriving){.path = c->path[at + i]};
            buf_init(&c->arriving[i].bytes, ANSWERS_FILE_MAX);
        }
        workers_run(workers_count(), count, open_one, c, NULL);
        rc = settle_batch(c, count, e);
        forget_batch(c, count);
        c->files += count;
        ctl_progress(_("collecting"), c->files, c->paths, c->started_ms);
    }
    free(c->arriving);
    return rc;
}
