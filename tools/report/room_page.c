#include "tools/report/room_page.h"

#include "tools/report/listing.h"

#include <stdio.h>
#include <time.h>

static const struct page_style BODY = {.size = 13, .align = PAGE_JUSTIFY};

TABLE_PUT_TEXT(put_log_time, struct roomlog_line, time)
TABLE_PUT_TEXT(put_log_seat, struct roomlog_line, seat)
TABLE_PUT_TEXT(put_log_paper, struct roomlog_line, paper)
TABLE_PUT_TEXT(put_log_what, struct roomlog_line, what)
TABLE_PUT_TEXT(put_log_by_what, struct roomlog_line, by_what)
TABLE_PUT_TEXT(put_log_reason, struct roomlog_line, reason)
TABLE_PUT_TEXT(put_log_by, struct roomlog_line, by)

static const struct listing_column LOG_COLUMN[] = {
    {{"time", "Giờ", "Time", TABLE_TEXT, put_log_time}, {"Giờ", 17, PAGE_CENTER, false}},
    {{"seat", "Máy", "Seat", TABLE_TEXT, put_log_seat}, {"Máy", 20, PAGE_LEFT, false}},
    {{"paper", "Đề", "Paper", TABLE_TEXT, put_log_paper}, {"Đề", 12, PAGE_CENTER, false}},
    {{"what", "Sự việc", "What", TABLE_TEXT, put_log_what}, {"Sự việc", 48, PAGE_LEFT, false}},
    {{"code", "Phiếu, lệnh", "Voucher, order", TABLE_TEXT, put_log_by_what},
     {"Phiếu, lệnh", 22, PAGE_CENTER, false}},
    {{"reason", "Lý do", "Reason", TABLE_TEXT, put_log_reason}, {"Lý do", 17, PAGE_LEFT, false}},
    {{"by", "Người ra lệnh", "By", TABLE_TEXT, put_log_by},
     {"Người ra lệnh", 24, PAGE_LEFT, false}},
};
enum { LOG_COLUMNS = sizeof LOG_COLUMN / sizeof LOG_COLUMN[0] };

/* In the room's own hours. */
static void localise(char time_text[24])
{
    struct tm tm = {.tm_isdst = 0};
    time_t t;
    if (!strptime(time_text, "%Y-%m-%dT%H:%M:%SZ", &tm) || (t = timegm(&tm)) < 0 ||
        !localtime_r(&t, &tm))
        return;
    strftime(time_text, 24, "%H:%M:%S", &tm);
}

static void put_room_log(struct page *p, const struct roomlog *l)
{
    struct table t;
    struct roomlog_line line;
    char text[96];
    listing_init_paper(&t, LOG_COLUMN, LOG_COLUMNS);
    for (size_t at = 0; roomlog_next(l->text, l->len, &at, &line);) {
        localise(line.time);
        table_add_row(&t, &line);
    }
    snprintf(text, sizeof text, "Bàn trực %s, %zu dòng:", l->console, l->lines);
    page_paragraph(p, &BODY, text);
    page_space(p, 2.2);
    listing_put(p, LOG_COLUMN, LOG_COLUMNS, &t,
                &(struct listing_look){.size = 10, .row_height = 6});
    table_free(&t);
    page_space(p, 2);
}

void room_page_put(struct page *p, const struct room_files *room)
{
    size_t logs = room ? room->logs : 0;
    for (size_t i = 0; i < logs; i++)
        if (room_log_is_longest(room, &room->log[i]))
            put_room_log(p, &room->log[i].log);
    if (logs == 0) {
        page_paragraph(
            p, &BODY,
            "Chưa thu về nhật ký bàn trực nào của ca này; diễn biến trong phòng, nếu có, do "
            "cán bộ coi thi ghi ở mục Ý kiến khác.");
        page_space(p, 2.2);
    }
}
