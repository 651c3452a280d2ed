#include "app/client/save_state.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/core/i18n.h"

enum { SILENT_MS = 300 };

static bool wants_two(const struct client *c)
{
    return c->setup.session->info.copies > 0;
}

uint64_t save_state_silent_ms(const struct client *c)
{
    const struct exam *x = c->exam;
    if (!x || c->practice || !x->disk.behind_ms || exam_is_all_saved(x))
        return 0;
    uint64_t gone = flow_now(c) - x->disk.behind_ms;
    return gone < SILENT_MS ? SILENT_MS - gone : 0;
}

struct save_state save_state_of(const struct client *c, unsigned q)
{
    switch (exam_saved(flow_paper(c), q)) {
    case EXAM_SAVING: return (struct save_state){save_state_silent_ms(c) ? "" : _("saving"), false};
    case EXAM_SAVED_TWICE:
        if (!c->practice)
            return (struct save_state){_("saved: 2 places"), true};
        return (struct save_state){_("saved"), true}; /* in memory alone, as nothing of it counts */
    case EXAM_SAVED_HERE:
        return wants_two(c) && !c->practice ? (struct save_state){_("saved, copying"), false}
                                            : (struct save_state){_("saved"), true};
    }
    return (struct save_state){"", false};
}

struct save_state save_state_of_all(const struct client *c)
{
    const struct exam *x = flow_paper(c);
    if (c->practice || exam_answered(x) == 0)
        return exam_is_all_saved(x) ? (struct save_state){_("all saved"), true}
                                    : (struct save_state){_("saving"), false};
    switch (exam_all_saved(x)) {
    case EXAM_SAVING: break;
    case EXAM_SAVED_TWICE: return (struct save_state){_("all saved: 2 places"), true};
    case EXAM_SAVED_HERE:
        return wants_two(c) ? (struct save_state){_("all saved, copying"), false}
                            : (struct save_state){_("all saved"), true};
    }
    return (struct save_state){_("saving"), false};
}

const char *save_state_copying(const struct client *c, unsigned q)
{
    bool is_copying = wants_two(c) && !c->practice && c->exchange.folders > 0 &&
                      exam_choice(c->exam, q) >= 0 && exam_saved(c->exam, q) == EXAM_SAVED_HERE;
    return is_copying && !exchange_is_behind(c)
               ? _("Saved on this computer, being copied to the second place; go on.")
               : NULL;
}

const char *save_state_trouble(const struct client *c)
{
    if (!wants_two(c) || !flow_is_in_exam(c) || c->exam->seat.needs_code || !exchange_is_behind(c))
        return NULL;
    return _("! Your answers stand on this seat alone. Please tell the invigilator.");
}

const char *save_state_handed_in(const struct client *c, bool *is_complete)
{
    bool has_folder = c->exchange.folders > 0;
    *is_complete = c->papers.ending.place == DELIVERY_HERE &&
                   (has_folder ? exam_is_all_copied(c->exam) : !wants_two(c));
    if (c->papers.ending.place == DELIVERY_FOLDER)
        return _("! The disk failed: it stands in the exchange folder. Tell the invigilator.");
    if (c->papers.ending.place == DELIVERY_STICK)
        return _("! The disk failed: it stands on the stick alone. Tell the invigilator.");
    if (*is_complete && has_folder)
        return _("It stands in two places: on this seat and in the exchange folder.");
    if (!has_folder)
        return wants_two(c) ? _("! It stands on this seat alone. Please tell the invigilator.")
                            : _("It is kept on this seat, and is collected from here.");
    if (exchange_is_behind(c))
        return _("! On this seat alone: the exchange folder has no copy. Tell the invigilator.");
    return _("It is safe on this seat. A copy for the office is on its way.");
}
