#include "app/tui/word.h"

#include "app/core/text.h"
#include "app/tui/paragraph.h"

#include <string.h>

void tui_word_ask(struct tui_word *w, const char *sentence, const char *word)
{
    *w = (struct tui_word){.sentence = sentence, .word = word};
}

static bool is_given(const struct tui_word *w)
{
    char typed[TUI_FIELD_TEXT], word[TUI_FIELD_TEXT];
    return text_fold(w->typed.text, typed, sizeof typed) && text_fold(w->word, word, sizeof word) &&
           strcmp(typed, word) == 0;
}

enum tui_word_came tui_word_key(struct tui_word *w, const struct keypress *key)
{
    if (key->kind == KEYPRESS_ESC)
        return TUI_WORD_LEFT;
    if (key->is_pasted) /* it is typed, or it is no word */
        return TUI_WORD_OPEN;
    if (key->kind != KEYPRESS_ENTER) {
        tui_field_key(&w->typed, key);
        return TUI_WORD_OPEN;
    }
    if (!w->typed.text[0])
        return TUI_WORD_OPEN;
    if (is_given(w))
        return TUI_WORD_GIVEN;
    w->typed = (struct tui_field){0};
    return TUI_WORD_WRONG;
}

int tui_word_draw(struct canvas *v, int row, int col, int cells, const struct tui_word *w)
{
    int room = (int)strlen(w->word) + 4;
    row = tui_paragraph(v, row, col, cells, CANVAS_WARNING, w->sentence);
    for (int i = 0; i < room; i++)
        canvas_text(v, row, col + i, 1, CANVAS_FIELD, "_");
    int used = canvas_text(v, row, col, room, CANVAS_FIELD, w->typed.text);
    canvas_cursor(v, row, col + used);
    return row + 1;
}
