#include "app/core/code.h"
#include "app/core/i18n.h"
#include "tools/desk/sheet_parts.h"

#include <string.h>

/* ---- what is being typed ---- */

bool sheet_type_is_open(const struct sheet_list *s)
{
    return s->typed > 0 || s->pending.is_said;
}

void sheet_type_drop(struct sheet_list *s)
{
    s->pending = (struct sheet_cell){0};
    s->typed = 0;
    s->is_sure = false;
}

static void say_otherwise(struct sheet_list *s)
{
    screen_say(&s->screen, CANVAS_WARNING, "! %s",
               s->pending.said == SHEET_RECEIPT
                   ? _("Not the receipt of what was collected. Check it; if the sheet says so, "
                       "Enter again.")
                   : _("A paper of this row was collected. If the sheet says so all the same, "
                       "Enter again."));
}

static enum sheet_look_match compare(const struct sheet_list *s)
{
    size_t journal;
    return sheet_look_compare(&s->look->row[s->table.at], s->pending.said, s->pending.receipt,
                              &journal);
}

/* ---- taken into the row ---- */

static void remember(struct sheet_list *s)
{
    if (s->steps == SHEET_STEPS)
        memmove(&s->step[0], &s->step[1], --s->steps * sizeof s->step[0]);
    s->step[s->steps++] = (struct sheet_step){s->table.at, s->cell[s->table.at]};
}

static void say_all_typed(struct sheet_list *s)
{
    screen_say(&s->screen, CANVAS_SAVED, "● %s",
               _("All rows are typed. Esc saves them and leads on."));
}

/* Behind the last row: the first one that is still to be typed. False: all are. */
static bool go_on(struct sheet_list *s)
{
    struct tui_rows rows = sheet_list_rows(s);
    size_t first = 0, next = s->table.at + 1;
    while (first < s->look->rows && s->cell[first].is_said)
        first++;
    if (next == s->look->rows)
        next = first;
    if (next < s->look->rows)
        tui_table_go(&s->table, &rows, next);
    return next < s->look->rows;
}

/* The row says something else on a sheet that was saved. */
static bool is_replaced(const struct sheet_list *s)
{
    const struct sheet_cell *c = &s->cell[s->table.at];
    return c->is_said && !c->is_new &&
           (c->said != s->pending.said ||
            (c->said == SHEET_RECEIPT &&
             strncmp(c->receipt, s->pending.receipt, CODE_RECEIPT) != 0));
}

/* What is otherwise than what was collected, or than what was saved, is taken when Enter came
 * twice: the paper is the witness, and a slip of the finger is not to become one. */
static void take(struct sheet_list *s)
{
    enum sheet_look_match match = compare(s);
    bool is_new = is_replaced(s);
    if ((match == SHEET_LOOK_OTHER || is_new) && !s->is_sure) {
        s->is_sure = true;
        if (is_new)
            screen_say(&s->screen, CANVAS_WARNING, "! %s",
                       _("This row is saved already and says something else. Enter once more "
                         "replaces it, Ctrl-Z leaves it."));
        else
            say_otherwise(s);
        return;
    }
    remember(s);
    s->cell[s->table.at] = s->pending;
    s->cell[s->table.at].is_new = true;
    sheet_type_drop(s);
    sheet_keep_draft(s);
    if (match == SHEET_LOOK_NOT_HERE && !s->screen.said[0])
        screen_say(&s->screen, CANVAS_DIM, "· %s", _("Not collected yet; compared when it comes."));
    if (!s->screen.said[0] && sheet_list_count(s).said == s->look->rows)
        say_all_typed(s);
    go_on(s);
}

/* ---- keys ---- */

static void say_word(struct sheet_list *s, enum sheet_said said)
{
    if (s->pending.is_said && s->pending.said != said)
        sheet_type_drop(s);
    s->pending = (struct sheet_cell){.is_said = true, .said = said};
    take(s);
}

static void type_letter(struct sheet_list *s, uint32_t cp)
{
    char letter[2] = {(char)cp, '\0'}, read[2];
    if (cp > 0x7f || !code_letters_normalise(letter, 1, read)) {
        screen_say(&s->screen, CANVAS_WARNING, "! %s",
                   _("No code has this sign: digits, and letters without marks but U."));
        return;
    }
    if (s->pending.is_said && s->pending.said != SHEET_RECEIPT)
        sheet_type_drop(s);
    if (s->typed == CODE_RECEIPT) {
        screen_say(&s->screen, CANVAS_WARNING, "! %s",
                   _("The code has 16 letters; Enter goes on to the next row."));
        return;
    }
    s->is_sure = false;
    s->pending.receipt[s->typed++] = read[0];
    if (s->typed < CODE_RECEIPT)
        return;
    s->pending.is_said = true;
    s->pending.said = SHEET_RECEIPT;
    if (compare(s) == SHEET_LOOK_OTHER)
        say_otherwise(s);
}

void sheet_type_char(struct sheet_list *s, uint32_t cp, bool is_pasted)
{
    bool is_whole = s->pending.is_said && s->typed == CODE_RECEIPT;
    if (is_pasted && is_whole && cp != ' ' && cp != '-' && s->table.at + 1 < s->look->rows &&
        compare(s) != SHEET_LOOK_OTHER)
        take(s);
    if (cp == ' ' || (cp == '-' && s->typed)) /* between the fours, as they are printed */
        return;
    if (cp == '-')
        say_word(s, SHEET_ABSENT);
    else if (cp == '/' && !s->typed)
        say_word(s, SHEET_UNSIGNED);
    else if (cp == '+' && !s->typed)
        say_word(s, SHEET_NO_CODE);
    else
        type_letter(s, cp);
}

void sheet_type_rub(struct sheet_list *s)
{
    const struct sheet_cell *c = &s->cell[s->table.at];
    if (!sheet_type_is_open(s) && c->is_said &&
        c->said == SHEET_RECEIPT) { /* corrected from its end */
        s->pending = *c;
        s->typed = CODE_RECEIPT;
    }
    s->is_sure = s->pending.is_said = false;
    s->pending.said = SHEET_RECEIPT;
    if (s->typed)
        s->pending.receipt[--s->typed] = '\0';
}

void sheet_type_enter(struct sheet_list *s)
{
    if (s->pending.is_said)
        take(s);
    else if (s->typed)
        screen_say(&s->screen, CANVAS_WARNING,
                   P_("! %zu letter is missing: the code has 16.",
                      "! %zu letters are missing: the code has 16.", CODE_RECEIPT - s->typed),
                   CODE_RECEIPT - s->typed);
    else if (s->cell[s->table.at].is_said) {
        if (!go_on(s))
            say_all_typed(s);
    } else /* Enter out of habit, behind a row that was taken at once, must not pass one by */
        screen_say(&s->screen, CANVAS_WARNING, "! %s",
                   _("This row is not typed yet: its code, - absent, / unsigned, + no code; ↓ "
                     "passes it by."));
}

void sheet_type_undo(struct sheet_list *s)
{
    struct tui_rows rows = sheet_list_rows(s);
    if (sheet_type_is_open(s)) {
        sheet_type_drop(s);
        return;
    }
    if (s->steps == 0) {
        screen_say(&s->screen, CANVAS_WARNING, "! %s", _("There is nothing to take back."));
        return;
    }
    const struct sheet_step *last = &s->step[--s->steps];
    s->cell[last->row] = last->was;
    tui_table_go(&s->table, &rows, last->row);
    sheet_keep_draft(s);
}
