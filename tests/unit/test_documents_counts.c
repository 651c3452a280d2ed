/* What the office's papers count: how many passed, how many wait for the council and how many do
 * not any more. */
#include "tests/lib/documents_rig.h"
#include "tests/lib/reader.h"

#include "tools/report/minutes.h"
#include "tools/report/notice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef enum err_code make_fn(const struct report_source *, struct buf *, struct err *);

static void read_paper(make_fn *make, const struct report_source *src, struct buf *out)
{
    struct err e = {0};
    struct buf pdf;
    buf_init(&pdf, DOCUMENTS_RIG_PDF_MAX);
    if (make(src, &pdf, &e) != ERR_OK)
        fail_msg("%s", e.text);
    reader_words(documents_rig.rig.dir, &pdf, out);
    buf_free(&pdf);
}

/* Who has no paper because the council said so waits for nothing; what the council has not said
 * yet is counted as waiting. */
static void what_is_settled_is_not_said_to_wait(void **state)
{
    (void)state;
    struct result some[4];
    struct results four = {.row = some, .count = 4};
    struct report_source src = documents_rig.source;
    struct buf words;
    static char decided[] = "decided", claimed[] = "claimed";
    for (size_t i = 0; i < 4; i++)
        some[i] = documents_rig.results.row[i];
    some[1].state = RESULT_NO_PAPER;
    some[1].note = decided;
    src.results = &four;
    read_paper(notice_pdf, &src, &words);
    assert_true(reader_has(&words, "01 thí sinh có mặt, không có bài, theo quyết định của hội đồng "
                                   "sát hạch."));
    assert_false(reader_has(&words, "chờ hội đồng"));
    buf_free(&words);
    some[2].state = RESULT_NO_PAPER;
    some[2].note = claimed;
    some[3].state = RESULT_CONFLICT;
    read_paper(notice_pdf, &src, &words);
    assert_true(reader_has(&words, "; 02 bài chờ hội đồng sát hạch quyết định."));
    buf_free(&words);
    src.opened = &documents_rig.sat;
    read_paper(minutes_pdf, &src, &words);
    assert_true(reader_has(&words, "Chờ hội đồng quyết định: 02."));
    assert_true(reader_has(&words, "Có mặt mà không có bài, theo quyết định của hội đồng: 01."));
    buf_free(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_settled_is_not_said_to_wait)};
    return cmocka_run_group_tests_name("documents, counts", tests, documents_rig_up,
                                       documents_rig_down);
}
