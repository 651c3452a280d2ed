/* sathachctl collect PATH...: every answers file ends as new, known, other session, damaged, or conflict; the counts add up. */
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/collecting.h"
#include "tools/cmd/options.h"
#include "tools/office/arrivals.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLLECT_DEPTH_MAX = 8 };

void collecting_tell(const char *path, const char *what)
{
    char clean[1024];
    fprintf(stderr, "%s: %s\n", text_clean(path, clean, sizeof clean), what);
}

void collecting_note(struct collecting *c, size_t *counter, enum err_code code, const char *path, const char *what)
{
    (*counter)++;
    if (code != ERR_OK) {
        collecting_tell(path, what);
        if (c->worst == ERR_OK || code == ERR_CONFLICT)
            c->worst = code;
    }
}

struct sitting *collecting_find(struct collecting *c, const uint8_t uid[SESSION_UID])
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
        return manifest_is_file_name(path) ? collecting_manifest(c, path, e) : add_path(c, path, e);
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
    c->has_come = calloc(c->sittings + 1, sizeof *c->has_come);
    if (!c->inbox || !c->has_manifest || !c->has_new || !c->has_come)
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
    free(c->has_come);
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
        rc = collecting_files(c, e);
    for (size_t i = 0; rc == ERR_OK && i < c->sittings; i++)
        if (c->has_come[i])
            rc = inbox_acknowledge(&c->inbox[i], c->office, e);
    if (rc == ERR_OK)
        rc = collecting_missing(c, e);
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
