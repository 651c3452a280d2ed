#include "app/client/practice.h"

#include "app/client/flow.h"
#include "app/client/questions.h"
#include "app/core/i18n.h"

#include <stdio.h>

bool practice_is_on(const struct client *c)
{
    return c->practice;
}

bool practice_begin(struct client *c)
{
    struct err ignored;
    if (exam_open_practice(c->exam, c->setup.lines.is_on, &c->practice, &ignored) != ERR_OK) {
        flow_say(c, MESSAGE_WARNING,
                 N_("There is no practice on this computer now. The exam is not touched by that: B "
                    "begins it."));
        return false;
    }
    flow_go(c, CLIENT_ANSWERING);
    questions_show(c, 0);
    flow_say(
        c, MESSAGE_CALM,
        c->setup.lines.is_on
            ? N_("Try the commands: all of them work as in the exam, and nothing counts. esc "
                 "ends the practice.")
            : N_("Try every key: all do what they do in the exam, which does not explain them. "
                 "Nothing counts. Esc ends the practice."));
    return true;
}

void practice_end(struct client *c)
{
    flow_go(c, CLIENT_RULES);
    flow_say(c, MESSAGE_CALM, N_("The practice is over. B begins the exam, N practises again."));
}

void practice_explain(struct client *c, const struct tui_action *a, unsigned question)
{
    const char *text = c->setup.lines.is_on ? a->spoken : a->help;
    char place[96];
    if (!practice_is_on(c) || c->state == CLIENT_HELP || c->message.text[0] || c->reading.jump[0])
        return;
    if (c->state == CLIENT_OVERVIEW) {
        text = c->setup.lines.is_on
                   ? N_("The overview: what is answered and what is not. s goes on to the hand-in, "
                        "esc back.")
                   : N_("The overview: all questions at a glance. S goes on to the hand-in, Esc "
                        "back.");
    } else if (c->state == CLIENT_HANDIN) {
        text = N_("The hand-in: nothing is handed in before the word is typed here.");
    } else if (a == action_get(ACTION_FOCUS_UP) || a == action_get(ACTION_FOCUS_DOWN)) {
        if (!c->reading.is_placed) /* the text was read on */
            return;
        snprintf(place, sizeof place, _("▶ stands at %c: Enter or the space bar chooses it."),
                 'A' + (int)c->reading.focus);
        text = place;
    } else if (question != c->reading.question) {
        snprintf(place, sizeof place, _("This is question %u of %u of the practice."),
                 c->reading.question + 1, (unsigned)flow_paper(c)->journal.questions);
        text = place;
    }
    if (text[0])
        flow_say(c, MESSAGE_CALM, text);
}
