/* A question that an import rejected, in the question's form: what was read of it, what besides,
 * where it goes, or why it is set aside. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/choose.h"
#include "tools/desk/question_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

enum { PLACE_MAX = 512 };

bool question_is_rejected(const struct question *q)
{
    return q->number[0] != '\0';
}

/* ---- work ---- */

static struct bank_repair_request begin(struct question *q)
{
    return (struct bank_repair_request){.bank = q->bank, .number = q->number, .was = q->kept.hash};
}

void question_send_rejected(struct question *q)
{
    q->mending = begin(q);
    q->mending.from = q->file;
    if (strcmp(q->text[QUESTION_POOL], q->kept.rejected->pool) != 0)
        q->mending.pool = q->text[QUESTION_POOL];
    stack_run(&q->screen, &bank_repair_op, &q->mending);
}

void question_name_why(struct question *q)
{
    snprintf(q->sentence, sizeof q->sentence, "%s",
             _("Set aside, it does not go into the bank, which is sealed without it; it can be "
               "opened again from the findings. Why:"));
}

void question_ask_why(struct question *q)
{
    if (q->kept.rejected->state == REJECTED_ASIDE) {
        q->mending = begin(q);
        q->mending.is_opened = true;
        stack_run(&q->screen, &bank_repair_op, &q->mending);
        return;
    }
    question_name_why(q);
    question_begin_why(q);
    q->mode = QUESTION_WHY;
}

void question_begin_why(struct question *q)
{
    q->why_text[0] = '\0';
    tui_input_free(&q->why);
    tui_input_init(&q->why, q->why_text, sizeof q->why_text);
}

bool question_type_why(struct question *q, const struct keypress *key)
{
    bool is_end = key->kind == KEYPRESS_ENTER, is_said = q->why_text[strspn(q->why_text, " ")];
    if (!is_end)
        tui_input_key(&q->why, key);
    else if (!is_said)
        screen_say(&q->screen, CANVAS_WARNING, "! %s", _("Say why in a few words, then Enter."));
    return is_end && is_said;
}

void question_why_key(struct question *q, const struct keypress *key)
{
    if (!question_type_why(q, key))
        return;
    q->mending = begin(q);
    q->mending.aside = q->why_text;
    stack_run(&q->screen, &bank_repair_op, &q->mending);
}

void question_end_rejected(struct question *q, const struct job *job)
{
    q->mode = QUESTION_FORM;
    if (job->rc == ERR_CONFLICT) {
        screen_say(&q->screen, CANVAS_DANGER, "x %s",
                   _("Another import changed the list. Ctrl-R reads the question again; what is "
                     "typed here goes then."));
        return;
    }
    if (job->rc != ERR_OK) {
        screen_say_error(&q->screen, &job->err);
        return;
    }
    const char *what = q->mending.from ? "mended" : q->mending.aside ? "aside" : "opened";
    const char *const told[] = {q->number, q->kept.rejected->why};
    stack_choose(&q->screen, what, told, sizeof told / sizeof told[0]);
}

void question_choose_pool(struct question *q)
{
    struct work_choices copy = {0};
    struct err e = {0};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < q->kept.pools.count; i++)
        rc = fields_add_choice(&copy, q->kept.pools.item[i].word, q->kept.pools.item[i].said, &e);
    if (rc == ERR_OK) {
        choose_open_said(q->screen.desk, "pool", _("Where does the question belong?"), &copy,
                         q->text[QUESTION_POOL]);
        return;
    }
    fields_free_choices(&copy);
    screen_say_error(&q->screen, &e);
}

/* ---- what is seen ---- */

void question_tell_source(const struct rejected_question *x, char *out, size_t room)
{
    const struct findings_place at = {.file = x->file, .page = x->page, .line = x->line};
    char place[FINDINGS_PLACE_MAX];
    struct buf text;
    buf_init(&text, room - 1);
    findings_tell_place(&at, place, sizeof place);
    buf_add_text(&text, place);
    if (x->mark[0])
        buf_printf(&text, _(", number %s"), x->mark);
    text_clean(text.failed ? file_base(x->file) : buf_text(&text), out, room);
    buf_free(&text);
}

/* What its source marks as right, where that is not one of four; false: nothing. */
static bool tell_marked(const struct rejected_question *x, const char *before, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; rejected_answer(x) < 0 && i < x->options; i++)
        if (x->option[i].is_right) {
            buf_printf(out, "%s%s%s", n ? "; " : before,
                       n ? "" : _("Marked as right in the source: "), x->option[i].text);
            n++;
        }
    return n > 0;
}

void question_tell_origin(const struct question *q, struct buf *out)
{
    const struct origin *origin = &q->reply.origin;
    char from[ORIGIN_SAID], left_out[ORIGIN_SAID];
    if (!origin->file[0])
        return;
    origin_tell(origin, from, sizeof from);
    buf_printf(out, _("From %s\n"), from);
    if (origin_left_out(origin, left_out, sizeof left_out)[0])
        buf_printf(out, "%s\n", left_out);
}

void question_tell_besides(const struct question *q, struct buf *out)
{
    const struct rejected_question *x = q->kept.rejected;
    char why[REJECTED_WHY_MAX + 1];
    bool is_chosen = !q->is_read || q->text[QUESTION_ANSWER][0];
    if (x && x->state == REJECTED_ASIDE)
        buf_printf(out, _("Set aside: %s Ctrl-D opens it again.\n"),
                   text_end_sentence(x->why, why, sizeof why));
    if (!is_chosen)
        buf_add_text(out, _("No right option is chosen yet."));
    bool is_marked = x && tell_marked(x, is_chosen ? "" : " ", out);
    if (!is_chosen || is_marked)
        buf_add_text(out, "\n");
    if (!x) {
        question_tell_origin(q, out);
        return;
    }
    for (size_t i = BANK_OPTIONS; i < x->options; i++)
        buf_printf(out, _("Also read, option %zu: %s\n"), i + 1, x->option[i].text);
    char place[PLACE_MAX];
    question_tell_source(x, place, sizeof place);
    buf_printf(out, _("From %s\n"), place);
}

void question_line_rejected(struct question *q, struct buf *out)
{
    struct bank_repair_request shown = {.bank = q->bank, .number = q->number};
    const char *pool = q->text[QUESTION_POOL];
    if (q->mode == QUESTION_WHY)
        shown.aside = q->why_text[0] ? q->why_text : "REASON";
    else
        shown.from = "FILE";
    if (shown.from && pool[0] && q->kept.rejected && strcmp(pool, q->kept.rejected->pool) != 0)
        shown.pool = pool;
    stack_line(&bank_repair_op, &shown, out);
}
