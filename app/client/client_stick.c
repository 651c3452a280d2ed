/* Everything of the session onto a stick, read back: the invigilator's, while nobody sits an exam here. */
#include "app/client/client_states.h"
#include "app/client/room.h"
#include "app/client/sticks.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>

static const char *const ROOTS[] = {"/media", "/run/media", "/mnt", NULL};
enum { STOP_MS = 200 };

void client_stick_look(struct client *c)
{
    c->sticks = c->exam ? 0 : sticks_find(c->setup.mounts ? c->setup.mounts : STICKS_MOUNTS, c->setup.stick_roots ? c->setup.stick_roots : ROOTS, c->stick);
}

/* Attempts that have no end go out first, so that the stick holds all that stands here. */
bool client_stick_copy(struct client *c, const char *typed)
{
    struct err e = {0};
    size_t n = typed[0] >= '1' && typed[0] <= '9' && !typed[1] ? (size_t)(typed[0] - '0') : 0;
    if (n == 0 || n > c->sticks || c->exam)
        return false;
    courier_stop(c->stick_courier, STOP_MS);
    c->stick_courier = NULL;
    enum err_code rc = room_export_unfinished(c->setup.session, c->setup.data_dir, c->setup.seat, clock_wall_ms(&c->setup.clock), &e);
    if (rc == ERR_OK)
        rc = courier_start(c->stick[n - 1], &c->stick_courier, &e);
    if (rc == ERR_OK) {
        c->stick_files = client_drop_bring_all(c, c->stick_courier);
        client_say(c, CLIENT_CALM, _("Copying. Please leave the stick in until it says that all was read back."));
    } else {
        client_say(c, CLIENT_DANGER, e.text);
    }
    return true;
}

void client_stick_news(struct client *c)
{
    struct courier_news news;
    char text[256];
    if (!c->stick_courier)
        return;
    courier_news(c->stick_courier, &news);
    courier_news_free(&news);
    if (news.waiting && news.trouble.code == ERR_OK)
        return;
    if (news.waiting) {
        client_say(c, CLIENT_DANGER, news.trouble.text);
    } else {
        snprintf(text, sizeof text, _("%u files were copied and read back. The stick may be pulled."), c->stick_files);
        client_say(c, CLIENT_CALM, text);
    }
    courier_stop(c->stick_courier, STOP_MS);
    c->stick_courier = NULL;
}
