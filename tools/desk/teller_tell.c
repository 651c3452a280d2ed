#include "tools/desk/teller_tell.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/utf8.h"
#include "tools/desk/filtering.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- words for keys ---- */

/* Keys that have names; those not to be told of move a cursor that nobody sees. */
static const struct {
    const char *word;
    enum keypress_kind kind;
    uint32_t cp;
    bool is_told;
} NAMED[] = {{"enter", KEYPRESS_ENTER, 0, true},   {"esc", KEYPRESS_ESC, 0, true},
             {"tab", KEYPRESS_TAB, 0, true},       {"space", KEYPRESS_CHAR, ' ', true},
             {"left", KEYPRESS_LEFT, 0, true},     {"right", KEYPRESS_RIGHT, 0, true},
             {"del", KEYPRESS_DELETE, 0, true},    {"back", KEYPRESS_BACKSPACE, 0, true},
             {"up", KEYPRESS_UP, 0, false},        {"down", KEYPRESS_DOWN, 0, false},
             {"pgup", KEYPRESS_PAGE_UP, 0, false}, {"pgdn", KEYPRESS_PAGE_DOWN, 0, false},
             {"home", KEYPRESS_HOME, 0, false},    {"end", KEYPRESS_END, 0, false},
             {"f1", KEYPRESS_F1, 0, true}};
enum { NAMED_COUNT = sizeof NAMED / sizeof NAMED[0] };

/* Esc is typed as it is even where letters are text: nobody should have to look for the way out. */
static const char *dot_of(enum keypress_kind kind, bool is_text)
{
    return is_text && kind != KEYPRESS_ESC ? "." : "";
}

void teller_word(const struct tui_action *a, bool is_text, char out[TELLER_WORD])
{
    out[0] = '\0';
    if (a->kind == KEYPRESS_ENTER)
        snprintf(out, TELLER_WORD, "Enter");
    else if (a->is_choice)
        snprintf(out, TELLER_WORD, "%s", a->keys);
    else if (a->letters[0] == ' ')
        snprintf(out, TELLER_WORD, "%sspace", dot_of(KEYPRESS_CHAR, is_text));
    else if (!is_text && a->letters[0])
        snprintf(out, TELLER_WORD, "%c", tolower((unsigned char)a->letters[0]));
    else if (a->ctrl)
        snprintf(out, TELLER_WORD, ".%c", tolower((unsigned char)a->ctrl));
    else if (strcmp(a->keys, "Space") == 0) /* the widget's own key, which has no letter */
        snprintf(out, TELLER_WORD, "%sspace", dot_of(KEYPRESS_CHAR, is_text));
    for (int i = 0; !out[0] && a->kind != KEYPRESS_CHAR && i < NAMED_COUNT; i++)
        if (NAMED[i].kind == a->kind && NAMED[i].is_told)
            snprintf(out, TELLER_WORD, "%s%s", dot_of(a->kind, is_text), NAMED[i].word);
}

/* "ctrl-s", as screens and papers write it; the letter, 0 for another word. */
static char ctrl_of(const char *word)
{
    bool is_named = strncasecmp(word, "ctrl-", 5) == 0;
    const char *p = is_named ? word + 5 : word[0] == '.' ? word + 1 : "";
    return isalpha((unsigned char)p[0]) && !p[1] ? (char)toupper((unsigned char)p[0]) : '\0';
}

bool teller_key(const char *word, bool is_text, struct keypress *out)
{
    bool is_dotted = word[0] == '.';
    char ctrl = ctrl_of(word);
    *out = (struct keypress){0};
    if (ctrl) {
        *out = (struct keypress){.kind = KEYPRESS_CTRL, .cp = (unsigned char)ctrl};
        return true;
    }
    for (int i = 0; i < NAMED_COUNT; i++)
        if (strcasecmp(word + is_dotted, NAMED[i].word) == 0 &&
            (is_dotted || !is_text || NAMED[i].kind == KEYPRESS_ESC)) {
            *out = (struct keypress){.kind = NAMED[i].kind, .cp = NAMED[i].cp};
            return true;
        }
    uint32_t cp;
    size_t n = strlen(word), used = n && !is_text ? utf8_decode(word, n, &cp) : 0;
    if (!used || used != n)
        return false;
    *out = (struct keypress){.kind = KEYPRESS_CHAR, .cp = cp};
    return true;
}

/* ---- the screen ---- */

struct screen_focus teller_focus(const struct desk *d)
{
    struct screen *top = stack_top(d);
    struct screen_focus f = {0};
    uint64_t place = picture_place(d);
    if (!(place & (ACTIONS_LOCKED | ACTIONS_SECRET | ACTIONS_WORK | ACTIONS_HELD)) &&
        top->ops->focus)
        top->ops->focus(top, &f);
    if (f.table && tui_table_shown(f.table, &f.rows) == 0)
        f.table = NULL;
    if (f.form && f.form->rows == 0)
        f.form = NULL;
    return f;
}

size_t teller_row(const struct screen_focus *f)
{
    size_t row = f->table ? tui_table_place(f->table) + 1 : 0;
    for (int i = 0; f->form && i <= f->form->at; i++)
        row += !f->form->row[i].is_hidden;
    return row;
}

size_t teller_rows(const struct screen_focus *f)
{
    size_t rows = f->table ? tui_table_shown(f->table, &f->rows) : 0;
    for (int i = 0; f->form && i < f->form->rows; i++)
        rows += !f->form->row[i].is_hidden;
    return rows;
}

void teller_tell_head(const struct desk *d, struct buf *out)
{
    struct screen *top = stack_top(d);
    struct screen_head h = {0};
    top->ops->head(top, &h);
    buf_printf(out, "%s%s%s\n", h.title, h.right[0] ? " · " : "", h.right);
}

void teller_tell_body(const struct desk *d, struct buf *out)
{
    struct screen *top = stack_top(d);
    struct buf whole;
    if (!top->ops->tell)
        return;
    buf_init(&whole, TELLER_BODY_MAX);
    filtering_attach(top);
    top->ops->tell(top, &whole);
    if (whole.failed)
        buf_printf(out, "%s\n", _("It is too long to be told."));
    else
        filtering_tell(top, buf_text(&whole), out);
    buf_free(&whole);
}

void teller_tell_command(const struct desk *d, struct buf *out)
{
    struct screen *top = stack_top(d);
    struct buf line;
    buf_init(&line, SCREEN_LINE_MAX);
    if (top->ops->line && !filtering_is_empty(top))
        top->ops->line(top, &line);
    if (line.len)
        buf_printf(out, "%s %s\n", _("Command:"), buf_text(&line));
    buf_free(&line);
}

void teller_tell_keys(const struct desk *d, struct buf *out)
{
    struct tui_foot_key key[PICTURE_KEYS];
    size_t n = picture_keys(d, key), told = 0;
    bool is_text = picture_place(d) == ACTIONS_TEXT;
    char word[TELLER_WORD];
    for (size_t i = 0; i < n; i++) {
        teller_word(key[i].action, is_text, word);
        if (!word[0] || !key[i].label[0] || key[i].action == &ACTIONS_COMMON.row[ACTIONS_HELP] ||
            key[i].action == &ACTIONS_COMMON.row[ACTIONS_HELP_TEXT])
            continue;
        buf_printf(out, "%s%s %s", told++ ? " · " : "", word, key[i].label);
    }
    buf_printf(out, "%s? %s\n", told ? " · " : "", _("help"));
}

size_t teller_row_of(const char *line)
{
    char *end;
    unsigned long n = isdigit((unsigned char)line[0]) ? strtoul(line, &end, 10) : 0;
    return n && end[0] == '.' && end[1] == ' ' ? n : 0;
}
