#include "tools/office/log.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 8 };

static const char *const WORD[LOG_KIND_COUNT] = {
#define LOG_WORD(id, word) [LOG_##id] = word,
    LOG_KINDS(LOG_WORD)
#undef LOG_WORD
};

const char *log_kind_word(enum log_kind kind)
{
    return WORD[kind];
}

char *log_path(const struct workspace *w, const char *name)
{
    return workspace_path(w, "log/%s", name);
}

/* ---- one line ---- */

static bool find_kind(const char *word, enum log_kind *out)
{
    for (size_t i = 0; i < LOG_KIND_COUNT; i++)
        if (strcmp(WORD[i], word) == 0) {
            *out = (enum log_kind)i;
            return true;
        }
    return false;
}

static bool is_time(const char *s)
{
    static const char FORM[] = "0000-00-00T00:00:00Z";
    size_t i = 0;
    for (; s[i] && FORM[i]; i++)
        if (FORM[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != FORM[i])
            return false;
    return !s[i] && !FORM[i];
}

static bool is_hash(const char *s)
{
    return strcmp(s, "-") == 0 ||
           (strlen(s) == 2 * CRYPT_HASH && strspn(s, "0123456789abcdef") == 2 * CRYPT_HASH);
}

/* Cuts a line (NUL-terminated, written into) into its fields. False when it is none of number
 * `number`. */
static bool parse_line(char *text, uint64_t number, struct log_line *out)
{
    char *field[FIELDS], expected[24];
    size_t n = 0;
    char *rest = text;
    for (; rest && n < FIELDS; n++)
        field[n] = strsep(&rest, "\t");
    snprintf(expected, sizeof expected, "%llu", (unsigned long long)number);
    if (n != FIELDS || rest || strcmp(field[0], expected) != 0 || !is_time(field[1]) ||
        !field[2][0] || !find_kind(field[3], &out->kind) || !is_hash(field[6]))
        return false;
    if (strcmp(field[4], "-") != 0 && !workspace_is_name(field[4]))
        return false;
    *out = (struct log_line){.number = number,
                             .time = field[1],
                             .who = field[2],
                             .kind = out->kind,
                             .session = field[4],
                             .subject = field[5],
                             .hash = field[6],
                             .more = field[7]};
    return true;
}

bool log_more(const struct log_line *line, const char *key, char *out, size_t room)
{
    size_t n = strlen(key);
    for (const char *at = line->more; at && *at; at = strchr(at, ' '), at = at ? at + 1 : NULL)
        if (strncmp(at, key, n) == 0 && at[n] == '=') {
            size_t len = strcspn(at + n + 1, " ");
            if (len >= room)
                return false;
            memcpy(out, at + n + 1, len);
            out[len] = '\0';
            return true;
        }
    return false;
}

void log_escape(const char *text, struct buf *out)
{
    size_t len = strlen(text), at = 0;
    while (at < len && at < LOG_SUBJECT_MAX) {
        uint32_t cp = 0;
        size_t n = utf8_decode(text + at, len - at, &cp);
        bool bad = n == 0 || utf8_is_forbidden(cp, false) || cp == '%';
        n = n ? n : 1;
        if (at + n > LOG_SUBJECT_MAX)
            break;
        if (!bad)
            buf_add(out, text + at, n);
        for (size_t i = 0; bad && i < n; i++)
            buf_printf(out, "%%%02X", (unsigned char)text[at + i]);
        at += n;
    }
}

void log_write_line(const struct log_line *line, struct buf *out)
{
    buf_printf(out, "%llu\t%s\t%s\t%s\t%s\t%s\t%s\t%s", (unsigned long long)line->number,
               line->time, line->who, WORD[line->kind], line->session, line->subject, line->hash,
               line->more);
}

void log_write(const struct log *l, struct buf *out)
{
    for (size_t i = 0; i < l->signed_lines; i++) {
        log_write_line(&l->line[i], out);
        buf_add_text(out, "\n");
    }
}

/* ---- the tree ---- */

/* The root at any older size is made again from the lines: whoever checks has them all. */
static void add_leaf(struct merkle *tree, const struct log *l, size_t i)
{
    if (i >= l->signed_lines) { /* added, not yet sealed: whole in its own buffer */
        merkle_add(tree, l->added[i - l->signed_lines], strlen(l->added[i - l->signed_lines]));
        return;
    }
    struct buf leaf;
    buf_init(&leaf, LOG_LINE_MAX + 1);
    log_write_line(&l->line[i], &leaf);
    merkle_add(tree, leaf.data, leaf.len);
    buf_free(&leaf);
}

void log_roots(const struct log *l, const uint64_t *size, size_t sizes, uint8_t (*out)[CRYPT_HASH])
{
    struct merkle tree = {0};
    size_t at = 0;
    for (size_t i = 0; at < sizes && i < l->lines; i++) {
        add_leaf(&tree, l, i);
        for (; at < sizes && size[at] == i + 1; at++)
            merkle_root(&tree, out[at]);
    }
}

void log_root(const struct log *l, uint64_t size, uint8_t out[CRYPT_HASH])
{
    struct merkle tree = {0};
    for (size_t i = 0; i < size && i < l->lines; i++)
        add_leaf(&tree, l, i);
    merkle_root(&tree, out);
}

bool log_text_root(const struct buf *text, uint64_t lines, uint8_t out[CRYPT_HASH])
{
    struct merkle tree = {0};
    size_t at = 0;
    while (tree.size < lines) {
        const uint8_t *end = at < text->len ? memchr(text->data + at, '\n', text->len - at) : NULL;
        if (!end)
            return false;
        merkle_add(&tree, text->data + at, (size_t)(end - text->data) - at);
        at = (size_t)(end - text->data) + 1;
    }
    merkle_root(&tree, out);
    return true;
}

void log_mark_at(const struct log *l, uint64_t size, struct log_pass *from, struct note_mark *out)
{
    char value[16];
    unsigned e = 1;
    if (size < from->lines)
        *from = (struct log_pass){0};
    for (; from->lines < size && from->lines < l->lines; from->lines++)
        add_leaf(&from->tree, l, from->lines);
    for (size_t i = 0; i < size && i < l->lines; i++)
        if (l->line[i].kind == LOG_RENEW && log_more(&l->line[i], "e", value, sizeof value))
            e = (unsigned)strtoul(value, NULL, 10);
    out->size = size;
    merkle_root(&from->tree, out->root);
    note_origin(l->office.id, l->log_id, e, out->origin);
}

/* ---- adding ---- */

static enum err_code make_room(struct log *l, struct err *e)
{
    if (l->lines >= LOG_LINES_MAX)
        return err_set(e, ERR_LIMIT, _("log/log.tsv: more than %d lines"), LOG_LINES_MAX);
    if (l->lines < l->room)
        return ERR_OK;
    size_t room = l->room ? l->room * 2 : 64;
    struct log_line *grown = realloc(l->line, room * sizeof *grown);
    char **added = grown ? realloc(l->added, room * sizeof *added) : NULL;
    char **fields = added ? realloc(l->added_fields, room * sizeof *fields) : NULL;
    l->line = grown ? grown : l->line;
    l->added = added ? added : l->added;
    l->added_fields = fields ? fields : l->added_fields;
    if (!fields)
        return err_memory(e);
    l->room = room;
    return ERR_OK;
}

static void write_entry(const struct log *l, const struct log_entry *entry, const char *time,
                        struct buf *out)
{
    char hex[LOG_HEX] = "-";
    if (entry->hash)
        crypt_hex(entry->hash, CRYPT_HASH, hex);
    buf_printf(out, "%zu\t%s\t", l->lines + 1, time);
    if (l->workspace->who && l->workspace->who[0])
        log_escape(l->workspace->who, out);
    else
        buf_add_text(out, "-");
    buf_printf(out, "\t%s\t%s\t", WORD[entry->kind], entry->session ? entry->session : "-");
    log_escape(entry->subject && entry->subject[0] ? entry->subject : "-", out);
    buf_printf(out, "\t%s\t%s", hex, entry->more ? entry->more : "");
}

enum err_code log_add(struct log *l, const struct log_entry *entry, struct err *e)
{
    char time[24];
    workspace_time(l->workspace, time);
    return log_add_at(l, entry, time, e);
}

enum err_code log_add_at(struct log *l, const struct log_entry *entry, const char *time,
                         struct err *e)
{
    struct buf text;
    buf_init(&text, LOG_LINE_MAX);
    enum err_code rc = make_room(l, e);
    if (rc != ERR_OK)
        return rc;
    write_entry(l, entry, time, &text);
    char *whole = text.failed ? NULL : strdup(buf_text(&text)),
         *fields = whole ? strdup(whole) : NULL;
    rc = buf_check(&text, _("a line of the log"), e);
    buf_free(&text);
    if (rc == ERR_OK && (!fields || !parse_line(fields, l->lines + 1, &l->line[l->lines])))
        rc = fields ? err_set(e, ERR_FORMAT, _("a line of the log: %s"), whole) : err_memory(e);
    if (rc != ERR_OK) {
        free(whole);
        free(fields);
        return rc;
    }
    l->added[l->lines - l->signed_lines] = whole;
    l->added_fields[l->lines - l->read_lines] = fields;
    l->lines++;
    return ERR_OK;
}

/* ---- reading ---- */

static enum err_code not_signed(const struct log *l, struct err *e)
{
    return err_set(e, ERR_POLICY,
                   _("log/log.tsv: its first %zu lines are not those that were signed: take log/ "
                     "from backup or witness, or "
                     "sathachctl log renew --reason …"),
                   (size_t)l->mark.size);
}

/* How many bytes the first `lines` lines have; 0 when there are not so many. */
static size_t bytes_of(const char *text, size_t len, uint64_t lines)
{
    size_t at = 0;
    for (uint64_t i = 0; i < lines; i++) {
        const char *end = at < len ? memchr(text + at, '\n', len - at) : NULL;
        if (!end)
            return 0;
        at = (size_t)(end - text) + 1;
    }
    return at;
}

/* Lines cut at their ends and tabs; each one's leaf is taken before that. */
static enum err_code accept_lines(struct log *l, size_t bytes, struct err *e)
{
    enum err_code rc = ERR_OK;
    char *at = l->text;
    while (rc == ERR_OK && l->lines < l->mark.size) {
        char *end = memchr(at, '\n', bytes - (size_t)(at - l->text));
        size_t n = end ? (size_t)(end - at) : 0;
        if (!end || n > LOG_LINE_MAX || memchr(at, 0, n))
            return not_signed(l, e);
        merkle_add(&l->tree, at, n);
        *end = '\0';
        rc = make_room(l, e);
        if (rc == ERR_OK && !parse_line(at, l->lines + 1, &l->line[l->lines]))
            rc = not_signed(l, e);
        l->lines += rc == ERR_OK;
        l->signed_lines = l->lines;
        at = end + 1;
    }
    return rc;
}

/* Line 1 names the log, the last renewal its E: the mark's origin must be theirs. */
static enum err_code check_origin(struct log *l, struct err *e)
{
    char origin[NOTE_ORIGIN], value[16];
    uint8_t root[CRYPT_HASH];
    merkle_root(&l->tree, root);
    l->e = 1;
    if (l->lines == 0 || l->line[0].kind != LOG_INIT ||
        !log_more(&l->line[0], "log", l->log_id, sizeof l->log_id))
        return not_signed(l, e);
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == LOG_RENEW && log_more(&l->line[i], "e", value, sizeof value))
            l->e = (unsigned)strtoul(value, NULL, 10);
    note_origin(l->office.id, l->log_id, l->e, origin);
    if (strcmp(origin, l->mark.origin) != 0 || memcmp(root, l->mark.root, CRYPT_HASH) != 0)
        return not_signed(l, e);
    return ERR_OK;
}

static enum err_code read_mark(struct log *l, const char *folder, struct err *e)
{
    struct buf note;
    buf_init(&note, NOTE_FILE_MAX);
    char *path = file_join(folder, "mark");
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_POLICY, _("log/mark: is missing: take log/ from backup or witness"));
    if (rc == ERR_OK)
        rc = file_read(path, NOTE_FILE_MAX, &note, e);
    if (rc == ERR_OK)
        rc = note_parse((const char *)note.data, note.len, "log/mark", &l->mark, e);
    if (rc == ERR_OK)
        rc = note_verify((const char *)note.data, note.len, "log/mark", &l->office, e);
    free(path);
    buf_free(&note);
    return rc;
}

static enum err_code read_lines(struct log *l, const char *folder, struct err *e)
{
    struct buf text;
    size_t bytes = 0;
    buf_init(&text, LOG_FILE_MAX);
    char *path = file_join(folder, "log.tsv");
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = not_signed(l, e);
    if (rc == ERR_OK)
        rc = file_read(path, LOG_FILE_MAX, &text, e);
    if (rc == ERR_OK && (bytes = bytes_of((const char *)text.data, text.len, l->mark.size)) == 0)
        rc = not_signed(l, e);
    if (rc == ERR_OK && !(l->text = malloc(bytes + 1)))
        rc = err_memory(e);
    if (rc == ERR_OK) {
        memcpy(l->text, text.data, bytes);
        l->text[bytes] = '\0';
        l->read_bytes = bytes;
        rc = accept_lines(l, bytes, e);
        l->read_lines = l->lines;
    }
    free(path);
    buf_free(&text);
    return rc == ERR_OK ? check_origin(l, e) : rc;
}

enum err_code log_read(const char *folder, const struct keys_public *office, struct log *out,
                       struct err *e)
{
    *out = (struct log){.office = *office};
    enum err_code rc = read_mark(out, folder, e);
    if (rc == ERR_OK)
        rc = read_lines(out, folder, e);
    if (rc != ERR_OK)
        log_close(out);
    return rc;
}

enum err_code log_open(const struct workspace *w, const struct keys_public *office, struct log *out,
                       struct err *e)
{
    char *folder = workspace_path(w, "log");
    enum err_code rc = folder ? log_read(folder, office, out, e) : err_memory(e);
    if (rc == ERR_OK)
        out->workspace = w;
    free(folder);
    return rc;
}

void log_close(struct log *l)
{
    for (size_t i = l->signed_lines; i < l->lines; i++)
        free(l->added[i - l->signed_lines]);
    for (size_t i = l->read_lines; i < l->lines; i++)
        free(l->added_fields[i - l->read_lines]);
    free(l->added);
    free(l->added_fields);
    free(l->line);
    free(l->text);
    *l = (struct log){0};
}
