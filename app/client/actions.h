/* The one action table of the exam: key map, foot line, help screen, manual page and the line
 * mode's words all come from it. See app/tui/action.h for what a row holds.
 *
 * X(id, keys as shown, its special key, its letters, whether they are a choice, the letter with
 * Ctrl, label for the foot, sentence for the help, states it works in, words of the line mode, its
 * sentence for their help, states the words work in) */
#ifndef SATHACH_CLIENT_ACTIONS_H
#define SATHACH_CLIENT_ACTIONS_H

#include "app/client/state.h"
#include "app/tui/action.h"

#define IN(state) CLIENT_WHERE(CLIENT_##state)
#define IN_QUESTION IN(ANSWERING)
#define IN_EXAM (IN_QUESTION | IN(OVERVIEW))
/* one goes on from them with Enter */
#define IN_STEPS (IN(PAPERS) | IN(CONFIRM) | IN(RULES) | IN(RECEIPT))
/* letters are text there */
#define IN_FIELDS (IN(LOCKED) | IN(LOGIN) | IN(HANDIN) | IN(INVIGILATOR))
/* closing takes the invigilator's key alone */
#define IN_ALL (IN_EXAM | IN_STEPS | IN_FIELDS | IN(HELP) | IN(OPENING))

#define ACTION_TABLE(X) \
    X(CHOOSE, "A–D", KEYPRESS_CHAR, "ABCD", true, 0, N_("choose"), \
      N_("Choose option A, B, C or D; choose again to change it. Go on at once if you like: " \
         "“saved” is on this computer, “2 places” in the room's exchange folder, too."), \
      IN_QUESTION, "a b c d", \
      N_("a, b, c or d: choose that answer; another of these letters changes it."), IN_QUESTION) \
    X(FOCUS_UP, "↑", KEYPRESS_UP, "", false, 0, N_("up"), \
      N_("Move to the option above; scroll up when the question is longer than the screen."), \
      IN_QUESTION, "", "", 0) \
    X(FOCUS_DOWN, "↓", KEYPRESS_DOWN, "", false, 0, N_("down"), \
      N_("Move to the option below; scroll down when the question is longer than the screen."), \
      IN_QUESTION, "", "", 0) \
    X(CHOOSE_FOCUS, "Enter", KEYPRESS_ENTER, "\040", false, 0, N_("choose"), \
      N_("Choose the option with the sign ▶, once you have moved it with ↑ ↓. The space bar does " \
         "the same."), \
      IN_QUESTION, "", "", 0) \
    X(PREVIOUS, "← P", KEYPRESS_LEFT, "P", false, 0, N_("previous"), \
      N_("Go to the previous question."), IN(ANSWERING), "p", N_("p: previous question."), \
      IN_QUESTION) \
    X(NEXT, "→ N", KEYPRESS_RIGHT, "N", false, 0, N_("next"), N_("Go to the next question."), \
      IN(ANSWERING), "n", N_("n: next question."), IN_QUESTION) \
    X(JUMP, "0–9", KEYPRESS_CHAR, "0123456789", true, 0, N_("number"), \
      N_("Type a number and Enter to go to that question."), IN(ANSWERING) | IN(OVERVIEW), "", \
      N_("A number: that question."), 0) \
    X(NEXT_EMPTY, "U", KEYPRESS_CHAR, "U", false, 0, N_("unanswered"), \
      N_("Go to the next question without an answer."), IN(ANSWERING) | IN(OVERVIEW), "u", \
      N_("u: next unanswered."), IN_EXAM) \
    X(MARK, "M", KEYPRESS_CHAR, "M", false, 0, N_("mark"), \
      N_("Mark the question to come back to it, or take the mark away. Marked questions are " \
         "graded like all others."), \
      IN_QUESTION, "m", N_("m: mark the question, or take the mark away."), IN_QUESTION) \
    X(CROSS, "X", KEYPRESS_CHAR, "X", false, 0, N_("cross out"), \
      N_("Cross out the option the cursor is on ([-]), or take that back. It never changes your " \
         "answer."), \
      IN_QUESTION, "x", N_("x and a letter: cross that option out, or take that back."), \
      IN_QUESTION) \
    X(CLEAR, "Del", KEYPRESS_DELETE, "", false, 0, N_("clear"), \
      N_("Take your answer away, so that the question is unanswered."), IN_QUESTION, "del", \
      N_("del: take your answer away."), IN_QUESTION) \
    X(MOVE, "← ↑ ↓ →", KEYPRESS_CHAR, "", false, 0, N_("move"), \
      N_("Go from number to number; Enter opens that question."), IN(OVERVIEW), "", "", 0) \
    X(OVERVIEW, "G", KEYPRESS_CHAR, "G", false, 0, N_("overview"), \
      N_("Show all questions: answered, unanswered, marked. You hand in from there."), \
      IN(ANSWERING), "g", N_("g: overview; hand in from there."), IN_QUESTION) \
    X(NEXT_MARKED, "K", KEYPRESS_CHAR, "K", false, 0, N_("marked"), \
      N_("Go to the next marked question."), IN(ANSWERING) | IN(OVERVIEW), "k", \
      N_("k: next marked."), IN_EXAM) \
    X(HANDIN, "S", KEYPRESS_CHAR, "SG", false, 0, N_("hand in"), \
      N_("Go to the overview, and from there with S or G to the hand-in screen. Nothing is " \
         "handed in before you type the word there."), \
      IN(ANSWERING) | IN(OVERVIEW), "s g", "", IN_EXAM) \
    X(LETTERS, "V", KEYPRESS_CHAR, "V", false, 0, N_("letters"), \
      N_("Show which letters you chose in the overview, or hide them again. A neighbour sees " \
         "them too."), \
      IN(OVERVIEW), "", "", 0) \
    X(TIME, "T", KEYPRESS_CHAR, "T", false, 0, N_("time"), \
      N_("Show in words how much time is left."), IN(ANSWERING) | IN(OVERVIEW), "t", \
      N_("t: the time left."), IN_EXAM | IN(HANDIN)) \
    X(HELP, "H", KEYPRESS_F1, "H?", false, 0, N_("help"), \
      N_("Show this help. The question mark and F1 do the same."), IN_EXAM | IN(RULES), "h ?", "", \
      IN_EXAM | IN_STEPS | IN(LOGIN) | IN(OPENING) | IN(HANDIN) | IN(INVIGILATOR)) \
    X(LANGUAGE, "L", KEYPRESS_CHAR, "L", false, 0, N_("Tiếng Việt"), \
      N_("Switch between Vietnamese and English."), IN_EXAM | IN_STEPS | IN(HELP) | IN(OPENING), \
      "l", N_("l: Vietnamese."), IN_EXAM | IN_STEPS | IN(OPENING)) \
    X(LANGUAGE_TEXT, "Ctrl-E", KEYPRESS_CHAR, "", false, 'E', N_("Tiếng Việt"), \
      N_("Switch between Vietnamese and English where letters are text."), IN_FIELDS, "l", "", \
      IN(LOGIN)) \
    X(COLOURS, "Ctrl-T", KEYPRESS_CHAR, "", false, 'T', N_("colours"), \
      N_("Other colours: light letters on black, dark ones on white, strong contrast, none."), \
      IN_ALL, "", "", 0) \
    X(SCROLL_UP, "PgUp", KEYPRESS_PAGE_UP, "", false, 0, N_("page up"), \
      N_("Scroll back: in a long question, in the help, in the overview."), IN_EXAM | IN(HELP), \
      "", "", 0) \
    X(SCROLL_DOWN, "PgDn", KEYPRESS_PAGE_DOWN, "", false, 0, N_("page down"), \
      N_("Scroll on: in a long question, in the help, in the overview."), IN_EXAM | IN(HELP), "", \
      "", 0) \
    X(ACCEPT, "Enter", KEYPRESS_ENTER, "", false, 0, N_("go on"), \
      N_("Go on; in the overview: open the question whose number stands in brackets."), \
      IN_FIELDS | (IN_STEPS & ~IN(RULES)) | IN(OVERVIEW) | IN(HELP), "", "", 0) \
    X(BACK, "Esc", KEYPRESS_ESC, "", false, 0, N_("back"), N_("Go back one screen."), \
      IN(LOGIN) | IN(OPENING) | IN(PAPERS) | IN(CONFIRM) | IN(RULES) | IN(OVERVIEW) | IN(HANDIN) | \
          IN(HELP) | IN(INVIGILATOR), \
      "esc", N_("esc: back."), IN_EXAM | IN_STEPS | IN_FIELDS | IN(OPENING)) \
    X(PRACTICE, "N", KEYPRESS_CHAR, "N", false, 0, N_("practise"), \
      N_("Try every key on three questions, to the hand-in. It does not count and takes no " \
         "time."), \
      IN(RULES), "n", "", IN(RULES)) \
    X(START, "B", KEYPRESS_CHAR, "B", false, 0, N_("begin"), \
      N_("Begin the exam. The time starts."), IN(RULES), "b", "", IN(RULES)) \
    X(INVIGILATOR, "Ctrl-O", KEYPRESS_F12, "", false, 'O', N_("invigilator"), \
      N_("The invigilator's box for vouchers; F12 does the same."), \
      (IN_ALL & ~IN(LOCKED)) | IN(CLOSING), "i", N_("i: the invigilator's box."), \
      IN_EXAM | IN_STEPS | IN(LOGIN) | IN(OPENING) | IN(CLOSING)) \
    X(REDRAW, "Ctrl-L", KEYPRESS_CHAR, "", false, 'L', N_("redraw"), N_("Redraw the screen."), \
      IN_ALL, "r", N_("r: the question again."), IN_EXAM | IN_STEPS | IN(OPENING)) \
    X(QUIT, "Ctrl-Q", KEYPRESS_CHAR, "", false, 'Q', N_("leave"), \
      N_("Leave the program (before logging in only)."), IN(LOCKED) | IN(LOGIN), "quit", "", \
      IN_FIELDS) \
    X(OPTIONS, "", KEYPRESS_CHAR, "", false, 0, "", "", 0, "o", N_("o: only its options."), \
      IN_QUESTION) \
    X(SPELL, "", KEYPRESS_CHAR, "", false, 0, "", "", 0, "s", \
      N_("s: the receipt code, with a word for each letter."), IN(RECEIPT))

#define ACTION_ENUM(id, ...) ACTION_##id,
enum action_id { ACTION_NONE = 0, ACTION_TABLE(ACTION_ENUM) ACTION_COUNT };
#undef ACTION_ENUM

extern const struct tui_actions ACTIONS; /* its rows are numbered by enum action_id */

/* The table's row; id must be > ACTION_NONE and < ACTION_COUNT. */
const struct tui_action *action_get(enum action_id id);

#endif
