/* The one action table: key map, foot line, help screen and manual page all come from it.
 * X(id, keys as shown, its special key (KEYPRESS_CHAR for none), its letter (0 for none), another character, the letter with Ctrl, short label for
 * the foot, sentence for the help, states it works in). A–D and digits are ranges and stand in action.c. */
#ifndef SATHACH_CLIENT_ACTION_H
#define SATHACH_CLIENT_ACTION_H

#include "app/client/keypress.h"

#include <stdbool.h>

enum action_where { /* bits */
    ACTION_IN_LOCKED = 1, ACTION_IN_LOGIN = 2, ACTION_IN_CONFIRM = 4, ACTION_IN_RULES = 8, ACTION_IN_TRYOUT = 16, ACTION_IN_ANSWERING = 32,
    ACTION_IN_OVERVIEW = 64, ACTION_IN_HANDIN = 128, ACTION_IN_RECEIPT = 256, ACTION_IN_HELP = 512, ACTION_IN_INVIGILATOR = 1024,
    ACTION_IN_PAPERS = 2048,
    ACTION_IN_QUESTION = 16 | 32,
    ACTION_IN_TEXT = 1 | 2 | 128 | 1024, /* letters are text here */
    ACTION_ANYWHERE = 4095
};

#define ACTION_TABLE(X) \
    X(CHOOSE, "A–D", KEYPRESS_CHAR, 0, 0, 0, N_("choose"), N_("Choose option A, B, C or D. It is stored at once; choose again to change it."), ACTION_IN_QUESTION) \
    X(FOCUS_UP, "↑", KEYPRESS_UP, 0, 0, 0, N_("up"), N_("Move to the option above; scroll up when the question is longer than the screen."), ACTION_IN_QUESTION) \
    X(FOCUS_DOWN, "↓", KEYPRESS_DOWN, 0, 0, 0, N_("down"), N_("Move to the option below; scroll down when the question is longer than the screen."), ACTION_IN_QUESTION) \
    X(CHOOSE_FOCUS, "Enter", KEYPRESS_ENTER, 0, ' ', 0, N_("choose"), N_("Enter or the space bar: choose the option with the sign ▶, once you have moved it with ↑ ↓."), ACTION_IN_QUESTION) \
    X(PREVIOUS, "← P", KEYPRESS_LEFT, 'P', 0, 0, N_("previous"), N_("Go to the previous question."), ACTION_IN_ANSWERING) \
    X(NEXT, "→ N", KEYPRESS_RIGHT, 'N', 0, 0, N_("next"), N_("Go to the next question."), ACTION_IN_ANSWERING) \
    X(JUMP, "0–9", KEYPRESS_CHAR, 0, 0, 0, N_("number"), N_("Type a number and Enter to go to that question."), ACTION_IN_ANSWERING | ACTION_IN_OVERVIEW) \
    X(NEXT_EMPTY, "U", KEYPRESS_CHAR, 'U', 0, 0, N_("unanswered"), N_("Go to the next question without an answer."), ACTION_IN_ANSWERING | ACTION_IN_OVERVIEW) \
    X(MARK, "M", KEYPRESS_CHAR, 'M', 0, 0, N_("mark"), N_("Mark the question to come back to it, or take the mark away. Marked questions are graded like all others."), ACTION_IN_QUESTION) \
    X(CROSS, "X", KEYPRESS_CHAR, 'X', 0, 0, N_("cross out"), N_("Cross out the option the cursor is on ([-]), or take that back. It never changes your answer."), ACTION_IN_QUESTION) \
    X(CLEAR, "Del", KEYPRESS_DELETE, 0, 0, 0, N_("clear"), N_("Take your answer away, so that the question is unanswered."), ACTION_IN_QUESTION) \
    X(OVERVIEW, "G", KEYPRESS_CHAR, 'G', 0, 0, N_("overview"), N_("Show all questions: answered, unanswered, marked. You hand in from there."), ACTION_IN_ANSWERING) \
    X(NEXT_MARKED, "K", KEYPRESS_CHAR, 'K', 0, 0, N_("marked"), N_("Go to the next marked question."), ACTION_IN_ANSWERING | ACTION_IN_OVERVIEW) \
    X(HANDIN, "S", KEYPRESS_CHAR, 'S', 'G', 0, N_("hand in"), N_("Go to the overview, and from there to the hand-in screen; G does the same. Nothing is handed in before you type the word there."), ACTION_IN_ANSWERING | ACTION_IN_OVERVIEW) \
    X(TIME, "T", KEYPRESS_CHAR, 'T', 0, 0, N_("time"), N_("Show in words how much time is left."), ACTION_IN_ANSWERING | ACTION_IN_OVERVIEW) \
    X(HELP, "H", KEYPRESS_CHAR, 'H', '?', 0, N_("help"), N_("Show this help. The question mark does the same."), ACTION_IN_QUESTION | ACTION_IN_OVERVIEW | ACTION_IN_RULES) \
    X(LANGUAGE, "L", KEYPRESS_CHAR, 'L', 0, 0, N_("Tiếng Việt"), N_("Switch between Vietnamese and English."), ACTION_IN_CONFIRM | ACTION_IN_RULES | ACTION_IN_QUESTION | ACTION_IN_OVERVIEW | ACTION_IN_RECEIPT | ACTION_IN_PAPERS | ACTION_IN_HELP) \
    X(LANGUAGE_TEXT, "Ctrl-E", KEYPRESS_CHAR, 0, 0, 'E', N_("Tiếng Việt"), N_("Switch between Vietnamese and English where letters are text."), ACTION_IN_LOCKED | ACTION_IN_LOGIN | ACTION_IN_HANDIN | ACTION_IN_INVIGILATOR) \
    X(SCROLL_UP, "PgUp", KEYPRESS_PAGE_UP, 0, 0, 0, N_("page up"), N_("Scroll back in a long text."), ACTION_IN_QUESTION | ACTION_IN_HELP | ACTION_IN_RULES | ACTION_IN_OVERVIEW) \
    X(SCROLL_DOWN, "PgDn", KEYPRESS_PAGE_DOWN, 0, 0, 0, N_("page down"), N_("Scroll on in a long text."), ACTION_IN_QUESTION | ACTION_IN_HELP | ACTION_IN_RULES | ACTION_IN_OVERVIEW) \
    X(ACCEPT, "Enter", KEYPRESS_ENTER, 0, 0, 0, N_("go on"), N_("Go on."), ACTION_IN_TEXT | ACTION_IN_CONFIRM | ACTION_IN_RULES | ACTION_IN_OVERVIEW | ACTION_IN_RECEIPT | ACTION_IN_HELP | ACTION_IN_PAPERS) \
    X(BACK, "Esc", KEYPRESS_ESC, 0, 0, 0, N_("back"), N_("Go back one screen."), ACTION_IN_CONFIRM | ACTION_IN_RULES | ACTION_IN_TRYOUT | ACTION_IN_OVERVIEW | ACTION_IN_HANDIN | ACTION_IN_HELP | ACTION_IN_INVIGILATOR | ACTION_IN_LOGIN | ACTION_IN_PAPERS) \
    X(TRYOUT, "N", KEYPRESS_CHAR, 'N', 0, 0, N_("try the keys"), N_("Try all keys on a sample question. It does not count and takes no time."), ACTION_IN_RULES) \
    X(START, "B", KEYPRESS_CHAR, 'B', 0, 0, N_("begin"), N_("Begin the exam. The time starts."), ACTION_IN_RULES) \
    X(INVIGILATOR, "Ctrl-O", KEYPRESS_F12, 0, 0, 'O', N_("invigilator"), N_("F12 or Ctrl-O: the invigilator's box for one-time codes."), ACTION_ANYWHERE & ~ACTION_IN_LOCKED) \
    X(REDRAW, "Ctrl-L", KEYPRESS_CHAR, 0, 0, 'L', N_("redraw"), N_("Redraw the screen."), ACTION_ANYWHERE) \
    X(QUIT, "Ctrl-Q", KEYPRESS_CHAR, 0, 0, 'Q', N_("leave"), N_("Leave the program (before logging in only)."), ACTION_IN_LOCKED | ACTION_IN_LOGIN)

enum action_id {
    ACTION_NONE = 0,
#define ACTION_ENUM(id, keys, kind, letter, also, ctrl, label, help, where) ACTION_##id,
    ACTION_TABLE(ACTION_ENUM)
#undef ACTION_ENUM
    ACTION_COUNT
};

struct action {
    enum action_id id;
    const char *name;   /* "CHOOSE" */
    const char *keys;   /* as shown */
    enum keypress_kind kind;       /* its special key, or KEYPRESS_CHAR */
    uint32_t letter, also, ctrl;   /* 0 for none */
    const char *label;  /* msgid, short */
    const char *help;   /* msgid, one or two sentences */
    unsigned where;     /* enum action_where bits */
};

/* The table's row; id must be > ACTION_NONE and < ACTION_COUNT. */
const struct action *action_get(enum action_id id);
/* The action of a key in a state (one enum action_where bit), ACTION_NONE when it has none. *arg gets 0–3 for CHOOSE, 0–9 for JUMP. In states
 * of ACTION_IN_TEXT no printable character is ever an action. A–D also come as a–d and as Â Ă Đ â ă đ of an input method left on. */
enum action_id action_of_key(const struct keypress *key, unsigned where, unsigned *arg);

/* A key that does this action wherever it works, for a click on its name; false for those that stand for several keys. */
bool action_key(enum action_id id, struct keypress *key);

#endif
