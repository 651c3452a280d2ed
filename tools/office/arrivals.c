#include "tools/office/arrivals.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

void arrivals_free(struct arrivals *a)
{
    free(a->missing);
    memset(a, 0, sizeof *a);
}

static bool has_arrived(const struct collection *c, const struct manifest_entry *n)
{
    uint8_t head[CRYPT_HASH];
    for (size_t i = 0; i < c->count; i++) {
        if (c->item[i].paper != n->paper || submission_events(&c->item[i]) < n->events)
            continue;
        journal_head(c->item[i].records.data, n->events, head);
        if (memcmp(head, n->head, sizeof head) == 0)
            return true;
    }
    return false;
}

static enum err_code add_missing(struct arrivals *a, const struct manifest *m, const struct manifest_entry *n, struct err *e)
{
    struct arrival_missing *grown = realloc(a->missing, (a->count + 1) * sizeof *grown);
    if (!grown)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    a->missing = grown;
    struct arrival_missing *out = &grown[a->count++];
    *out = (struct arrival_missing){.paper = n->paper, .events = n->events, .is_ended = n->is_ended};
    memcpy(out->seat, m->seat, sizeof out->seat);
    return ERR_OK;
}

static enum err_code check_file(const struct sitting *s, const struct keys_secret *office, const struct collection *c, const char *path,
                                struct arrivals *out, struct err *e)
{
    struct buf bytes;
    struct manifest m = {0};
    buf_init(&bytes, MANIFEST_FILE_MAX);
    enum err_code rc = file_read(path, MANIFEST_FILE_MAX, &bytes, e);
    if (rc == ERR_OK) {
        rc = manifest_open(bytes.data, bytes.len, &s->session, office, &m, e);
        if (rc != ERR_OK)
            rc = err_prefix(e, path);
    }
    for (uint32_t i = 0; rc == ERR_OK && i < m.entries; i++)
        if (!has_arrived(c, &m.entry[i]))
            rc = add_missing(out, &m, &m.entry[i], e);
    out->manifests += rc == ERR_OK;
    manifest_free(&m);
    buf_free(&bytes);
    return rc;
}

static int is_manifest(const struct dirent *entry)
{
    return manifest_is_file_name(entry->d_name);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

enum err_code arrivals_check(const struct sitting *s, const struct keys_secret *office, const struct collection *c, struct arrivals *out,
                             struct err *e)
{
    struct dirent **list = NULL;
    memset(out, 0, sizeof *out);
    char *folder = workspace_path(s->workspace, "inbox/%s", s->name);
    int n = folder && file_is_folder(folder) ? scandir(folder, &list, is_manifest, compare_names) : 0;
    enum err_code rc = n >= 0 ? ERR_OK : err_set(e, ERR_IO, _("%s: cannot be read"), folder);
    for (int i = 0; i < n; i++) {
        char *path = file_join(folder, list[i]->d_name);
        if (rc == ERR_OK)
            rc = path ? check_file(s, office, c, path, out, e) : err_set(e, ERR_LIMIT, _("out of memory"));
        free(path);
        free(list[i]);
    }
    free(list);
    free(folder);
    if (rc != ERR_OK)
        arrivals_free(out);
    return rc;
}
