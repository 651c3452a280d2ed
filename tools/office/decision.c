#include "tools/office/decision.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAGIC[] = "sathach decision 2";

/* What a ruling is on, and its word. */
enum subject { ON_QUESTION, ON_PAPER, ON_SESSION, ON_DECISION, SUBJECTS };
static const char *const SUBJECT[SUBJECTS] = {"question", "paper", "session", "decision"};
static const struct {
    enum subject on;
    const char *word;
    bool names_journal;
} RULING[DECISION_RULINGS] = {
    [DECISION_VOID] = {ON_QUESTION, "void", false},
    [DECISION_TAKE_OUT] = {ON_QUESTION, "take-out", false},
    [DECISION_ACCEPT] = {ON_QUESTION, "accept", false},
    [DECISION_KEY] = {ON_QUESTION, "key", false},
    [DECISION_JOURNAL] = {ON_PAPER, "journal", true},
    [DECISION_AS_IS] = {ON_PAPER, "as-is", true},
    [DECISION_ACCEPT_PAPER] = {ON_PAPER, "accept", true},
    [DECISION_ANNUL] = {ON_PAPER, "annul", false},
    [DECISION_NO_PAPER] = {ON_PAPER, "no-paper", false},
    [DECISION_MOVE] = {ON_PAPER, "move", false},
    [DECISION_LOST] = {ON_SESSION, "lost", false},
    [DECISION_CLOSE] = {ON_SESSION, "close", false},
    [DECISION_CANCEL] = {ON_SESSION, "cancel", false},
    [DECISION_UNDO] = {ON_DECISION, "undo", false},
};

const char *decision_word(enum decision_ruling ruling)
{
    return RULING[ruling].word;
}

bool decision_is_on_question(enum decision_ruling ruling)
{
    return RULING[ruling].on == ON_QUESTION;
}

bool decision_is_on_paper(enum decision_ruling ruling)
{
    return RULING[ruling].on == ON_PAPER;
}

bool decision_names_journal(enum decision_ruling ruling)
{
    return RULING[ruling].names_journal;
}

static enum decision_ruling find_ruling(enum subject on, const char *word)
{
    enum decision_ruling r = 0;
    while (r < DECISION_RULINGS && (RULING[r].on != on || strcmp(RULING[r].word, word) != 0))
        r++;
    return r;
}

enum decision_ruling decision_on_paper_of(const char *word)
{
    return find_ruling(ON_PAPER, word);
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
    char paper[8];
    buf_printf(out, "%s ", SUBJECT[RULING[d->ruling].on]);
    session_paper_name(d->paper, paper);
    switch (RULING[d->ruling].on) {
    case ON_QUESTION: write_hex(d->question, out); break;
    case ON_PAPER: buf_add_text(out, paper); break;
    case ON_DECISION: buf_printf(out, "%u", d->undoes); break;
    default: break;
    }
    buf_printf(out, "%s%s", RULING[d->ruling].on == ON_SESSION ? "" : " ", RULING[d->ruling].word);
    if (d->ruling == DECISION_ACCEPT || d->ruling == DECISION_KEY) {
        buf_add_u8(out, ' ');
        write_letters(d->options, out);
    } else if (RULING[d->ruling].names_journal) {
        buf_add_u8(out, ' ');
        write_hex(d->journal, out);
    } else if (d->ruling == DECISION_LOST) {
        buf_printf(out, " %llu", (unsigned long long)d->line);
    } else if (d->ruling == DECISION_MOVE) {
        session_paper_name(d->move_paper, paper);
        buf_printf(out, " %s:%s", d->move_to, paper);
    }
}

static const char *or_none(const char *hex)
{
    return hex[0] ? hex : "-";
}

void decision_write(const struct decision *d, struct buf *out)
{
    buf_printf(out, "%s\nsession %s\nnumber %u\nlog %s %llu ", MAGIC, d->session, d->number,
               d->mark.origin, (unsigned long long)d->mark.size);
    write_hex(d->mark.root, out);
    buf_printf(out, "\nresults %s\ndate %s\nby %s\nruling ", or_none(d->results), d->date, d->by);
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

static bool read_hex(const char *value, char out[DECISION_HEX])
{
    out[0] = '\0';
    if (!value || strcmp(value, "-") == 0)
        return value != NULL;
    if (strlen(value) != DECISION_HEX - 1 || strspn(value, "0123456789abcdef") != DECISION_HEX - 1)
        return false;
    strcpy(out, value);
    return true;
}

static bool read_bytes(const char *hex, uint8_t out[CRYPT_HASH])
{
    char text[DECISION_HEX];
    if (!hex || !read_hex(hex, text) || !text[0])
        return false;
    for (size_t i = 0; i < CRYPT_HASH; i++) {
        unsigned v;
        sscanf(text + 2 * i, "%2x", &v);
        out[i] = (uint8_t)v;
    }
    return true;
}

static bool read_letters(const char *value, uint8_t *out)
{
    *out = 0;
    for (const char *at = value; at && *at; at += at[1] == ',' && at[2] ? 2 : 1) {
        if (*at < 'A' || *at >= 'A' + BANK_OPTIONS || (at[1] && at[1] != ',') ||
            (at[1] == ',' && !at[2]))
            return false;
        *out = (uint8_t)(*out | 1u << (*at - 'A'));
    }
    return *out != 0;
}

static bool read_number(const char *value, uint64_t *out)
{
    char *end = NULL;
    if (!value || value[0] < '1' || value[0] > '9')
        return false;
    *out = strtoull(value, &end, 10);
    return !*end && end - value < 10;
}

/* "ORIGIN SIZE ROOT". */
static bool read_mark(char *value, struct note_mark *out)
{
    char *rest = value, *origin = value ? strsep(&rest, " ") : NULL, *size = strsep(&rest, " ");
    char key[17], id[9];
    unsigned e;
    if (!origin || !size || strlen(origin) >= sizeof out->origin ||
        !note_split_origin(origin, key, id, &e))
        return false;
    strcpy(out->origin, origin);
    return read_number(size, &out->size) && read_bytes(rest, out->root);
}

/* "TO:P". */
static bool read_move(char *value, struct decision *out)
{
    char *rest = value, *to = value ? strsep(&rest, ":") : NULL;
    if (!to || !rest || !workspace_is_name(to))
        return false;
    snprintf(out->move_to, sizeof out->move_to, "%s", to);
    return session_paper_index(rest, &out->move_paper);
}

/* What stands behind the word of a ruling. */
static bool read_words(char *rest, struct decision *out)
{
    if (out->ruling == DECISION_ACCEPT || out->ruling == DECISION_KEY)
        return read_letters(rest, &out->options) &&
               (out->ruling == DECISION_ACCEPT || !(out->options & (out->options - 1)));
    if (RULING[out->ruling].names_journal)
        return read_bytes(rest, out->journal);
    if (out->ruling == DECISION_LOST)
        return read_number(rest, &out->line);
    if (out->ruling == DECISION_MOVE)
        return read_move(rest, out);
    return !rest;
}

static bool read_ruling(char *value, struct decision *out)
{
    char *rest = value, *on = strsep(&rest, " "), *of = NULL;
    uint64_t number = 0;
    enum subject subject = 0;
    while (subject < SUBJECTS && strcmp(SUBJECT[subject], on) != 0)
        subject++;
    if (subject == SUBJECTS)
        return false;
    if (subject != ON_SESSION)
        of = strsep(&rest, " ");
    const char *word = strsep(&rest, " ");
    out->ruling = word ? find_ruling(subject, word) : DECISION_RULINGS;
    if (out->ruling == DECISION_RULINGS)
        return false;
    if (subject == ON_QUESTION && !read_bytes(of, out->question))
        return false;
    if (subject == ON_PAPER && !session_paper_index(of, &out->paper))
        return false;
    if (subject == ON_DECISION && (!read_number(of, &number) || number > DECISION_MAX))
        return false;
    out->undoes = (unsigned)number;
    return read_words(rest, out);
}

/* The lines in their order; the number of the first bad one, 0 when all are good. */
static unsigned read_lines(char *text, struct decision *out)
{
    char *rest = text, *value = strsep(&rest, "\n");
    if (strcmp(value, MAGIC) != 0 || !rest)
        return 1;
    if (!read_hex(take_line(&rest, "session"), out->session) || !out->session[0])
        return 2;
    uint64_t number = 0;
    if (!read_number(take_line(&rest, "number"), &number) || number > DECISION_MAX)
        return 3;
    out->number = (unsigned)number;
    if (!read_mark(take_line(&rest, "log"), &out->mark))
        return 4;
    if (!read_hex(take_line(&rest, "results"), out->results))
        return 5;
    value = take_line(&rest, "date");
    if (!value || strlen(value) != 20)
        return 6;
    strcpy(out->date, value);
    if (!(value = take_line(&rest, "by")) || !(out->by = strdup(value)))
        return 7;
    if (!(value = take_line(&rest, "ruling")) || !read_ruling(value, out))
        return 8;
    if (!(value = take_line(&rest, "reason")) || !value[0] || !(out->reason = strdup(value)))
        return 9;
    return *rest ? 10 : 0;
}

/* A ruling has one form: letters in their order, a paper's number in four digits. The number of the
 * first line that decision_write() would write otherwise, 0 when none. */
static unsigned check_form(const struct decision *d, const char *text, size_t len)
{
    struct buf again;
    buf_init(&again, DECISION_FILE_MAX);
    decision_write(d, &again);
    unsigned bad = again.failed ? 1 : (unsigned)buf_differs_at_line(&again, text, len);
    buf_free(&again);
    return bad;
}

enum err_code decision_read(const char *text, size_t len, const char *name, struct decision *out,
                            struct err *e)
{
    *out = (struct decision){0};
    char *copy = strndup(text, len);
    if (!copy)
        return err_memory(e);
    unsigned bad = strlen(copy) != len || text_check(text, len, true, name, NULL) != ERR_OK
                       ? 1
                       : read_lines(copy, out);
    free(copy);
    if (!bad)
        bad = check_form(out, text, len);
    crypt_hash_file_hex(text, len, out->hash);
    if (!bad)
        return ERR_OK;
    decision_free(out);
    return err_set(e, ERR_FORMAT, _("%s: line %u: not what a decision says there"), name, bad);
}

static void describe_question(const struct decision *d, const char *words, struct buf *out)
{
    struct buf letters;
    char hex[DECISION_HEX];
    buf_init(&letters, 64);
    write_letters(d->options, &letters);
    crypt_hex(d->question, CRYPT_HASH, hex);
    if (words && words[0])
        buf_printf(out, _("question “%s” (%.12s): "), words, hex);
    else
        buf_printf(out, _("question %.12s: "), hex);
    switch (d->ruling) {
    case DECISION_VOID: buf_add_text(out, _("everybody who had it gets its points")); break;
    case DECISION_TAKE_OUT:
        buf_add_text(out, _("taken out, the others of its part carry its points"));
        break;
    case DECISION_ACCEPT: buf_printf(out, _("right are %s"), buf_text(&letters)); break;
    default: buf_printf(out, _("the key is %s"), buf_text(&letters)); break;
    }
    buf_free(&letters);
}

static void describe_paper(const struct decision *d, struct buf *out)
{
    char hex[DECISION_HEX], paper[8], other[8];
    crypt_hex(d->journal, CRYPT_HASH, hex);
    session_paper_name(d->paper, paper);
    session_paper_name(d->move_paper, other);
    switch (d->ruling) {
    case DECISION_JOURNAL:
        buf_printf(out, _("paper %s: the journal %.16s stands"), paper, hex);
        break;
    case DECISION_AS_IS:
        buf_printf(out, _("paper %s: not handed in, graded as it stands"), paper);
        break;
    case DECISION_ACCEPT_PAPER:
        buf_printf(out, _("paper %s: irregular, graded as it stands"), paper);
        break;
    case DECISION_ANNUL: buf_printf(out, _("paper %s: annulled"), paper); break;
    case DECISION_NO_PAPER:
        buf_printf(out, _("paper %s: somebody was there, no paper is to be had"), paper);
        break;
    default:
        buf_printf(out, _("paper %s: moved, paper %s of session %s"), paper, other, d->move_to);
        break;
    }
}

void decision_describe(const struct decision *d, const char *words, struct buf *out)
{
    switch (RULING[d->ruling].on) {
    case ON_QUESTION: describe_question(d, words, out); return;
    case ON_PAPER: describe_paper(d, out); return;
    case ON_DECISION:
        buf_printf(out, _("decision %u is undone: what stood before it holds again"), d->undoes);
        return;
    default: break;
    }
    if (d->ruling == DECISION_LOST)
        buf_printf(out, _("the file of line %llu of the log is lost"), (unsigned long long)d->line);
    else
        buf_add_text(out, d->ruling == DECISION_CLOSE ? _("the session is closed")
                                                      : _("the session is cancelled"));
}
