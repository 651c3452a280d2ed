#include "app/tui/paragraph.h"

#include "app/core/text.h"

int tui_paragraph(struct canvas *v, int row, int col, int cells, enum canvas_role role,
                  const char *text)
{
    return tui_paragraph_within(v, row, CANVAS_ROWS_MAX, col, cells, role, text);
}

int tui_paragraph_within(struct canvas *v, int row, int end, int col, int cells,
                         enum canvas_role role, const char *text)
{
    struct text_line line[TUI_PARAGRAPH_LINES];
    size_t n = text_wrap(text, cells, line, TUI_PARAGRAPH_LINES);
    for (size_t i = 0; i < n && i < TUI_PARAGRAPH_LINES && row < end; i++, row++) {
        bool is_cut = row + 1 == end && i + 1 < n;
        int used = canvas_textn(v, row, col, cells - is_cut, role, line[i].start, line[i].len);
        if (is_cut)
            canvas_text(v, row, col + used, 1, role, canvas_glyph(v, CANVAS_GLYPH_MORE));
    }
    return row;
}

void tui_centre(struct canvas *v, int row, enum canvas_role role, const char *text)
{
    tui_centre_pair(v, row, role, text, "");
}

void tui_centre_pair(struct canvas *v, int row, enum canvas_role role, const char *text,
                     const char *end)
{
    int width = text_width(text) + text_width(end);
    int col = width < v->cols - 2 ? (v->cols - width) / 2 : 1;
    canvas_text_pair(v, row, col, v->cols - 1 - col, role, text, end);
}
