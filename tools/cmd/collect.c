/* sathachctl collect PATH...: every answers file ends as new, known, other session, damaged, or conflict; the counts add up. */
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/arrivals.h"
#include "tools/office/inbox.h"
#include "tools/office/register.h"
#include "tools/office/workers.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLLECT_DEPTH_MAX = 8, BATCH = 256 /* files in memory at a time */ };

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

struct collecting {
    struct workspace *workspace;
    struct keys_secret *office;
    struct reg *reg;
    struct sitting *sitting;      /* every session of the workspace */
    struct inbox *inbox;          /* of each */
    bool *has_manifest;           /* a manifest of it came now */
    bool *has_new;                /* something was taken in that is not yet settled */
    size_t sittings;
    char **path;                  /* answers files to take in, in their order */
    size_t paths;
    struct arriving *arriving;    /* BATCH of them at a time */
    size_t fresh, known, other, damaged, conflict, files, missing;
    enum err_code worst;
    uint64_t started_ms;
};

static void tell(const char *path, const char *what)
{
    char clean[1024];
    fprintf(stderr, "%s: %s\n", text_clean(path, clean, sizeof clean), what);
}

static void note(struct collecting *c, size_t *counter, enum err_code code, const char *path, const char *what)
{
    (*counter)++;
    if (code != ERR_OK) {
        tell(path, what);
        if (c->worst == ERR_OK || code == ERR_CONFLICT)
            c->worst = code;
    }
}

/* The sitting whose session has this uid; NULL when the workspace has none. */
static struct sitting *find_sitting(struct collecting *c, const uint8_t uid[SESSION_UID])
{
    for (size_t i = 0; i < c->sittings; i++)
        if (memcmp(c->sitting[i].session.info.uid, uid, SESSION_UID) == 0)
            return &c->sitting[i];
    return NULL;
}

static enum err_code open_sittings(struct collecting *c, struct err *e)
{
    char *folder = workspace_path(c->workspace, "sessions");
    DIR *d = folder ? opendir(folder) : NULL;
    enum err_code rc = d ? ERR_OK : err_set(e, ERR_IO, _("%s: cannot be read"), folder ? folder : "sessions");
    for (struct dirent *entry; rc == ERR_OK && (entry = readdir(d));) {
        char *path = workspace_is_name(entry->d_name) ? sitting_path(c->workspace, entry->d_name, "session") : NULL;
        if (path && file_exists(path)) {
            struct sitting *grown = realloc(c->sitting, (c->sittings + 1) * sizeof *grown);
            if (!grown) {
                rc = err_set(e, ERR_LIMIT, _("out of memory"));
            } else {
                c->sitting = grown;
                rc = sitting_open(c->workspace, entry->d_name, c->office, &grown[c->sittings], e);
                c->sittings += rc == ERR_OK;
            }
        }
        free(path);
    }
    if (d)
        closedir(d);
    free(folder);
    return rc;
}

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
        note(c, &c->conflict, ERR_CONFLICT, path, _("conflict: another journal of this paper diverges; the council decides"));
        return;
    }
    if (choice->superseded && (memcmp(choice->superseded->head, m->head, sizeof m->head) == 0 || memcmp(choice->chosen->head, m->head, sizeof m->head) == 0)) {
        snprintf(text, sizeof text, _("superseded: %zu events on the old seat after the exam was taken up elsewhere count for nothing"),
                 choice->superseded_events);
        tell(path, text);
    } else if (memcmp(choice->chosen->head, m->head, sizeof m->head) != 0) {
        tell(path, _("older: a longer journal of this paper stands, with all of this one"));
    }
    note(c, &c->fresh, ERR_OK, path, "");
}

/* A seat's manifest: kept beside the answers; what it names is compared at the end. */
static enum err_code take_manifest(struct collecting *c, const char *path, struct err *e)
{
    struct buf bytes;
    struct manifest m = {0};
    struct err why = {0};
    uint8_t uid[SESSION_UID];
    buf_init(&bytes, MANIFEST_FILE_MAX);
    enum err_code rc = file_read(path, MANIFEST_FILE_MAX, &bytes, &why);
    if (rc == ERR_OK)
        rc = manifest_peek(bytes.data, bytes.len, uid, &why);
    struct sitting *s = rc == ERR_OK ? find_sitting(c, uid) : NULL;
    if (s)
        rc = manifest_open(bytes.data, bytes.len, &s->session, c->office, &m, &why);
    if (rc != ERR_OK || !s) {
        tell(path, rc != ERR_OK ? why.text : _("belongs to a session that this workspace does not hold"));
        c->worst = c->worst == ERR_OK ? rc == ERR_OK ? ERR_POLICY : rc : c->worst;
        rc = ERR_OK;
    } else {
        char *folder = workspace_path(c->workspace, "inbox/%s", s->name);
        char *target = folder ? file_join(folder, file_base(path)) : NULL;
        rc = target ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
        if (rc == ERR_OK)
            rc = file_write(target, bytes.data, bytes.len, FILE_REPLACE, e);
        c->has_manifest[s - c->sitting] = true;
        free(folder);
        free(target);
    }
    manifest_free(&m);
    buf_free(&bytes);
    return rc;
}

/* What the manifests name and nobody brought. */
static enum err_code tell_missing(struct collecting *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < c->sittings; i++) {
        const struct sitting *s = &c->sitting[i];
        struct arrivals a;
        if (!c->has_manifest[i])
            continue;
        struct collection journals = {0};
        rc = collection_read(s, c->office, &journals, e);
        if (rc == ERR_OK)
            rc = arrivals_check(s, c->office, &journals, &a, e);
        collection_free(&journals);
        for (size_t k = 0; rc == ERR_OK && k < a.count; k++) {
            char number[8], text[256];
            session_paper_name(a.missing[k].paper, number);
            snprintf(text, sizeof text, a.missing[k].is_ended ? _("missing: paper %s, handed in at seat %s with %u events, has not arrived")
                                                              : _("missing: paper %s, begun at seat %s with %u events, has not arrived"),
                     number, a.missing[k].seat, a.missing[k].events);
            note(c, &c->missing, ERR_NO, s->name, text);
        }
        if (rc == ERR_OK)
            arrivals_free(&a);
    }
    return rc;
}

/* ---- answers files, many at a time ---- */

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
    a->sitting = find_sitting(c, info.session_uid);
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
    if (a->is_known || (a->is_opened && inbox_has(inbox_of(c, a->sitting), a->m.paper, a->name))) {
        note(c, &c->known, ERR_OK, a->path, "");
        return a->is_opened ? register_put_submission(c->reg, a->sitting, &a->m, e) : ERR_OK;
    }
    if (!a->is_opened) {
        bool other = a->why.code == ERR_POLICY;
        note(c, other ? &c->other : &c->damaged, a->why.code, a->path, a->why.text);
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

static enum err_code take_files(struct collecting *c, struct err *e)
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
        workers_run(workers_count(), count, open_one, c);
        rc = settle_batch(c, count, e);
        forget_batch(c, count);
        c->files += count;
        ctl_progress(_("collecting"), c->files, c->paths, c->started_ms);
    }
    free(c->arriving);
    return rc;
}

static enum err_code add_path(struct collecting *c, const char *path, struct err *e)
{
    if ((c->paths & (c->paths - 1)) == 0) { /* room is doubled at each power of two */
        char **grown = realloc(c->path, (c->paths ? 2 * c->paths : 1) * sizeof *grown);
        if (!grown)
            return err_set(e, ERR_LIMIT, _("out of memory"));
        c->path = grown;
    }
    c->path[c->paths] = strdup(path);
    return c->path[c->paths++] ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum err_code take_path(struct collecting *c, const char *path, int depth, struct err *e)
{
    if (!file_is_folder(path))
        return manifest_is_file_name(path) ? take_manifest(c, path, e) : add_path(c, path, e);
    if (depth > COLLECT_DEPTH_MAX)
        return err_set(e, ERR_LIMIT, _("%s: folders nested deeper than %d"), path, COLLECT_DEPTH_MAX);
    struct dirent **list;
    int n = scandir(path, &list, NULL, compare_names);
    if (n < 0)
        return err_set(e, ERR_IO, _("%s: cannot be read"), path);
    enum err_code rc = ERR_OK;
    for (int i = 0; i < n; i++) {
        const char *name = list[i]->d_name;
        char *child = name[0] != '.' && rc == ERR_OK ? file_join(path, name) : NULL;
        if (child && (file_is_folder(child) || answers_is_file_name(name) || manifest_is_file_name(name)))
            rc = take_path(c, child, depth + 1, e);
        free(child);
        free(list[i]);
    }
    free(list);
    return rc;
}

static void print_counts(const struct ctl *ctl, const struct collecting *c)
{
    if (ctl->json)
        printf("{\"files\": %zu, \"new\": %zu, \"known\": %zu, \"other_session\": %zu, \"damaged\": %zu, \"conflict\": %zu, \"missing\": %zu}\n", c->files, c->fresh,
               c->known, c->other, c->damaged, c->conflict, c->missing);
    else
        printf(_("%zu files: %zu new, %zu known, %zu of another session, %zu damaged, %zu in conflict\n"), c->files, c->fresh, c->known, c->other,
               c->damaged, c->conflict);
}

static enum err_code open_inboxes(struct collecting *c, struct err *e)
{
    c->inbox = calloc(c->sittings + 1, sizeof *c->inbox);
    c->has_manifest = calloc(c->sittings + 1, sizeof *c->has_manifest);
    c->has_new = calloc(c->sittings + 1, sizeof *c->has_new);
    if (!c->inbox || !c->has_manifest || !c->has_new)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = register_open(c->workspace, &c->reg, e);
    for (size_t i = 0; rc == ERR_OK && i < c->sittings; i++)
        rc = inbox_open(&c->sitting[i], &c->inbox[i], e);
    return rc;
}

static void close_all(struct collecting *c)
{
    for (size_t i = 0; c->inbox && i < c->sittings; i++)
        if (c->inbox[i].folder)
            inbox_close(&c->inbox[i]);
    for (size_t i = 0; i < c->sittings; i++)
        sitting_close(&c->sitting[i]);
    for (size_t i = 0; i < c->paths; i++)
        free(c->path[i]);
    free(c->path);
    free(c->inbox);
    free(c->has_manifest);
    free(c->has_new);
    free(c->sitting);
    register_close(c->reg);
    keys_free(c->office);
}

static enum err_code collect(struct collecting *c, struct ctl *ctl, int argc, char **argv, struct err *e)
{
    enum err_code rc = workspace_secret_key(ctl, c->workspace, KEYS_OFFICE, &c->office, e);
    if (rc == ERR_OK)
        rc = open_sittings(c, e);
    if (rc == ERR_OK)
        rc = open_inboxes(c, e);
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = take_path(c, argv[i], 0, e);
    if (rc == ERR_OK)
        rc = take_files(c, e);
    if (rc == ERR_OK)
        rc = tell_missing(c, e);
    if (rc != ERR_OK)
        return rc;
    print_counts(ctl, c);
    return c->worst;
}

enum err_code cmd_collect(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    struct clock_source clock = clock_system();
    struct collecting c = {.workspace = &w, .started_ms = clock_boot_ms(&clock)};
    int lock = -1;
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        if (!file_exists(argv[i]))
            rc = err_set(e, ERR_IO, _("%s: no such file or folder"), argv[i]);
    if (rc == ERR_OK)
        rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = collect(&c, ctl, argc, argv, e);
    close_all(&c);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}
