#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/textfile.h"
#include "tools/office/drawn.h"

#include <stdlib.h>
#include <string.h>

enum { BASE64_PIECE = 180, BASE64_PIECE_TEXT = 240, PROFILE_BYTES_MAX = 128 * 1024, COLUMNS = 9 };

/* A text read line by line; fails once and for all at a line. */
struct reading {
    const char *text;
    size_t len, at, number;
    const char *line; /* not NUL-terminated */
    size_t n;
    bool failed;
};

static bool next(struct reading *r)
{
    const char *end = r->failed ? NULL : memchr(r->text + r->at, '\n', r->len - r->at);
    if (!end) {
        r->failed = true;
        return false;
    }
    r->line = r->text + r->at;
    r->n = (size_t)(end - r->line);
    r->at += r->n + 1;
    r->number++;
    return true;
}

/* What stands behind "#WHAT " on the next line; false, and failed, for any other line. */
static bool next_field(struct reading *r, const char *what)
{
    size_t label = strlen(what);
    if (!next(r) || r->n < label + 2 || r->line[0] != '#' ||
        memcmp(r->line + 1, what, label) != 0 || r->line[label + 1] != ' ') {
        r->failed = true;
        return false;
    }
    r->line += label + 2;
    r->n -= label + 2;
    return true;
}

static bool copy(const char *text, size_t n, char *out, size_t room)
{
    struct err ignored;
    if (n >= room || (n && text_check(text, n, false, "text", &ignored) != ERR_OK))
        return false;
    memcpy(out, text, n);
    out[n] = '\0';
    return true;
}

static void take_text(struct reading *r, const char *what, char *out, size_t room)
{
    if (next_field(r, what) && (r->n == 0 || !copy(r->line, r->n, out, room)))
        r->failed = true;
}

static void take_hex(struct reading *r, const char *what, uint8_t *out, size_t len)
{
    char hex[2 * CRYPT_HASH + 1] = "";
    take_text(r, what, hex, sizeof hex);
    if (!r->failed && !crypt_unhex(hex, out, len))
        r->failed = true;
}

/* A number written without leading zeros, at most `max`. */
static bool parse_number(const char *text, size_t n, uint32_t max, uint32_t *out)
{
    uint64_t value = 0;
    if (n == 0 || n > 9 || (text[0] == '0' && n > 1))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = 10 * value + (uint64_t)(text[i] - '0');
    }
    *out = (uint32_t)value;
    return value <= max;
}

static enum err_code read_profile(struct reading *r, struct profile *out, struct err *e)
{
    struct buf bytes;
    uint8_t piece[BASE64_PIECE];
    buf_init(&bytes, PROFILE_BYTES_MAX);
    next_field(r, "profile");
    for (size_t at = 0; !r->failed && at < r->n; at += BASE64_PIECE_TEXT) {
        size_t n = r->n - at < BASE64_PIECE_TEXT ? r->n - at : BASE64_PIECE_TEXT;
        const char *text = r->line + at;
        size_t want = n / 4 * 3 - (n >= 4 && text[n - 1] == '=') - (n >= 4 && text[n - 2] == '=');
        r->failed = n % 4 != 0 || !textfile_get_base64(text, n, piece, want);
        buf_add(&bytes, piece, want);
    }
    enum err_code rc = ERR_OK;
    if (!r->failed)
        rc = profile_decode(bytes.data, bytes.len, out, e);
    buf_free(&bytes);
    return rc;
}

static enum err_code read_flags(struct reading *r, struct bank_office *out, struct err *e)
{
    if (!next_field(r, "flags"))
        return ERR_OK;
    if (r->n > BANK_QUESTIONS_MAX)
        r->failed = true;
    out->entry = r->failed ? NULL : calloc(r->n + 1, sizeof *out->entry);
    out->pool = r->failed ? NULL : calloc(BANK_POOLS_MAX, sizeof *out->pool);
    if (!r->failed && (!out->entry || !out->pool))
        return err_memory(e);
    for (size_t i = 0; !r->failed && i < r->n; i++) {
        r->failed = r->line[i] != '0' && r->line[i] != '1';
        out->entry[i].options_refer = r->line[i] == '1';
        out->entries++;
    }
    return ERR_OK;
}

/* "NAME ⇥ n,n,n" */
static enum err_code read_pool(struct reading *r, struct bank_office *out, struct err *e)
{
    const char *tab = memchr(r->line, '\t', r->n), *end = r->line + r->n;
    size_t count = 1;
    if (!tab || tab == r->line || out->pools == BANK_POOLS_MAX) {
        r->failed = true;
        return ERR_OK;
    }
    struct bank_pool *pool = &out->pool[out->pools++];
    for (const char *p = tab + 1; p < end; p++)
        count += *p == ',';
    pool->entry = calloc(count, sizeof *pool->entry);
    if (!pool->entry)
        return err_memory(e);
    r->failed = !copy(r->line, (size_t)(tab - r->line), pool->name, sizeof pool->name);
    for (const char *p = tab + 1; !r->failed && pool->count < count;) {
        const char *comma = memchr(p, ',', (size_t)(end - p));
        size_t n = (size_t)((comma ? comma : end) - p);
        r->failed = out->entries == 0 ||
                    !parse_number(p, n, (uint32_t)(out->entries - 1), &pool->entry[pool->count++]);
        p = comma ? comma + 1 : end;
    }
    return ERR_OK;
}

/* A paper's line but for what was drawn: that is compared as it stands. */
static bool read_row(const struct reading *r, struct session_roster *out)
{
    const char *column[COLUMNS], *end = r->line + r->n;
    size_t width[COLUMNS], n = 0;
    uint32_t extra;
    char name[8];
    struct session_candidate *c = &out->candidate[out->candidates];
    struct session_paper *p = &out->paper[out->papers];
    for (const char *at = r->line; at && n < COLUMNS; n++) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        column[n] = at;
        width[n] = (size_t)((tab ? tab : end) - at);
        at = tab ? tab + 1 : NULL;
    }
    if (n != COLUMNS || column[COLUMNS - 1] + width[COLUMNS - 1] != end)
        return false;
    session_paper_name((uint32_t)out->papers, name);
    p->candidate = (uint32_t)out->candidates;
    bool good = width[0] == strlen(name) && memcmp(column[0], name, width[0]) == 0 && width[1] &&
                copy(column[1], width[1], c->sbd, sizeof c->sbd) &&
                copy(column[2], width[2], p->field, sizeof p->field) &&
                copy(column[3], width[3], p->grade, sizeof p->grade) && width[4] == 1 &&
                (column[4][0] == '0' || column[4][0] == '1') &&
                parse_number(column[5], width[5], UINT16_MAX, &extra) &&
                copy(column[6], width[6], p->seat, sizeof p->seat);
    if (!good)
        return false;
    p->exempt = column[4][0] == '1';
    p->extra_minutes = (uint16_t)extra;
    out->candidates++; /* one a paper: only the number is asked for */
    out->papers++;
    return true;
}

static enum err_code read_rows(struct reading *r, struct drawn *d, struct err *e)
{
    if (r->failed || r->n != sizeof DRAWN_HEADING - 1 ||
        memcmp(r->line, DRAWN_HEADING, r->n) != 0) {
        r->failed = true;
        return ERR_OK;
    }
    d->rows = r->text + r->at;
    d->rows_len = r->len - r->at;
    size_t count = 0;
    for (size_t i = 0; i < d->rows_len; i++)
        count += d->rows[i] == '\n';
    if (count == 0 || count > SESSION_PAPERS_MAX) {
        r->failed = true;
        return ERR_OK;
    }
    d->roster.candidate = calloc(count, sizeof *d->roster.candidate);
    d->roster.paper = calloc(count, sizeof *d->roster.paper);
    if (!d->roster.candidate || !d->roster.paper)
        return err_memory(e);
    for (size_t i = 0; !r->failed && i < count; i++)
        if (next(r))
            r->failed = !read_row(r, &d->roster);
    d->said.papers = (uint32_t)count;
    if (!r->failed && r->at != r->len) {
        r->number++;
        r->failed = true;
    }
    return ERR_OK;
}

static enum err_code read_body(struct reading *r, struct drawn *d, struct err *e)
{
    uint32_t issue = 0;
    char number[16] = "";
    take_hex(r, "session", d->session, CRYPT_HASH);
    take_text(r, "name", d->said.session, sizeof d->said.session);
    take_text(r, "issue", number, sizeof number);
    if (!r->failed && !parse_number(number, strlen(number), UINT32_MAX, &issue))
        r->failed = true;
    d->said.issue = issue;
    take_hex(r, "uid", d->said.uid, SESSION_UID);
    take_hex(r, "bank", d->said.bank, CRYPT_HASH);
    take_text(r, "lot-rule", d->said.lot_rule, sizeof d->said.lot_rule);
    take_text(r, "lot", d->lot, sizeof d->lot);
    if (strcmp(d->lot, "-") == 0)
        d->lot[0] = '\0';
    take_hex(r, "D", d->D, CRYPT_KEY);
    take_hex(r, "commitment", d->said.commitment, CRYPT_HASH);
    enum err_code rc = read_profile(r, &d->profile, e);
    memcpy(d->said.rules, d->profile.id, sizeof d->said.rules);
    if (rc == ERR_OK)
        rc = read_flags(r, &d->bank, e);
    while (rc == ERR_OK && next(r) && r->n > 6 && memcmp(r->line, "#pool ", 6) == 0) {
        r->line += 6;
        r->n -= 6;
        rc = read_pool(r, &d->bank, e);
    }
    return rc == ERR_OK ? read_rows(r, d, e) : rc;
}

enum err_code drawn_read(const char *text, size_t len, const char *name, struct drawn *out,
                         struct err *e)
{
    struct reading r = {.text = text, .len = len};
    *out = (struct drawn){0};
    if (!next(&r) || r.n != sizeof DRAWN_FIRST - 1 || memcmp(r.line, DRAWN_FIRST, r.n) != 0)
        return err_set(e, ERR_FORMAT, _("%s: not a list of drawn papers of a known version"), name);
    enum err_code rc = read_body(&r, out, e);
    if (rc == ERR_OK && r.failed)
        rc = err_set(e, ERR_FORMAT, _("%s:%zu: malformed"), name, r.number);
    if (rc != ERR_OK)
        drawn_free(out);
    return rc;
}

void drawn_free(struct drawn *d)
{
    for (size_t i = 0; i < d->bank.pools; i++)
        free(d->bank.pool[i].entry);
    free(d->bank.pool);
    free(d->bank.entry);
    session_roster_free(&d->roster);
    *d = (struct drawn){0};
}
