/* What all screens share. */
#include "app/client/save_state.h"
#include "app/client/screens/screens.h"

#include "app/client/questions.h"
#include "app/core/i18n.h"

#include <stdio.h>

/* The time as it stands at the right of the head line, and in which role; "" where none runs. */
static enum canvas_role time_text(const struct client *c, char *out, size_t room)
{
    char time[32];
    snprintf(out, room, "%s", c->practice ? _("Practice: does not count") : "");
    if (!flow_is_in_exam(c))
        return CANVAS_WARNING;
    time_left_text(c, time, sizeof time);
    snprintf(out, room, _("Time left %s"), time);
    uint64_t left = exam_left_ms(c->exam);
    return left <= 60000 ? CANVAS_DANGER : left <= 600000 ? CANVAS_WARNING : CANVAS_HEAD;
}

int screens_head(const struct client *c, struct canvas *v, const char *title)
{
    char time[64];
    enum canvas_role role = time_text(c, time, sizeof time);
    return tui_head(v, title, "", role, time);
}

void screens_grade_text(const struct session_paper *p, char *out, size_t room)
{
    snprintf(out, room, _(" · Grade %s"), p->grade);
}

void screens_about(const struct client *c, struct canvas *v, int row)
{
    char grade[64];
    screens_grade_text(flow_paper(c)->about, grade, sizeof grade);
    canvas_text_pair(v, row, 1, v->cols - 2, CANVAS_PLAIN,
                     papers_field_title(c, flow_paper(c)->about), grade);
}

void screens_paper_title(const struct client *c, struct canvas *v)
{
    char grade[64], time[64];
    enum canvas_role role = time_text(c, time, sizeof time);
    screens_grade_text(flow_paper(c)->about, grade, sizeof grade);
    tui_title(v, papers_field_title(c, flow_paper(c)->about), grade, role, time);
}

void screens_trouble(const struct client *c, struct canvas *v, int row)
{
    char banner[160];
    bool refuses = disk_trouble_banner(flow_paper(c), banner, sizeof banner);
    enum canvas_role role = refuses ? CANVAS_DANGER : CANVAS_WARNING;
    const char *text = refuses ? banner : save_state_trouble(c);
    if (!text)
        return;
    canvas_fill(v, row, 0, v->cols, role);
    canvas_text(v, row, 1, v->cols - 2, role, text);
}

enum canvas_role screens_message_role(const struct client *c)
{
    static const enum canvas_role ROLES[] = {[MESSAGE_CALM] = CANVAS_PLAIN,
                                             [MESSAGE_WARNING] = CANVAS_WARNING,
                                             [MESSAGE_DANGER] = CANVAS_DANGER};
    return ROLES[c->message.tone];
}

int screens_message(const struct client *c, struct canvas *v, int row, int col, int cells)
{
    return tui_paragraph(v, row, col, cells, screens_message_role(c), c->message.text);
}

void screens_jump(const struct client *c, struct canvas *v, int row, int col, int cells)
{
    char text[160];
    unsigned long wanted = reading_number(&c->reading);
    unsigned last = flow_paper(c)->journal.questions;
    if (!c->reading.jump[0])
        return;
    if (wanted >= 1 && wanted <= last)
        snprintf(text, sizeof text, _("Enter: go to question %s   Esc: stay"), c->reading.jump);
    else
        questions_unknown_text(c, wanted, text, sizeof text);
    canvas_text(v, row, col, cells, CANVAS_WARNING, text);
}
