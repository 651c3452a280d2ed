#include "app/tui/list.h"

enum { DIGITS = 9 };

bool tui_list_key(int *at, int count, const struct keypress *key)
{
    int to = -1;
    if (key->kind == KEYPRESS_UP)
        to = *at - 1;
    else if (key->kind == KEYPRESS_DOWN)
        to = *at + 1;
    else if (key->kind == KEYPRESS_CHAR && key->cp >= '1' && key->cp <= '9')
        to = (int)(key->cp - '1');
    if (to < 0 || to >= count)
        return false;
    *at = to;
    return true;
}

void tui_list_row(struct canvas *v, int row, int col, int cells, int i, int at, const char *text,
                  const char *end)
{
    bool has_focus = i == at;
    canvas_text(v, row, col, 2, CANVAS_PLAIN,
                has_focus ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_text_pair(v, row, col + 2, cells - 2, has_focus ? CANVAS_FOCUS : CANVAS_PLAIN, text,
                     end);
    if (i < DIGITS)
        canvas_zone(v, row, col, cells,
                    (struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)('1' + i)});
    if (has_focus)
        canvas_cursor(v, row, col + 2);
}
