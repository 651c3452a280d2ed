#include "tools/work/offices.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/workspace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LIST_MAX = 64 * 1024 };

bool offices_file(const char *state, const char *home, char out[OFFICES_PATH])
{
    bool has_state = state && state[0] == '/', has_home = home && home[0] == '/';
    int n = has_state  ? snprintf(out, OFFICES_PATH, "%s/sathach/offices", state)
            : has_home ? snprintf(out, OFFICES_PATH, "%s/.local/state/sathach/offices", home)
                       : -1;
    return n > 0 && n < OFFICES_PATH;
}

/* ---- the list ---- */

static bool may_stand(const char *folder, size_t len)
{
    return len > 0 && len < OFFICES_PATH && folder[0] == '/' && !memchr(folder, '\n', len);
}

static bool stands_in(const struct offices_reply *r, const char *folder, size_t len)
{
    for (size_t i = 0; i < r->rows; i++)
        if (strlen(r->row[i].path) == len && memcmp(r->row[i].path, folder, len) == 0)
            return true;
    return false;
}

static void add(struct offices_reply *r, size_t most, const char *folder, size_t len)
{
    if (r->rows < most && may_stand(folder, len) && !stands_in(r, folder, len))
        snprintf(r->row[r->rows++].path, OFFICES_PATH, "%.*s", (int)len, folder);
}

/* What is no whole path is passed over. No file: nothing was opened yet. */
static enum err_code read_list(const char *file, struct offices_reply *r, struct err *e)
{
    struct buf text;
    if (!file[0] || !file_exists(file))
        return ERR_OK;
    buf_init(&text, LIST_MAX);
    enum err_code rc = file_read(file, LIST_MAX, &text, e);
    const char *at = rc == ERR_OK ? buf_text(&text) : "";
    while (*at) {
        size_t len = strcspn(at, "\n");
        add(r, OFFICES_MAX, at, len);
        at += len + (at[len] == '\n');
    }
    buf_free(&text);
    return rc;
}

static enum err_code make_folder_of(const char *file, struct err *e)
{
    char *folder = strndup(file, (size_t)(file_base(file) - file));
    enum err_code rc = folder ? file_make_folder(folder, e) : err_memory(e);
    free(folder);
    return rc;
}

enum err_code offices_note(const char *file, const char *folder, struct err *e)
{
    struct offices_reply *r = calloc(1, sizeof *r);
    struct err ignored = {0};
    struct buf text;
    if (!r)
        return err_memory(e);
    buf_init(&text, LIST_MAX);
    add(r, OFFICES_MAX, folder, strlen(folder));
    bool is_noted = r->rows > 0, is_first = false;
    if (is_noted && read_list(file, r, &ignored) != ERR_OK)
        r->rows = 1; /* a list that cannot be read is begun anew */
    for (size_t i = 0; i < r->rows; i++)
        buf_printf(&text, "%s\n", r->row[i].path);
    enum err_code rc = buf_check(&text, file, e);
    if (rc == ERR_OK && is_noted)
        is_first =
            file_exists(file) && file_holds(file, buf_text(&text), text.len, &ignored) == ERR_OK;
    if (rc == ERR_OK && is_noted && !is_first)
        rc = make_folder_of(file, e);
    if (rc == ERR_OK && is_noted && !is_first)
        rc = file_write(file, text.data, text.len, FILE_REPLACE, e);
    buf_free(&text);
    free(r);
    return rc;
}

/* ---- a look at them ---- */

static void look_at(struct offices_row *row)
{
    struct workspace w;
    struct err e = {0};
    struct stat s;
    char *ini = file_join(row->path, "office.ini");
    row->state = OFFICES_FAILED;
    if (!ini) {
        snprintf(row->why, sizeof row->why, "%s", _("out of memory"));
    } else if (stat(row->path, &s) != 0) {
        row->state = errno == ENOENT || errno == ENOTDIR ? OFFICES_GONE : OFFICES_FAILED;
        if (row->state == OFFICES_FAILED)
            snprintf(row->why, sizeof row->why, "%s", strerror(errno));
    } else if (stat(ini, &s) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        row->state = OFFICES_NONE;
    } else if (workspace_open(row->path, &w, &e) == ERR_OK) {
        row->state = OFFICES_HERE;
        snprintf(row->name, sizeof row->name, "%s",
                 w.papers.full_name && !w.papers.is_full_name_made ? w.papers.full_name : "");
        workspace_close(&w);
    } else {
        row->state = e.code == ERR_FORMAT ? OFFICES_BROKEN : OFFICES_FAILED;
        snprintf(row->why, sizeof row->why, "%s", e.text);
    }
    free(ini);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct offices_request *q = request;
    struct offices_reply *r = reply;
    (void)work;
    char *now = q->now[0] ? realpath(q->now, NULL) : NULL;
    add(r, OFFICES_ROWS, q->folder, strlen(q->folder));
    if (now)
        add(r, OFFICES_ROWS, now, strlen(now));
    enum err_code rc = read_list(q->file, r, e);
    for (size_t i = 0; i < r->rows; i++) {
        look_at(&r->row[i]);
        r->row[i].is_open = now && strcmp(r->row[i].path, now) == 0;
    }
    free(now);
    return rc;
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op offices_op = {.name = "offices",
                                   .words = "",
                                   .help = "",
                                   .field = FIELDS,
                                   .request = sizeof(struct offices_request),
                                   .reply = sizeof(struct offices_reply),
                                   .use = WORK_LOOKS,
                                   .run = run};
