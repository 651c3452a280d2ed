#include "tools/desk/watching.h"
#include "tools/desk/sticks.h"

#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/work/fields.h"

static bool is_there(const struct desk *d, const struct watch_folder *f)
{
    return f->place.is_stick && watch_is_shown(d, f) && !watch_is_silent(d, f);
}

const char *sticks_only(const struct desk *d)
{
    const char *only = NULL;
    for (size_t i = 0; i < d->watch.folders; i++) {
        if (is_there(d, d->watch.folder[i]) && only)
            return NULL;
        if (is_there(d, d->watch.folder[i]))
            only = d->watch.folder[i]->place.path;
    }
    return only;
}

void sticks_ask(struct screen *s)
{
    struct desk *d = s->desk;
    struct work_choices sticks = {0};
    struct err e = {0};
    enum err_code rc = ERR_OK;
    bool is_new = false;
    if (watch_has_changed(d)) /* one that was plugged in a moment ago */
        watch_look(d);
    for (size_t i = 0; rc == ERR_OK && i < d->watch.folders; i++) {
        const struct watch_folder *f = d->watch.folder[i];
        is_new |= f->place.is_stick && !f->is_known && !watch_is_silent(d, f);
        if (is_there(d, f))
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
        screen_say(s, CANVAS_WARNING, "! %s",
                   is_new ? _("A stick was plugged in and is being looked at: U once more.")
                          : _("No stick is plugged in."));
    fields_free_choices(&sticks);
}
