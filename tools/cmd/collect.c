/* sathachctl collect PATH...: every answers file ends as new, known, other session, damaged, or conflict; the counts add up. */
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/arrivals.h"
#include "tools/office/collection.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLLECT_DEPTH_MAX = 8 };

struct collecting {
    struct workspace *workspace;
    struct keys_secret *office;
    struct sitting *sitting;      /* every session of the workspace */
    struct collection *inbox;     /* of each, once something new came for it */
    bool *has_manifest;           /* a manifest of it came now */
    size_t sittings;
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

/* How a journal stands to those of its paper in the inbox, itself among them. The inbox is read once a session; what came since is in it. */
static enum err_code choose(struct collecting *c, const struct sitting *s, const struct submission *m, struct collection_choice *out, struct err *e)
{
    struct collection *inbox = &c->inbox[s - c->sitting];
    enum err_code rc = ERR_OK;
    if (inbox->count == 0)
        rc = collection_read(s, c->office, inbox, e); /* with this one, which was just written */
    else
        rc = collection_add(inbox, m, e);
    if (rc == ERR_OK)
        *out = collection_choose(inbox, &s->session.info.caps, m->paper);
    return rc;
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

/* Keeps a verified submission; says whether it was known, or diverges from what stands there. */
static enum err_code keep(struct collecting *c, const struct sitting *s, const struct submission *m, const struct buf *bytes, const char *path,
                          struct err *e)
{
    char name[ANSWERS_NAME];
    struct collection_choice choice;
    answers_file_name(&s->session, m->paper, m->head, name);
    char *folder = workspace_path(c->workspace, "inbox/%s", s->name);
    char *target = workspace_path(c->workspace, "inbox/%s/%s", s->name, name);
    enum err_code rc = folder && target ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && file_exists(target)) {
        note(c, &c->known, ERR_OK, path, "");
    } else if (rc == ERR_OK) {
        rc = file_write(target, bytes->data, bytes->len, FILE_NEW, e);
        if (rc == ERR_OK)
            rc = choose(c, s, m, &choice, e);
        if (rc == ERR_OK)
            note_place(c, &choice, m, path);
    }
    free(folder);
    free(target);
    return rc;
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
        if (c->inbox[i].count == 0)
            rc = collection_read(s, c->office, &c->inbox[i], e);
        if (rc == ERR_OK)
            rc = arrivals_check(s, c->office, &c->inbox[i], &a, e);
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

static enum err_code take_file(struct collecting *c, const char *path, struct err *e)
{
    struct buf bytes;
    struct answers_info info;
    struct submission m;
    struct err why = {0};
    buf_init(&bytes, ANSWERS_FILE_MAX);
    c->files++;
    enum err_code rc = file_read(path, ANSWERS_FILE_MAX, &bytes, &why);
    if (rc == ERR_OK && answers_peek(bytes.data, bytes.len, &info, &why) == ERR_OK) {
        struct sitting *s = find_sitting(c, info.session_uid);
        if (!s) {
            note(c, &c->other, ERR_POLICY, path, _("belongs to a session that this workspace does not hold"));
        } else if (submission_open(s, c->office, bytes.data, bytes.len, &m, &why) == ERR_OK) {
            rc = keep(c, s, &m, &bytes, path, e);
            submission_free(&m);
        } else if (why.code == ERR_POLICY) {
            note(c, &c->other, ERR_POLICY, path, why.text);
        } else {
            note(c, &c->damaged, why.code, path, why.text);
            set_aside(c, &bytes);
        }
    } else {
        note(c, &c->damaged, why.code, path, why.text);
        if (rc == ERR_OK)
            set_aside(c, &bytes);
        rc = ERR_OK;
    }
    buf_free(&bytes);
    ctl_progress(_("collecting"), c->files, c->files, c->started_ms);
    return rc;
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum err_code take_path(struct collecting *c, const char *path, int depth, struct err *e)
{
    if (!file_is_folder(path))
        return manifest_is_file_name(path) ? take_manifest(c, path, e) : take_file(c, path, e);
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

enum err_code cmd_collect(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    struct clock_source clock = clock_system();
    struct collecting c = {.workspace = &w, .started_ms = clock_boot_ms(&clock)};
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        if (!file_exists(argv[i]))
            rc = err_set(e, ERR_IO, _("%s: no such file or folder"), argv[i]);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &w, KEYS_OFFICE, &c.office, e);
    if (rc == ERR_OK)
        rc = open_sittings(&c, e);
    c.inbox = calloc(c.sittings + 1, sizeof *c.inbox);
    c.has_manifest = calloc(c.sittings + 1, sizeof *c.has_manifest);
    if (rc == ERR_OK && (!c.inbox || !c.has_manifest))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = take_path(&c, argv[i], 0, e);
    if (rc == ERR_OK)
        rc = tell_missing(&c, e);
    if (rc == ERR_OK) {
        print_counts(ctl, &c);
        rc = c.worst;
    }
    for (size_t i = 0; i < c.sittings; i++)
        sitting_close(&c.sitting[i]);
    for (size_t i = 0; c.inbox && i < c.sittings; i++)
        collection_free(&c.inbox[i]);
    free(c.inbox);
    free(c.has_manifest);
    free(c.sitting);
    keys_free(c.office);
    workspace_close(&w);
    return rc;
}
