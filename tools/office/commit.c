#include "tools/office/commit.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/textfile.h"
#include "tools/office/log_evidence.h"
#include "tools/office/office_session.h"
#include "tools/office/signing.h"

#include <stdlib.h>
#include <string.h>

static void add_hex(struct buf *out, const char *what, const void *bytes, size_t len)
{
    char hex[2 * CRYPT_HASH + 1];
    crypt_hex(bytes, len, hex);
    buf_printf(out, "%s %s\n", what, hex);
}

void commit_write(const struct commit *c, struct buf *out)
{
    buf_printf(out, "sathach draw 1\nsession %s\nissue %u\n", c->session, c->issue);
    add_hex(out, "uid", c->uid, SESSION_UID);
    add_hex(out, "bank", c->bank, CRYPT_HASH);
    buf_printf(out, "rules %s\npapers %u\nlot-rule %s\n", c->rules, c->papers, c->lot_rule);
    add_hex(out, "commitment", c->commitment, CRYPT_HASH);
}

bool commit_is_text(const void *text, size_t len)
{
    static const char BEGINS[] = "sathach draw ";
    return len >= sizeof BEGINS - 1 && memcmp(text, BEGINS, sizeof BEGINS - 1) == 0;
}

/* ---- reading ---- */

struct reading {
    const char *text;
    size_t len, at, line;
    bool failed; /* once and for all, at `line` */
};

/* The text behind "WHAT " on the next line, into out. */
static void take(struct reading *r, const char *what, char *out, size_t room)
{
    const char *line;
    size_t n, label = strlen(what);
    struct err ignored;
    if (r->failed)
        return;
    r->line++;
    r->failed = !textfile_next_line(r->text, r->len, &r->at, &line, &n) || n <= label ||
                memcmp(line, what, label) != 0 || line[label] != ' ' || n - label - 1 >= room ||
                text_check(line + label + 1, n - label - 1, false, what, &ignored) != ERR_OK;
    if (!r->failed) {
        memcpy(out, line + label + 1, n - label - 1);
        out[n - label - 1] = '\0';
    }
}

static void take_hex(struct reading *r, const char *what, uint8_t *out, size_t len)
{
    char hex[2 * CRYPT_HASH + 1];
    take(r, what, hex, sizeof hex);
    if (!r->failed)
        r->failed = !crypt_unhex(hex, out, len);
}

static void take_number(struct reading *r, const char *what, uint32_t *out)
{
    char digits[16];
    take(r, what, digits, sizeof digits);
    if (!r->failed)
        r->failed = strspn(digits, "0123456789") != strlen(digits) || strlen(digits) > 9;
    *out = r->failed ? 0 : (uint32_t)strtoul(digits, NULL, 10);
}

enum err_code commit_parse(const char *text, size_t len, const char *name, struct commit *out,
                           struct err *e)
{
    struct reading r = {.text = text, .len = len};
    struct buf again;
    char version[8] = "";
    *out = (struct commit){0};
    take(&r, "sathach draw", version, sizeof version);
    if (!r.failed && strcmp(version, "1") != 0)
        return err_set(e, ERR_FORMAT, _("%s: version %s of a commitment is not known"), name,
                       version);
    take(&r, "session", out->session, sizeof out->session);
    take_number(&r, "issue", &out->issue);
    take_hex(&r, "uid", out->uid, SESSION_UID);
    take_hex(&r, "bank", out->bank, CRYPT_HASH);
    take(&r, "rules", out->rules, sizeof out->rules);
    take_number(&r, "papers", &out->papers);
    take(&r, "lot-rule", out->lot_rule, sizeof out->lot_rule);
    take_hex(&r, "commitment", out->commitment, CRYPT_HASH);
    if (r.failed)
        return err_set(e, ERR_FORMAT, _("%s: line %zu of the commitment is malformed"), name,
                       r.line);
    /* one text has one meaning, and one meaning one text */
    buf_init(&again, COMMIT_FILE_MAX);
    commit_write(out, &again);
    bool same = again.len == len && memcmp(again.data, text, len) == 0;
    buf_free(&again);
    return same ? ERR_OK : err_set(e, ERR_FORMAT, _("%s: not written as a commitment is"), name);
}

enum err_code commit_load(const struct workspace *w, const struct keys_public *office,
                          const char *session, struct commit *out, const struct log_line **line,
                          struct err *e)
{
    const struct log_line *said = w->log ? log_evidence_last(w->log, session, LOG_COMMIT) : NULL;
    struct buf text;
    if (line)
        *line = said;
    if (!said)
        return err_set(e, ERR_POLICY,
                       _("%s: nothing was committed to under this name; run: sathachctl session "
                         "commit %s"),
                       session, session);
    char *path = log_evidence_path(w->log, said);
    buf_init(&text, COMMIT_FILE_MAX);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !log_evidence_stands(w->log, said))
        rc = err_set(e, ERR_POLICY,
                     _("%s: gone, or not the file that the log names; restore a backup"), path);
    if (rc == ERR_OK)
        rc = signing_read(office, path, COMMIT_FILE_MAX, &text, e);
    if (rc == ERR_OK)
        rc = commit_parse(buf_text(&text), text.len, path, out, e);
    if (rc == ERR_OK && strcmp(out->session, session) != 0)
        rc = err_set(e, ERR_POLICY, _("%s: speaks of the session %s"), path, out->session);
    buf_free(&text);
    free(path);
    return rc;
}

enum err_code commit_lot(const char *said, char out[SESSION_TEXT_MAX], struct err *e)
{
    size_t n = 0;
    for (const char *p = said; *p; p++) {
        char c = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
        if ((c < '0' || c > '9') && (c < 'A' || c > 'Z'))
            continue;
        if (n == COMMIT_LOT_MAX)
            return err_set(e, ERR_USAGE, _("a lot has at most %d letters and digits"),
                           COMMIT_LOT_MAX);
        out[n++] = c;
    }
    out[n] = '\0';
    if (n < COMMIT_LOT_MIN)
        return err_set(e, ERR_USAGE, _("\"%s\" has %zu letters and digits; a lot has at least %d"),
                       said, n, COMMIT_LOT_MIN);
    return ERR_OK;
}
