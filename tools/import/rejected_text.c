#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/import/rejected.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char MAGIC[] = "#sathach rejected 1";
static const char COLUMNS[] = "number\tstate\tabout\tfile\tpage\tline\tmark\treason\tpool\tname\t"
                              "question\tsource\toptions";
enum { COLUMNS_BEFORE = 12 /* the options */ };

/* ---- writing ---- */

static void write_cell(const char *text, struct buf *out)
{
    for (; *text; text++) {
        if (*text == '\\' || *text == '\n')
            buf_add_text(out, *text == '\n' ? "\\n" : "\\\\");
        else
            buf_add(out, text, 1);
    }
}

static void write_row(const struct rejected_question *q, struct buf *out)
{
    const char *const TEXTS[] = {q->mark, q->reason, q->pool, q->name, q->stem, q->note};
    buf_printf(out, "%u\t%s\t", q->number, rejected_state_id(q->state));
    if (q->state == REJECTED_ASIDE)
        write_cell(q->why, out);
    else if (q->state != REJECTED_OPEN)
        buf_printf(out, "%s %s", q->id, q->became_pool);
    buf_add_text(out, "\t");
    write_cell(q->file, out);
    buf_printf(out, "\t%zu\t%zu", q->page, q->line);
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        buf_add_text(out, "\t");
        write_cell(TEXTS[i], out);
    }
    for (size_t i = 0; i < q->options; i++) {
        buf_add_text(out, q->option[i].is_right ? "\t=" : "\t~");
        write_cell(q->option[i].text, out);
    }
    buf_add_text(out, "\n");
}

void rejected_write(const struct rejected *r, struct buf *out)
{
    buf_printf(out, "%s\n%s\n", MAGIC, COLUMNS);
    for (size_t i = 0; i < r->count; i++)
        write_row(&r->item[i], out);
}

/* ---- reading: freely, then what was read is written again and compared ---- */

/* The cell up to the next tab, malloc'd; NULL when there is none, or memory ends. */
static char *read_cell(char **line)
{
    char *cell = strsep(line, "\t"), *out = cell ? strdup(cell) : NULL;
    size_t at = 0;
    for (const char *p = cell; out && *p; p++) {
        bool is_pair = *p == '\\' && (p[1] == 'n' || p[1] == '\\');
        out[at++] = is_pair ? (p[1] == 'n' ? '\n' : '\\') : *p;
        p += is_pair;
    }
    if (out)
        out[at] = '\0';
    return out;
}

static bool read_short(char **line, char *out, size_t room)
{
    char *text = read_cell(line);
    bool fits = text && strlen(text) < room;
    if (fits)
        memcpy(out, text, strlen(text) + 1);
    free(text);
    return fits;
}

static bool read_state(char **line, struct rejected_question *q)
{
    char word[16], about[REJECTED_WHY_MAX];
    if (!read_short(line, word, sizeof word) || !read_short(line, about, sizeof about))
        return false;
    while (q->state < REJECTED_STATES && strcmp(word, rejected_state_id(q->state)) != 0)
        q->state++;
    if (q->state == REJECTED_ASIDE)
        memcpy(q->why, about, sizeof about);
    if (q->state == REJECTED_OPEN || q->state == REJECTED_ASIDE)
        return (q->state == REJECTED_ASIDE) == (about[0] != '\0');
    char *pool = q->state < REJECTED_STATES ? strchr(about, ' ') : NULL;
    if (!pool || pool - about != 2 * CRYPT_HASH || strlen(pool + 1) >= sizeof q->became_pool ||
        !pool[1])
        return false;
    *pool = '\0';
    strcpy(q->id, about);
    strcpy(q->became_pool, pool + 1);
    return strspn(q->id, "0123456789abcdef") == 2 * CRYPT_HASH;
}

static bool read_size(char **line, size_t *out)
{
    char *cell = strsep(line, "\t"), *end = NULL;
    *out = cell ? strtoul(cell, &end, 10) : 0;
    return end && end != cell && !*end;
}

static bool read_options(char *line, struct rejected_question *q)
{
    while (line) {
        char sign = line[0];
        if ((sign != '=' && sign != '~') || q->options == IMPORTER_OPTIONS_MAX)
            return false;
        line++;
        char *text = read_cell(&line);
        if (!text)
            return false;
        q->option[q->options++] = (struct rejected_option){text, sign == '='};
    }
    return true;
}

static bool read_row(char *line, uint32_t behind, struct rejected_question *q)
{
    size_t number = 0;
    bool fits = read_size(&line, &number) && number > behind && number <= UINT32_MAX &&
                read_state(&line, q);
    q->number = (uint32_t)number;
    fits = fits && (q->file = read_cell(&line)) && read_size(&line, &q->page) &&
           read_size(&line, &q->line) && read_short(&line, q->mark, sizeof q->mark);
    char **const TEXTS[] = {&q->reason, &q->pool, &q->name, &q->stem, &q->note};
    for (size_t i = 0; fits && i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        fits = (*TEXTS[i] = read_cell(&line)) != NULL;
    return fits && read_options(line, q);
}

static bool is_text(const char *line, size_t len)
{
    while (len) {
        uint32_t cp = 0;
        size_t n = utf8_decode(line, len, &cp);
        if (!n || (utf8_is_forbidden(cp, false) && cp != '\t'))
            return false;
        line += n;
        len -= n;
    }
    return true;
}

static bool add_row(struct rejected *r, const char *line, size_t len)
{
    char *copy = is_text(line, len) && r->count < REJECTED_MAX ? strndup(line, len) : NULL;
    struct rejected_question *grown =
        copy ? realloc(r->item, (r->count + 1) * sizeof *grown) : NULL;
    bool fits = grown != NULL;
    if (grown) {
        uint32_t behind = r->count ? grown[r->count - 1].number : 0;
        r->item = grown;
        r->room = r->count + 1;
        grown[r->count] = (struct rejected_question){0};
        fits = read_row(copy, behind, &grown[r->count++]);
    }
    free(copy);
    return fits;
}

static bool is_line(const char *text, size_t len, const char *wanted)
{
    return len == strlen(wanted) && memcmp(text, wanted, len) == 0;
}

/* The line, from 1, that cannot be read; 0: all can. */
static size_t read_lines(const char *text, size_t len, struct rejected *r)
{
    size_t at = 0, number = 0;
    while (at < len) {
        const char *from = text + at, *end = memchr(from, '\n', len - at);
        size_t n = end ? (size_t)(end - from) : len - at;
        number++;
        if (!end || (number == 1 && !is_line(from, n, MAGIC)) ||
            (number == 2 && !is_line(from, n, COLUMNS)) || (number > 2 && !add_row(r, from, n)))
            return number;
        at += n + 1;
    }
    return number < 2 ? number + 1 : 0;
}

enum err_code rejected_parse(const char *text, size_t len, const char *file, struct rejected *r,
                             size_t *line, struct err *e)
{
    struct buf again;
    buf_init(&again, REJECTED_FILE_MAX);
    *r = (struct rejected){0};
    *line = read_lines(text, len, r);
    if (*line == 0) {
        rejected_write(r, &again);
        *line = again.failed ? 1 : buf_differs_at_line(&again, text, len);
    }
    buf_free(&again);
    if (*line == 0)
        return ERR_OK;
    rejected_free(r);
    if (*line == 1)
        return err_set(e, ERR_FORMAT,
                       _("%s: is no list of rejected questions that this program reads (\"%s\"); "
                         "without the file the bank goes on, and those questions are listed no "
                         "more"),
                       file, MAGIC);
    return err_set(e, ERR_FORMAT,
                   _("%s:%zu: is not as an import wrote it; bring the file back as it was, or "
                     "remove it: then those questions are listed no more"),
                   file, *line);
}

/* ---- in a folder ---- */

enum err_code rejected_read(const char *folder, struct rejected *r, size_t *line, struct err *e)
{
    struct buf text;
    char *path = file_join(folder, REJECTED_NAME);
    *r = (struct rejected){0};
    *line = 0;
    buf_init(&text, REJECTED_FILE_MAX);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(path))
        rc = file_read(path, REJECTED_FILE_MAX, &text, e);
    if (rc == ERR_OK && path && (text.len || file_exists(path)))
        rc = rejected_parse(buf_text(&text), text.len, path, r, line, e);
    buf_free(&text);
    free(path);
    return rc;
}

enum err_code rejected_save(const char *folder, const struct rejected *r, struct err *e)
{
    struct buf text;
    char *path = file_join(folder, REJECTED_NAME);
    buf_init(&text, REJECTED_FILE_MAX);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && r->count) {
        rejected_write(r, &text);
        rc = buf_check(&text, path, e);
        if (rc == ERR_OK)
            rc = file_write(path, text.data, text.len, FILE_REPLACE, e);
    } else if (rc == ERR_OK && unlink(path) != 0 && errno != ENOENT) {
        rc = err_set_errno(e, errno, "%s", path);
    }
    buf_free(&text);
    free(path);
    return rc;
}
