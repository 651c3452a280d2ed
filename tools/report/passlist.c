#include "tools/report/passlist.h"

#include <stdio.h>

enum { COLUMNS = 16, NUMBER_ROOM = 24 };

static const struct table_column COLUMN[COLUMNS] = {
    {"stt", "STT", "No.", TABLE_NUMBER},
    {"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT},
    {"name", "Họ và tên", "Full name", TABLE_TEXT},
    {"birth", "Ngày sinh", "Date of birth", TABLE_TEXT},
    {"identity", "Số CCCD/Hộ chiếu", "Identity or passport number", TABLE_TEXT},
    {"unit", "Đơn vị công tác", "Employer", TABLE_TEXT},
    {"field", "Lĩnh vực", "Field", TABLE_TEXT},
    {"field_title", "Tên lĩnh vực", "Name of the field", TABLE_TEXT},
    {"grade", "Hạng", "Grade", TABLE_TEXT},
    {"law_points", "Điểm pháp luật", "Law points", TABLE_NUMBER},
    {"professional_points", "Điểm chuyên môn", "Professional points", TABLE_NUMBER},
    {"total", "Tổng điểm", "Total points", TABLE_NUMBER},
    {"result", "Kết quả", "Result", TABLE_TEXT},
    {"receipt", "Mã biên nhận", "Receipt code", TABLE_TEXT},
    {"state", "Trạng thái", "State", TABLE_TEXT},
    {"note", "Ghi chú", "Note", TABLE_TEXT},
};

const char *passlist_word(enum result_state state, enum table_lang lang)
{
    static const char *const VI[RESULT_STATES] = {"Đạt", "Không đạt", "Vắng", "Chưa nộp bài", "Chờ hội đồng"};
    static const char *const EN[RESULT_STATES] = {"Passed", "Failed", "Absent", "Not handed in", "Awaiting the council"};
    return lang == TABLE_EN ? EN[state] : VI[state];
}

static void add(struct table *t, const struct result *r, enum table_lang lang)
{
    char stt[NUMBER_ROOM], law[NUMBER_ROOM] = "", professional[NUMBER_ROOM] = "", total[NUMBER_ROOM] = "";
    bool graded = r->state == RESULT_PASSED || r->state == RESULT_FAILED;
    snprintf(stt, sizeof stt, "%zu", t->rows + 1);
    if (graded && r->parts > 0)
        snprintf(law, sizeof law, "%u", r->points[0]);
    if (graded && r->parts > 1)
        snprintf(professional, sizeof professional, "%u", r->points[1]);
    if (graded)
        snprintf(total, sizeof total, "%u", r->total);
    const char *const cell[COLUMNS] = {stt, r->sbd, r->name, r->birth, r->identity, r->unit, r->field, r->field_title, r->grade, law, professional,
                                       total, passlist_word(r->state, lang), r->receipt, results_state_name(r->state), r->note};
    table_add(t, cell);
}

void passlist_make(const struct results *r, enum passlist_kind kind, enum table_lang lang, struct table *out)
{
    table_init(out, COLUMN, COLUMNS);
    for (size_t i = 0; i < r->count && !out->failed; i++)
        if (kind == PASSLIST_RESULTS || r->row[i].state == RESULT_PASSED)
            add(out, &r->row[i], lang);
    if (kind == PASSLIST_PASSED)
        table_drop(out, "state");
}

void passlist_receipts(const struct results *r, struct table *out)
{
    static const struct table_column RECEIPT[] = {{"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT},
                                                  {"paper", "Đề", "Paper", TABLE_TEXT},
                                                  {"field", "Lĩnh vực", "Field", TABLE_TEXT},
                                                  {"grade", "Hạng", "Grade", TABLE_TEXT},
                                                  {"receipt", "Mã biên nhận", "Receipt code", TABLE_TEXT}};
    table_init(out, RECEIPT, sizeof RECEIPT / sizeof RECEIPT[0]);
    for (size_t i = 0; i < r->count; i++) {
        const struct result *x = &r->row[i];
        char grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
        code_group(x->receipt, 4, grouped, sizeof grouped);
        if (x->receipt[0])
            table_add(out, (const char *const[]){x->sbd, x->paper, x->field, x->grade, grouped});
    }
}
