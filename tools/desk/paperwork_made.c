/* Back from what makes a paper: what was made, and what of it has to be printed. */
#include "app/core/i18n.h"
#include "tools/desk/paperwork_parts.h"
#include "tools/desk/slip_lacks.h"

#include <stdio.h>
#include <string.h>

/* Made again with the bytes that were printed: what was handed out stays good. */
static bool is_unchanged(const struct session_papers_row *row)
{
    return row->is_same && row->printed;
}

static bool was_made(const struct session_papers_row *row, const struct session_papers_row *was)
{
    return row && was->file[0] && strcmp(row->file, was->file) == 0 && row->is_here &&
           (row->times > was->times || strcmp(row->day, was->day) != 0 ||
            strcmp(row->document, was->document) != 0);
}

/* One command makes the slips and the vouchers: the other of the two; NULL for any other paper. */
static const struct session_papers_row *find_twin(const struct paperwork *p,
                                                  const struct session_papers_row *row)
{
    for (size_t i = 0; slip_lacks_is_slip(row) && i < p->look.rows; i++)
        if (&p->look.row[i] != row && slip_lacks_is_slip(&p->look.row[i]))
            return &p->look.row[i];
    return NULL;
}

/* P prints what is under the cursor: that is what has to be printed. */
static void go_to(struct paperwork *p, const struct session_papers_row *row)
{
    struct tui_rows rows = paperwork_rows(p);
    tui_table_go(&p->rows, &rows, (size_t)(row - p->look.row));
}

static void say_draft(struct paperwork *p, const char *what)
{
    screen_say(&p->screen, CANVAS_WARNING,
               p->look.is_training
                   ? _("! Made: %s, a DRAFT without the day of signing. Enter asks for it.")
                   : _("! Made: %s, a DRAFT without number and day. Enter asks for them."),
               what);
}

/* unchanged: NULL for none. is_again: it was printed before, and two would lie about that say
 * different things. */
static void say_made(struct paperwork *p, const char *what, const char *unchanged, bool is_again)
{
    char made[SCREEN_SAID / 2], same[SCREEN_SAID / 2] = "";
    snprintf(made, sizeof made,
             p->screen.desk->lock.of.print[0]
                 ? _("● Made: %s. P prints it.")
                 : _("● Made: %s. No printer is named: U takes it along on a stick."),
             what);
    if (unchanged)
        snprintf(same, sizeof same, _("Not changed, not to be printed again: %s."), unchanged);
    screen_say(&p->screen, CANVAS_SAVED, "%s%s%s%s%s", made, is_again ? " " : "",
               is_again ? _("The one printed before: destroy it.") : "", same[0] ? " " : "", same);
}

static void say_unchanged(struct paperwork *p, const char *what)
{
    char same[SCREEN_SAID / 2];
    snprintf(same, sizeof same, _("Not changed, not to be printed again: %s."), what);
    screen_say(&p->screen, CANVAS_SAVED, "● %s", same);
}

void paperwork_tell_made(struct paperwork *p)
{
    const struct session_papers_row *row = paperwork_row(p), *twin = NULL;
    bool is_made = was_made(row, &p->making), is_again = p->making.printed != 0;
    p->making.file[0] = '\0';
    if (!is_made)
        return;
    twin = find_twin(p, row);
    const char *title = session_papers_title(row),
               *both = twin && !is_unchanged(row) == !is_unchanged(twin) ? slip_lacks_both() : NULL;
    if (row->is_draft) {
        say_draft(p, title);
    } else if (both || !twin) {
        if (is_unchanged(row))
            say_unchanged(p, both ? both : title);
        else
            say_made(p, both ? both : title, NULL, is_again);
    } else if (is_unchanged(row)) {
        say_made(p, session_papers_title(twin), title, false);
        go_to(p, twin);
    } else {
        say_made(p, title, session_papers_title(twin), is_again);
    }
}
