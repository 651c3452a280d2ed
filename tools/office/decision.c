#include "tools/office/decision.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAGIC[] = "sathach decision 1";
static const char *const WORDS[DECISION_RULINGS] = {"void", "take-out", "accept", "key", "journal", "as-is", "annul", "close"};

const char *decision_word(enum decision_ruling ruling)
{
    return WORDS[ruling];
}

bool decision_is_on_question(enum decision_ruling ruling)
{
    return ruling <= DECISION_KEY;
}

bool decision_is_on_paper(enum decision_ruling ruling)
{
    return ruling >= DECISION_JOURNAL && ruling <= DECISION_ANNUL;
}

void decision_free(struct decision *d)
{
    free(d->by);
    free(d->reason);
    d->by = d->reason = NULL;
}

/* ---- the text ---- */

static void write_letters(uint8_t options, struct buf *out)
{
    const char *comma = "";
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (options & (1u << i)) {
            buf_printf(out, "%s%c", comma, 'A' + (int)i);
            comma = ",";
        }
}

static void write_hex(const uint8_t hash[CRYPT_HASH], struct buf *out)
{
    char hex[DECISION_HEX];
    crypt_hex(hash, CRYPT_HASH, hex);
    buf_add_text(out, hex);
}

void decision_write_ruling(const struct decision *d, struct buf *out)
{
    if (decision_is_on_question(d->ruling)) {
        buf_add_text(out, "question ");
        write_hex(d->question, out);
    } else if (decision_is_on_paper(d->ruling)) {
        char paper[8];
        session_paper_name(d->paper, paper);
        buf_printf(out, "paper %s", paper);
    } else {
        buf_add_text(out, "session");
    }
    buf_printf(out, " %s", WORDS[d->ruling]);
    if (d->ruling == DECISION_ACCEPT || d->ruling == DECISION_KEY) {
        buf_add_u8(out, ' ');
        write_letters(d->options, out);
    } else if (d->ruling == DECISION_JOURNAL) {
        buf_add_u8(out, ' ');
        write_hex(d->journal, out);
    }
}

static const char *or_none(const char *hex)
{
    return hex[0] ? hex : "-";
}

void decision_write(const struct decision *d, struct buf *out)
{
    buf_printf(out, "%s\nsession %s\nnumber %u\nprevious %s\nresults %s\ndate %s\nby %s\nruling ", MAGIC, d->session, d->number,
               or_none(d->previous), or_none(d->results), d->date, d->by);
    decision_write_ruling(d, out);
    buf_printf(out, "\nreason %s\n", d->reason);
}

/* The value of the next line, which must begin with the word; NULL otherwise. */
static char *take_line(char **rest, const char *word)
{
    char *line = strsep(rest, "\n");
    size_t n = strlen(word);
    return line && *rest && strncmp(line, word, n) == 0 && line[n] == ' ' ? line + n + 1 : NULL;
}

static bool take_hex(const char *value, char out[DECISION_HEX])
{
    out[0] = '\0';
    if (!value || strcmp(value, "-") == 0)
        return value != NULL;
    if (strlen(value) != DECISION_HEX - 1 || strspn(value, "0123456789abcdef") != DECISION_HEX - 1)
        return false;
    strcpy(out, value);
    return true;
}

static bool take_bytes(const char *hex, uint8_t out[CRYPT_HASH])
{
    char text[DECISION_HEX];
    if (!hex || !take_hex(hex, text) || !text[0])
        return false;
    for (size_t i = 0; i < CRYPT_HASH; i++) {
        unsigned v;
        sscanf(text + 2 * i, "%2x", &v);
        out[i] = (uint8_t)v;
    }
    return true;
}

static bool take_letters(const char *value, uint8_t *out)
{
    *out = 0;
    for (const char *at = value; at && *at; at += at[1] == ',' && at[2] ? 2 : 1) {
        if (*at < 'A' || *at >= 'A' + BANK_OPTIONS || (at[1] && at[1] != ',') || (at[1] == ',' && !at[2]))
            return false;
        *out = (uint8_t)(*out | 1u << (*at - 'A'));
    }
    return *out != 0;
}

static bool take_ruling(char *value, struct decision *out)
{
    char *rest = value, *on = strsep(&rest, " "), *subject = NULL;
    bool of_session = on && strcmp(on, "session") == 0;
    if (!of_session)
        subject = strsep(&rest, " ");
    const char *word = strsep(&rest, " ");
    for (out->ruling = 0; word && out->ruling < DECISION_RULINGS && strcmp(WORDS[out->ruling], word) != 0;)
        out->ruling++;
    if (!word || out->ruling == DECISION_RULINGS)
        return false;
    if (decision_is_on_question(out->ruling) && (!on || strcmp(on, "question") != 0 || !take_bytes(subject, out->question)))
        return false;
    if (decision_is_on_paper(out->ruling) && (!on || strcmp(on, "paper") != 0 || !session_paper_index(subject, &out->paper)))
        return false;
    if (out->ruling == DECISION_CLOSE && !of_session)
        return false;
    if (out->ruling == DECISION_ACCEPT || out->ruling == DECISION_KEY)
        return take_letters(rest, &out->options) && (out->ruling == DECISION_ACCEPT || !(out->options & (out->options - 1)));
    if (out->ruling == DECISION_JOURNAL)
        return take_bytes(rest, out->journal);
    return !rest;
}

/* The lines in their order; the number of the first bad one, 0 when all are good. */
static unsigned take_lines(char *text, struct decision *out)
{
    char *rest = text, *value = strsep(&rest, "\n");
    if (strcmp(value, MAGIC) != 0 || !rest)
        return 1;
    if (!take_hex(take_line(&rest, "session"), out->session) || !out->session[0])
        return 2;
    char *end = NULL;
    value = take_line(&rest, "number");
    unsigned long number = value ? strtoul(value, &end, 10) : 0;
    if (!number || *end || number > DECISION_MAX)
        return 3;
    out->number = (unsigned)number;
    if (!take_hex(take_line(&rest, "previous"), out->previous))
        return 4;
    if (!take_hex(take_line(&rest, "results"), out->results))
        return 5;
    value = take_line(&rest, "date");
    if (!value || strlen(value) != 20)
        return 6;
    strcpy(out->date, value);
    if (!(value = take_line(&rest, "by")) || !(out->by = strdup(value)))
        return 7;
    if (!(value = take_line(&rest, "ruling")) || !take_ruling(value, out))
        return 8;
    if (!(value = take_line(&rest, "reason")) || !value[0] || !(out->reason = strdup(value)))
        return 9;
    return *rest ? 10 : 0;
}

static void hash_text(const void *text, size_t len, char hex[DECISION_HEX])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(text, len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
}

enum err_code decision_read(const char *text, size_t len, const char *name, struct decision *out, struct err *e)
{
    *out = (struct decision){0};
    char *copy = strndup(text, len);
    if (!copy)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    unsigned bad = strlen(copy) != len || text_check(text, len, true, name, NULL) != ERR_OK ? 1 : take_lines(copy, out);
    free(copy);
    hash_text(text, len, out->hash);
    if (!bad)
        return ERR_OK;
    decision_free(out);
    return err_set(e, ERR_FORMAT, _("%s: line %u: not what a decision says there"), name, bad);
}

void decision_describe(const struct decision *d, struct buf *out)
{
    struct buf letters;
    char hex[DECISION_HEX], paper[8];
    buf_init(&letters, 64);
    write_letters(d->options, &letters);
    crypt_hex(decision_is_on_question(d->ruling) ? d->question : d->journal, CRYPT_HASH, hex);
    session_paper_name(d->paper, paper);
    switch (d->ruling) {
    case DECISION_VOID: buf_printf(out, _("question %.12s: void, its points to everybody who had it"), hex); break;
    case DECISION_TAKE_OUT: buf_printf(out, _("question %.12s: taken out, the others of its part carry its points"), hex); break;
    case DECISION_ACCEPT: buf_printf(out, _("question %.12s: right are %s"), hex, buf_text(&letters)); break;
    case DECISION_KEY: buf_printf(out, _("question %.12s: the key is %s"), hex, buf_text(&letters)); break;
    case DECISION_JOURNAL: buf_printf(out, _("paper %s: the journal %.16s stands"), paper, hex); break;
    case DECISION_AS_IS: buf_printf(out, _("paper %s: not handed in, graded as it stands"), paper); break;
    case DECISION_ANNUL: buf_printf(out, _("paper %s: annulled"), paper); break;
    default: buf_add_text(out, _("the session is closed")); break;
    }
    buf_free(&letters);
}
