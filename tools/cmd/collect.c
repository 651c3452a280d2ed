/* sathachctl collect PATH...: every answers file ends as new, known, other session, damaged, or conflict; the counts add up. */
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
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
    size_t sittings;
    size_t fresh, known, other, damaged, conflict, files;
    enum err_code worst;
    uint64_t started_ms;
};

static void note(struct collecting *c, size_t *counter, enum err_code code, const char *path, const char *what)
{
    char clean[1024];
    (*counter)++;
    if (code != ERR_OK) {
        printf("%s: %s\n", text_clean(path, clean, sizeof clean), what);
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

/* True when a journal parts from one that stands in the inbox for its paper. The inbox is read once a session; what came since is in it. */
static enum err_code is_fork(struct collecting *c, const struct sitting *s, const struct submission *m, bool *fork, struct err *e)
{
    struct collection *inbox = &c->inbox[s - c->sitting];
    const struct submission *chosen;
    enum err_code rc = ERR_OK;
    if (inbox->count == 0)
        rc = collection_read(s, c->office, inbox, e); /* with this one, which was just written */
    else
        rc = collection_add(inbox, m, e);
    *fork = rc == ERR_OK && collection_choose(inbox, m->paper, &chosen) == COLLECTION_FORK;
    return rc;
}

/* Keeps a verified submission; says whether it was known, or diverges from what stands there. */
static enum err_code keep(struct collecting *c, const struct sitting *s, const struct submission *m, const struct buf *bytes, const char *path,
                          struct err *e)
{
    char name[ANSWERS_NAME];
    bool fork = false;
    answers_file_name(&s->session, m->paper, m->head, name);
    char *folder = workspace_path(c->workspace, "inbox/%s", s->name);
    char *target = workspace_path(c->workspace, "inbox/%s/%s", s->name, name);
    enum err_code rc = folder && target ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && file_exists(target)) {
        note(c, &c->known, ERR_OK, path, "");
    } else if (rc == ERR_OK) {
        rc = file_write(target, bytes->data, bytes->len, FILE_NEW, e);
        if (rc == ERR_OK)
            rc = is_fork(c, s, m, &fork, e);
        if (rc == ERR_OK && fork)
            note(c, &c->conflict, ERR_CONFLICT, path, _("conflict: another journal of this paper diverges; the council decides"));
        else if (rc == ERR_OK)
            note(c, &c->fresh, ERR_OK, path, "");
    }
    free(folder);
    free(target);
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
        return take_file(c, path, e);
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
        if (child && (file_is_folder(child) || answers_is_file_name(name)))
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
        printf("{\"files\": %zu, \"new\": %zu, \"known\": %zu, \"other_session\": %zu, \"damaged\": %zu, \"conflict\": %zu}\n", c->files, c->fresh,
               c->known, c->other, c->damaged, c->conflict);
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
    if (rc == ERR_OK && !(c.inbox = calloc(c.sittings + 1, sizeof *c.inbox)))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = take_path(&c, argv[i], 0, e);
    if (rc == ERR_OK) {
        print_counts(ctl, &c);
        rc = c.worst;
    }
    for (size_t i = 0; i < c.sittings; i++)
        sitting_close(&c.sitting[i]);
    for (size_t i = 0; c.inbox && i < c.sittings; i++)
        collection_free(&c.inbox[i]);
    free(c.inbox);
    free(c.sitting);
    keys_free(c.office);
    workspace_close(&w);
    return rc;
}
