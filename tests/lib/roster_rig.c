#include "tests/lib/roster_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DAY = 1767571200 }; /* 05/01/2026 */

static const struct {
    const char *heading, *cell;
} USUAL[] = {{"STT", "1"},
             {"SBD", "001"},
             {"Họ và tên", "Lê Văn An"},
             {"Ngày sinh", "01/02/1990"},
             {"Số CCCD/Hộ chiếu", "038090000001"},
             {"Đơn vị công tác", "Công ty A"},
             {"Lĩnh vực", "4.1"},
             {"Hạng", "II"},
             {"Ca/Phòng/Máy", ""},
             {"Miễn chuyên môn", ""},
             {"Thêm giờ (phút)", ""},
             {"Ghi chú", ""}};

void roster_rig_start(struct roster_rig *r)
{
    struct buf ini;
    memset(r, 0, sizeof *r);
    buf_init(&ini, 1 << 20);
    bank_folder_default_ini("x", "x", "1", &ini);
    assert_int_equal(bank_folder_begin(&r->fields, buf_text(&ini), ini.len, "x", &r->e), ERR_OK);
    buf_free(&ini);
    r->profile.standard.parts = r->profile.exempt.parts = 1;
    r->options = (struct roster_options){.fields = &r->fields, .profile = &r->profile, .day = DAY};
}

static void forget(struct roster_rig *r)
{
    roster_free(&r->roster);
    roster_summary_free(&r->summary);
    findings_free(&r->findings);
}

void roster_rig_stop(struct roster_rig *r)
{
    forget(r);
    bank_folder_free(&r->fields);
}

void roster_rig_bytes(struct roster_rig *r, const void *bytes, size_t len)
{
    forget(r);
    r->rc = roster_read(bytes, len, "x", &r->options, &r->roster, &r->summary, &r->findings, &r->e);
    if (r->summary.rows != r->summary.taken + r->summary.rejected + r->summary.passed_over)
        fail_msg("%zu rows, %zu taken, %zu rejected, %zu passed over", r->summary.rows,
                 r->summary.taken, r->summary.rejected, r->summary.passed_over);
    if (r->rc == ERR_OK)
        assert_int_equal(r->summary.taken, r->roster.papers);
}

void roster_rig_text(struct roster_rig *r, const char *text)
{
    roster_rig_bytes(r, text, strlen(text));
}

static const char *cell_for(const char *heading, const char *usual, const char *first,
                            const char *cell, va_list ap)
{
    for (; first; cell = (first = va_arg(ap, const char *)) ? va_arg(ap, const char *) : NULL)
        if (strcmp(first, heading) == 0)
            return cell;
    return usual;
}

void roster_rig_person(struct roster_rig *r, const char *heading, const char *cell, ...)
{
    struct buf b;
    buf_init(&b, 1 << 16);
    for (size_t i = 0; i < sizeof USUAL / sizeof USUAL[0]; i++)
        buf_printf(&b, "%s%s", i ? ";" : "", USUAL[i].heading);
    buf_printf(&b, "\n");
    for (size_t i = 0; i < sizeof USUAL / sizeof USUAL[0]; i++) {
        va_list ap;
        va_start(ap, cell);
        buf_printf(&b, "%s\"%s\"", i ? ";" : "",
                   cell_for(USUAL[i].heading, USUAL[i].cell, heading, cell, ap));
        va_end(ap);
    }
    buf_printf(&b, "\n");
    roster_rig_text(r, buf_text(&b));
    buf_free(&b);
}

bool roster_rig_says(const struct roster_rig *r, enum findings_kind kind, const char *word)
{
    for (size_t i = 0; i < r->findings.count; i++)
        if (r->findings.item[i].kind == kind && strstr(r->findings.item[i].text, word))
            return true;
    return false;
}

size_t roster_rig_warnings(const struct roster_rig *r)
{
    return r->findings.count - r->findings.errors;
}

size_t roster_rig_passed(const struct roster_rig *r, enum roster_pass why)
{
    size_t n = 0;
    for (size_t i = 0; i < r->summary.passed_over; i++)
        n += r->summary.passed[i].why == why;
    return n;
}

const char *roster_rig_all(const struct roster_rig *r)
{
    static char all[16384];
    size_t n = (size_t)snprintf(all, sizeof all, "%s\n", r->rc == ERR_OK ? "(read)" : r->e.text);
    for (size_t i = 0; i < r->findings.count && n < sizeof all; i++)
        n += (size_t)snprintf(all + n, sizeof all - n, "%zu %s %s: %s\n", r->findings.item[i].line,
                              r->findings.item[i].number,
                              r->findings.item[i].kind == FINDINGS_ERROR ? "error" : "warning",
                              r->findings.item[i].text);
    for (size_t i = 0; i < r->summary.passed_over && n < sizeof all; i++)
        n += (size_t)snprintf(all + n, sizeof all - n, "%zu passed over, %s: %s\n",
                              r->summary.passed[i].line, roster_pass_word(r->summary.passed[i].why),
                              r->summary.passed[i].text);
    return all;
}
