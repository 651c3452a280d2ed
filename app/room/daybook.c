#include "app/room/daybook.h"

#include "app/core/room_action.h"

#include <stdio.h>
#include <string.h>

void daybook_init(struct daybook *l)
{
    *l = (struct daybook){0};
    buf_init(&l->text, ROOMLOG_TEXT_MAX);
}

void daybook_free(struct daybook *l)
{
    buf_free(&l->text);
}

void daybook_begin(struct daybook *l, const struct roomlog *before)
{
    buf_clear(&l->text);
    buf_add(&l->text, before->text, before->len);
    l->lines = before->lines;
    l->saved = 0; /* it is written once more: where it came from may not be the disk */
}

bool daybook_is_unsaved(const struct daybook *l)
{
    return l->text.len != l->saved;
}

bool daybook_did(struct daybook *l, int64_t wall_ms, const struct roomlog_line *line)
{
    struct roomlog_line whole = *line;
    if (l->text.failed || l->text.len + ROOMLOG_LINE_MAX > ROOMLOG_TEXT_MAX)
        return false;
    roomlog_time(wall_ms, whole.time);
    roomlog_add(&whole, &l->text);
    l->lines += !l->text.failed;
    return !l->text.failed;
}

void daybook_saw(struct daybook *l, int64_t wall_ms, const struct roomlog_line *line)
{
    if (l->text.len < DAYBOOK_SEEN_MAX)
        (void)daybook_did(l, wall_ms, line);
}

void daybook_take_back(struct daybook *l, size_t len, size_t lines)
{
    if (len <= l->text.len)
        l->text.len = len;
    l->lines = lines;
}

/* ---- words ---- */

void daybook_action_text(unsigned action, unsigned minutes, char *out, size_t room)
{
    const struct room_action_row *row = room_action_row(action);
    if (minutes)
        snprintf(out, room, "%s %u phút", row ? row->label : "?", minutes);
    else
        snprintf(out, room, "%s", row ? row->label : "?");
}

const char *daybook_outcome_text(unsigned outcome)
{
    static const char *const TEXT[] = {"máy đã làm", "máy đã làm từ trước",
                                       "máy không làm: quá số phút được thêm",
                                       "máy không làm: lúc này không làm được",
                                       "máy không làm: chương trình ở máy đã khởi động lại"};
    return outcome < sizeof TEXT / sizeof TEXT[0] ? TEXT[outcome] : "?";
}

const char *daybook_problem_text(enum problem_kind kind)
{
    static const char *const TEXT[PROBLEM_KINDS] = {
        [PROBLEM_TWO_SEATS] = "cùng một đề mở ở hai máy",
        [PROBLEM_DOUBLED] = "trùng tên máy",
        [PROBLEM_FORK] = "bài làm tiếp từ một bản cũ hơn",
        [PROBLEM_DISK] = "đĩa không ghi được bài",
        [PROBLEM_WAITS_RESUME] = "khởi động lại, chờ cho làm tiếp",
        [PROBLEM_WAITS_START] = "chờ cho bắt đầu ở máy này",
        [PROBLEM_BLOCKED] = "nhập sai mã vào thi nhiều lần, máy chặn",
        [PROBLEM_LOST] = "mất tin"};
    return kind < PROBLEM_KINDS && TEXT[kind] ? TEXT[kind] : "";
}
