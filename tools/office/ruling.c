#include "tools/office/ruling.h"

#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/log_evidence.h"
#include "tools/office/reconcile.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PREFIX_MIN = 8 };

/* ---- a question ---- */

static bool begins_with(const uint8_t hash[CRYPT_HASH], const char *prefix)
{
    char hex[DECISION_HEX];
    crypt_hex(hash, CRYPT_HASH, hex);
    return strncasecmp(hex, prefix, strlen(prefix)) == 0;
}

static bool is_prefix(const char *text)
{
    size_t n = strlen(text);
    return n >= PREFIX_MIN && n < DECISION_HEX && strspn(text, "0123456789abcdefABCDEF") == n;
}

/* Takes a word, however it is written in capitals, and the blanks behind it. */
static bool take_word(const char **at, const char *small, const char *capital)
{
    size_t n = strlen(small), m = strlen(capital),
           len = strncmp(*at, small, n) == 0     ? n
                 : strncmp(*at, capital, m) == 0 ? m
                                                 : 0;
    *at += len;
    *at += strspn(*at, " ");
    return len > 0;
}

/* "0001:12", "đề 0001 câu 12", "0001 câu 12": paper's index and the question's from 0. */
static bool read_place(const char *text, uint32_t *paper, unsigned *question)
{
    char name[8];
    const char *at = text + strspn(text, " ");
    (void)(take_word(&at, "đề", "Đề") || take_word(&at, "de", "De"));
    size_t n = strspn(at, "0123456789");
    if (n == 0 || n >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)n, at);
    at += n;
    at += strspn(at, " ");
    if (!take_word(&at, ":", ":") && !take_word(&at, "câu", "Câu") && !take_word(&at, "cau", "Cau"))
        return false;
    n = strspn(at, "0123456789");
    if (n == 0 || n > 4 || at[n + strspn(at + n, " ")])
        return false;
    *question = (unsigned)strtoul(at, NULL, 10) - 1;
    return session_paper_index(name, paper);
}

static enum err_code find_by_place(const struct office_session *s, const char *text, uint32_t paper,
                                   unsigned question, uint8_t out[CRYPT_HASH], struct err *e)
{
    struct paper drawn;
    if (paper >= s->roster.papers)
        return err_set(e, ERR_NO, _("%s: the session has no such paper"), text);
    enum err_code rc = office_session_draw(s, paper, &drawn, e);
    if (rc == ERR_OK && question >= drawn.questions)
        rc = err_set(e, ERR_NO, _("%s: the paper has %u questions"), text, drawn.questions);
    if (rc == ERR_OK)
        memcpy(out, s->bank_key.entry[drawn.question[question].entry].qid, CRYPT_HASH);
    return rc;
}

static enum err_code find_by_id(const struct bank_office *bank, const char *id,
                                uint8_t out[CRYPT_HASH], struct err *e)
{
    size_t found = 0;
    for (size_t i = 0; i < bank->entries; i++)
        if (begins_with(bank->entry[i].qid, id)) {
            memcpy(out, bank->entry[i].qid, CRYPT_HASH);
            found++;
        }
    if (found > 1)
        return err_set(e, ERR_USAGE, _("%s: %zu questions begin so; give more digits"), id, found);
    return found ? ERR_OK
                 : err_set(e, ERR_NO, _("%s: the bank of this session has no such question"), id);
}

enum err_code ruling_find_question(const struct office_session *s, const char *text,
                                   uint8_t out[CRYPT_HASH], struct err *e)
{
    uint32_t paper;
    unsigned question;
    if (read_place(text, &paper, &question))
        return find_by_place(s, text, paper, question, out, e);
    if (is_prefix(text))
        return find_by_id(&s->bank_key, text, out, e);
    return err_set(e, ERR_USAGE,
                   _("%s: a question is named by paper and place, 0001:12, or by at least %d "
                     "hexadecimal digits of its id; see: sathachctl stats"),
                   text, PREFIX_MIN);
}

enum err_code ruling_tell_question(const struct office_session *s, const uint8_t qid[CRYPT_HASH],
                                   char words[QUESTION_WORDS], size_t *papers, struct err *e)
{
    const struct bank_office *bank = &s->bank_key;
    enum err_code rc = ERR_OK;
    words[0] = '\0';
    *papers = 0;
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++) {
        struct paper drawn;
        rc = office_session_draw(s, p, &drawn, e);
        for (unsigned q = 0; rc == ERR_OK && q < drawn.questions; q++)
            *papers += memcmp(bank->entry[drawn.question[q].entry].qid, qid, CRYPT_HASH) == 0;
    }
    for (size_t i = 0; rc == ERR_OK && i < bank->entries; i++)
        if (memcmp(bank->entry[i].qid, qid, CRYPT_HASH) == 0)
            return question_words(s, &bank->entry[i], words, e);
    return rc;
}

/* "A,C" or "B". */
static enum err_code parse_options(const char *text, bool several, uint8_t *out, struct err *e)
{
    *out = 0;
    for (const char *at = text; *at; at += at[1] == ',' && at[2] ? 2 : 1) {
        int letter = toupper((unsigned char)*at) - 'A';
        if (letter < 0 || letter >= BANK_OPTIONS || (at[1] && at[1] != ',') || (at[1] && !several))
            return err_set(e, ERR_USAGE,
                           several ? _("%s: options are letters with commas between: A,C")
                                   : _("%s: the key is one letter, A to D"),
                           text);
        *out = (uint8_t)(*out | 1u << letter);
    }
    return *out ? ERR_OK : err_set(e, ERR_USAGE, _("an option is missing"));
}

static enum err_code take_question(const struct ruling_request *r, struct decision *out,
                                   struct err *e)
{
    const char *word = r->words > 2 ? r->word[2] : "";
    bool accept = strcmp(word, "accept") == 0, key = strcmp(word, "key") == 0;
    out->ruling = strcmp(word, "void") == 0       ? DECISION_VOID
                  : strcmp(word, "take-out") == 0 ? DECISION_TAKE_OUT
                  : accept                        ? DECISION_ACCEPT
                                                  : DECISION_KEY;
    if ((out->ruling == DECISION_KEY && !key) || r->words != (accept || key ? 4 : 3))
        return err_set(e, ERR_USAGE, _("on a question: void, take-out, accept A,C or key B"));
    enum err_code rc = ruling_find_question(&r->grading->opened, r->word[1], out->question, e);
    return rc == ERR_OK && (accept || key) ? parse_options(r->word[3], accept, &out->options, e)
                                           : rc;
}

/* ---- a paper ---- */

/* The longest journal that goes on from this one. */
static const struct submission *longest_of(const struct collection *c, const struct submission *m)
{
    const struct submission *best = m;
    size_t n = submission_events(m);
    for (const struct submission *x = m; x; x = collection_next(c, m->paper, x))
        if (journal_shared(m->records.data, n, x->records.data, submission_events(x)) == n)
            best = x;
    return best;
}

/* A journal of the paper by the beginning of its hash, or by its receipt. */
static enum err_code find_journal(const struct grading *g, uint32_t paper, const char *text,
                                  const struct submission **out, struct err *e)
{
    char receipt[CODE_RECEIPT + 1], its[CODE_RECEIPT + 1];
    bool by_prefix = is_prefix(text), by_receipt = code_receipt_normalise(text, receipt);
    size_t found = 0;
    for (const struct submission *m = NULL; (m = collection_next(&g->collection, paper, m));) {
        code_receipt(m->head, its);
        if ((by_prefix && begins_with(m->head, text)) ||
            (by_receipt && strcmp(its, receipt) == 0)) {
            *out = m;
            found++;
        }
    }
    return found == 1
               ? ERR_OK
               : err_set(e, ERR_NO,
                         _("%s: not the beginning of one journal of this paper; grade lists them"),
                         text);
}

/* The journal that as-is and accept speak of: what stands, with all that goes on from it. */
static enum err_code find_standing(const struct grading *g, const struct decision *d,
                                   const struct grading_verdict *v, const struct submission **out,
                                   struct err *e)
{
    char paper[8];
    session_paper_name(d->paper, paper);
    if (v->choice.verdict == COLLECTION_FORK)
        return err_set(e, ERR_POLICY, _("paper %s: its journals diverge; rule on that first"),
                       paper);
    *out = v->choice.chosen ? longest_of(&g->collection, v->choice.chosen) : NULL;
    if (d->ruling == DECISION_AS_IS && (!*out || (*out)->state.end != JOURNAL_OPEN))
        return err_set(e, ERR_POLICY, _("paper %s is not one that was begun and not handed in"),
                       paper);
    if (d->ruling == DECISION_ACCEPT_PAPER && (!*out || v->state != RESULT_IRREGULAR || v->is_lost))
        return err_set(e, ERR_POLICY, _("paper %s is not irregular, or has no journal here"),
                       paper);
    return ERR_OK;
}

static enum err_code take_paper(const struct ruling_request *r, struct decision *out, struct err *e)
{
    const struct grading *g = r->grading;
    const struct submission *m = NULL;
    struct grading_verdict v;
    enum err_code rc = ERR_OK;
    out->ruling = decision_on_paper_of(r->words > 2 ? r->word[2] : "");
    if (out->ruling == DECISION_RULINGS || out->ruling == DECISION_MOVE ||
        r->words != (out->ruling == DECISION_JOURNAL ? 4 : 3))
        return err_set(e, ERR_USAGE,
                       _("on a paper: journal HEAD, as-is, accept, annul or no-paper"));
    if (!session_paper_index(r->word[1], &out->paper) || out->paper >= g->opened.roster.papers)
        return err_set(e, ERR_NO, _("%s: the session has no such paper"), r->word[1]);
    grading_judge(g, out->paper, &v);
    if (out->ruling == DECISION_NO_PAPER && v.choice.verdict != COLLECTION_ABSENT)
        return err_set(e, ERR_POLICY, _("paper %s has a journal here"), r->word[1]);
    if (out->ruling == DECISION_JOURNAL)
        rc = find_journal(g, out->paper, r->word[3], &m, e);
    else if (decision_names_journal(out->ruling))
        rc = find_standing(g, out, &v, &m, e);
    if (rc == ERR_OK && m)
        memcpy(out->journal, longest_of(&g->collection, m)->head, CRYPT_HASH);
    return rc;
}

/* ---- a session, a decision ---- */

/* A session is closed on the signed sheet's asked rows. */
static enum err_code check_sheet(const struct grading *g, struct err *e)
{
    struct results results = {0};
    enum err_code rc = grading_run(g, &results, e);
    if (rc == ERR_OK)
        rc = sheet_check_complete(g->opened.sheet, &results, e);
    results_free(&results);
    return rc;
}

enum err_code ruling_check_close(const struct grading *g, struct err *e)
{
    struct graded since;
    graded_since(g->opened.workspace->log, g->opened.name, &g->decisions, &since);
    enum err_code rc = graded_check(&since, g->opened.name, e);
    return rc == ERR_OK ? check_sheet(g, e) : rc;
}

static enum err_code take_close(const struct ruling_request *r, struct decision *out, struct err *e)
{
    const struct grading *g = r->grading;
    struct reconcile rec;
    out->ruling = DECISION_CLOSE;
    if (r->words != 1)
        return err_set(e, ERR_USAGE, _("close takes no further words"));
    enum err_code rc = ruling_check_close(g, e);
    if (rc == ERR_OK)
        rc = reconcile_make(g, &rec, e);
    if (rc != ERR_OK)
        return rc;
    bool even = reconcile_is_even(&rec);
    reconcile_free(&rec);
    if (!even && !r->has_reason)
        return err_set(e, ERR_POLICY,
                       _("%s: does not add up (see: sathachctl reconcile %s); a reason is wanted "
                         "why it is closed all the same"),
                       g->opened.name, g->opened.name);
    return ERR_OK;
}

static bool read_number(const char *text, long high, long *out)
{
    char *end = NULL;
    *out = strtol(text, &end, 10);
    return end != text && !*end && *out >= 1 && *out <= high;
}

/* lost LINE: of a file from the room that is gone or altered for good. */
static enum err_code take_lost(const struct ruling_request *r, struct decision *out, struct err *e)
{
    const char *session = r->grading->opened.name;
    const struct log *l = r->grading->opened.workspace->log;
    long line = 0;
    out->ruling = DECISION_LOST;
    if (r->words != 2 || !l || !read_number(r->word[1], (long)l->lines, &line))
        return err_set(e, ERR_USAGE, _("lost wants the number of a line of the log"));
    const struct log_line *x = &l->line[line - 1];
    out->line = (uint64_t)line;
    if (strcmp(x->session, session) != 0 || !log_evidence_may_be_lost(x->kind))
        return err_set(e, ERR_POLICY,
                       _("line %ld of the log (%s) speaks of no file that may be lost; see: "
                         "sathachctl log show %s"),
                       line, log_kind_word(x->kind), session);
    if (log_evidence_stands(l, x))
        return err_set(e, ERR_POLICY, _("the file of line %ld stands here, whole"), line);
    return ERR_OK;
}

static enum err_code take_cancel(const struct ruling_request *r, struct decision *out,
                                 struct err *e)
{
    out->ruling = DECISION_CANCEL;
    return r->words == 1 ? ERR_OK : err_set(e, ERR_USAGE, _("cancel takes no further words"));
}

static enum err_code take_undo(const struct ruling_request *r, struct decision *out, struct err *e)
{
    long number;
    out->ruling = DECISION_UNDO;
    if (r->words != 2 || !read_number(r->word[1], DECISION_MAX, &number))
        return err_set(e, ERR_USAGE, _("undo wants the number of a decision"));
    out->undoes = (unsigned)number;
    return ERR_OK;
}

static bool undoes_close(const struct grading *g, const struct decision *d)
{
    const struct decision *close = decisions_close(&g->decisions);
    return d->ruling == DECISION_UNDO && close && close->number == d->undoes;
}

enum err_code ruling_take(const struct ruling_request *r, struct decision *out, struct err *e)
{
    static const struct {
        const char *word;
        enum err_code (*take)(const struct ruling_request *r, struct decision *out, struct err *e);
    } TAKE[] = {{"question", take_question}, {"paper", take_paper},   {"lost", take_lost},
                {"close", take_close},       {"cancel", take_cancel}, {"undo", take_undo}};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; i < sizeof TAKE / sizeof TAKE[0]; i++)
        if (strcmp(TAKE[i].word, r->word[0]) == 0) {
            if (TAKE[i].take != take_undo)
                rc = graded_check_open(&r->grading->decisions, r->grading->opened.name, e);
            if (rc == ERR_OK)
                rc = TAKE[i].take(r, out, e);
            if (rc == ERR_OK && !undoes_close(r->grading, out))
                rc = graded_check_open(&r->grading->decisions, r->grading->opened.name, e);
            return rc;
        }
    return err_set(e, ERR_USAGE,
                   _("%s: what is decided is: question ID …, paper P …, lost LINE, close, cancel, "
                     "or undo N"),
                   r->word[0]);
}

bool ruling_is_in_force(const struct decisions *ds, const struct decision *n)
{
    const struct decision *d =
        decision_is_on_question(n->ruling) ? decisions_on_question(ds, n->question)
        : decision_is_on_paper(n->ruling)  ? decisions_on_paper(ds, n->paper, n->ruling)
        : n->ruling == DECISION_CANCEL     ? decisions_cancel(ds)
                                           : NULL;
    return d && d->ruling == n->ruling && d->options == n->options && d->line == n->line &&
           memcmp(d->journal, n->journal, CRYPT_HASH) == 0;
}
