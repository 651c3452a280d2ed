#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/paragraph.h"
#include "tools/desk/stats_parts.h"

#include <stdio.h>
#include <string.h>

/* Cells of the columns; the first words of the text have what is left over. */
enum {
    MARK = 2,
    ID = 13,
    ATTEMPTS = 5,
    FACILITY = 8,
    BAR = 10,
    APART = 7,
    CHOICE = 4,
    OTHERS = MARK + ID + ATTEMPTS + FACILITY + 1 + APART + BANK_OPTIONS * CHOICE,
    WORDS = 14, /* at the least, else none of them are shown */
    ID_HEX = 6, /* bytes */
    BELOW = 9,  /* rows under the list */
    LEAST = OTHERS + BAR + 5
};

/* ---- sessions ---- */

static uint64_t session_thing(void *context, size_t i)
{
    (void)context;
    return i + 1;
}

static void draw_session(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                         enum canvas_role role)
{
    const struct stats_look *s = context;
    if (s->is_marked[i])
        canvas_text(v, row, col, 1, CANVAS_MARKED, canvas_glyph(v, CANVAS_GLYPH_CHOSEN));
    canvas_text_cut(v, row, col + MARK, cells - MARK, role, s->sessions.item[i].word);
}

struct tui_rows stats_session_rows(struct stats_look *s)
{
    return (struct tui_rows){
        .context = s, .count = s->sessions.count, .thing = session_thing, .draw = draw_session};
}

/* ---- questions ---- */

static uint64_t question_thing(void *context, size_t i)
{
    uint64_t id;
    memcpy(&id, stats_question(context, i)->qid, sizeof id);
    return id;
}

static enum canvas_role role_of(char mark)
{
    return mark == 'x' ? CANVAS_DANGER : mark == '!' ? CANVAS_WARNING : CANVAS_PLAIN;
}

static int draw_right(struct canvas *v, int row, int col, int cells, enum canvas_role role,
                      const char *text)
{
    canvas_text_right(v, row, col + cells, role, text);
    return col + cells;
}

/* A list that has the words beside it has bars; below it they stand in the same row. */
static int bar_cells(const struct canvas *v)
{
    return v->cols >= TUI_BESIDE_COLS ? BAR : 0;
}

/* Of the question's first words; 0 where hardly one has room. */
static int word_cells(const struct canvas *v, int cells)
{
    return cells - OTHERS - bar_cells(v);
}

static void draw_words(struct canvas *v, int row, int col, int words, enum canvas_role role,
                       const char *text)
{
    if (words >= WORDS)
        canvas_text_cut(v, row, col, words - 1, role, text);
}

/* Nothing where too few attempts say nothing. */
static int draw_bar(struct canvas *v, int row, int col, const struct analysis_question *q)
{
    if (!bar_cells(v))
        return col + 1;
    int full = (int)(q->item.facility * BAR + 0.5);
    for (int i = 0; stats_speaks(q) && i < BAR; i++)
        canvas_text(v, row, col + 1 + i, 1, CANVAS_DIM,
                    canvas_glyph(v, i < full ? CANVAS_GLYPH_FULL : CANVAS_GLYPH_LIGHT));
    return col + 1 + BAR;
}

static void write_choice(const struct analysis_question *q, unsigned o, char *out, size_t room)
{
    snprintf(out, room, "%zu%s", q->option[o].count, q->options >> o & 1 ? "*" : "");
}

static void draw_question(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                          enum canvas_role role)
{
    const struct analysis_question *q = stats_question(context, i);
    char text[sizeof q->words], mark = stats_mark(q);
    canvas_text(v, row, col, 1, role_of(mark), (const char[]){mark, '\0'});
    crypt_hex(q->qid, ID_HEX, text);
    canvas_text(v, row, col + MARK, ID - 1, role, text);
    int words = word_cells(v, cells);
    draw_words(v, row, col + MARK + ID, words, role, text_clean(q->words, text, sizeof text));
    col += MARK + ID + words;
    snprintf(text, sizeof text, "%zu", q->item.n);
    col = draw_right(v, row, col, ATTEMPTS, role, text);
    stats_decimal(q->item.facility, stats_speaks(q), 2, text, sizeof text);
    col = draw_right(v, row, col, FACILITY, role, text);
    col = draw_bar(v, row, col, q);
    stats_decimal(q->item.discrimination.value,
                  stats_speaks(q) && q->item.discrimination.is_defined, 2, text, sizeof text);
    col = draw_right(v, row, col, APART, role, text);
    for (unsigned o = 0; o < BANK_OPTIONS; o++) {
        write_choice(q, o, text, sizeof text);
        col = draw_right(v, row, col, CHOICE, role, text);
    }
    const char *stem = stats_text(context, i)->stem;
    char pool[POOL_TITLE_MAX];
    pool_title(q->pool, NULL, pool, sizeof pool);
    canvas_also(v, q->pool);
    canvas_also(v, pool);
    canvas_also(v, stem ? stem : q->words);
}

struct tui_rows stats_question_rows(struct stats_look *s)
{
    return (struct tui_rows){.context = s,
                             .count = s->reply->analysis.questions,
                             .thing = question_thing,
                             .draw = draw_question};
}

static void draw_titles(struct canvas *v, int row, int col, int cells)
{
    int words = word_cells(v, cells);
    draw_words(v, row, col + MARK + ID, words, CANVAS_DIM, _("Question"));
    col += MARK + ID + words;
    col = draw_right(v, row, col, ATTEMPTS, CANVAS_DIM, _("had"));
    canvas_text(v, row, col + 1, FACILITY + bar_cells(v), CANVAS_DIM, _("facility"));
    col = draw_right(v, row, col + FACILITY + 1 + bar_cells(v), APART, CANVAS_DIM, _("apart"));
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        col = draw_right(v, row, col, CHOICE, CANVAS_DIM, (const char[]){(char)('A' + o), '\0'});
}

/* "A 3,00 m   B* 3,50 m …"; `between` them. */
static void add_options(const struct analysis_question *q, const struct bank_question *text,
                        const char *between, struct buf *out)
{
    char clean[512];
    for (unsigned o = 0; text->stem && o < BANK_OPTIONS; o++)
        buf_printf(out, "%s%c%s %s", o ? between : "", 'A' + (int)o, q->options >> o & 1 ? "*" : "",
                   text_clean(text->option[o], clean, sizeof clean));
}

/* Its flags in a sentence. */
static void say_flags(const struct analysis_question *q, struct canvas *v, struct tui_beside *b,
                      struct buf *text)
{
    struct buf flags;
    buf_init(&flags, 4096);
    stats_describe(q, &flags);
    if (flags.len) {
        if (stats_mark(q) != ' ')
            buf_printf(text, "%c ", stats_mark(q));
        buf_add_text(text, buf_text(&flags));
        tui_beside_say(v, b, role_of(stats_mark(q)), buf_text(text));
        buf_clear(text);
    }
    buf_free(&flags);
}

/* The row under the cursor: its flags, the whole question, its options,
 * as far as there is room: Enter shows all of it. */
static void say_question(const struct stats_look *s, struct canvas *v, struct tui_beside *b)
{
    const struct analysis_question *q = stats_question(s, s->table.at);
    const struct bank_question *whole = stats_text(s, s->table.at);
    char pool[POOL_TITLE_MAX];
    struct buf text;
    buf_init(&text, 8192);
    say_flags(q, v, b, &text);
    pool_title(q->pool, NULL, pool, sizeof pool);
    buf_printf(&text, "%s · %s", pool, whole->stem ? whole->stem : q->words);
    tui_beside_say(v, b, CANVAS_PLAIN, buf_text(&text));
    buf_clear(&text);
    add_options(q, whole, b->is_beside ? "\n" : "   ", &text);
    tui_beside_say(v, b, CANVAS_DIM, buf_text(&text));
    buf_free(&text);
}

void stats_draw(struct screen *screen, struct canvas *v, int row, int end)
{
    struct stats_look *s = (struct stats_look *)screen;
    if (s->mode == STATS_SESSIONS) {
        struct tui_rows rows = stats_session_rows(s);
        canvas_text(v, row, 2, v->cols - 4, CANVAS_DIM,
                    _("Statistics of which sessions? Space marks several."));
        tui_table_draw(v, &s->choice, &rows, row + 2, 0, end - row - 2, v->cols - 1, true);
        return;
    }
    struct tui_rows rows = stats_question_rows(s);
    if (rows.count == 0) {
        tui_paragraph_within(v, row, end, 2, v->cols - 4, CANVAS_DIM,
                             _("No paper of these sessions was handed in."));
        return;
    }
    struct tui_beside said = tui_beside(v, row, end, BELOW, LEAST);
    draw_titles(v, row, 2, said.list_cells - 4);
    tui_table_draw(v, &s->table, &rows, row + 1, 0, said.list_end - row - 1, said.list_cells, true);
    say_question(s, v, &said);
}

/* ---- as lines ---- */

static void tell_question(const struct analysis_question *q, size_t i, struct buf *out)
{
    char id[2 * ID_HEX + 1], facility[16], apart[16], text[64], pool[POOL_TITLE_MAX];
    crypt_hex(q->qid, ID_HEX, id);
    pool_title(q->pool, NULL, pool, sizeof pool);
    stats_decimal(q->item.facility, stats_speaks(q), 2, facility, sizeof facility);
    stats_decimal(q->item.discrimination.value,
                  stats_speaks(q) && q->item.discrimination.is_defined, 2, apart, sizeof apart);
    buf_printf(out, "%zu. %c %s %s: %zu · %s · %s ·", i + 1, stats_mark(q), id, pool, q->item.n,
               facility, apart);
    for (unsigned o = 0; o < BANK_OPTIONS; o++) {
        write_choice(q, o, text, sizeof text);
        buf_printf(out, " %c %s", 'A' + (int)o, text);
    }
    buf_add_text(out, "\n");
}

void stats_tell(struct screen *screen, struct buf *out)
{
    struct stats_look *s = (struct stats_look *)screen;
    if (s->mode == STATS_SESSIONS) {
        for (size_t i = 0; i < s->sessions.count; i++)
            buf_printf(out, "%zu. %s%s\n", i + 1, s->is_marked[i] ? "● " : "",
                       s->sessions.item[i].word);
        return;
    }
    if (s->reply->analysis.questions == 0)
        buf_printf(out, "%s\n", _("No paper of these sessions was handed in."));
    for (size_t i = 0; i < s->reply->analysis.questions; i++)
        tell_question(stats_question(s, i), i, out);
    if (s->reply->analysis.questions) {
        stats_describe(stats_question(s, s->table.at), out);
        buf_printf(out, "\n%s\n", stats_question(s, s->table.at)->words);
    }
}
