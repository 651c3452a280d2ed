/* The hand-in: only the word does it, where every letter is text. */
#include "app/client/practice.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <string.h>

/* The word that hands in, however it is spaced or marked. */
static bool is_word(const char *text)
{
    static const char WORD[] = "NOP";
    size_t at = 0;
    while (*text) {
        uint32_t cp;
        size_t n = utf8_decode(text, strlen(text), &cp);
        if (n == 0)
            return false;
        text += n;
        if (cp == ' ')
            continue;
        if (!WORD[at] || text_plain_letter(cp) != WORD[at++])
            return false;
    }
    return !WORD[at];
}

static void hand_in(struct client *c)
{
    exam_handin(flow_paper(c));
    if (!practice_is_on(c))
        return;
    flow_go(c, CLIENT_RULES);
    flow_say(c, MESSAGE_CALM,
             N_("Handed in; in the exam the receipt comes now. B begins the exam, N practises "
                "again."));
}

static void accept(struct client *c)
{
    if (is_word(flow_field(c)->text)) {
        hand_in(c);
        return;
    }
    flow_clear_input(c);
    flow_say(c, MESSAGE_WARNING,
             N_("Nothing is handed in yet. To hand in, type the three letters N O P, then Enter; "
                "Esc goes back."));
}

static void press(struct client *c, const struct press *p)
{
    if (p->key->kind == KEYPRESS_ESC)
        flow_go(c, CLIENT_OVERVIEW);
    else if (p->key->kind == KEYPRESS_ENTER)
        accept(c);
    else
        tui_field_key(flow_field(c), p->key);
}

const struct state_ops STATE_HANDIN = {.takes_text = true, .key = press};
