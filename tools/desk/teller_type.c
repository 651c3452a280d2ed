#include "tools/desk/teller_parts.h"

#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "app/tui/filter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FOUND_TOLD = 20 /* lines */ };

/* ---- keys ---- */

static void press(struct teller *l, struct keypress key)
{
    desk_key(&l->desk, &key);
    teller_say_answer(l);
}

static void press_kind(struct teller *l, enum keypress_kind kind)
{
    press(l, (struct keypress){.kind = kind});
}

static void type_letters(struct teller *l, const char *text)
{
    uint32_t cp;
    for (size_t n = strlen(text), used; n; text += used, n -= used) {
        used = utf8_decode(text, n, &cp);
        if (used)
            press(l, (struct keypress){.kind = KEYPRESS_CHAR, .cp = cp});
        else
            used = 1;
    }
}

/* What stands in the field goes, letter by letter: the screen hears of each. */
static void clear(struct teller *l, const char *now)
{
    size_t letters = 0;
    uint32_t cp;
    for (size_t n = strlen(now), used; n; now += used, n -= used, letters++)
        if (!(used = utf8_decode(now, n, &cp)))
            used = 1;
    while (letters--)
        press_kind(l, KEYPRESS_BACKSPACE);
}

/* ---- a row by its number ---- */

static bool is_number(const char *text)
{
    return text[0] && text[strspn(text, "0123456789")] == '\0' && strlen(text) < 10;
}

/* To its neighbour unseen, and by a key from there: the screen hears that the cursor moved. */
static void go_to_row(struct teller *l, const struct screen_focus *f, size_t row)
{
    bool is_first = row == 1;
    if (f->form) { /* few, some of them hidden */
        while (teller_row(f) < row)
            press_kind(l, KEYPRESS_DOWN);
        while (teller_row(f) > row)
            press_kind(l, KEYPRESS_UP);
    } else if (teller_rows(f) > 1) {
        tui_table_go(f->table, &f->rows, tui_table_row(f->table, is_first ? 1 : row - 2));
        press_kind(l, is_first ? KEYPRESS_UP : KEYPRESS_DOWN);
    }
}

/* False: the part with the focus has no such row. */
static bool type_number(struct teller *l, const char *text)
{
    struct screen_focus f = teller_focus(&l->desk);
    size_t row = is_number(text) ? strtoul(text, NULL, 10) : 0;
    if (row == 0 || row > teller_rows(&f))
        return false;
    l->is_action = true;
    l->told.row = 0; /* it is told even where the cursor stood on it */
    go_to_row(l, &f, row);
    return true;
}

static bool is_last_row(struct tui_form *form)
{
    const struct screen_focus f = {.form = form};
    return teller_row(&f) == teller_rows(&f);
}

/* ---- a row of a form ---- */

static bool is_word_of(const char *line, const char *const *words)
{
    for (; *words; words++)
        if (strcasecmp(line, *words) == 0)
            return true;
    return false;
}

static void turn_flag(struct teller *l, const struct tui_form_row *r, const char *line)
{
    static const char *const YES[] = {"x", "y", "yes", "c", "có", "co", "1", NULL},
                             *const NO[] = {"-", "n", "no", "k", "không", "khong", "0", NULL};
    bool is_yes = is_word_of(line, YES);
    if ((is_yes || is_word_of(line, NO)) && is_yes != r->is_on)
        press(l, (struct keypress){.kind = KEYPRESS_CHAR, .cp = ' '});
    l->is_action = is_yes || is_word_of(line, NO);
}

/* The place of the choice that was typed, by number or word; -1 for none. */
static int choice_of(const struct tui_form_row *r, const char *line)
{
    int n = 0;
    for (; r->choice && r->choice[n]; n++)
        if (strcasecmp(r->choice[n], line) == 0)
            return n;
    int at = is_number(line) ? atoi(line) - 1 : -1;
    return at < n ? at : -1;
}

static bool choose(struct teller *l, const struct tui_form_row *r, const char *line)
{
    int at = choice_of(r, line), turns = 0;
    if (at < 0)
        return false;
    for (int n = 0; r->choice[n]; n++)
        turns++;
    while (turns-- && strcmp(r->input.text, r->choice[at]) != 0)
        press_kind(l, KEYPRESS_RIGHT);
    l->is_action = true;
    return true;
}

/* What is right goes on to the next row; what is not is said, and the cursor stays. */
static void fill_row(struct teller *l, struct tui_form *form, const char *line)
{
    struct tui_form_row *r = &form->row[form->at];
    if (r->kind == TUI_FORM_FLAG) {
        turn_flag(l, r, line);
    } else if (r->kind == TUI_FORM_CHOICE) {
        if (!choose(l, r, line))
            return;
    } else {
        l->is_action = true;
        press_kind(l, KEYPRESS_END);
        clear(l, r->input.text);
        type_letters(l, line);
    }
    if (l->is_action && r->state == TUI_FORM_RIGHT && !is_last_row(form))
        press_kind(l, KEYPRESS_DOWN);
}

/* An empty line: Enter, but a choice that is made is kept, where Enter would ask for it again. */
static void go_on(struct teller *l)
{
    struct screen_focus f = teller_focus(&l->desk);
    const struct tui_form_row *r = f.form ? &f.form->row[f.form->at] : NULL;
    bool asks = r && (r->kind == TUI_FORM_CHOICE || r->has_list),
         is_kept = asks && r->input.text[0] && !is_last_row(f.form);
    l->is_action = true;
    press_kind(l, is_kept ? KEYPRESS_DOWN : KEYPRESS_ENTER);
}

/* ---- a line ---- */

static void type_text(struct teller *l, const char *line)
{
    struct screen_focus f = teller_focus(&l->desk);
    bool is_clear = strcmp(line, ".clear") == 0;
    const char *text = is_clear ? "" : line;
    if (f.form) {
        fill_row(l, f.form, text);
        return;
    }
    l->is_action = true;
    if (f.typed)
        clear(l, f.typed);
    type_letters(l, text);
    if (!f.table && !is_clear)
        press_kind(l, KEYPRESS_ENTER);
    else
        l->has_said = true; /* the prompt tells it */
}

static bool is_action(const struct teller *l, const struct keypress *key)
{
    const struct screen *top = stack_top(&l->desk);
    uint64_t place = picture_place(&l->desk), mode = top->ops->mode ? top->ops->mode(top) : 1;
    unsigned arg;
    bool is_text = place == ACTIONS_TEXT;
    return tui_action_of_key(top->ops->actions, key, mode, is_text, &arg) != 0 ||
           tui_action_of_key(&ACTIONS_COMMON, key, place, is_text, &arg) != 0;
}

static void type_key(struct teller *l, const struct keypress *key)
{
    const struct screen *top = stack_top(&l->desk);
    uint64_t place = picture_place(&l->desk);
    unsigned arg;
    bool is_own = tui_action_of_key(top->ops->actions, key,
                                    top->ops->mode ? top->ops->mode(top) : 1, false, &arg) != 0;
    l->is_action = is_action(l, key);
    if (!is_own && !(place & ACTIONS_TEXT) &&
        tui_action_of_key(&ACTIONS_COMMON, key, place, false, &arg) == ACTIONS_HELP)
        teller_say_help(l);
    else
        press(l, *key);
}

/* "/word": letter by letter, as on the screen, and kept. All that is shown then is told. */
static bool type_filter(struct teller *l, const char *line)
{
    if (line[0] != '/' || !(picture_places(&l->desk) & ACTIONS_LIST))
        return false;
    l->is_action = true;
    press(l, (struct keypress){.kind = KEYPRESS_CHAR, .cp = '/'});
    clear(l, stack_top(&l->desk)->filter.typed.text);
    type_letters(l, line + 1);
    press_kind(l, KEYPRESS_ENTER);
    teller_note_body(l, "");
    return true;
}

/* "/word" where a text is read: its lines that hold the word. */
static bool type_search(struct teller *l, const char *line)
{
    struct buf body;
    size_t told = 0;
    if (line[0] != '/' || !(picture_places(&l->desk) & ACTIONS_READ))
        return false;
    l->is_action = true;
    buf_init(&body, TELLER_BODY_MAX);
    teller_tell_body(&l->desk, &body);
    for (char *rest = (char *)buf_text(&body), *row; line[1] && (row = strsep(&rest, "\n"));)
        if (tui_filter_matches(line + 1, row) && ++told <= FOUND_TOLD)
            teller_say_line(l, row, strlen(row));
    if (told > FOUND_TOLD)
        teller_say(l, _("More lines hold it: add a word."));
    else if (told == 0)
        teller_say(l, _("No line holds what was typed."));
    buf_free(&body);
    return true;
}

/* Words of the line mode itself. */
static bool type_own(struct teller *l, const char *line, size_t more)
{
    l->is_more = strcmp(line, "+") == 0;
    if (l->is_more)
        l->more = more + 1; /* behind the last it is 0 again */
    else if (strcmp(line, "=") == 0)
        teller_say_again(l);
    else if (strcmp(line, "?") == 0)
        teller_say_help(l);
    else
        return false;
    l->is_action = true;
    return true;
}

/* A passphrase is text but for Esc and keys behind a dot; work hears keys alone. */
static void type_elsewhere(struct teller *l, const char *line, uint64_t place)
{
    struct keypress key;
    l->is_action = true;
    if (teller_key(line, place != ACTIONS_WORK, &key)) {
        press(l, key);
    } else if (place != ACTIONS_WORK) {
        type_letters(l, line);
        press_kind(l, KEYPRESS_ENTER);
    }
}

void teller_type(struct teller *l, char *line)
{
    uint64_t place = picture_place(&l->desk);
    bool is_text = place == ACTIONS_TEXT;
    size_t more = l->more;
    struct keypress key;
    l->is_turn = true;
    l->has_said = l->is_action = false;
    l->more = 0;
    l->is_more = false;
    l->told.said[0] = '\0'; /* the same answer again is the answer to this line */
    if (place & (ACTIONS_SECRET | ACTIONS_LOCKED | ACTIONS_WORK)) {
        type_elsewhere(l, line, place);
        return;
    }
    line = line_terminal_trim(line);
    bool is_plain_number = !is_text || !teller_focus(&l->desk).form;
    if (!line[0])
        go_on(l);
    else if (type_own(l, line, more) || type_filter(l, line) || type_search(l, line) ||
             (line[0] == '.' && type_number(l, line + 1)) ||
             (is_plain_number && type_number(l, line)))
        return;
    else if (teller_key(line, is_text, &key))
        type_key(l, &key);
    else if (is_text)
        type_text(l, line);
    else if (is_number(line))
        type_letters(l, line);
}
