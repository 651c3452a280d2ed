#include "tools/seat/settings.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/textfile.h"

#include <stddef.h>
#include <string.h>

enum kind { WORD, CHOICE };
enum { LINE_MAX_BYTES = 512 };

/* A key: a word of at most `size` bytes into its place, or one of two words, the second of which
 * sets the flag; a mask of characters keeps quotes, blanks and commas away from what is put
 * together from words. */
static const struct row {
    const char *group, *key;
    enum kind kind;
    size_t place, size;
    const char *no, *yes;
} ROWS[] = {
#define CHOICE_ROW(group, key, field, no, yes) \
    { \
        group, key, CHOICE, offsetof(struct settings, field), 0, no, yes \
    }
#define WORD_ROW(group, key, field) \
    { \
        group, key, WORD, offsetof(struct settings, field), sizeof(((struct settings *)0)->field), \
            NULL, NULL \
    }
    CHOICE_ROW("seat", "mode", is_thin, "local", "thin"),
    CHOICE_ROW("seat", "data", is_in_memory, "stick", "ram"),
    CHOICE_ROW("seat", "font", is_large, "normal", "large"),
    CHOICE_ROW("seat", "lang", is_english, "vi", "en"),
    CHOICE_ROW("seat", "network", has_network, "none", "dhcp"),
    CHOICE_ROW("seat", "sandbox", is_lockable, "wanted", "required"),
    WORD_ROW("seat", "zone", zone),
    WORD_ROW("seat", "theme", theme),
    WORD_ROW("thin", "host", host),
    WORD_ROW("thin", "port", port),
    WORD_ROW("drop", "smb", share),
    WORD_ROW("drop", "user", user),
    WORD_ROW("drop", "password", password),
#undef CHOICE_ROW
#undef WORD_ROW
};
enum { ROWS_COUNT = sizeof ROWS / sizeof ROWS[0] };

struct parser {
    const char *file;
    size_t line;
    char group[16];
    bool is_set[ROWS_COUNT];
    struct settings *out;
};

static bool is_made_of(const char *text, const char *more)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (; *text; text++)
        if (!strchr(PLAIN, *text) && !strchr(more, *text))
            return false;
    return true;
}

bool settings_is_name(const char *text)
{
    size_t n = strlen(text);
    return n > 0 && n < SETTINGS_NAME &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n && text[0] != '-';
}

static bool is_mac(const char *text)
{
    for (size_t i = 0; i < SETTINGS_MAC - 1; i++)
        if (i % 3 == 2 ? text[i] != ':' : !text[i] || !strchr("0123456789abcdef", text[i]))
            return false;
    return text[SETTINGS_MAC - 1] == '\0';
}

static enum err_code refuse(const struct parser *p, const char *what, struct err *e)
{
    return err_set(e, ERR_FORMAT, "%s:%zu: %s", p->file, p->line, what);
}

static enum err_code take_name(struct parser *p, const char *mac, const char *name, struct err *e)
{
    struct settings *s = p->out;
    if (!is_mac(mac))
        return refuse(p, _("a card is written as 52:54:00:12:ab:cd"), e);
    if (!settings_is_name(name))
        return refuse(p, _("a seat's name has small letters, digits and -, 20 at most"), e);
    for (size_t i = 0; i < s->names; i++)
        if (strcmp(s->name[i].mac, mac) == 0 || strcmp(s->name[i].name, name) == 0)
            return refuse(p, _("this card or this name stands twice"), e);
    if (s->names == SETTINGS_NAMES_MAX)
        return refuse(p, _("too many names"), e);
    strcpy(s->name[s->names].mac, mac);
    strcpy(s->name[s->names++].name, name);
    return ERR_OK;
}

static enum err_code take_row(struct parser *p, size_t i, const char *value, struct err *e)
{
    const struct row *r = &ROWS[i];
    char *place = (char *)p->out + r->place;
    if (p->is_set[i])
        return refuse(p, _("this word stands twice"), e);
    p->is_set[i] = true;
    if (r->kind == CHOICE) {
        if (strcmp(value, r->no) != 0 && strcmp(value, r->yes) != 0)
            return err_set(e, ERR_FORMAT, _("%s:%zu: %s is %s or %s"), p->file, p->line, r->key,
                           r->no, r->yes);
        *(bool *)(void *)place = strcmp(value, r->yes) == 0;
        return ERR_OK;
    }
    size_t n = strlen(value);
    if (n == 0 || n >= r->size)
        return refuse(p, _("a value is missing or too long"), e);
    /* a password may hold more; a comma would end it where the share is mounted */
    if (!is_made_of(value,
                    strcmp(r->key, "password") == 0 ? "!#$%&()*+-./:;<=>?@[]^_{|}~" : "./_-+"))
        return refuse(p, _("a character that cannot stand here"), e);
    memcpy(place, value, n + 1);
    return ERR_OK;
}

static enum err_code take_pair(struct parser *p, const char *key, const char *value, struct err *e)
{
    if (strcmp(p->group, "names") == 0)
        return take_name(p, key, value, e);
    for (size_t i = 0; i < ROWS_COUNT; i++)
        if (strcmp(ROWS[i].group, p->group) == 0 && strcmp(ROWS[i].key, key) == 0)
            return take_row(p, i, value, e);
    return err_set(e, ERR_FORMAT, _("%s:%zu: [%s] %s is no known word"), p->file, p->line, p->group,
                   key);
}

static enum err_code take_group(struct parser *p, const char *name, struct err *e)
{
    static const char *const GROUPS[] = {"seat", "thin", "drop", "names"};
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++)
        if (strcmp(GROUPS[i], name) == 0) {
            strcpy(p->group, name);
            return ERR_OK;
        }
    return err_set(e, ERR_FORMAT, _("%s:%zu: [%s] is no known group"), p->file, p->line, name);
}

static char *trim(char *text)
{
    while (*text == ' ' || *text == '\t')
        text++;
    size_t n = strlen(text);
    while (n && strchr(" \t\r", text[n - 1]))
        text[--n] = '\0';
    return text;
}

static enum err_code take_line(struct parser *p, char *line, struct err *e)
{
    char *text = trim(line), *equals = strchr(text, '=');
    size_t n = strlen(text);
    if (n == 0 || text[0] == '#')
        return ERR_OK;
    if (text[0] == '[' && text[n - 1] == ']') {
        text[n - 1] = '\0';
        return take_group(p, text + 1, e);
    }
    if (!equals || !p->group[0])
        return refuse(p, _("neither [group] nor word=value nor # comment"), e);
    *equals = '\0';
    return take_pair(p, trim(text), trim(equals + 1), e);
}

/* What the words say together. */
static enum err_code check(const struct settings *s, const char *file, struct err *e)
{
    const char *wrong = NULL;
    if (s->is_thin && (!s->host[0] || !s->has_network))
        wrong = _("mode=thin wants network=dhcp and [thin] host");
    else if (s->share[0] && (!s->has_network || !s->user[0] || !s->password[0]))
        wrong = _("[drop] wants network=dhcp, user and password");
    else if (s->share[0] && strncmp(s->share, "//", 2) != 0)
        wrong = _("[drop] smb is written as //10.9.0.1/drop");
    else if (s->is_in_memory && !s->share[0] && !s->is_thin)
        wrong = _("data=ram wants [drop]: else a power cut would take every answer");
    else if (strstr(s->zone, "..") || s->zone[0] == '/')
        wrong = _("zone is written as Asia/Ho_Chi_Minh");
    return wrong ? err_set(e, ERR_FORMAT, "%s: %s", file, wrong) : ERR_OK;
}

enum err_code settings_parse(const char *text, size_t len, const char *file, struct settings *out,
                             struct err *e)
{
    struct parser p = {.file = file, .out = out};
    *out = (struct settings){.zone = "Asia/Ho_Chi_Minh", .port = "22"};
    const char *line;
    char copy[LINE_MAX_BYTES];
    size_t at = 0, n;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) /* as Windows writes */
        at = 3;
    while (textfile_next_line(text, len, &at, &line, &n)) {
        p.line++;
        if (n >= sizeof copy || memchr(line, '\0', n))
            return refuse(&p, _("the line is too long or holds a zero"), e);
        memcpy(copy, line, n);
        copy[n] = '\0';
        enum err_code rc = take_line(&p, copy, e);
        if (rc != ERR_OK)
            return rc;
    }
    return check(out, file, e);
}

enum err_code settings_read(const char *path, struct settings *out, struct err *e)
{
    struct buf bytes;
    buf_init(&bytes, SETTINGS_FILE_MAX);
    enum err_code rc = file_read(path, SETTINGS_FILE_MAX, &bytes, e);
    if (rc == ERR_OK)
        rc = settings_parse(bytes.len ? (const char *)bytes.data : "", bytes.len, path, out, e);
    buf_free(&bytes);
    return rc;
}
