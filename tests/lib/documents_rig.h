/* A session's results for tests of papers: names of all lengths, every fifth candidate absent,
 * identity numbers that stand nowhere else, beside the room of rig.h. */
#ifndef SATHACH_TESTS_DOCUMENTS_RIG_H
#define SATHACH_TESTS_DOCUMENTS_RIG_H

#include "tests/lib/rig.h"

#include "tools/report/report_kinds.h"

enum {
    DOCUMENTS_RIG_ROWS = 120,
    DOCUMENTS_RIG_PDF_MAX = 8 * 1024 * 1024,
    DOCUMENTS_RIG_ABSENT = 5 /* every fifth row */
};
#define DOCUMENTS_RIG_LONG_NAME "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyễn Đặng Quỳnh Anh"
#define DOCUMENTS_RIG_LONG_UNIT \
    "Công ty Cổ phần Tư vấn Thiết kế Xây dựng và Phát triển Hạ tầng Kỹ thuật Đô thị Miền Trung - " \
    "Tây Nguyên, Chi nhánh Quy Nhơn"

extern struct documents_rig {
    struct rig rig;
    struct grading grading;
    struct results results;
    struct workspace workspace;
    struct session_info session;
    struct report_source source;
    struct office_session sat; /* who they were: a candidate and a paper a row */
} documents_rig;

int documents_rig_up(void **state);
int documents_rig_down(void **state);

#endif
