/* sathachctl decide SESSION question ID void|take-out|accept A,C|key B · paper P journal HEAD|as-is|annul · close
 *            --reason T [--by NAME] [--preview] */
#include "app/core/code.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/publishing.h"
#include "tools/office/reconcile.h"
#include "tools/office/register.h"
#include "tools/report/passlist.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PREFIX_MIN = 8 };

struct deciding {
    struct ctl *ctl;
    struct workspace workspace;
    struct keys_secret *office;
    struct grading grading;
    struct results before, after;
    const char *reason, *by;
    bool preview;
};

/* ---- what was asked for ---- */

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

static enum err_code find_question(const struct bank_office *bank, const char *id, uint8_t out[CRYPT_HASH], struct err *e)
{
    size_t found = 0;
    if (!is_prefix(id))
        return err_set(e, ERR_USAGE, _("%s: a question's id is at least %d hexadecimal digits; see: sathachctl stats"), id, PREFIX_MIN);
    for (size_t i = 0; i < bank->entries; i++)
        if (begins_with(bank->entry[i].qid, id)) {
            memcpy(out, bank->entry[i].qid, CRYPT_HASH);
            found++;
        }
    if (found > 1)
        return err_set(e, ERR_USAGE, _("%s: %zu questions begin so; give more digits"), id, found);
    return found ? ERR_OK : err_set(e, ERR_NO, _("%s: the bank of this session has no such question"), id);
}

/* "A,C" or "B". */
static enum err_code take_options(const char *text, bool several, uint8_t *out, struct err *e)
{
    *out = 0;
    for (const char *at = text; *at; at += at[1] == ',' && at[2] ? 2 : 1) {
        int letter = toupper((unsigned char)*at) - 'A';
        if (letter < 0 || letter >= BANK_OPTIONS || (at[1] && at[1] != ',') || (at[1] && !several))
            return err_set(e, ERR_USAGE, several ? _("%s: options are letters with commas between: A,C") : _("%s: the key is one letter, A to D"), text);
        *out = (uint8_t)(*out | 1u << letter);
    }
    return *out ? ERR_OK : err_set(e, ERR_USAGE, _("an option is missing"));
}

static enum err_code take_question(struct deciding *d, int argc, char **argv, struct decision *out, struct err *e)
{
    const char *word = argc > 3 ? argv[3] : "";
    bool accept = strcmp(word, "accept") == 0, key = strcmp(word, "key") == 0;
    out->ruling = strcmp(word, "void") == 0 ? DECISION_VOID : strcmp(word, "take-out") == 0 ? DECISION_TAKE_OUT : accept ? DECISION_ACCEPT : DECISION_KEY;
    if ((out->ruling == DECISION_KEY && !key) || argc != (accept || key ? 5 : 4))
        return err_set(e, ERR_USAGE, _("on a question: void, take-out, accept A,C or key B"));
    enum err_code rc = find_question(&d->grading.sitting.bank_key, argv[2], out->question, e);
    return rc == ERR_OK && (accept || key) ? take_options(argv[4], accept, &out->options, e) : rc;
}

/* A journal of the paper by the beginning of its hash, or by its receipt. */
static enum err_code find_journal(const struct deciding *d, uint32_t paper, const char *text, uint8_t out[CRYPT_HASH], struct err *e)
{
    char receipt[CODE_RECEIPT + 1], its[CODE_RECEIPT + 1];
    bool by_prefix = is_prefix(text), by_receipt = code_receipt_normalise(text, receipt);
    size_t found = 0;
    for (const struct submission *m = NULL; (m = collection_next(&d->grading.collection, paper, m));) {
        code_receipt(m->head, its);
        if ((by_prefix && begins_with(m->head, text)) || (by_receipt && strcmp(its, receipt) == 0)) {
            memcpy(out, m->head, CRYPT_HASH);
            found++;
        }
    }
    return found == 1 ? ERR_OK : err_set(e, ERR_NO, _("%s: not the beginning of one journal of this paper; grade lists them"), text);
}

static enum err_code take_paper(struct deciding *d, int argc, char **argv, struct decision *out, struct err *e)
{
    const char *word = argc > 3 ? argv[3] : "";
    out->ruling = strcmp(word, "journal") == 0 ? DECISION_JOURNAL : strcmp(word, "as-is") == 0 ? DECISION_AS_IS : DECISION_ANNUL;
    if ((out->ruling == DECISION_ANNUL && strcmp(word, "annul") != 0) || argc != (out->ruling == DECISION_JOURNAL ? 5 : 4))
        return err_set(e, ERR_USAGE, _("on a paper: journal HEAD, as-is or annul"));
    if (!session_paper_index(argv[2], &out->paper) || out->paper >= d->grading.sitting.roster.papers)
        return err_set(e, ERR_NO, _("%s: the session has no such paper"), argv[2]);
    struct collection_choice choice = grading_choose(&d->grading.sitting, &d->grading.collection, &d->grading.decisions, out->paper);
    if (out->ruling == DECISION_AS_IS && choice.verdict != COLLECTION_UNFINISHED)
        return err_set(e, ERR_POLICY, _("paper %s is not one that was begun and not handed in"), argv[2]);
    return out->ruling == DECISION_JOURNAL ? find_journal(d, out->paper, argv[4], out->journal, e) : ERR_OK;
}

static enum err_code take_close(struct deciding *d, int argc, struct decision *out, struct err *e)
{
    struct reconcile r;
    out->ruling = DECISION_CLOSE;
    if (argc != 2)
        return err_set(e, ERR_USAGE, _("close takes no further words"));
    if (decisions_close(&d->grading.decisions))
        return err_set(e, ERR_POLICY, _("%s: is closed already"), d->grading.sitting.name);
    enum err_code rc = reconcile_make(&d->grading, d->office, NULL, &r, e);
    if (rc != ERR_OK)
        return rc;
    bool even = reconcile_is_even(&r);
    reconcile_free(&r);
    if (!even && !d->reason)
        return err_set(e, ERR_POLICY, _("%s: does not add up (see: sathachctl reconcile %s); say with --reason why it is closed"), d->grading.sitting.name,
                       d->grading.sitting.name);
    if (!d->reason)
        d->reason = _("The session adds up.");
    return ERR_OK;
}

/* One line of text a person could read, as the file will hold it; malloc'd. */
static enum err_code take_line(const char *what, const char *text, char **out, struct err *e)
{
    if (strlen(text) > DECISION_REASON_MAX || !text[strspn(text, " ")])
        return err_set(e, ERR_USAGE, _("%s: 1 to %d bytes are wanted"), what, DECISION_REASON_MAX);
    enum err_code rc = text_check(text, strlen(text), false, what, e);
    if (rc == ERR_OK && !(*out = strdup(text)))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    return rc;
}

static enum err_code take_words(struct deciding *d, int argc, char **argv, struct decision *out, struct err *e)
{
    enum err_code rc;
    if (argc > 2 && strcmp(argv[1], "question") == 0)
        rc = take_question(d, argc, argv, out, e);
    else if (argc > 2 && strcmp(argv[1], "paper") == 0)
        rc = take_paper(d, argc, argv, out, e);
    else if (strcmp(argv[1], "close") == 0)
        rc = take_close(d, argc, out, e);
    else
        rc = err_set(e, ERR_USAGE, _("%s: what is decided is: question ID …, paper P …, or close"), argv[1]);
    if (rc == ERR_OK && !d->reason)
        rc = err_set(e, ERR_USAGE, _("--reason says why it is decided so"));
    if (rc == ERR_OK)
        rc = take_line("--reason", d->reason, &out->reason, e);
    if (rc == ERR_OK)
        rc = take_line("--by", d->by ? d->by : d->workspace.office_name, &out->by, e);
    return rc;
}

/* The same again changes nothing and would only lengthen the list. */
static bool is_in_force(const struct decisions *ds, const struct decision *n)
{
    const struct decision *d = decision_is_on_question(n->ruling) ? decisions_on_question(ds, n->question)
                               : decision_is_on_paper(n->ruling)  ? decisions_on_paper(ds, n->paper, n->ruling)
                                                                  : NULL;
    return d && d->ruling == n->ruling && d->options == n->options && memcmp(d->journal, n->journal, CRYPT_HASH) == 0;
}

/* ---- what it does ---- */

static bool is_same(const struct result *a, const struct result *b)
{
    return a->state == b->state && a->total == b->total;
}

static void print_change(const struct result *a, const struct result *b, enum table_lang lang)
{
    char name[1024];
    printf("  %s  %s  %s: ", a->paper, a->sbd, text_clean(a->name, name, sizeof name));
    if (a->state != b->state)
        printf("%u %s → %u %s\n", a->total, passlist_word(a->state, lang), b->total, passlist_word(b->state, lang));
    else
        printf("%u → %u\n", a->total, b->total);
}

static void json_change(struct json *j, const struct result *a, const struct result *b)
{
    json_open_object(j);
    json_pair(j, "paper", a->paper);
    json_pair(j, "sbd", a->sbd);
    json_pair(j, "state_before", results_state_name(a->state));
    json_pair(j, "state_after", results_state_name(b->state));
    json_key(j, "total_before");
    json_uint(j, a->total);
    json_key(j, "total_after");
    json_uint(j, b->total);
    json_close(j);
}

static enum err_code show_json(const struct deciding *d, const struct decision *n, struct err *e)
{
    struct ctl_answer a;
    struct buf ruling;
    buf_init(&ruling, 1024);
    decision_write_ruling(n, &ruling);
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "session", d->grading.sitting.name);
    json_key(&a.json, "number");
    json_uint(&a.json, n->number);
    json_pair(&a.json, "ruling", buf_text(&ruling));
    json_key(&a.json, "preview");
    json_bool(&a.json, d->preview);
    json_key(&a.json, "changes");
    json_open_array(&a.json);
    for (size_t i = 0; i < d->before.count; i++)
        if (!is_same(&d->before.row[i], &d->after.row[i]))
            json_change(&a.json, &d->before.row[i], &d->after.row[i]);
    json_close(&a.json);
    json_close(&a.json);
    buf_free(&ruling);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct deciding *d, const struct decision *n, struct err *e)
{
    struct buf text;
    size_t scores = 0, states = 0;
    if (d->ctl->json)
        return show_json(d, n, e);
    buf_init(&text, 4096);
    decision_describe(n, &text);
    printf(d->preview ? _("Decision %u would say: %s\n") : _("Decision %u: %s\n"), n->number, buf_text(&text));
    buf_free(&text);
    for (size_t i = 0; i < d->before.count; i++) {
        const struct result *a = &d->before.row[i], *b = &d->after.row[i];
        scores += a->total != b->total;
        states += a->state != b->state;
        if (!is_same(a, b))
            print_change(a, b, ctl_table_lang());
    }
    printf(_("%zu scores and %zu results change, of %zu papers\n"), scores, states, d->before.count);
    if (d->preview)
        printf(_("Nothing was written.\n"));
    else
        printf(_("The results in force change with: sathachctl grade %s\n"), d->grading.sitting.name);
    return ERR_OK;
}

/* What results.tsv it was taken on; a session may be decided on before it is graded. */
static void note_results(const struct deciding *d, struct decision *out)
{
    struct results r;
    struct err ignored = {0};
    if (publishing_read(&d->workspace, &d->office->pub, d->grading.sitting.name, &r, out->results, &ignored) == ERR_OK)
        results_free(&r);
    else
        out->results[0] = '\0';
}

static void note_date(struct decision *out)
{
    struct tm tm;
    time_t now = time(NULL);
    gmtime_r(&now, &tm);
    strftime(out->date, sizeof out->date, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

static enum err_code save(struct deciding *d, struct err *e)
{
    struct reg *reg = NULL;
    enum err_code rc = decisions_save_last(&d->grading.decisions, &d->grading.sitting, d->office, e);
    if (rc == ERR_OK)
        rc = register_open(&d->workspace, &reg, e);
    if (rc == ERR_OK)
        rc = register_put(reg, &d->grading, &d->before, e); /* scores change when it is graded again */
    register_close(reg);
    return rc;
}

static enum err_code decide(struct deciding *d, int argc, char **argv, struct err *e)
{
    struct grading *g = &d->grading;
    struct decision n = {0};
    enum err_code rc = grading_run(&g->sitting, &g->collection, &g->decisions, &d->before, e);
    if (rc == ERR_OK)
        rc = take_words(d, argc, argv, &n, e);
    if (rc == ERR_OK && is_in_force(&g->decisions, &n))
        rc = err_set(e, ERR_POLICY, _("it is decided so already"));
    if (rc != ERR_OK) {
        decision_free(&n);
        return rc;
    }
    note_date(&n);
    note_results(d, &n);
    rc = decisions_add(&g->decisions, &g->sitting, &n, e);
    if (rc == ERR_OK)
        rc = grading_run(&g->sitting, &g->collection, &g->decisions, &d->after, e);
    if (rc == ERR_OK && !d->preview)
        rc = save(d, e);
    return rc == ERR_OK ? show(d, &g->decisions.item[g->decisions.count - 1], e) : rc;
}

enum err_code cmd_decide(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct deciding d = {.ctl = ctl};
    const struct option_spec spec[] = {{"--reason", &d.reason, NULL}, {"--by", &d.by, NULL}, {"--preview", NULL, &d.preview}, {NULL, NULL, NULL}};
    int lock = -1;
    enum err_code rc = options_take(&argc, argv, spec, 2, 5, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &d.workspace, e);
    if (rc != ERR_OK)
        return rc;
    if (!d.preview)
        rc = workspace_lock(&d.workspace, &lock, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &d.workspace, KEYS_OFFICE, &d.office, e);
    if (rc == ERR_OK)
        rc = grading_open(&d.workspace, argv[0], d.office, &d.grading, e);
    if (rc == ERR_OK) {
        rc = decide(&d, argc, argv, e);
        grading_close(&d.grading);
    }
    results_free(&d.before);
    results_free(&d.after);
    keys_free(d.office);
    workspace_unlock(lock);
    workspace_close(&d.workspace);
    return rc;
}
