#include "tools/desk/watching.h"
#include "tools/desk/sticks.h"

#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/work/fields.h"

void sticks_ask(struct screen *s)
{
    const struct desk *d = s->desk;
    struct work_choices sticks = {0};
    struct err e = {0};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < d->watch.folders; i++) {
        const struct watch_folder *f = d->watch.folder[i];
        if (f->place.is_stick && watch_is_shown(d, f) && !watch_is_silent(d, f))
            rc = fields_add_choice(&sticks, f->place.path, f->place.name, &e);
    }
    if (rc == ERR_OK && sticks.count > 1) {
        choose_open(s->desk, STICKS_WHICH, _("Which stick?"), &sticks, "");
        return; /* they are its own now */
    }
    if (rc != ERR_OK)
        screen_say_error(s, &e);
    else if (sticks.count == 1)
        s->ops->chosen(s, STICKS_WHICH, (const char *const[]){sticks.item[0].word}, 1);
    else
        screen_say(s, CANVAS_WARNING, "! %s", _("No stick is plugged in."));
    fields_free_choices(&sticks);
}
