#include "tools/work/printed_settings.h"

#include "app/core/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 256 * 1024, INI_DIGITS = 16 };
static const char OFFICE_INI[] = "office.ini";

static const struct printed_settings PRINTED[] = {
    {"access-slips.pdf", "access-slips", PAPERS_KINDS, PAPERS_FULL_NAME | PAPERS_COME, true},
    {"attendance.pdf", "attendance", PAPERS_KINDS, PAPERS_PARENT, true},
    {"vouchers.pdf", "vouchers", PAPERS_KINDS, PAPERS_PARENT, true},
    {"results.pdf", "results", PAPERS_KINDS, PAPERS_PLACE | PAPERS_SIGNER | PAPERS_PARENT, false},
    {"slips.pdf", "slips", PAPERS_KINDS, PAPERS_PLACE | PAPERS_PARENT, false},
    {"passlist.pdf", "passlist", PAPERS_NOTICE, PAPERS_ALL | PAPERS_FORM, false},
    {"minutes.pdf", "minutes", PAPERS_MINUTES, PAPERS_PARENT | PAPERS_FORM, false},
    {"mark.pdf", "mark", PAPERS_KINDS, PAPERS_PARENT, false}};
enum { PRINTED_COUNT = sizeof PRINTED / sizeof PRINTED[0] };

const struct printed_settings *printed_settings_of(const char *id)
{
    for (size_t i = 0; i < PRINTED_COUNT; i++)
        if (strcmp(PRINTED[i].id, id) == 0)
            return &PRINTED[i];
    return NULL;
}

const struct printed_settings *printed_settings_find(const char *file)
{
    static const char TRAINING[] = "tap-duot-", ONE[] = "slip-", MARK[] = "mark-";
    size_t n = strlen(file);
    if (strncmp(file, TRAINING, strlen(TRAINING)) == 0)
        file += strlen(TRAINING);
    if (strncmp(file, ONE, strlen(ONE)) == 0 && n > 4 &&
        strcmp(file + strlen(file) - 4, ".pdf") == 0)
        return printed_settings_of("slips");
    if (strncmp(file, MARK, strlen(MARK)) == 0) /* "mark-2.pdf": of each mark its own */
        return printed_settings_of("mark");
    for (size_t i = 0; i < PRINTED_COUNT; i++)
        if (strcmp(PRINTED[i].file, file) == 0)
            return &PRINTED[i];
    return NULL;
}

/* Whose [paper …] a paper without a document of its own prints: the notice's. */
static enum papers_kind kind_of(const struct printed_settings *p)
{
    return p->document < PAPERS_KINDS ? p->document : PAPERS_NOTICE;
}

bool printed_settings_prints(const struct printed_settings *p, const char *group, const char *key)
{
    static const char PAPER[] = "paper ";
    const unsigned OF_PAPER = PAPERS_SIGNER | PAPERS_FORM;
    unsigned part = papers_part_of(key) & (p->prints | PAPERS_FONT);
    if (strncmp(group, PAPER, strlen(PAPER)) != 0)
        return strcmp(group, "office") == 0 && (part & ~OF_PAPER);
    bool is_lent = p->document == PAPERS_MINUTES && strcmp(key, "unit") == 0 &&
                   strcmp(group + strlen(PAPER), papers_word(PAPERS_NOTICE)) == 0;
    return (part & OF_PAPER) &&
           (is_lent || strcmp(group + strlen(PAPER), papers_word(kind_of(p))) == 0);
}

const struct printed_settings *printed_settings_at(size_t i)
{
    return i < PRINTED_COUNT ? &PRINTED[i] : NULL;
}

/* ---- digests ---- */

static void tell_bases(const struct legal_bases *b, struct buf *out)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct legal_basis *x = &b->basis[i];
        buf_printf(out, "basis=%s\t%s\t%lld\t%s\t%s\n", x->kind, x->number, (long long)x->day,
                   x->issuer, x->title);
    }
}

void printed_settings_digest(const struct workspace *w, const struct printed_settings *p,
                             char out[PRINTED_SETTINGS_DIGEST])
{
    struct buf text;
    char hex[LOG_HEX];
    buf_init(&text, TEXT_MAX);
    papers_tell_printed(&w->papers, kind_of(p), p->prints | PAPERS_FONT, &text);
    if (p->document == PAPERS_NOTICE)
        tell_bases(&w->bases, &text);
    crypt_hash_file_hex(text.data, text.len, hex);
    snprintf(out, PRINTED_SETTINGS_DIGEST, "%.16s", hex);
    buf_free(&text);
}

static enum err_code hash_ini(const struct workspace *w, uint8_t hash[CRYPT_HASH], struct err *e)
{
    struct buf text;
    char *path = workspace_path(w, OFFICE_INI);
    buf_init(&text, INI_FILE_MAX);
    enum err_code rc = path ? file_read(path, INI_FILE_MAX, &text, e) : err_memory(e);
    if (rc == ERR_OK)
        crypt_hash_file(text.data, text.len, hash);
    buf_free(&text);
    free(path);
    return rc;
}

void printed_settings_more(const struct workspace *w, const char *file,
                           char out[PRINTED_SETTINGS_MORE])
{
    const struct printed_settings *p = printed_settings_find(file);
    struct err ignored = {0};
    uint8_t hash[CRYPT_HASH];
    char digest[PRINTED_SETTINGS_DIGEST], hex[LOG_HEX];
    out[0] = '\0';
    if (!p || hash_ini(w, hash, &ignored) != ERR_OK)
        return;
    printed_settings_digest(w, p, digest);
    crypt_hex(hash, CRYPT_HASH, hex);
    snprintf(out, PRINTED_SETTINGS_MORE, "settings=%s ini=%.16s", digest, hex);
}

enum printed_settings_state printed_settings_state(const struct workspace *w,
                                                   const struct log_line *line)
{
    const struct printed_settings *p =
        line->kind == LOG_MARK ? printed_settings_of("mark") : printed_settings_find(line->subject);
    char then[PRINTED_SETTINGS_DIGEST], now[PRINTED_SETTINGS_DIGEST];
    if (!p)
        return PRINTED_SETTINGS_NONE;
    if (!log_more(line, "settings", then, sizeof then))
        return PRINTED_SETTINGS_UNKNOWN;
    printed_settings_digest(w, p, now);
    return strcmp(then, now) == 0 ? PRINTED_SETTINGS_SAME : PRINTED_SETTINGS_CHANGED;
}

/* ---- office.ini itself ---- */

/* The first digits of the file's hash that the log named last; false: it named none. */
static bool find_named(const struct log *l, char out[INI_DIGITS + 1])
{
    for (size_t i = l->lines; i-- > 0;) {
        const struct log_line *x = &l->line[i];
        if (log_more(x, "ini", out, INI_DIGITS + 1))
            return true;
        if (x->kind == LOG_PAPER && strcmp(x->session, "-") == 0 &&
            strcmp(x->subject, OFFICE_INI) == 0) {
            snprintf(out, INI_DIGITS + 1, "%.16s", x->hash);
            return true;
        }
    }
    return false;
}

enum err_code printed_settings_note(const struct workspace *w, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char named[INI_DIGITS + 1], hex[LOG_HEX];
    if (!find_named(w->log, named))
        return ERR_OK;
    enum err_code rc = hash_ini(w, hash, e);
    crypt_hex(hash, CRYPT_HASH, hex);
    if (rc != ERR_OK || strncmp(named, hex, INI_DIGITS) == 0)
        return rc;
    return log_add(w->log, &(struct log_entry){LOG_PAPER, NULL, OFFICE_INI, hash, "state=changed"},
                   e);
}
