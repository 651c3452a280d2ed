#include "tools/report/caution.h"

#include <stdio.h>

bool caution_is_training(const struct session_info *info)
{
    return info->flags & SESSION_FLAG_TRAINING;
}

void caution_file_name(bool is_training, const char *name, char out[CAUTION_FILE_MAX])
{
    snprintf(out, CAUTION_FILE_MAX, "%s%s", is_training ? "tap-duot-" : "", name);
}

/* In a training session nobody expects it. */
static bool has_no_sheet(const struct session_info *info)
{
    return !caution_is_training(info) && info->sheet == SESSION_SHEET_NONE;
}

static const struct {
    bool (*holds)(const struct session_info *info);
    struct table_column column;
    const char *word, *sentence;
} CAUTION[CAUTIONS_MAX] = {
    {has_no_sheet,
     {"sheet", "Danh sách ký", "Signed sheet", TABLE_TEXT, table_put_nothing},
     "không đối chiếu",
     "Mã biên nhận của ca này không được đối chiếu với danh sách ký."},
    {caution_is_training,
     {"training", "Tập dượt", "Training", TABLE_TEXT, table_put_nothing},
     "tập dượt",
     "Ca tập dượt: kết quả không có giá trị cấp chứng chỉ."},
};

size_t caution_sentences(const struct session_info *info, const char *out[CAUTIONS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < CAUTIONS_MAX; i++)
        if (CAUTION[i].holds(info))
            out[n++] = CAUTION[i].sentence;
    return n;
}

void caution_add_columns(struct table *t, const struct session_info *info)
{
    for (size_t i = 0; i < CAUTIONS_MAX; i++)
        if (CAUTION[i].holds(info))
            table_add_column(t, &CAUTION[i].column, CAUTION[i].word);
}

void caution_add_training(struct table *t)
{
    const struct session_info training = {.flags = SESSION_FLAG_TRAINING};
    caution_add_columns(t, &training);
}
