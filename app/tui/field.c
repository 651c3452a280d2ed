#include "app/tui/field.h"

#include "app/core/text.h"

#include <string.h>

/* The first byte of a character, not one that continues it. */
static bool is_start(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static void erase_last(struct tui_field *f)
{
    size_t n = strlen(f->text);
    while (n && !is_start(f->text[n - 1]))
        n--;
    f->text[n ? n - 1 : 0] = '\0';
}

static void append(struct tui_field *f, uint32_t cp)
{
    char bytes[4];
    size_t n = strlen(f->text), len = utf8_encode(cp, bytes);
    if (len && n + len < sizeof f->text && n < TUI_FIELD_TYPED) {
        memcpy(f->text + n, bytes, len);
        f->text[n + len] = '\0';
    }
}

bool tui_field_key(struct tui_field *f, const struct keypress *key)
{
    if (key->kind == KEYPRESS_BACKSPACE || key->kind == KEYPRESS_DELETE) {
        erase_last(f);
        return true;
    }
    if (key->kind == KEYPRESS_CTRL && key->cp == 'U') {
        f->text[0] = '\0';
        return true;
    }
    if (key->kind != KEYPRESS_CHAR || utf8_is_forbidden(key->cp, false) ||
        text_cp_width(key->cp) != 1)
        return false;
    append(f, key->cp);
    return true;
}

/* A bullet a letter. */
static void hide(const char *text, char out[TUI_FIELD_TEXT])
{
    size_t n = 0;
    for (const char *p = text; *p && n + 1 < TUI_FIELD_TEXT; p++)
        if (is_start(*p))
            out[n++] = '*';
    out[n] = '\0';
}

void tui_field_draw(struct canvas *v, int row, int col, const char *label,
                    const struct tui_field *f, bool has_focus)
{
    char shown[TUI_FIELD_TEXT];
    int at = col + 2 + TUI_FIELD_LABEL;
    if (f->is_secret)
        hide(f->text, shown);
    canvas_text(v, row, col, 2, CANVAS_PLAIN,
                has_focus ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_fill(v, row, col, 2, CANVAS_PLAIN);
    canvas_text(v, row, col + 2, TUI_FIELD_LABEL, CANVAS_PLAIN, label);
    for (int i = 0; i < TUI_FIELD_WIDTH; i++)
        canvas_text(v, row, at + i, 1, CANVAS_FIELD, "_");
    int used =
        canvas_text(v, row, at, TUI_FIELD_WIDTH, CANVAS_FIELD, f->is_secret ? shown : f->text);
    if (has_focus)
        canvas_cursor(v, row, at + used);
}
