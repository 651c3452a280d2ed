/* Which bank a list is looked through for: the only one there is, or one that is chosen. */
#include "app/core/i18n.h"
#include "tools/desk/choices.h"
#include "tools/desk/choose.h"
#include "tools/desk/roster_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

static const char FIRST[] = "first"; /* the only bank that there is needs no question */

static void take(struct screen *s, const char *word, struct work_choices *banks)
{
    struct roster_look *r = (struct roster_look *)s;
    if (banks->count == 0) {
        screen_say(s, CANVAS_WARNING, "! %s",
                   _("There is no question bank yet: B on the first screen makes one."));
    } else if (banks->count > 1 || strcmp(word, FIRST) != 0) {
        choose_open(s->desk, "bank", _("Choose the question bank"), banks, r->bank);
    } else {
        snprintf(r->bank, sizeof r->bank, "%s", banks->item[0].word);
        roster_go_on(r);
    }
}

void roster_ask_bank(struct roster_look *r, bool is_first)
{
    choices_look(&r->screen, ROSTER_BANKS, fields_banks, is_first ? FIRST : "", take);
}
