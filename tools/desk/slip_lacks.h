/* Access slips and the sheet of vouchers, which one command makes: what the settings should say
 * before both are made. */
#ifndef SATHACH_TOOLS_DESK_SLIP_LACKS_H
#define SATHACH_TOOLS_DESK_SLIP_LACKS_H

#include "tools/work/session_papers.h"

/* One of the two. */
bool slip_lacks_is_slip(const struct session_papers_row *row);
/* Both by name, translated. */
const char *slip_lacks_both(void);
/* Appends what the settings lack of what either prints, each line led by its paper; nothing where
 * they say it all. */
void slip_lacks_tell(const struct session_papers_reply *look, struct buf *out);
/* Appends the page that asks first: S leads to the settings, Enter makes it with what they say
 * now. title: what is made; lacks: what they should say, a line each. */
void slip_lacks_ask(const char *title, const char *lacks, struct buf *out);

#endif
