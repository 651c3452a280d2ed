#include "tools/work/roster_memory.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/table/ini_edit.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char GROUP[] = "roster";

static enum err_code read_ini(const struct workspace *w, struct buf *text, struct ini **ini,
                              struct err *e)
{
    char *path = workspace_path(w, "office.ini");
    enum err_code rc = path ? file_read(path, INI_FILE_MAX, text, e) : err_memory(e);
    if (rc == ERR_OK)
        rc =
            workspace_check_ini(text->len ? (const char *)text->data : "", text->len, path, ini, e);
    free(path);
    return rc;
}

static enum err_code take(const struct ini *ini, const char *title, struct roster_memory *out,
                          struct err *e)
{
    char *value = NULL, both[2 * ROSTER_TITLE_MAX];
    struct roster_mapping *grown = realloc(out->item, (out->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    out->item = grown;
    enum err_code rc = ini_text(ini, GROUP, title, &value, e);
    if (rc == ERR_OK && value && value[0]) {
        snprintf(both, sizeof both, "%s=%s", title, value);
        rc = roster_parse_mapping(both, &out->item[out->count], e);
        if (rc != ERR_OK) {
            rc = err_prefix(e, "office.ini, [roster]");
            e->code = rc = ERR_FORMAT;
        } else {
            out->item[out->count++].is_remembered = true;
        }
    }
    free(value);
    return rc;
}

enum err_code roster_memory_read(struct work *work, struct roster_memory *out, struct err *e)
{
    struct workspace w;
    struct ini *ini = NULL;
    struct buf text;
    struct err why = {0};
    const char *title;
    *out = (struct roster_memory){0};
    enum err_code rc = office_workspace(work, &w, &why);
    if (rc == ERR_USAGE) /* none here: nothing is remembered */
        return ERR_OK;
    if (rc != ERR_OK) {
        *e = why;
        return rc;
    }
    buf_init(&text, INI_FILE_MAX);
    rc = read_ini(&w, &text, &ini, e);
    for (size_t i = 0; rc == ERR_OK && (title = ini_key_at(ini, GROUP, i)); i++)
        rc = take(ini, title, out, e);
    ini_free(ini);
    buf_free(&text);
    workspace_close(&w);
    return rc;
}

void roster_memory_free(struct roster_memory *m)
{
    free(m->item);
    *m = (struct roster_memory){0};
}

/* ---- written ---- */

static enum err_code put(const char *column, struct buf *text, struct err *e)
{
    struct roster_mapping m;
    struct buf out;
    enum err_code rc = roster_parse_mapping(column, &m, e);
    if (rc == ERR_OK && (strpbrk(m.title, "[]#;=\n\t\\") || m.title[0] == ' ' ||
                         m.title[strlen(m.title) - 1] == ' '))
        rc =
            err_set(e, ERR_USAGE,
                    _("the heading \"%s\" cannot be remembered: office.ini holds none with [ ] # ; "
                      "= or \\"),
                    m.title);
    if (rc != ERR_OK)
        return rc;
    buf_init(&out, INI_FILE_MAX);
    ini_edit((const char *)text->data, text->len, GROUP, m.title, roster_meaning_word(m.meaning),
             &out);
    rc = buf_check(&out, "office.ini", e);
    if (rc != ERR_OK) {
        buf_free(&out);
        return rc;
    }
    buf_free(text);
    *text = out;
    return ERR_OK;
}

static enum err_code write_locked(struct work *work, const struct workspace *w,
                                  const char *const *columns, struct err *e)
{
    struct ini *before = NULL, *after = NULL;
    struct buf text;
    char *path = workspace_path(w, "office.ini");
    buf_init(&text, INI_FILE_MAX);
    enum err_code rc = path ? read_ini(w, &text, &before, e) : err_memory(e);
    for (; rc == ERR_OK && *columns; columns++)
        rc = put(*columns, &text, e);
    if (rc == ERR_OK)
        rc = workspace_check_ini((const char *)text.data, text.len, path, &after, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = file_write(path, text.data, text.len, FILE_REPLACE, e);
    ini_free(before);
    ini_free(after);
    buf_free(&text);
    free(path);
    return rc;
}

enum err_code roster_memory_write(struct work *work, const char *const *columns, struct err *e)
{
    struct workspace w;
    int lock = -1;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = write_locked(work, &w, columns, e);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}
