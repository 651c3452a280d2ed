#include "tools/office/drawn.h"

#include "app/core/commitment.h"
#include "app/core/i18n.h"
#include "app/core/textfile.h"

#include <stdlib.h>
#include <string.h>

enum { BASE64_PIECE = 180 };

static void add_hex(struct buf *out, const char *what, const void *bytes, size_t len)
{
    char hex[2 * CRYPT_HASH + 1];
    crypt_hex(bytes, len, hex);
    buf_printf(out, "#%s %s\n", what, hex);
}

static void add_profile(const struct profile *profile, struct buf *out)
{
    struct buf bytes;
    buf_init(&bytes, PACKAGE_MAX);
    profile_encode(profile, &bytes);
    buf_printf(out, "#profile ");
    for (size_t at = 0; at < bytes.len; at += BASE64_PIECE)
        textfile_put_base64(out, bytes.data + at,
                            bytes.len - at < BASE64_PIECE ? bytes.len - at : BASE64_PIECE);
    buf_printf(out, "\n");
    buf_free(&bytes);
}

static void add_pools(const struct bank_office *bank, struct buf *out)
{
    buf_printf(out, "#flags ");
    for (size_t i = 0; i < bank->entries; i++)
        buf_printf(out, "%d", bank->entry[i].options_refer);
    buf_printf(out, "\n");
    for (size_t i = 0; i < bank->pools; i++) {
        buf_printf(out, "#pool %s\t", bank->pool[i].name);
        for (size_t k = 0; k < bank->pool[i].count; k++)
            buf_printf(out, "%s%u", k ? "," : "", bank->pool[i].entry[k]);
        buf_printf(out, "\n");
    }
}

/* A paper's line, as the file has it and as whoever draws again compares it. */
static void add_paper(const struct session_roster *r, uint32_t i, const struct paper *drawn,
                      struct buf *out)
{
    const struct session_paper *p = &r->paper[i];
    char name[8];
    session_paper_name(i, name);
    buf_printf(out, "%s\t%s\t%s\t%s\t%d\t%u\t%s\t", name, r->candidate[p->candidate].sbd, p->field,
               p->grade, p->exempt, p->extra_minutes, p->seat);
    for (unsigned q = 0; q < drawn->questions; q++)
        buf_printf(out, "%s%u", q ? "," : "", drawn->question[q].entry);
    buf_printf(out, "\t");
    for (unsigned q = 0; q < drawn->questions; q++)
        buf_printf(out, "%s%02x", q ? "," : "", drawn->question[q].order);
    buf_printf(out, "\n");
}

enum err_code drawn_write(const struct office_session *s, const struct commit *said,
                          struct buf *out, struct err *e)
{
    const struct session_info *i = &s->session.info;
    struct paper drawn;
    enum err_code rc = ERR_OK;
    buf_printf(out, "%s\n", DRAWN_FIRST);
    add_hex(out, "session", s->session.hash, CRYPT_HASH);
    buf_printf(out, "#name %s\n#issue %u\n", said->session, said->issue);
    add_hex(out, "uid", i->uid, SESSION_UID);
    add_hex(out, "bank", i->bank_hash, CRYPT_HASH);
    buf_printf(out, "#lot-rule %s\n#lot %s\n", said->lot_rule, i->lot[0] ? i->lot : "-");
    add_hex(out, "D", s->secret.D, CRYPT_KEY);
    add_hex(out, "commitment", said->commitment, CRYPT_HASH);
    add_profile(&i->profile, out);
    add_pools(&s->bank_key, out);
    buf_printf(out, "%s\n", DRAWN_HEADING);
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++) {
        rc = office_session_draw(s, p, &drawn, e);
        if (rc == ERR_OK)
            add_paper(&s->roster, p, &drawn, out);
    }
    return rc == ERR_OK ? buf_check(out, DRAWN_FILE, e) : rc;
}

bool drawn_is_text(const void *text, size_t len)
{
    static const char BEGINS[] = "#sathach drawn ";
    return len >= sizeof BEGINS - 1 && memcmp(text, BEGINS, sizeof BEGINS - 1) == 0;
}

/* ---- what it proves ---- */

enum err_code drawn_check_commitment(const struct drawn *d, const struct bank *bank, struct err *e)
{
    struct commitment c;
    uint8_t hash[CRYPT_HASH];
    if (memcmp(bank->hash, d->said.bank, CRYPT_HASH) != 0)
        return err_set(e, ERR_NO, _("the bank is not the one that %s was drawn from"),
                       d->said.session);
    if (bank->count != d->bank.entries)
        return err_set(e, ERR_NO, _("%zu flags for a bank of %u questions"), d->bank.entries,
                       bank->count);
    enum err_code rc = commitment_of(bank, &d->bank, &d->profile, d->roster.candidate,
                                     d->roster.paper, d->roster.papers, &c, e);
    if (rc != ERR_OK)
        return rc;
    commitment_hash(&c, d->D, d->said.uid, hash);
    return memcmp(hash, d->said.commitment, CRYPT_HASH) == 0
               ? ERR_OK
               : err_set(e, ERR_NO, _("D, bank, rules and papers are not what %s was committed to"),
                         d->said.session);
}

static const struct log_line *find_line(const struct log *l, enum log_kind kind,
                                        const char *session, const uint8_t hash[CRYPT_HASH])
{
    char hex[LOG_HEX];
    crypt_hex(hash, CRYPT_HASH, hex);
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == kind && strcmp(l->line[i].session, session) == 0 &&
            strcmp(l->line[i].hash, hex) == 0)
            return &l->line[i];
    return NULL;
}

/* What a session's line says of its lot must be what was drawn by. */
static bool has_same_lot(const struct drawn *d, const struct log_line *line)
{
    char lot[8];
    return log_more(line, "lot", lot, sizeof lot) && strcmp(lot, d->lot[0] ? "yes" : "no") == 0;
}

enum err_code drawn_find_lines(const struct drawn *d, const struct log *l, struct drawn_lines *out,
                               struct err *e)
{
    const char *name = d->said.session;
    struct buf text;
    uint8_t hash[CRYPT_HASH];
    *out = (struct drawn_lines){0};
    buf_init(&text, COMMIT_FILE_MAX);
    commit_write(&d->said, &text);
    crypt_hash_file(text.data, text.len, hash);
    buf_free(&text);
    const struct log_line *commitment = find_line(l, LOG_COMMIT, name, hash),
                          *session = find_line(l, LOG_SESSION, name, d->session);
    if (!commitment || !session)
        return err_set(e, ERR_NO,
                       commitment ? _("%s: no line of the log is of this session's file")
                                  : _("%s: no line of the log is of this commitment"),
                       name);
    if (commitment->number > session->number)
        return err_set(e, ERR_NO, _("%s: committed to in line %zu, after the draw in line %zu"),
                       name, (size_t)commitment->number, (size_t)session->number);
    if (!has_same_lot(d, session))
        return err_set(e, ERR_NO,
                       _("%s: line %zu of the log says otherwise whether a lot was drawn"), name,
                       (size_t)session->number);
    out->commitment = commitment->number;
    out->session = session->number;
    for (size_t i = 0; i < l->lines; i++)
        out->commitments += l->line[i].kind == LOG_COMMIT && strcmp(l->line[i].session, name) == 0;
    return ERR_OK;
}

static enum err_code draw(const struct drawn *d, uint32_t i, struct paper *out, struct err *e)
{
    const struct session_paper *p = &d->roster.paper[i];
    uint8_t seed[CRYPT_KEY];
    paper_seed(d->D, d->said.uid, i, d->lot, seed);
    return paper_draw(&(struct paper_rules){&d->bank, &d->profile, p->field, p->grade, p->exempt},
                      seed, out, e);
}

enum err_code drawn_draw_again(const struct drawn *d, struct err *e)
{
    struct paper paper;
    struct buf line;
    size_t at = 0, wrong = 0;
    uint32_t first = 0;
    enum err_code rc = ERR_OK;
    buf_init(&line, 64 * 1024);
    for (uint32_t i = 0; rc == ERR_OK && i < d->roster.papers; i++) {
        rc = draw(d, i, &paper, e);
        buf_clear(&line);
        if (rc == ERR_OK) {
            add_paper(&d->roster, i, &paper, &line);
            rc = buf_check(&line, DRAWN_FILE, e);
        }
        const char *end = memchr(d->rows + at, '\n', d->rows_len - at);
        size_t n = end ? (size_t)(end + 1 - (d->rows + at)) : 0;
        if (rc == ERR_OK && (n != line.len || memcmp(d->rows + at, line.data, n) != 0)) {
            first = wrong++ ? first : i;
        }
        at += n;
    }
    buf_free(&line);
    if (rc == ERR_OK && wrong)
        rc = err_set(e, ERR_NO, _("%zu papers are not the drawn ones, the first is %04u"), wrong,
                     first + 1);
    return rc;
}
