#include "tools/import/importer.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/normal.h"
#include "tools/import/origin.h"
#include "tools/import/tex.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void importer_init(struct importer *in, const char *file, struct findings *f, const char *category)
{
    memset(in, 0, sizeof *in);
    in->file = file;
    in->findings = f;
    in->category = strdup(category ? category : "");
    in->pool = category ? strdup(category) : NULL;
}

static void drop_draft(struct importer_draft *d)
{
    free(d->stem);
    free(d->name);
    free(d->note);
    free(d->origin);
    for (size_t i = 0; i < d->options; i++)
        free(d->option[i]);
    memset(d, 0, sizeof *d);
}

static void free_question(struct importer_question *q)
{
    bank_question_free(&q->text);
    free(q->name);
    free(q->note);
    free(q->origin);
    free(q->category);
}

static void free_outcome(struct importer_outcome *o)
{
    if (o->draft)
        drop_draft(o->draft);
    free(o->draft);
    free(o->category);
    free(o->reason);
}

void importer_free(struct importer *in)
{
    for (size_t i = 0; i < in->count; i++)
        free_question(&in->question[i]);
    for (size_t i = 0; i < in->outcomes; i++)
        free_outcome(&in->outcome[i]);
    drop_draft(&in->draft);
    free(in->question);
    free(in->outcome);
    free(in->category);
    free(in->pool);
    memset(in, 0, sizeof *in);
}

size_t importer_rejected(const struct importer *in)
{
    return in->outcomes - in->count;
}

void importer_category(struct importer *in, const char *category)
{
    /* learning platforms write their own root in front */
    static const char *const ROOTS[] = {"$course$/", "$module$/", "$system$/", "top/"};
    for (size_t i = 0; i < sizeof ROOTS / sizeof ROOTS[0]; i++)
        if (strncmp(category, ROOTS[i], strlen(ROOTS[i])) == 0)
            category += strlen(ROOTS[i]);
    free(in->category);
    in->category = strdup(category);
}

void importer_compare(struct importer *in, const char *mark, size_t counted, size_t read)
{
    if (counted != read)
        findings_add(in->findings, FINDINGS_ERROR, in->file, 0,
                     _("self-check: %zu %s stand in the file, %zu were read as questions: compare "
                       "the questions rejected here with the file"),
                     counted, mark, read);
}

void importer_begin(struct importer *in, size_t page, size_t line, const char *number)
{
    importer_end(in);
    in->draft.open = true;
    in->draft.page = page;
    in->draft.line = line;
    text_clean(number ? number : "", in->draft.number, sizeof in->draft.number);
}

/* Appends with a sign between; the texts' size is checked when the question ends. */
static void join(struct importer *in, char **to, const char *between, const char *text)
{
    char *joined = NULL;
    if (!*to)
        joined = strdup(text);
    else if (asprintf(&joined, "%s%s%s", *to, between, text) < 0)
        joined = NULL;
    if (!joined)
        importer_wrong(in, _("out of memory"));
    else
        free(*to);
    if (joined)
        *to = joined;
}

void importer_stem(struct importer *in, const char *text)
{
    join(in, &in->draft.stem, "\n", text);
}

void importer_option(struct importer *in, const char *text, bool right)
{
    struct importer_draft *d = &in->draft;
    char *copy = d->options < IMPORTER_OPTIONS_MAX ? strdup(text) : NULL;
    if (!copy) {
        importer_wrong(in, "%s",
                       d->options < IMPORTER_OPTIONS_MAX ? _("out of memory")
                                                         : _("too many options"));
        return;
    }
    d->right[d->options] = right;
    d->option[d->options++] = copy;
}

void importer_weight(struct importer *in, double percent)
{
    if (percent > 0 && percent < 100)
        importer_warn(in, _("option %c is worth part of the marks (%g %%): taken as wrong"),
                      'A' + (int)in->draft.options, percent);
    else if (percent < 0)
        importer_warn(in, _("option %c takes marks away (%g %%): taken as wrong"),
                      'A' + (int)in->draft.options, percent);
}

void importer_right(struct importer *in, size_t option)
{
    if (option < in->draft.options)
        in->draft.right[option] = true;
    else
        importer_wrong(in, _("the answer names an option that is not there"));
}

void importer_name(struct importer *in, const char *text)
{
    free(in->draft.name);
    in->draft.name = strdup(text);
}

void importer_note(struct importer *in, const char *text)
{
    if (text[strspn(text, " \t\r\n")])
        join(in, &in->draft.note, "; ", text);
}

void importer_origin(struct importer *in, const struct origin *o)
{
    free(in->draft.origin);
    in->draft.origin = malloc(sizeof *o);
    if (in->draft.origin)
        *in->draft.origin = *o;
    else
        importer_wrong(in, _("out of memory"));
}

void importer_changed(struct importer *in, enum importer_change c)
{
    in->draft.changed[c] = true;
}

bool importer_is_left_out(enum importer_change c)
{
    return c == IMPORTER_HIDDEN || c == IMPORTER_STRUCK || c == IMPORTER_DELETED;
}

void importer_wrong(struct importer *in, const char *fmt, ...)
{
    va_list ap;
    if (in->draft.reason[0])
        return;
    va_start(ap, fmt);
    vsnprintf(in->draft.reason, sizeof in->draft.reason, fmt, ap);
    va_end(ap);
}

const char *importer_kind(const char *name, char *out, size_t room)
{
    static const struct {
        const char *name, *label;
    } KINDS[] = {{"essay", N_("an essay")},
                 {"extendedTextInteraction", N_("an essay")},
                 {"numerical", N_("a number to be written")},
                 {"calculated", N_("a number to be written")},
                 {"calculatedsimple", N_("a number to be written")},
                 {"calculatedmulti", N_("a number to be written")},
                 {"matching", N_("matching")},
                 {"match", N_("matching")},
                 {"matchInteraction", N_("matching")},
                 {"randomsamatch", N_("matching")},
                 {"shortanswer", N_("a word to be written")},
                 {"textEntryInteraction", N_("a word to be written")},
                 {"true/false", N_("true or false")},
                 {"truefalse", N_("true or false")},
                 {"description", N_("a text without answers")},
                 {"missingword", N_("a gap to be filled")},
                 {"cloze", N_("a gap to be filled")},
                 {"gapselect", N_("a gap to be filled")},
                 {"ddwtos", N_("a gap to be filled")},
                 {"gapMatchInteraction", N_("a gap to be filled")},
                 {"inlineChoiceInteraction", N_("a gap to be filled")},
                 {"ordering", N_("putting in order")},
                 {"orderInteraction", N_("putting in order")},
                 {"multichoiceset", N_("a choice of several")}};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (strcmp(KINDS[i].name, name) == 0) {
            snprintf(out, room, "%s (%s)", _(KINDS[i].label), name);
            return out;
        }
    return name;
}

void importer_skip(struct importer *in, const char *kind)
{
    char label[2 * IMPORTER_KIND_MAX];
    char name[IMPORTER_KIND_MAX];
    size_t k = 0;
    text_clean(kind, name, sizeof name);
    while (k < in->kinds && strcmp(in->kind[k].name, name) != 0)
        k++;
    if (k == in->kinds && k < IMPORTER_KINDS_MAX)
        strcpy(in->kind[in->kinds++].name, name);
    if (k < in->kinds)
        in->kind[k].count++;
    in->draft.reason[0] = '\0';
    importer_wrong(in, _("not single choice: %s"), importer_kind(name, label, sizeof label));
}

static struct findings_place place_of(const struct importer *in)
{
    return (struct findings_place){in->file, in->draft.page, in->draft.line, in->draft.number};
}

void importer_warn(struct importer *in, const char *fmt, ...)
{
    va_list ap;
    char text[512];
    struct findings_place at = place_of(in);
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    findings_add_at(in->findings, FINDINGS_WARNING, &at, "%s", text);
}

/* The one right option, or -1 after a complaint. */
static int find_answer(struct importer *in)
{
    const struct importer_draft *d = &in->draft;
    int answer = -1, rights = 0;
    for (size_t i = 0; i < d->options; i++)
        if (d->right[i]) {
            answer = (int)i;
            rights++;
        }
    if (d->options != BANK_OPTIONS)
        importer_wrong(in, _("%zu options, not four"), d->options);
    else if (rights == 0)
        importer_wrong(in, _("no right answer"));
    else if (rights > 1)
        importer_wrong(in, _("several right answers"));
    return d->reason[0] ? -1 : answer;
}

static void take_text(struct importer *in, const char *text, bool newline_ok, unsigned *changes,
                      char **out)
{
    struct err e = {0};
    if (!in->draft.reason[0] && normal_text(text, newline_ok, changes, out, &e) != ERR_OK)
        importer_wrong(in, "%s", e.text);
}

static void fill(struct importer *in, struct importer_question *q)
{
    struct importer_draft *d = &in->draft;
    struct err e = {0};
    unsigned changes = 0, note_changes = 0;
    take_text(in, d->stem ? d->stem : "", true, &changes, &q->text.stem);
    for (size_t i = 0; i < BANK_OPTIONS && !d->reason[0]; i++)
        take_text(in, d->option[i], true, &changes, &q->text.option[i]);
    if (d->name)
        take_text(in, d->name, false, &note_changes, &q->name);
    if (d->note)
        take_text(in, d->note, false, &note_changes, &q->note);
    if (!d->reason[0] && bank_question_check(&q->text, &e) != ERR_OK)
        importer_wrong(in, "%s", e.text);
    d->changed[IMPORTER_COMPOSED] |= (changes & NORMAL_COMPOSED) != 0;
    d->changed[IMPORTER_SOFT] |= (changes & NORMAL_SOFT) != 0;
    d->changed[IMPORTER_BLANKS] |= (changes & NORMAL_BLANKS) != 0;
}

/* Room for one more; false after a complaint. */
static bool grow(struct importer *in)
{
    if (in->count < in->room)
        return true;
    size_t room = in->room ? in->room * 2 : 64;
    struct importer_question *grown = realloc(in->question, room * sizeof *grown);
    if (!grown) {
        importer_wrong(in, _("out of memory"));
        return false;
    }
    in->question = grown;
    in->room = room;
    return true;
}

/* What was read goes with the outcome: it is mended from it. */
static void keep_draft(struct importer *in, struct importer_outcome *o)
{
    o->category = strdup(in->category ? in->category : "");
    o->draft = malloc(sizeof *o->draft);
    if (!o->draft || !o->category || !o->reason)
        in->failed = true;
    if (!o->draft)
        return;
    *o->draft = in->draft;
    memset(&in->draft, 0, sizeof in->draft);
}

static void keep_outcome(struct importer *in, long question)
{
    const struct importer_draft *d = &in->draft;
    if (in->outcomes == in->outcome_room) {
        size_t room = in->outcome_room ? in->outcome_room * 2 : 64;
        struct importer_outcome *grown = realloc(in->outcome, room * sizeof *grown);
        if (!grown) {
            in->failed = true;
            return;
        }
        in->outcome = grown;
        in->outcome_room = room;
    }
    struct importer_outcome *o = &in->outcome[in->outcomes++];
    *o = (struct importer_outcome){.page = d->page,
                                   .line = d->line,
                                   .question = question,
                                   .reason = question < 0 ? strdup(d->reason) : NULL};
    strcpy(o->number, d->number);
    for (int c = 0; c < IMPORTER_CHANGES; c++) {
        bool counts =
            d->changed[c] && (question >= 0 || importer_is_left_out((enum importer_change)c));
        o->changed |= counts ? 1U << c : 0;
        in->change[c] += counts;
    }
    if (in->ended)
        in->ended(in->context, in, o);
    if (question < 0)
        keep_draft(in, o);
}

/* A formula in TeX reaches the candidate as its source: told, for every format. */
static void warn_tex(struct importer *in, const struct bank_question *q)
{
    const char *at = tex_find(q->stem);
    for (int k = 0; k < BANK_OPTIONS && !at; k++)
        at = tex_find(q->option[k]);
    if (at)
        importer_warn(
            in, _("holds a formula in TeX, which candidates see as it is written: \"%.60s\""), at);
}

static void warn_same(struct importer *in, const struct bank_question *q)
{
    for (int k = 0; k < BANK_OPTIONS; k++)
        for (int m = 0; m < k; m++)
            if (strcmp(q->option[k], q->option[m]) == 0)
                importer_warn(in, _("options %c and %c are the same"), 'A' + m, 'A' + k);
}

void importer_join_left_out(char to[IMPORTER_LEFT_OUT], const char *words, bool is_bare)
{
    char clean[IMPORTER_LEFT_OUT / 2], joined[2 * IMPORTER_LEFT_OUT];
    const char *quote = is_bare ? "\"" : "", *between = to[0] ? ", " : "";
    if (!words[0])
        return;
    if (is_bare)
        text_clean(words, clean, sizeof clean);
    int n = snprintf(joined, sizeof joined, "%s%s%s%s%s", to, between, quote,
                     is_bare ? clean : words, quote);
    if (n < IMPORTER_LEFT_OUT)
        strcpy(to, joined);
}

/* Who mends it sees them there. */
static void tell_left_out(struct importer_draft *d)
{
    size_t n = strlen(d->reason);
    if (d->left_out[0])
        snprintf(d->reason + n, sizeof d->reason - n,
                 _("; left out of it as hidden, struck out or deleted: %s"), d->left_out);
}

/* Where it is to be looked at: what was left out may have been meant to be read. */
static void warn_left_out(struct importer *in)
{
    const bool *changed = in->draft.changed;
    if (changed[IMPORTER_HIDDEN])
        importer_warn(in, "%s", _("hidden text was left out here: look at it in the source"));
    if (changed[IMPORTER_STRUCK])
        importer_warn(in, "%s", _("struck-out text was left out here: look at it in the source"));
    if (changed[IMPORTER_DELETED])
        importer_warn(in, "%s",
                      _("text deleted by tracked changes was left out here: look at it in the "
                        "source"));
}

void importer_end(struct importer *in)
{
    struct importer_draft *d = &in->draft;
    struct importer_question q = {0};
    if (!d->open)
        return;
    if (!d->reason[0] && (!d->stem || !d->stem[strspn(d->stem, " \t\r\n")]))
        importer_wrong(in, _("the question has no text"));
    int answer = d->reason[0] ? -1 : find_answer(in);
    if (answer >= 0)
        fill(in, &q);
    bool is_rejected = d->reason[0] || !grow(in);
    if (is_rejected && !d->number[0] && !d->page)
        snprintf(d->number, sizeof d->number, "#%zu", in->outcomes + 1);
    warn_left_out(in);
    if (is_rejected) {
        tell_left_out(d);
        struct findings_place at = place_of(in);
        findings_add_at(in->findings, FINDINGS_ERROR, &at, "%s", d->reason);
        free_question(&q);
        keep_outcome(in, -1);
    } else {
        q.answer = (uint8_t)answer;
        q.category = strdup(in->category ? in->category : "");
        q.page = d->page;
        q.line = d->line;
        q.origin = d->origin;
        d->origin = NULL;
        strcpy(q.number, d->number);
        warn_same(in, &q.text);
        warn_tex(in, &q.text);
        in->question[in->count] = q;
        keep_outcome(in, (long)in->count++);
    }
    drop_draft(d);
}
