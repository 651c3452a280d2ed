#include "tools/work/bank_list.h"

#include "app/core/file.h"
#include "tools/import/rejected.h"
#include "tools/work/office.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char ENDING[] = ".bank";

static struct bank_list_row *row_of(struct bank_list_reply *r, const char *name)
{
    for (size_t i = 0; i < r->rows; i++)
        if (strcmp(r->row[i].name, name) == 0)
            return &r->row[i];
    struct bank_list_row *grown = realloc(r->row, (r->rows + 1) * sizeof *grown);
    if (!grown)
        return NULL;
    r->row = grown;
    struct bank_list_row *x = &grown[r->rows++];
    *x = (struct bank_list_row){0};
    snprintf(x->name, sizeof x->name, "%s", name);
    return x;
}

/* When the newest file of a folder changed; what was rejected is no part of the bank. */
static int64_t newest_in(const char *folder)
{
    int64_t newest = 0;
    struct stat st;
    DIR *d = opendir(folder);
    for (const struct dirent *x; d && (x = readdir(d));) {
        bool is_beside = x->d_name[0] == '.' || strcmp(x->d_name, REJECTED_NAME) == 0;
        char *path = is_beside ? NULL : file_join(folder, x->d_name);
        if (path && stat(path, &st) == 0 && st.st_mtime > newest)
            newest = st.st_mtime;
        free(path);
    }
    if (d)
        closedir(d);
    return newest;
}

/* A bank's folder, or a sealed one; anything else is none. */
static enum err_code add(struct bank_list_reply *r, const char *path, const char *file,
                         struct err *e)
{
    char name[256];
    struct stat st;
    size_t n = strlen(file), end = sizeof ENDING - 1;
    bool is_sealed = n > end && strcmp(file + n - end, ENDING) == 0;
    snprintf(name, sizeof name, "%.*s", (int)(is_sealed ? n - end : n), file);
    if (!workspace_is_name(name) || stat(path, &st) != 0 ||
        (is_sealed ? !S_ISREG(st.st_mode) : !S_ISDIR(st.st_mode)))
        return ERR_OK;
    struct bank_list_row *x = row_of(r, name);
    if (!x)
        return err_memory(e);
    if (is_sealed) {
        x->is_sealed = true;
        x->sealed = st.st_mtime;
    } else {
        x->has_folder = true;
        x->edited = newest_in(path);
    }
    return ERR_OK;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct bank_list_row *)a)->name, ((const struct bank_list_row *)b)->name);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct bank_list_reply *r = reply;
    struct workspace w;
    (void)request;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *banks = workspace_path(&w, "banks");
    DIR *d = banks ? opendir(banks) : NULL;
    rc = !banks ? err_memory(e) : d ? ERR_OK : err_set_errno(e, errno, "%s", banks);
    for (const struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        char *path = file_join(banks, x->d_name);
        rc = path ? add(r, path, x->d_name, e) : err_memory(e);
        free(path);
    }
    if (d)
        closedir(d);
    if (r->rows)
        qsort(r->row, r->rows, sizeof *r->row, compare);
    free(banks);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct bank_list_reply *r = reply;
    free(r->row);
    *r = (struct bank_list_reply){0};
}

bool bank_list_is_edited(const struct bank_list_row *x)
{
    return x->has_folder && x->is_sealed && x->edited > x->sealed;
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op bank_list_op = {.name = "bank",
                                     .sub = "list",
                                     .words = "",
                                     .help = "",
                                     .field = FIELDS,
                                     .request = sizeof(struct bank_list_request),
                                     .reply = sizeof(struct bank_list_reply),
                                     .use = WORK_LOOKS,
                                     .run = run,
                                     .forget = forget};
