/* Any operation as a screen: a form of its fields, checked as they are typed; then what would
 * happen, or the word that is wanted; then what came of it. It is what a fine screen stands on
 * until it is built, and what rarely needed commands have for good.
 *
 *      Niêm phong bộ câu hỏi
 *     ▶ Bộ câu hỏi   mau
 *       Quy chế      _
 *     Lệnh: sathachctl bank seal mau
 *
 * What only looks runs at once. What writes is shown first, with the operation's own preview where
 * it has one, and Enter or G does it; what cannot be undone wants its word. */
#ifndef SATHACH_TOOLS_DESK_OPERATION_H
#define SATHACH_TOOLS_DESK_OPERATION_H

#include "tools/desk/stack.h"

extern const struct screen_ops operation_screen;
/* Opens its form, as it was left when it was left by Esc. */
void operation_open(struct desk *d, const struct work_op *op);
/* The form of a command as it would be typed, filled in with its words; words in capitals ("FILE")
 * and "…" are left to be typed. False: no operation of that name. */
bool operation_open_command(struct desk *d, const char *command);
/* The same of a whole command, and what it would do is shown at once: nothing is done before Enter
 * or the word. What its form finds wrong is said there. */
void operation_preview(struct desk *d, const char *command);
/* The same under a sentence of its own: about, msgid, what is done here of all that it can do. */
void operation_preview_as(struct desk *d, const char *command, const char *about);
/* The same; done, it leads back by itself where there is nothing to read but that it was done. */
void operation_preview_then_back(struct desk *d, const char *command, const char *about);
/* The form of a command under such a sentence, the cursor on the row of an option. */
void operation_ask(struct desk *d, const char *command, const char *about, const char *option);
/* The same; done, it leads back as above. */
void operation_ask_then_back(struct desk *d, const char *command, const char *about,
                             const char *option);
/* On the form that was opened: who will sign what it makes, and as what; NULL says nothing. */
void operation_say_signer(struct desk *d, const char *signer);
/* What grading a session would come to; Enter grades it. */
void operation_grade(struct desk *d, const char *session);

#endif
