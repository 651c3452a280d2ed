#include "tools/work/settings.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/table/ini_edit.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 300, OUTDATED_MAX = 64 * 1024 };

/* A change, taken apart. */
struct change {
    char group[NAME_MAX_BYTES], key[NAME_MAX_BYTES];
    const char *value;
};

static enum err_code parse_change(const char *text, struct change *out, struct err *e)
{
    const char *dot = strchr(text, '.'), *sign = dot ? strchr(dot, '=') : NULL;
    size_t group = dot ? (size_t)(dot - text) : 0, key = sign ? (size_t)(sign - dot - 1) : 0;
    if (!group || !key || group >= sizeof out->group || key >= sizeof out->key)
        return err_set(e, ERR_USAGE,
                       _("%s: a setting is GROUP.KEY=VALUE, such as office.place='Gia Lai'"), text);
    memcpy(out->group, text, group);
    memcpy(out->key, dot + 1, key);
    out->group[group] = out->key[key] = '\0';
    out->value = sign + 1;
    if (strpbrk(out->group, "[]#;\n") || strpbrk(out->key, "[]#;\n") || out->key[0] == ' ' ||
        out->key[key - 1] == ' ')
        return err_set(e, ERR_USAGE, _("%s: no name of a setting holds [ ] # or ;"), text);
    return text_check(out->value, strlen(out->value), false, text, e);
}

/* ---- the file ---- */

static enum err_code edit(const struct work_words *w, struct buf *text, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < w->count; i++) {
        struct change c;
        struct buf out;
        rc = parse_change(w->word[i], &c, e);
        if (rc != ERR_OK)
            break;
        buf_init(&out, INI_FILE_MAX);
        ini_edit((const char *)text->data, text->len, c.group, c.key, c.value, &out);
        rc = buf_check(&out, "office.ini", e);
        if (rc == ERR_OK) {
            buf_free(text);
            *text = out;
        } else {
            buf_free(&out);
        }
    }
    return rc;
}

/* What another wrote since is not overwritten unseen; that it is the same does no harm. */
static enum err_code check_was(const struct settings_request *q, const struct ini *ini,
                               struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < q->was.count && i < q->change.count; i++) {
        struct change was, now;
        char *value = NULL;
        rc = parse_change(q->was.word[i], &was, e);
        if (rc == ERR_OK)
            rc = parse_change(q->change.word[i], &now, e);
        if (rc == ERR_OK)
            rc = ini_text(ini, was.group, was.key, &value, e);
        const char *there = value ? value : "";
        if (rc == ERR_OK && strcmp(there, was.value) != 0 && strcmp(there, now.value) != 0)
            rc =
                err_set(e, ERR_CONFLICT,
                        _("office.ini: %s.%s was changed elsewhere since it was read: it is \"%s\" "
                          "now; nothing was written"),
                        was.group, was.key, there);
        free(value);
    }
    return rc;
}

static bool is_group_of(const struct ini_group *g, const char *name)
{
    const char *star = strchr(g->name, '*');
    return star ? strncmp(g->name, name, (size_t)(star - g->name)) == 0
                : strcmp(g->name, name) == 0;
}

/* What a paper's signature must be is asked before it is written, too. */
static enum err_code check_papers(const struct workspace *w, const struct work_words *changes,
                                  struct err *e)
{
    enum err_code rc = ERR_OK;
    for (int k = 0; rc == ERR_OK && k < PAPERS_KINDS; k++)
        for (size_t i = 0; rc == ERR_OK && i < changes->count; i++) {
            struct change c;
            struct err ignored = {0};
            if (parse_change(changes->word[i], &c, &ignored) == ERR_OK &&
                strncmp(c.group, "paper ", 6) == 0 &&
                strcmp(c.group + 6, papers_word((enum papers_kind)k)) == 0)
                rc = papers_check(&w->papers, (enum papers_kind)k, e);
        }
    return rc;
}

/* ---- rows ---- */

static enum err_code add_row(struct settings_reply *r, const char *group, const char *key,
                             const struct ini *ini, struct err *e)
{
    struct settings_row *grown = realloc(r->row, (r->rows + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    r->row = grown;
    struct settings_row *row = &r->row[r->rows++];
    *row = (struct settings_row){
        .group = strdup(group), .key = strdup(key), .is_wanted = papers_is_wanted(group, key)};
    if (!row->group || !row->key)
        return err_memory(e);
    enum err_code rc = ini_text(ini, group, key, &row->value, e);
    if (rc == ERR_OK && row->value && !row->value[0]) { /* empty is as good as missing */
        free(row->value);
        row->value = NULL;
    }
    return rc;
}

/* Of a group with known keys: all of them. */
static enum err_code add_known(struct settings_reply *r, const char *group, const char *keys,
                               const struct ini *ini, struct err *e)
{
    char copy[400], *rest = copy;
    enum err_code rc = ERR_OK;
    snprintf(copy, sizeof copy, "%s", keys);
    for (char *key; rc == ERR_OK && (key = strsep(&rest, " "));)
        rc = add_row(r, group, key, ini, e);
    return rc;
}

static enum err_code add_own(struct settings_reply *r, const char *group, const struct ini *ini,
                             struct err *e)
{
    const char *key;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && (key = ini_key_at(ini, group, i)); i++)
        rc = add_row(r, group, key, ini, e);
    return rc;
}

/* Groups of one kind that office.ini has, "paper notice" of "paper *". */
static enum err_code add_each(struct settings_reply *r, const struct ini_group *g,
                              const struct ini *ini, struct err *e)
{
    enum err_code rc = ERR_OK;
    const char *name;
    for (size_t i = 0; rc == ERR_OK && (name = ini_group_at(ini, i)); i++)
        if (is_group_of(g, name))
            rc = add_known(r, name, g->keys, ini, e);
    return rc;
}

/* Every session makes both, whether or not office.ini says something of them. */
static enum err_code add_usual_papers(struct settings_reply *r, const struct ini_group *g,
                                      const struct ini *ini, struct err *e)
{
    static const char *const USUAL[] = {"paper notice", "paper minutes"};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < sizeof USUAL / sizeof USUAL[0]; i++)
        if (is_group_of(g, USUAL[i]) && !ini_has_group(ini, USUAL[i]))
            rc = add_known(r, USUAL[i], g->keys, ini, e);
    return rc;
}

static enum err_code tell(struct settings_reply *r, const struct ini *ini, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (const struct ini_group *g = workspace_ini_groups(); rc == ERR_OK && g->name; g++) {
        if (strchr(g->name, '*')) {
            rc = add_each(r, g, ini, e);
            if (rc == ERR_OK)
                rc = add_usual_papers(r, g, ini, e);
        } else if (strcmp(g->keys, "*") == 0) {
            rc = add_own(r, g->name, ini, e);
        } else {
            rc = add_known(r, g->name, g->keys, ini, e);
        }
    }
    return rc;
}

const char *settings_doubt(const char *group, const char *key, const char *text)
{
    return papers_doubt(group, key, text);
}

/* ---- the operation ---- */

/* Read anew under the lock: what somebody else wrote meanwhile is not lost. */
static enum err_code do_settings(struct work *work, const struct settings_request *q,
                                 const struct workspace *w, struct settings_reply *r, struct err *e)
{
    const struct work_words *changes = &q->change;
    struct ini *ini = NULL, *before = NULL;
    struct buf text;
    struct workspace after = {0};
    char *path = workspace_path(w, "office.ini");
    buf_init(&text, INI_FILE_MAX);
    enum err_code rc = path ? file_read(path, INI_FILE_MAX, &text, e) : err_memory(e);
    if (rc == ERR_OK && q->was.count)
        rc = ini_parse(buf_text(&text), text.len, path, workspace_ini_groups(), &before, e);
    if (rc == ERR_OK && q->was.count)
        rc = check_was(q, before, e);
    if (rc == ERR_OK)
        rc = edit(changes, &text, e);
    if (rc == ERR_OK)
        rc = workspace_check_ini(text.len ? (const char *)text.data : "", text.len, path, &ini, e);
    if (rc == ERR_OK)
        rc = papers_read(ini, path, &after.papers, e);
    if (rc == ERR_OK)
        rc = check_papers(&after, changes, e);
    if (rc == ERR_OK && changes->count)
        rc = work_point(work, e);
    if (rc == ERR_OK && changes->count)
        rc = file_write(path, text.data, text.len, FILE_REPLACE, e);
    r->is_written = rc == ERR_OK && changes->count;
    if (rc == ERR_OK)
        rc = tell(r, ini, e);
    for (size_t i = 0; rc == ERR_OK && i < r->rows; i++)
        if (!r->row[i].value)
            r->row[i].usual = papers_usual(&after.papers, r->row[i].group, r->row[i].key);
    papers_free(&after.papers);
    ini_free(before);
    ini_free(ini);
    buf_free(&text);
    free(path);
    return rc;
}

static enum err_code take_outdated(struct work *work, struct settings_reply *r, struct err *e)
{
    struct buf text;
    buf_init(&text, OUTDATED_MAX);
    settings_tell_outdated(work, &text);
    r->outdated = text.len ? strdup(buf_text(&text)) : NULL;
    enum err_code rc = text.len && !r->outdated ? err_memory(e) : ERR_OK;
    buf_free(&text);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct settings_request *q = request;
    struct workspace w;
    int lock = -1;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    if (q->change.count)
        rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = do_settings(work, q, &w, reply, e);
    workspace_unlock(lock);
    workspace_close(&w);
    if (rc == ERR_OK && ((struct settings_reply *)reply)->is_written)
        rc = take_outdated(work, reply, e);
    return rc;
}

static void forget(void *reply)
{
    struct settings_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++) {
        free(r->row[i].group);
        free(r->row[i].key);
        free(r->row[i].value);
        free(r->row[i].usual);
    }
    free(r->row);
    free(r->outdated);
}

static const struct work_field FIELDS[] = {{.value = "GROUP.KEY=VALUE",
                                            .need = WORK_REPEATED,
                                            .kind = WORK_TEXT,
                                            .at = offsetof(struct settings_request, change)},
                                           {0}};

const struct work_op settings_op = {
    .name = "settings",
    .words = "[GROUP.KEY=VALUE]...",
    .help = N_("Shows what office.ini says, or changes it; comments and other lines stay. An empty "
               "value: no longer said."),
    .field = FIELDS,
    .request = sizeof(struct settings_request),
    .reply = sizeof(struct settings_reply),
    .use = WORK_WRITES,
    .run = run,
    .forget = forget};
