/* What every list and paper says in every format: what its session says of itself, in words for
 * people. */
#include "tests/lib/documents_rig.h"
#include "tests/lib/reader.h"

#include "tools/import/rows.h"
#include "tools/report/caution.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool is_in_cells;
static const char *wanted;

static void look_at_cells(void *context, const struct row *row)
{
    (void)context;
    for (size_t i = 0; i < row->cells; i++)
        is_in_cells |= strstr(row->cell[i], wanted) != NULL;
}

/* True when a file of this format says these words. */
static bool says(enum report_kinds_format format, struct buf *file, const char *words)
{
    struct err e = {0};
    struct buf text;
    bool found = false;
    if (format == REPORT_KINDS_XLSX) {
        is_in_cells = false;
        wanted = words;
        assert_int_equal(rows_read_xlsx(file->data, file->len, look_at_cells, NULL, &e), ERR_OK);
        return is_in_cells;
    }
    if (format != REPORT_KINDS_PDF)
        return strstr(buf_text(file), words) != NULL;
    reader_words(documents_rig.rig.dir, file, &text);
    found = reader_has(&text, words);
    buf_free(&text);
    return found;
}

/* What is looked for: on papers and pages, in a column of tables, and in the two files of open
 * data, whose columns are always there. */
struct saying {
    const char *words, *in_column, *in_csv, *in_json;
};

static const char *words_in(const struct saying *what, const struct report_kinds_kind *kind,
                            enum report_kinds_format f)
{
    if (strcmp(kind->name, "opendata") == 0)
        return f == REPORT_KINDS_CSV ? what->in_csv : what->in_json;
    return f == REPORT_KINDS_PDF || f == REPORT_KINDS_HTML ? what->words : what->in_column;
}

/* Every list and paper in every format that it comes in: how many there were. */
static unsigned all_say(const struct session_info *info, const struct saying *what, bool expected)
{
    unsigned files = 0;
    struct report_source src = documents_rig.source;
    src.session = info;
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++)
        for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++) {
            struct err e = {0};
            struct buf file;
            if (!report_kinds_has(kind, f))
                continue;
            src.opened = kind->needs_grading ? &documents_rig.grading.opened : &documents_rig.sat;
            buf_init(&file, DOCUMENTS_RIG_PDF_MAX);
            if (report_kinds_make(kind, f, &src, &file, &e) != ERR_OK)
                fail_msg("%s.%s: %s", kind->name, report_kinds_format_name(f), e.text);
            if (says(f, &file, words_in(what, kind, f)) != expected)
                fail_msg("%s.%s: %s", kind->name, report_kinds_format_name(f), what->words);
            buf_free(&file);
            files++;
        }
    return files;
}

static void every_list_in_every_format_says_training_and_no_sheet(void **state)
{
    (void)state;
    static const struct saying TRAINING = {CAUTION_TRAINING, "tập dượt", ",true,",
                                           "không có giá trị"},
                               NO_SHEET = {"không được đối chiếu", "không đối chiếu",
                                           ",false,none,", "không được đối chiếu"};
    struct session_info plain = documents_rig.session, training = documents_rig.session,
                        without = documents_rig.session;
    plain.flags = without.flags = 0;
    training.flags = SESSION_FLAG_TRAINING;
    plain.sheet = training.sheet = SESSION_SHEET_SAMPLE;
    without.sheet = SESSION_SHEET_NONE;
    assert_true(all_say(&training, &TRAINING, true) > 15);
    assert_true(all_say(&without, &NO_SHEET, true) > 15);
    assert_true(all_say(&plain, &TRAINING, false) > 15);
    assert_true(all_say(&plain, &NO_SHEET, false) > 15);
}

/* ---- words ---- */

/* Words of the programs, and second names for what has one: on no paper, sheet or page of people.
 */
static void people_find_people_s_words(void **state)
{
    (void)state;
    static const char *const NEVER[] = {
        "extra-time", "time-up",  "passed", "failed",      "absent",          "Số báo danh",
        "SBD",        "giám thị", "exempt", "dead-option", "cán bộ sát hạch", "CÁN BỘ SÁT"};
    struct report_source src = documents_rig.source;
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++)
        for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++) {
            struct err e = {0};
            struct buf file;
            if (!report_kinds_has(kind, f) || f == REPORT_KINDS_JSON ||
                strcmp(kind->name, "opendata") == 0)
                continue;
            src.opened = kind->needs_grading ? &documents_rig.grading.opened : &documents_rig.sat;
            buf_init(&file, DOCUMENTS_RIG_PDF_MAX);
            assert_int_equal(report_kinds_make(kind, f, &src, &file, &e), ERR_OK);
            for (size_t i = 0; i < sizeof NEVER / sizeof NEVER[0]; i++)
                if (says(f, &file, NEVER[i]))
                    fail_msg("%s.%s: %s", kind->name, report_kinds_format_name(f), NEVER[i]);
            buf_free(&file);
        }
}

static bool is_marked(const struct session_info *info, const struct report_kinds_kind *kind)
{
    struct err e = {0};
    struct buf file;
    struct report_source src = documents_rig.source;
    src.session = info;
    src.opened = kind->needs_grading ? &documents_rig.grading.opened : &documents_rig.sat;
    buf_init(&file, DOCUMENTS_RIG_PDF_MAX);
    assert_int_equal(report_kinds_make(kind, REPORT_KINDS_JSON, &src, &file, &e), ERR_OK);
    bool found = strstr(buf_text(&file), "\n  \"training\": true,") != NULL;
    buf_free(&file);
    return found;
}

static void json_is_marked_as_a_whole(void **state)
{
    (void)state;
    struct session_info training = documents_rig.session;
    unsigned files = 0;
    training.flags = SESSION_FLAG_TRAINING;
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++) {
        if (!report_kinds_has(kind, REPORT_KINDS_JSON))
            continue;
        assert_true(is_marked(&training, kind));
        assert_false(is_marked(&documents_rig.session, kind));
        files++;
    }
    assert_true(files > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_in_every_format_says_training_and_no_sheet),
        cmocka_unit_test(people_find_people_s_words), cmocka_unit_test(json_is_marked_as_a_whole)};
    return cmocka_run_group_tests_name("documents, marks", tests, documents_rig_up,
                                       documents_rig_down);
}
