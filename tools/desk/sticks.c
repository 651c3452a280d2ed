#include "tools/desk/watching.h"
#include "tools/desk/sticks.h"

#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/files.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

#define ANOTHER "another" /* no path: those begin with "/" */

static bool is_there(const struct desk *d, const struct watch_folder *f)
{
    return watch_is_shown(d, f) && !watch_is_silent(d, f) && !f->is_pulled;
}

const char *sticks_only(const struct desk *d)
{
    const char *only = NULL;
    for (size_t i = 0; i < d->watch.folders; i++) {
        const struct watch_folder *f = d->watch.folder[i];
        if (!f->place.is_stick || !is_there(d, f))
            continue;
        if (only)
            return NULL;
        only = f->place.path;
    }
    return only;
}

bool sticks_may_be_pulled(const struct desk *d, const char *path)
{
    const struct watch_folder *f = watch_find(d, path);
    return f && f->place.is_stick;
}

static enum err_code add_place(struct work_choices *out, const struct place *p, struct err *e)
{
    char said[PLACES_NAME + PLACES_PATH + 8];
    snprintf(said, sizeof said, "%s%s%s", p->is_stick ? p->name : "", p->is_stick ? " · " : "",
             p->path);
    return fields_add_choice(out, p->path, said, e);
}

/* Sticks, folders that were chosen before, and any other. */
static enum err_code list_places(const struct desk *d, struct work_choices *out, size_t *sticks,
                                 struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < d->watch.folders; i++) {
        const struct watch_folder *f = d->watch.folder[i];
        if (!is_there(d, f))
            continue;
        *sticks += f->place.is_stick;
        rc = add_place(out, &f->place, e);
    }
    return rc == ERR_OK ? fields_add_choice(out, ANOTHER,
                                            _("another folder: a shared one, one of your own"), e)
                        : rc;
}

/* One was plugged in a moment ago, and did not answer yet. */
static bool is_one_new(const struct desk *d)
{
    bool is_new = false;
    for (size_t i = 0; i < d->watch.folders; i++) {
        const struct watch_folder *f = d->watch.folder[i];
        is_new |= f->place.is_stick && !f->is_known && !watch_is_silent(d, f);
    }
    return is_new;
}

void sticks_ask(struct screen *s, const char *what)
{
    struct desk *d = s->desk;
    struct work_choices places = {0};
    struct err e = {0};
    size_t sticks = 0;
    char question[SCREEN_ABOUT];
    if (watch_has_changed(d))
        watch_look(d);
    enum err_code rc = list_places(d, &places, &sticks, &e);
    if (rc != ERR_OK) {
        screen_say_error(s, &e);
    } else if (sticks == 0 && is_one_new(d)) {
        screen_say(s, CANVAS_WARNING, "! %s",
                   _("A stick was plugged in and is being looked at: U once more."));
    } else {
        snprintf(question, sizeof question, _("Copy %s: onto which stick, into which folder?"),
                 what);
        choose_open_said(d, STICKS_WHICH, question, &places, "");
        if (sticks == 0)
            screen_say(stack_top(d), CANVAS_WARNING, "! %s",
                       _("No stick is plugged in; a folder can be chosen."));
        return; /* they are its own now */
    }
    fields_free_choices(&places);
}

bool sticks_chosen(struct screen *s, const char *what, const char *choice, char out[PLACES_PATH])
{
    bool is_listed = strcmp(what, STICKS_WHICH) == 0;
    if (is_listed && strcmp(choice, ANOTHER) == 0) {
        files_open_target(s->desk, N_("Choose the folder: Ctrl-S takes the one that is shown"));
        return false;
    }
    if (!is_listed && strcmp(what, "files") != 0)
        return false;
    if (strlen(choice) >= PLACES_PATH) {
        screen_say(s, CANVAS_DANGER, "x %s", _("The path is too long."));
        return false;
    }
    snprintf(out, PLACES_PATH, "%s", choice);
    size_t n = strlen(out);
    if (n > 1 && out[n - 1] == '/')
        out[n - 1] = '\0';
    return true;
}
