/* What is seen of a question: its form, what was found about it, what goes when it is taken out. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/question_parts.h"
#include "tools/work/banking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHOWN = 640 /* bytes of a line that goes */,
    BESIDES = 32 * 1024,
    NOTES_MAX = 6 /* rows */,
    HEAD_NAME = 80
};

void question_head(struct screen *s, struct screen_head *out)
{
    const struct question *q = (const struct question *)s;
    if (question_is_rejected(q)) {
        snprintf(out->title, sizeof out->title, "%s", _("Mend a rejected question"));
        char name[HEAD_NAME] = "";
        if (q->kept.rejected)
            banking_name_rejected(q->kept.rejected, name, sizeof name);
        snprintf(out->right, sizeof out->right, _("bank %s: %s"), q->bank, name);
        return;
    }
    snprintf(out->title, sizeof out->title, "%s", _("Edit a question"));
    const char *colon = strrchr(q->place, ':');
    char file[QUESTION_PLACE], told[FINDINGS_PLACE_MAX];
    snprintf(file, sizeof file, "%.*s", colon ? (int)(colon - q->place) : 0, q->place);
    const struct findings_place at = {.file = file,
                                      .line = strtoul(colon ? colon + 1 : "0", NULL, 10)};
    findings_tell_place(&at, told, sizeof told);
    snprintf(out->right, sizeof out->right, _("bank %s: %s"), q->bank, told);
}

/* A paragraph a line of the text; what does not fit is left out. */
static int draw_lines(struct canvas *v, int row, int end, enum canvas_role role, const char *text)
{
    char line[SHOWN], clean[SHOWN];
    for (const char *at = text; *at && row < end; at += strspn(at, "\n")) {
        size_t n = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)n, at);
        row = tui_paragraph(v, row, 3, v->cols - 6, role, text_clean(line, clean, sizeof clean));
        at += n;
    }
    return row;
}

/* Of one that an import rejected as much as was read, which may be nothing but its place. */
static void tell_rejected(const struct question *q, struct buf *out)
{
    const struct rejected_question *x = q->kept.rejected;
    char source[SHOWN];
    if (!x->stem[0] && !x->options) {
        question_tell_source(x, source, sizeof source);
        buf_printf(out, _("%s: no words of it could be read\n"), source);
        return;
    }
    buf_printf(out, "%s\n", x->stem);
    for (size_t i = 0; i < x->options; i++)
        buf_printf(out, "%s %c  %s\n", x->option[i].is_right ? "●" : " ", 'A' + (int)i,
                   x->option[i].text);
}

/* What goes: the question and its options, and where it came from; one that could not be read, as
 * it stands in its file. */
static void tell_whole(const struct question *q, struct buf *out)
{
    const struct bank_edit_question *x = question_read(q);
    if (question_is_rejected(q)) {
        tell_rejected(q, out);
        return;
    }
    question_tell_origin(q, out);
    if (x->reason[0] || !x->stem) {
        buf_add(out, q->reply.block.data, q->reply.block.len);
        buf_add_text(out, "\n");
        return;
    }
    buf_printf(out, "%s\n", x->stem ? x->stem : "");
    for (int i = 0; i < BANK_OPTIONS; i++)
        buf_printf(out, "%s %c  %s\n", i == x->answer ? "●" : " ", 'A' + i,
                   x->option[i] ? x->option[i] : "");
}

/* And why it is taken out, or set aside. */
static void draw_asked(struct question *q, struct canvas *v, int row, int end)
{
    struct buf whole;
    buf_init(&whole, 2 * BANK_EDIT_MAX);
    tell_whole(q, &whole);
    row = draw_lines(v, row + 1, end - 4, CANVAS_PLAIN, buf_text(&whole)) + 1;
    buf_free(&whole);
    row = tui_paragraph(v, row, 3, v->cols - 6, CANVAS_PLAIN, q->sentence);
    tui_input_draw(v, row, 3, v->cols - 6, &q->why, true);
}

/* The rows that lack something, or are wrong, now. */
static void tell_lacks(const struct question *q, struct buf *out)
{
    size_t lacks = 0;
    for (int i = 0; i < QUESTION_ROWS; i++)
        if (!q->row[i].is_hidden && q->row[i].state != TUI_FORM_RIGHT)
            buf_printf(out, "%s%s", lacks++ ? ", " : _("Still to be mended: "), q->row[i].label);
    buf_printf(out, "%s\n", lacks ? "." : _("Nothing is missing now."));
}

/* What was found is of the question as it was read: once something is typed, it may be mended. */
static void tell_found(const struct question *q, struct buf *out)
{
    const char *reason = question_read(q)->reason, *wrong = reason[0] ? reason : q->wrong;
    char sentence[SHOWN];
    if (q->kept.known[0])
        buf_printf(out, "%s %s\n", text_end_sentence(q->kept.known, sentence, sizeof sentence),
                   q->kept.rejected->state == REJECTED_ASIDE ? ""
                                                             : _("Ctrl-D sets this one aside."));
    if (!wrong[0])
        return;
    if (question_is_changed(q) && question_is_rejected(q)) {
        buf_printf(out, _("Found when the file was read: %s "),
                   text_end_sentence(wrong, sentence, sizeof sentence));
        tell_lacks(q, out);
    } else if (question_is_changed(q))
        buf_printf(out, _("Found before: %s It is checked anew when it is written.\n"),
                   text_end_sentence(wrong, sentence, sizeof sentence));
    else if (question_is_rejected(q))
        buf_printf(out, _("Rejected: %s\n"), wrong);
    else
        buf_printf(out, "%s\n", wrong);
}

/* Rows that the text takes, drawn into none. */
static int count_lines(const char *text, int cells)
{
    struct text_line ignored[1];
    int rows = 0;
    for (const char *at = text; *at; at += strspn(at, "\n")) {
        char line[SHOWN];
        size_t n = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)n, at);
        rows += (int)text_wrap(line, cells, ignored, 1);
        at += n;
    }
    return rows;
}

/* Where it stands, a line; a rejected one has a row of it, and of none nothing is told. */
static void tell_pool(const struct question *q, struct buf *out)
{
    struct buf pool;
    buf_init(&pool, SHOWN);
    bank_pools_tell(&q->reply.pool, q->screen.desk->is_english ? TABLE_EN : TABLE_VI, &pool);
    if (!question_is_rejected(q) && pool.len)
        buf_printf(out, _("Pool: %s\n"), buf_text(&pool));
    buf_free(&pool);
}

static void draw_pool(const struct question *q, struct canvas *v, int row)
{
    struct buf pool;
    char line[SHOWN], clean[SHOWN];
    buf_init(&pool, SHOWN);
    tell_pool(q, &pool);
    snprintf(line, sizeof line, "%.*s", (int)strcspn(buf_text(&pool), "\n"), buf_text(&pool));
    canvas_text_cut(v, row, 2, v->cols - 4, CANVAS_DIM, text_clean(line, clean, sizeof clean));
    buf_free(&pool);
}

void question_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct question *q = (struct question *)s;
    struct buf found, besides;
    draw_pool(q, v, row);
    if (q->mode != QUESTION_FORM && q->has_block) {
        draw_asked(q, v, row, end);
        return;
    }
    if (!q->is_read)
        return;
    buf_init(&found, BESIDES);
    buf_init(&besides, BESIDES);
    tell_found(q, &found);
    question_tell_besides(q, &besides);
    int notes = count_lines(buf_text(&found), v->cols - 6) +
                count_lines(buf_text(&besides), v->cols - 6),
        below = end - (notes < NOTES_MAX ? notes : NOTES_MAX);
    tui_form_draw(v, &q->form, row + 1, 0, below - row - 2, v->cols - 1);
    int cursor_row = v->cursor_row, cursor_col = v->cursor_col;
    bool is_past = question_is_changed(q) && !q->kept.known[0];
    below = draw_lines(v, below, end, is_past ? CANVAS_DIM : CANVAS_WARNING, buf_text(&found));
    draw_lines(v, below, end, CANVAS_DIM, buf_text(&besides));
    buf_free(&found);
    buf_free(&besides);
    canvas_cursor(v, cursor_row, cursor_col);
}

void question_tell(struct screen *s, struct buf *out)
{
    struct question *q = (struct question *)s;
    struct buf found;
    if (q->mode != QUESTION_FORM)
        tell_whole(q, out);
    tell_pool(q, out);
    if (!q->is_read || q->mode != QUESTION_FORM)
        return;
    screen_tell_form(&q->form, out);
    buf_init(&found, BESIDES);
    tell_found(q, &found);
    if (found.len)
        buf_printf(out, "! %s", buf_text(&found));
    buf_free(&found);
    question_tell_besides(q, out);
}
