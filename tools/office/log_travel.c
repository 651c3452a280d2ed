#include "tools/office/log_travel.h"

#include "app/core/ack.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- to a stick ---- */

static enum err_code copy(const char *from, const char *folder, const char *name, struct err *e)
{
    struct buf bytes;
    buf_init(&bytes, LOG_FILE_MAX);
    char *to = file_join(folder, name);
    enum err_code rc = to && from ? file_read(from, LOG_FILE_MAX, &bytes, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(to, bytes.data, bytes.len, FILE_REPLACE, e);
    free(to);
    buf_free(&bytes);
    return rc;
}

/* Only the signed lines: what stands behind them is nobody's. */
static enum err_code write_lines(const struct log *l, const char *folder, struct err *e)
{
    struct buf text;
    buf_init(&text, LOG_FILE_MAX);
    char *to = file_join(folder, "log.tsv");
    log_write(l, &text);
    enum err_code rc = to ? buf_check(&text, "log.tsv", e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(to, text.data, text.len, FILE_REPLACE, e);
    free(to);
    buf_free(&text);
    return rc;
}

/* Marks that a witness cosigned go along: whoever looks at the stick can check them. */
static enum err_code copy_witnessed(const struct log *l, const char *folder, struct err *e)
{
    char *from = log_path(l->workspace, "witnessed"), *to = file_join(folder, "witnessed");
    DIR *d = from ? opendir(from) : NULL;
    enum err_code rc = !from || !to           ? err_memory(e)
                       : d || errno == ENOENT ? ERR_OK /* no witness signed yet */
                                              : err_set_errno(e, errno, "%s", from);
    if (d && rc == ERR_OK)
        rc = file_make_folder(to, e);
    for (struct dirent *entry; d && rc == ERR_OK && (entry = readdir(d));) {
        char *path = entry->d_name[0] != '.' ? file_join(from, entry->d_name) : NULL;
        if (path)
            rc = copy(path, to, entry->d_name, e);
        free(path);
    }
    if (d)
        closedir(d);
    free(from);
    free(to);
    return rc;
}

enum err_code log_export(const struct log *l, const char *folder, struct err *e)
{
    char *to = file_join(folder, LOG_TRAVEL_FOLDER), *mark = log_path(l->workspace, "mark"),
         *pub = workspace_path(l->workspace, "keys/office.pub");
    enum err_code rc = to && mark && pub ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_is_folder(folder))
        rc = err_set(e, ERR_USAGE, _("%s: no such folder"), folder);
    if (rc == ERR_OK)
        rc = file_make_folder(to, e);
    if (rc == ERR_OK)
        rc = write_lines(l, to, e);
    if (rc == ERR_OK)
        rc = copy(pub, to, "office.pub", e);
    if (rc == ERR_OK)
        rc = copy(mark, to, "mark", e);
    if (rc == ERR_OK)
        rc = copy_witnessed(l, to, e);
    free(to);
    free(mark);
    free(pub);
    return rc;
}

/* ---- from one ---- */

char *log_travel_folder(const char *path)
{
    char *inner = file_join(path, LOG_TRAVEL_FOLDER);
    if (inner && !file_is_folder(inner)) {
        free(inner);
        inner = strdup(path);
    }
    return inner;
}

/* The note that lies at a path: in a file of its own, in a folder, or in an acknowledgement. text:
 * the lines beside it, if any. */
static enum err_code read_note(const struct log *l, const char *path, struct buf *note,
                               struct buf *text, struct err *e)
{
    struct buf bytes;
    struct ack ack;
    struct err ignored = {0};
    bool is_folder = file_is_folder(path);
    char *folder = log_travel_folder(path),
         *mark = is_folder && folder ? file_join(folder, "mark") : strdup(path),
         *lines = is_folder && folder ? file_join(folder, "log.tsv") : NULL;
    buf_init(&bytes, ACK_FILE_MAX);
    enum err_code rc = mark ? file_read(mark, ACK_FILE_MAX, &bytes, e) : err_memory(e);
    if (rc == ERR_OK &&
        ack_open(bytes.data, bytes.len, l->office.sign_pk, &ack, &ignored) == ERR_OK &&
        ack.mark_len)
        buf_add(note, ack.mark, ack.mark_len);
    else if (rc == ERR_OK)
        buf_add(note, bytes.data, bytes.len);
    if (rc == ERR_OK && lines && file_exists(lines))
        rc = file_read(lines, LOG_FILE_MAX, text, e);
    if (rc == ERR_OK)
        rc = buf_check(note, path, e);
    buf_free(&bytes);
    free(folder);
    free(mark);
    free(lines);
    return rc;
}

uint64_t log_first_difference(const struct log *l, const struct buf *text)
{
    struct buf line;
    size_t at = 0;
    uint64_t found = 0;
    buf_init(&line, LOG_LINE_MAX + 2);
    for (size_t i = 0; !found && i < l->lines && at < text->len; i++) {
        buf_clear(&line);
        log_write_line(&l->line[i], &line);
        buf_add_text(&line, "\n");
        if (text->len - at < line.len || memcmp(text->data + at, line.data, line.len) != 0)
            found = l->line[i].number;
        at += line.len;
    }
    buf_free(&line);
    return found;
}

enum err_code log_compare_with(const struct log *l, const char *path, enum log_met *met,
                               struct note_mark *mark, struct err *e)
{
    struct buf note, text;
    struct err why = {0};
    buf_init(&note, NOTE_FILE_MAX);
    buf_init(&text, LOG_FILE_MAX);
    *met = LOG_MET_OTHER;
    enum err_code rc = read_note(l, path, &note, &text, e);
    if (rc == ERR_OK)
        rc = note_parse((const char *)note.data, note.len, path, mark, e);
    if (rc == ERR_OK && (rc = log_meet(l, path, note.data, note.len, met, &why)) != ERR_OK) {
        uint64_t line = log_first_difference(l, &text);
        *e = why;
        if (line)
            rc = err_set(e, why.code, _("%s; the first line that differs is %zu"), why.text,
                         (size_t)line);
    }
    buf_free(&note);
    buf_free(&text);
    return rc;
}

bool log_had_code(const struct log *l, uint64_t size, const char *code)
{
    char here[NOTE_CODE + 1];
    /* a code is over the origin too, and an older one may be of an earlier E */
    for (unsigned e = l->e; e > 0 && size <= l->lines; e--) {
        struct note_mark m = {.size = size};
        log_root(l, size, m.root);
        note_origin(l->office.id, l->log_id, e, m.origin);
        note_code(&m, here);
        if (strcmp(here, code) == 0)
            return true;
    }
    return false;
}
