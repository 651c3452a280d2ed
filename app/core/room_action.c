#include "app/core/room_action.h"

#include "app/core/i18n.h"

const struct room_action_row ROOM_ACTION_TABLE[] = {
    {ROOM_ACTION_RESUME, N_("resume"), "làm tiếp", true, false, false},
    {ROOM_ACTION_RESUME_ALL, N_("resume, whole room"), "làm tiếp, cả phòng", true, true, false},
    {ROOM_ACTION_EXTEND, N_("more time"), "thêm giờ", true, false, false},
    {ROOM_ACTION_START_HERE, N_("start here"), "bắt đầu ở máy này", true, false, false},
    {ROOM_ACTION_START_ALL, N_("start, whole room"), "bắt đầu, cả phòng", false, true, false},
    {ROOM_ACTION_UNLOCK, N_("open the log-in"), "mở đăng nhập", false, false, false},
    {ROOM_ACTION_END, N_("end the paper"), "đình chỉ", true, false, true},
    {ROOM_ACTION_LOCK, N_("lock the seat"), "khóa máy", false, false, true},
    {ROOM_ACTION_LEAVE, N_("copy and leave"), "chép bài và thoát", false, false, true},
    {0}};

const struct room_reason_row ROOM_REASON_TABLE[] = {
    {ROOM_REASON_POWER, N_("power cut"), "mất điện"},
    {ROOM_REASON_BROKEN, N_("seat broken"), "hỏng máy"},
    {ROOM_REASON_SEAT_CHANGED, N_("seat changed"), "đổi máy"},
    {ROOM_REASON_HEALTH, N_("health"), "sức khỏe"},
    {ROOM_REASON_NOISE, N_("noise"), "ồn"},
    {ROOM_REASON_VIOLATION, N_("violation"), "vi phạm"},
    {ROOM_REASON_OTHER, N_("other"), "khác"},
    {0}};

const struct room_action_row *room_action_row(unsigned action)
{
    for (const struct room_action_row *r = ROOM_ACTION_TABLE; r->word; r++)
        if ((unsigned)r->action == action)
            return r;
    return NULL;
}

bool room_action_takes_minutes(unsigned action, unsigned minutes)
{
    return action == ROOM_ACTION_EXTEND ? minutes == 5 || minutes == 10 || minutes == 15
                                        : minutes == 0;
}

const struct room_reason_row *room_reason_row(unsigned reason)
{
    for (const struct room_reason_row *r = ROOM_REASON_TABLE; r->word; r++)
        if ((unsigned)r->reason == reason)
            return r;
    return NULL;
}

const char *room_reason_word(unsigned reason)
{
    const struct room_reason_row *r = room_reason_row(reason);
    return r ? _(r->word) : NULL;
}
