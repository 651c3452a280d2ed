/* The office's Vietnamese for a test and its draw: what pages of statistics and minutes share. */
#include "tools/report/itemreport.h"

#include "tools/report/letterhead.h"

#include <stdio.h>

enum { TITLE_ROOM = 320, NUMBER = 32 };

void itemreport_test_title(const struct analysis *a, size_t group, char *out, size_t room)
{
    const struct analysis_group *g = &a->group[group];
    int n = snprintf(out, room, "Lĩnh vực %s, hạng %s (%s)%s", g->field, g->grade, g->profile->id,
                     g->is_exempt ? ", miễn phần chuyên môn" : "");
    if (a->banks > 1 && n > 0 && (size_t)n < room)
        snprintf(out + n, room - (size_t)n, ", bộ câu hỏi của ca %s", a->bank[g->bank].session);
}

void itemreport_spread(const struct analysis *a, size_t group, char *out, size_t room)
{
    const struct analysis_spread *s = &a->group[group].spread;
    char title[TITLE_ROOM], papers[LETTERHEAD_COUNT], apart[LETTERHEAD_COUNT];
    struct buf sd, high;
    letterhead_count(s->papers, papers);
    letterhead_count(s->apart, apart);
    itemreport_test_title(a, group, title, sizeof title);
    if (!s->is_defined) {
        snprintf(out, room,
                 "%s: %s đề; chưa đủ số bài để đánh giá độ khó của các đề (có nhóm câu hỏi dưới %d "
                 "bài).",
                 title, papers, ANALYSIS_SPEAKS);
        return;
    }
    buf_init(&sd, NUMBER);
    buf_init(&high, NUMBER);
    itemreport_decimal(s->sd, 1, ",", &sd);
    itemreport_decimal(s->sd_high, 1, ",", &high);
    snprintf(out, room,
             "%s: %s đề; do rút câu hỏi, điểm kỳ vọng của các đề chênh nhau với độ lệch chuẩn "
             "khoảng %s trên %u điểm (có thể đến %s); %s đề "
             "lệch rõ so với mức chung của các nhóm câu hỏi.",
             title, papers, buf_text(&sd), a->group[group].whole.points, buf_text(&high), apart);
    buf_free(&sd);
    buf_free(&high);
}
