/* collect: what stands on a stick or share that is ours by name. Whoever writes there may have put
 * anything beside it: links, pipes, folders with a file's name, names that no terminal should see.
 */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "app/core/roomlog.h"
#include "tools/office/collect.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* An acknowledgement on its way to or from the room, or the marks of a stick. */
static bool is_mark_name(const char *name)
{
    size_t n = strlen(name);
    return (n > 4 && strcmp(name + n - 4, ".ack") == 0) || strcmp(name, "mark") == 0 ||
           strncmp(name, "mark.", 5) == 0;
}

static enum collect_kind kind_of(const char *name)
{
    return submission_is_file_name(name) ? COLLECT_JOURNAL
           : manifest_is_file_name(name) ? COLLECT_MANIFEST
           : order_is_file_name(name)    ? COLLECT_ORDER
           : roomlog_is_file_name(name)  ? COLLECT_ROOM
           : is_mark_name(name)          ? COLLECT_MARK
                                         : COLLECT_NOTHING;
}

static enum err_code add_file(struct collect *c, const char *path, const struct stat *st,
                              enum collect_kind kind, struct err *e)
{
    if (c->items == COLLECT_FILES_MAX)
        return err_set(e, ERR_LIMIT, _("%s: more than %d files at a time"), path,
                       COLLECT_FILES_MAX);
    if ((c->items & (c->items - 1)) == 0) { /* room is doubled at each power of two */
        struct collect_item *grown =
            realloc(c->item, (c->items ? 2 * c->items : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        c->item = grown;
    }
    c->item[c->items] = (struct collect_item){.path = strdup(path),
                                              .kind = kind,
                                              .size = (uint64_t)st->st_size,
                                              .changed = st->st_mtim.tv_sec * INT64_C(1000000000) +
                                                         st->st_mtim.tv_nsec};
    return c->item[c->items++].path ? ERR_OK : err_memory(e);
}

static void pass_over(struct collect *c, enum err_code code, const char *path, const char *what)
{
    collect_note(c, &c->passed_over, code, path, what);
}

static int is_wanted(const struct dirent *entry)
{
    return entry->d_name[0] != '.' &&
           (entry->d_type == DT_DIR || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN ||
            kind_of(entry->d_name) != COLLECT_NOTHING);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum err_code look_in(struct collect *c, const char *path, int depth, struct err *e);

/* Something below a folder, none of it followed elsewhere. */
static enum err_code look_at(struct collect *c, const char *path, int depth, struct err *e)
{
    struct stat st, target;
    enum collect_kind kind = kind_of(file_base(path));
    if (lstat(path, &st) != 0) {
        pass_over(c, ERR_IO, path, _("cannot be looked at; passed over"));
        return ERR_OK;
    }
    if (S_ISREG(st.st_mode))
        return kind == COLLECT_NOTHING ? ERR_OK : add_file(c, path, &st, kind, e);
    if (kind == COLLECT_NOTHING && S_ISDIR(st.st_mode))
        return look_in(c, path, depth, e);
    if (kind != COLLECT_NOTHING)
        pass_over(c, ERR_FORMAT, path, _("has a file's name and is none; passed over"));
    else if (S_ISLNK(st.st_mode) && stat(path, &target) == 0 && S_ISDIR(target.st_mode))
        pass_over(c, ERR_FORMAT, path, _("a link to a folder; passed over"));
    return ERR_OK;
}

static enum err_code look_in(struct collect *c, const char *path, int depth, struct err *e)
{
    struct dirent **list = NULL;
    char text[96];
    if (depth > COLLECT_DEPTH_MAX) {
        snprintf(text, sizeof text, _("folders nested deeper than %d; passed over"),
                 COLLECT_DEPTH_MAX);
        pass_over(c, ERR_LIMIT, path, text);
        return ERR_OK;
    }
    int n = scandir(path, &list, is_wanted, compare_names);
    if (n < 0)
        pass_over(c, ERR_IO, path, _("cannot be read; passed over"));
    enum err_code rc = ERR_OK;
    for (int i = 0; i < n; i++) {
        char *child = rc == ERR_OK ? file_join(path, list[i]->d_name) : NULL;
        if (child)
            rc = look_at(c, child, depth + 1, e);
        else if (rc == ERR_OK)
            rc = err_memory(e);
        free(child);
        free(list[i]);
    }
    free(list);
    return rc;
}

enum err_code collect_find_files(struct collect *c, const char *path, struct err *e)
{
    struct stat st;
    if (stat(path, &st) != 0 || S_ISDIR(st.st_mode))
        return look_in(c, path, 0, e);
    enum collect_kind kind = kind_of(file_base(path));
    return add_file(c, path, &st, kind == COLLECT_NOTHING ? COLLECT_JOURNAL : kind, e);
}
