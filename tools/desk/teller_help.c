#include "tools/desk/teller_parts.h"

#include "app/core/i18n.h"

#include <stdio.h>

static void say_key_help(struct teller *l, const struct tui_actions *table, uint64_t where)
{
    bool is_text = picture_place(&l->desk) == ACTIONS_TEXT;
    char word[TELLER_WORD], line[1024];
    for (int i = 1; i < table->count; i++) {
        const struct tui_action *a = &table->row[i];
        teller_word(a, is_text, word);
        if (!(a->where & where) || !word[0] || a == &ACTIONS_COMMON.row[ACTIONS_HELP] ||
            a == &ACTIONS_COMMON.row[ACTIONS_HELP_TEXT])
            continue;
        snprintf(line, sizeof line, "%s: %s%s%s", word, a->label[0] ? _(a->label) : "",
                 a->label[0] ? ": " : "", _(a->help));
        teller_say(l, line);
    }
}

void teller_say_help(struct teller *l)
{
    const struct screen *top = stack_top(&l->desk);
    uint64_t place = picture_place(&l->desk);
    bool is_list = picture_places(&l->desk) & ACTIONS_LIST;
    say_key_help(l, top->ops->actions, top->ops->mode ? top->ops->mode(top) : 1);
    say_key_help(l, &ACTIONS_COMMON, place);
    if (top->ops->marks)
        teller_say(l, _(top->ops->marks));
    teller_say(l,
               _("An empty line is Enter. A number goes to a row; .5 goes to row 5 where text is "
                 "typed."));
    if (is_list)
        teller_say(l, _("/word tells the rows that hold the word, marks left out; / alone tells "
                        "all again."));
    if (picture_places(&l->desk) & ACTIONS_READ)
        teller_say(l, _("/word tells the lines that hold the word, marks left out."));
    teller_say(l, place == ACTIONS_TEXT
                      ? _("Other lines are text and take the place of what stands there; .clear "
                          "empties it. A key is typed behind a dot: .s is Ctrl-S, .tab is Tab.")
                      : _("A letter is its key; a letter behind a dot is Ctrl with it: .k is "
                          "Ctrl-K."));
    teller_say(l, _("+ tells what was left out, = tells the screen again, ? tells this."));
}
