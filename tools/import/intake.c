#include "tools/import/intake.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/normal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void intake_init(struct intake *in, const char *file, struct findings *f, const char *category)
{
    memset(in, 0, sizeof *in);
    in->file = file;
    in->findings = f;
    in->category = strdup(category ? category : "");
}

static void drop_draft(struct intake_draft *d)
{
    free(d->stem);
    free(d->name);
    free(d->note);
    for (size_t i = 0; i < d->options; i++)
        free(d->option[i]);
    memset(d, 0, sizeof *d);
}

static void free_question(struct intake_question *q)
{
    bank_question_free(&q->text);
    free(q->name);
    free(q->note);
    free(q->category);
}

void intake_free(struct intake *in)
{
    for (size_t i = 0; i < in->count; i++)
        free_question(&in->question[i]);
    for (size_t i = 0; i < in->outcomes; i++)
        free(in->outcome[i].reason);
    drop_draft(&in->draft);
    free(in->question);
    free(in->outcome);
    free(in->category);
    memset(in, 0, sizeof *in);
}

size_t intake_rejected(const struct intake *in)
{
    return in->outcomes - in->count;
}

void intake_category(struct intake *in, const char *category)
{
    /* learning platforms write their own root in front */
    static const char *const ROOTS[] = {"$course$/", "$module$/", "$system$/", "top/"};
    for (size_t i = 0; i < sizeof ROOTS / sizeof ROOTS[0]; i++)
        if (strncmp(category, ROOTS[i], strlen(ROOTS[i])) == 0)
            category += strlen(ROOTS[i]);
    free(in->category);
    in->category = strdup(category);
}

void intake_begin(struct intake *in, size_t page, size_t line, const char *number)
{
    intake_end(in);
    in->draft.open = true;
    in->draft.page = page;
    in->draft.line = line;
    text_clean(number ? number : "", in->draft.number, sizeof in->draft.number);
}

/* Appends with a sign between; the texts' size is checked when the question ends. */
static void join(struct intake *in, char **to, const char *between, const char *text)
{
    char *joined = NULL;
    if (!*to)
        joined = strdup(text);
    else if (asprintf(&joined, "%s%s%s", *to, between, text) < 0)
        joined = NULL;
    if (!joined)
        intake_wrong(in, _("out of memory"));
    else
        free(*to);
    if (joined)
        *to = joined;
}

void intake_stem(struct intake *in, const char *text)
{
    join(in, &in->draft.stem, "\n", text);
}

void intake_option(struct intake *in, const char *text, bool right)
{
    struct intake_draft *d = &in->draft;
    char *copy = d->options < INTAKE_OPTIONS_MAX ? strdup(text) : NULL;
    if (!copy) {
        intake_wrong(in, "%s", d->options < INTAKE_OPTIONS_MAX ? _("out of memory") : _("too many options"));
        return;
    }
    d->right[d->options] = right;
    d->option[d->options++] = copy;
}

void intake_right(struct intake *in, size_t option)
{
    if (option < in->draft.options)
        in->draft.right[option] = true;
    else
        intake_wrong(in, _("the answer names an option that is not there"));
}

void intake_name(struct intake *in, const char *text)
{
    free(in->draft.name);
    in->draft.name = strdup(text);
}

void intake_note(struct intake *in, const char *text)
{
    if (text[strspn(text, " \t\r\n")])
        join(in, &in->draft.note, "; ", text);
}

void intake_changed(struct intake *in, enum intake_change c)
{
    in->draft.changed[c] = true;
}

void intake_wrong(struct intake *in, const char *fmt, ...)
{
    va_list ap;
    if (in->draft.reason[0])
        return;
    va_start(ap, fmt);
    vsnprintf(in->draft.reason, sizeof in->draft.reason, fmt, ap);
    va_end(ap);
}

void intake_skip(struct intake *in, const char *kind)
{
    char name[INTAKE_KIND_MAX];
    size_t k = 0;
    text_clean(kind, name, sizeof name);
    while (k < in->kinds && strcmp(in->kind[k].name, name) != 0)
        k++;
    if (k == in->kinds && k < INTAKE_KINDS_MAX)
        strcpy(in->kind[in->kinds++].name, name);
    if (k < in->kinds)
        in->kind[k].count++;
    in->draft.reason[0] = '\0';
    intake_wrong(in, _("%s is not single choice"), name);
}

static struct findings_place place_of(const struct intake *in)
{
    return (struct findings_place){in->file, in->draft.page, in->draft.line, in->draft.number};
}

void intake_warn(struct intake *in, const char *fmt, ...)
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
static int find_answer(struct intake *in)
{
    const struct intake_draft *d = &in->draft;
    int answer = -1, rights = 0;
    for (size_t i = 0; i < d->options; i++)
        if (d->right[i]) {
            answer = (int)i;
            rights++;
        }
    if (d->options != BANK_OPTIONS)
        intake_wrong(in, _("%zu options, not four"), d->options);
    else if (rights == 0)
        intake_wrong(in, _("no right answer"));
    else if (rights > 1)
        intake_wrong(in, _("several right answers"));
    return d->reason[0] ? -1 : answer;
}

static void take_text(struct intake *in, const char *text, bool newline_ok, unsigned *changes, char **out)
{
    struct err e = {0};
    if (!in->draft.reason[0] && normal_text(text, newline_ok, changes, out, &e) != ERR_OK)
        intake_wrong(in, "%s", e.text);
}

static void fill(struct intake *in, struct intake_question *q)
{
    struct intake_draft *d = &in->draft;
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
        intake_wrong(in, "%s", e.text);
    d->changed[INTAKE_COMPOSED] |= (changes & NORMAL_COMPOSED) != 0;
    d->changed[INTAKE_SOFT] |= (changes & NORMAL_SOFT) != 0;
    d->changed[INTAKE_BLANKS] |= (changes & NORMAL_BLANKS) != 0;
}

/* Room for one more; false after a complaint. */
static bool grow(struct intake *in)
{
    if (in->count < in->room)
        return true;
    size_t room = in->room ? in->room * 2 : 64;
    struct intake_question *grown = realloc(in->question, room * sizeof *grown);
    if (!grown) {
        intake_wrong(in, _("out of memory"));
        return false;
    }
    in->question = grown;
    in->room = room;
    return true;
}

static void keep_outcome(struct intake *in, long question)
{
    const struct intake_draft *d = &in->draft;
    if (in->outcomes == in->outcome_room) {
        size_t room = in->outcome_room ? in->outcome_room * 2 : 64;
        struct intake_outcome *grown = realloc(in->outcome, room * sizeof *grown);
        if (!grown) {
            in->failed = true;
            return;
        }
        in->outcome = grown;
        in->outcome_room = room;
    }
    struct intake_outcome *o = &in->outcome[in->outcomes++];
    *o = (struct intake_outcome){.page = d->page, .line = d->line, .question = question, .reason = question < 0 ? strdup(d->reason) : NULL};
    strcpy(o->number, d->number);
}

static void warn_same(struct intake *in, const struct bank_question *q)
{
    for (int k = 0; k < BANK_OPTIONS; k++)
        for (int m = 0; m < k; m++)
            if (strcmp(q->option[k], q->option[m]) == 0)
                intake_warn(in, _("options %c and %c are the same"), 'A' + m, 'A' + k);
}

void intake_end(struct intake *in)
{
    struct intake_draft *d = &in->draft;
    struct intake_question q = {0};
    if (!d->open)
        return;
    if (!d->reason[0] && (!d->stem || !d->stem[strspn(d->stem, " \t\r\n")]))
        intake_wrong(in, _("the question has no text"));
    int answer = d->reason[0] ? -1 : find_answer(in);
    if (answer >= 0)
        fill(in, &q);
    if (d->reason[0] || !grow(in)) {
        struct findings_place at = place_of(in);
        findings_add_at(in->findings, FINDINGS_ERROR, &at, "%s", d->reason);
        free_question(&q);
        keep_outcome(in, -1);
    } else {
        q.answer = (uint8_t)answer;
        q.category = strdup(in->category ? in->category : "");
        q.page = d->page;
        q.line = d->line;
        strcpy(q.number, d->number);
        warn_same(in, &q.text);
        for (int c = 0; c < INTAKE_CHANGES; c++)
            in->change[c] += d->changed[c];
        in->question[in->count] = q;
        keep_outcome(in, (long)in->count++);
    }
    drop_draft(d);
}
