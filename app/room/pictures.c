#include "app/room/pictures.h"

void pictures_draw(struct room *r, struct canvas *v)
{
    switch (r->place) {
    case ROOM_LOCKED: pictures_locked(r, v); break;
    case ROOM_SEAT: pictures_seat(r, v); break;
    case ROOM_ASK: pictures_ask(r, v); break;
    case ROOM_REHEARSAL: pictures_rehearsal(r, v); break;
    case ROOM_HELP: pictures_help(r, v); break;
    default: pictures_wall(r, v); break;
    }
}
