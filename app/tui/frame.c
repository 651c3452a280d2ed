#include "app/tui/frame.h"

#include "app/core/text.h"

void tui_title(struct canvas *v, const char *title, const char *title_end,
               enum canvas_role right_role, const char *right)
{
    int end = v->cols - 1;
    if (right[0]) {
        canvas_text_right(v, 0, end, right_role, right);
        end -= text_width(right) + 2;
    }
    if (title[0])
        canvas_text_pair(v, 0, 1, end - 1, CANVAS_HEAD, title, title_end);
    else
        canvas_text_cut(v, 0, 1, end - 1, CANVAS_HEAD, title_end);
}

int tui_head(struct canvas *v, const char *title, const char *title_end,
             enum canvas_role right_role, const char *right)
{
    tui_title(v, title, title_end, right_role, right);
    canvas_rule_across(v, 1);
    return TUI_HEAD_ROWS;
}

/* Whatever stood there. */
static void blank(struct canvas *v, int row, int cells)
{
    for (int col = 0; col < cells; col++)
        canvas_text(v, row, col, 1, CANVAS_PLAIN, " ");
}

void tui_message(struct canvas *v, int rule, int cells, enum canvas_role role, const char *text)
{
    struct text_line line[TUI_MESSAGE_LINES];
    size_t n = text[0] ? text_wrap(text, cells, line, TUI_MESSAGE_LINES) : 0;
    n = n > TUI_MESSAGE_LINES ? TUI_MESSAGE_LINES : n;
    for (size_t i = 0; i < n; i++) {
        blank(v, rule - (int)(n - i), 3 + cells);
        canvas_textn(v, rule - (int)(n - i), 3, cells, role, line[i].start, line[i].len);
    }
}

static int width_of(const struct tui_foot_key *k)
{
    return text_width(k->keys) + (k->label[0] ? 1 + text_width(k->label) : 0);
}

static void draw_key(struct canvas *v, int row, int col, const struct tui_foot_key *k)
{
    struct keypress key;
    if (tui_action_key(k->action, &key))
        canvas_zone(v, row, col, width_of(k), key);
    int used = canvas_text(v, row, col, v->cols - col, CANVAS_KEY, k->keys);
    canvas_text(v, row, col + used + 1, v->cols - col - used - 1, CANVAS_PLAIN, k->label);
}

/* The keys from row on, into v unless it is NULL; returns the lines used, *fits: how many keys. */
static int put_keys(struct canvas *v, int cols, int row, const struct tui_foot_key *key, size_t n,
                    size_t *fits)
{
    int col = 1, lines = 1;
    for (size_t i = 0; i < n; i++) {
        int width = width_of(&key[i]);
        if (col + width > cols) {
            if (lines == TUI_FOOT_MOST)
                break;
            col = 1;
            lines++;
        }
        if (v)
            draw_key(v, row + lines - 1, col, &key[i]);
        *fits = i + 1;
        col += width + (key[i].label[0] ? 2 : 1);
    }
    return lines;
}

int tui_foot_rule(const struct canvas *v, const struct tui_foot_key *key, size_t n)
{
    size_t fits = 0;
    return v->rows - 1 - put_keys(NULL, v->cols, 0, key, n, &fits);
}

size_t tui_foot_fits(int cols, const struct tui_foot_key *key, size_t n)
{
    size_t fits = 0;
    put_keys(NULL, cols, 0, key, n, &fits);
    return fits;
}

void tui_foot(struct canvas *v, const struct tui_foot_key *key, size_t n)
{
    int rule = tui_foot_rule(v, key, n);
    size_t fits = 0;
    canvas_rule_across(v, rule);
    put_keys(v, v->cols, rule + 1, key, n, &fits);
}
