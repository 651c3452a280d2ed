/* What an import rejected, at the desk: listed with place and reason, opened as it was read, mended
 * into its pool, set aside, taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_rig.h"
#include "tools/desk/findings.h"
#include "tools/desk/question.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_repair.h"
#include "tools/work/bank_seal.h"

#include <sys/stat.h>
#include <unistd.h>

static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_import_op, &bank_check_op, &bank_edit_op,
                                            &bank_repair_op, &bank_seal_op,  NULL};
static char source[SCRATCH_PATH + 40], gift[SCRATCH_PATH + 40], list[SCRATCH_PATH + 40];

#define HEAD "$CATEGORY: 4.1/II/chuyen-mon\n\n"
#define FIRST "::q1::Chiều rộng một làn xe? {\n~3,00 m\n=3,50 m\n~3,75 m\n~4,00 m\n}\n\n"
#define SHORT "::q2::Thiếu phương án? {\n~3,00 m\n=3,50 m\n~4,00 m\n}\n\n"
#define TWO "::q3::Hai đáp án? {\n~3,00 m\n=3,50 m\n=4,00 m\n~5,00 m\n}\n\n"
#define FIVE \
    "::q4::Cơ quan nào nghiệm thu công trình xây dựng đưa vào sử dụng, khi công trình đó có ảnh " \
    "hưởng lớn đến an toàn cộng đồng theo Nghị định 06/2021/NĐ-CP? {\n=Bộ Xây dựng\n~Sở Xây " \
    "dựng\n~Chủ đầu tư\n~Tư vấn\n~Nhà thầu\n}\n"

static void write_text(const char *path, const char *text)
{
    struct err e = {0};
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
}

static void read_text(const char *path, char *out, size_t room)
{
    struct buf text;
    struct err e = {0};
    buf_init(&text, room - 1);
    assert_int_equal(file_read(path, room - 1, &text, &e), ERR_OK);
    snprintf(out, room, "%s", buf_text(&text));
    buf_free(&text);
}

static int up(void **state)
{
    (void)state;
    desk_rig_open(&r, OPS, true);
    snprintf(source, sizeof source, "%s/cau-hoi.gift", r.folder);
    snprintf(gift, sizeof gift, "%s/banks/thu/4.1.gift", r.folder);
    snprintf(list, sizeof list, "%s/banks/thu/rejected.tsv", r.folder);
    write_text(source, HEAD FIRST SHORT TWO FIVE);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void import(void)
{
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "thu");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_false(file_exists(list)); /* a preview writes nothing */
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "what was rejected, each to be mended there"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* The findings, on the places of the row of the rejected ones. */
static void open_list(void)
{
    import();
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
}

static void open_rejected(int number)
{
    open_list();
    while (--number)
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
}

static void end_work(void)
{
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
}

static void they_stand_behind_the_rules_with_place_and_reason(void **state)
{
    (void)state;
    open_list();
    assert_true(desk_rig_shows(&r, "! rejected at import                  3"));
    desk_rig_expect(&r, "Place      question · cau-hoi.g"); /* said once for all of them */
    desk_rig_expect(&r, "▶ number q2  Thiếu phương án?");
    desk_rig_expect(&r, "Rejected at import: not in the bank, which can be sealed without them.");
    assert_true(desk_rig_says(&r, "cau-hoi.gift, line 10, number q2: 3 options, not four"));
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_says(&r, "number q3: two right answers"));
    desk_rig_golden(&r, "rejected-list");
}

/* Of a file of which nothing could be brought in, just as of another. */
static void they_are_kept_where_nothing_else_came(void **state)
{
    char text[8192];
    (void)state;
    write_text(source, HEAD SHORT TWO);
    open_list();
    assert_true(desk_rig_shows(&r, "! rejected at import                  2"));
    assert_true(desk_rig_shows(&r, "0 questions"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Thiếu phương án?"));
    desk_rig_type(&r, "4,50 m");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "b");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "1 question"));
    read_text(gift, text, sizeof text);
    assert_non_null(strstr(text, "Thiếu phương án?"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    write_text(source, HEAD TWO); /* imported anew, the bank keeps what it has */
    desk_rig_type(&r, "b");
    desk_rig_type(&r, source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "thu");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "so the bank keeps the questions that it had"));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    read_text(gift, text, sizeof text);
    assert_non_null(strstr(text, "Thiếu phương án?"));
}

static void one_opens_as_it_was_read(void **state)
{
    (void)state;
    open_rejected(1);
    assert_true(desk_rig_shows(&r, "Thiếu phương án?"));
    assert_true(desk_rig_shows(&r, "▶ D "));              /* what lacks is where one stands */
    assert_true(desk_rig_shows(&r, "  Answer       _ ")); /* of three, B may not be B */
    assert_true(desk_rig_shows(&r, "Marked as right in the source: 3,50 m"));
    assert_true(desk_rig_shows(&r, "Rejected: 3 options, not four"));
    assert_true(desk_rig_shows(&r, "sathachctl bank repair thu 1 --from FILE"));
    desk_rig_golden(&r, "rejected");
}

static void two_right_ones_are_no_answer(void **state)
{
    (void)state;
    open_rejected(2);
    assert_true(desk_rig_shows(&r, "▶ Answer       _ "));
    assert_true(desk_rig_says(&r, "Marked as right in the source: 3,50 m; 4,00 m"));
    desk_rig_expect(&r, "No right option is chosen yet. Marked as right in the source: ");
    desk_rig_type(&r, "c");
    assert_false(desk_rig_shows(&r, "No right option is chosen yet"));
}

/* Nothing that was read is out of sight: a fifth option, a long stem while another row is at hand.
 */
static void what_has_no_row_is_told_and_what_is_long_is_whole(void **state)
{
    (void)state;
    open_rejected(3);
    assert_true(desk_rig_shows(&r, "Also read, option 5: Nhà thầu"));
    assert_true(desk_rig_shows(&r, "Marked as right in the source: Bộ Xây dựng"));
    assert_true(desk_rig_shows(&r, "▶ Answer"));
    assert_true(desk_rig_says(&r, "đó có ảnh"));
    assert_true(desk_rig_says(&r, "cộng đồng theo Nghị định 06/2021/NĐ-CP?"));
    desk_rig_golden(&r, "rejected-long");
}

static void mend_first(void)
{
    open_rejected(1);
    desk_rig_type(&r, "4,50 m"); /* D */
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "b");
    desk_rig_ctrl(&r, 'S');
    end_work();
    assert_string_equal(desk_rig_top(&r), "findings");
}

static void one_is_mended_and_taken_back(void **state)
{
    char was[4096], is[8192], mended[8192], rows[8192];
    (void)state;
    open_list();
    read_text(gift, was, sizeof was);
    read_text(list, rows, sizeof rows);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "4,50 m");
    desk_rig_expect(&r, "Found when the file was read: 3 options, not four. Still to be mended: ");
    assert_true(desk_rig_says(&r, "Still to be mended: Answer."));
    desk_rig_ctrl(&r, 'S'); /* the answer is not said yet */
    assert_true(desk_rig_shows(&r, "x Answer: none chosen yet"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
    desk_rig_type(&r, "b");
    /* what was found is no more what stands */
    desk_rig_expect(&r, "3 options, not four. Nothing is missing now.");
    desk_rig_ctrl(&r, 'S');
    end_work();
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "! rejected at import                  2"));
    assert_true(desk_rig_shows(&r, "2 questions"));
    read_text(gift, mended, sizeof mended);
    assert_memory_equal(mended, was, strlen(was)); /* every byte before it stands */
    assert_non_null(strstr(mended, "~[plain]3,00 m\n=[plain]3,50 m\n~[plain]4,00 m\n"
                                   "~[plain]4,50 m\n}"));
    desk_rig_ctrl(&r, 'Z');
    end_work();
    assert_true(desk_rig_shows(&r, "! rejected at import                  3"));
    assert_true(desk_rig_shows(&r, "1 question"));
    read_text(list, is, sizeof is);
    assert_string_equal(is, rows);
}

/* A question is looked for among the rules: where to look is said. */
static void a_filter_of_rules_leads_to_the_questions(void **state)
{
    (void)state;
    open_list();
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "/hai dap an");
    desk_rig_expect(&r, "These are the rules: Esc, Tab, then / filters the questions of one.");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "/hai dap an");
    desk_rig_expect(&r, "▶ number q3");
    assert_false(desk_rig_shows(&r, "These are the rules"));
}

/* What was written and what is left is said; the cursor stays on those rejected while there are
 * any, though the bank has warnings. */
static void what_is_left_is_said_when_one_is_written(void **state)
{
    (void)state;
    write_text(source, HEAD SHORT TWO FIRST);
    mend_first();
    assert_true(desk_rig_says(&r, "● Question written; left: 1 rejected question, 3 errors."));
    desk_rig_expect(&r, "▶ number q3");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "b");
    desk_rig_ctrl(&r, 'S');
    end_work();
    assert_true(desk_rig_says(&r, "● Question written; left: 0 rejected questions, 3 errors."));
    desk_rig_ctrl(&r, 'Z');
    end_work();
    assert_true(desk_rig_says(&r, "● Taken back; left: 1 rejected question, 3 errors."));
}

/* Whoever would write one a second time reads where it is, in the list and in its form; of another
 * nothing is said. */
static void one_that_the_bank_has_says_where(void **state)
{
    static const char KNOWN[] =
        "The bank has this question already: number q1, cau-hoi.gift, its answer B: 3,50 m";
    (void)state;
    write_text(source, HEAD FIRST "::q8::Chiều rộng  một làn xe? {\n~3,00 m\n=3,50 m\n}\n\n" TWO);
    open_list();
    assert_true(desk_rig_says(&r, "number q8: 2 options, not four. The bank has this question"));
    assert_true(desk_rig_says(&r, KNOWN));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, KNOWN));
    desk_rig_expect(&r, "Ctrl-D sets this one aside.");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_says(&r, "number q3: two right answers"));
    assert_false(desk_rig_says(&r, "The bank has this question already"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(desk_rig_says(&r, "The bank has this question already"));
}

/* Two ways to go on, and no command's name in them. */
static void a_preview_of_nothing_says_both_ways(void **state)
{
    (void)state;
    write_text(source, HEAD SHORT TWO);
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r,
                    "Needed: Files, Bank; Pool if the file does not say it; others may be empty.");
    desk_rig_golden(&r, "import-form");
    desk_rig_type(&r, "thu");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "! Not one question goes into the bank as it is. Enter or G does it.");
    assert_true(desk_rig_says(&r, "Enter keeps those rejected beside the bank, to be mended"));
    assert_true(desk_rig_says(&r, "Esc writes nothing: correct the file, such as in Word"));
    assert_false(desk_rig_says(&r, "bank check lists them"));
    desk_rig_press(&r, KEYPRESS_ESC);
    write_text(source, HEAD FIRST SHORT);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_false(desk_rig_says(&r, "Not one question"));
    assert_true(desk_rig_says(&r, "Enter keeps those rejected beside the bank, to be mended"));
}

/* Letters of options that nobody read are not shown; the list says why it is there. */
static void one_without_words_shows_no_letters(void **state)
{
    (void)state;
    write_text(source, HEAD FIRST "::q7::{}\n\n");
    open_list();
    desk_rig_expect(&r, "▶ number q7 ");
    desk_rig_type(&r, "d");
    assert_true(desk_rig_says(&r, "number q7: no words of it could be read"));
    assert_false(desk_rig_shows(&r, "  A "));
}

/* The source may be left out, and the field says what comes of it, as long as it is empty. */
static void an_empty_source_says_what_it_is_for(void **state)
{
    (void)state;
    open_rejected(2);
    desk_rig_expect(&r, "_should be filled in: law, article; without it the check warns_");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "Điều 5");
    desk_rig_expect(&r, "▶ Source       Điều 5__");
    assert_false(desk_rig_shows(&r, "should be filled in"));
}

/* Put aside behind a reason; it stands in a row of its own, and is opened again there. */
static void one_is_set_aside_and_opened_again(void **state)
{
    char was[4096], is[4096];
    (void)state;
    open_list();
    read_text(gift, was, sizeof was);
    desk_rig_type(&r, "d");
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_says(&r, "which is sealed without it; it can be opened again"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Say why in a few words"));
    desk_rig_type(&r, "câu cũ");
    assert_true(desk_rig_shows(&r, "bank repair thu 1 --aside 'câu cũ'"));
    desk_rig_golden(&r, "rejected-aside");
    desk_rig_press(&r, KEYPRESS_ENTER);
    end_work();
    assert_true(desk_rig_shows(&r, "! rejected at import                  2"));
    assert_true(desk_rig_shows(&r, "· rejected, and set aside             1"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_press(&r, KEYPRESS_END);
    assert_true(desk_rig_says(&r, "Set aside: câu cũ"));
    desk_rig_expect(&r, "Set aside: not in the bank, which can be sealed without them.");
    desk_rig_expect(&r, "D open again");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Set aside: câu cũ. Ctrl-D opens it again."));
    desk_rig_ctrl(&r, 'D');
    end_work();
    assert_true(desk_rig_shows(&r, "! rejected at import                  3"));
    desk_rig_ctrl(&r, 'Z'); /* aside again, for the same reason */
    end_work();
    assert_true(desk_rig_shows(&r, "· rejected, and set aside             1"));
    desk_rig_ctrl(&r, 'Z');
    end_work();
    assert_true(desk_rig_shows(&r, "! rejected at import                  3"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
}

static void esc_at_the_reason_leaves_the_question(void **state)
{
    (void)state;
    open_rejected(1);
    desk_rig_ctrl(&r, 'D');
    desk_rig_type(&r, "x");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "▶ D "));
}

/* Another pool is chosen from the list, those that the bank has first. */
static void it_goes_where_it_belongs(void **state)
{
    char is[8192];
    (void)state;
    open_rejected(2);
    desk_rig_type(&r, "c");
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_shows(&r, "▶ Pool         4.1/II/chuyen-mon"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_type(&r, "chung/III/chuyen-mon");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "bank repair thu 2 --from FILE --pool chung/III/chuyen-mon"));
    desk_rig_ctrl(&r, 'S');
    end_work();
    snprintf(source, sizeof source, "%s/banks/thu/chung.gift", r.folder);
    read_text(source, is, sizeof is);
    assert_non_null(strstr(is, "$CATEGORY: chung/III/chuyen-mon"));
    assert_non_null(strstr(is, "=[plain]4,00 m"));
}

/* Its draft is found again; what was typed is no warning of another file. */
static void a_draft_is_kept_while_others_go(void **state)
{
    (void)state;
    open_rejected(3);
    desk_rig_type(&r, "a");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_type(&r, "d"); /* another is set aside meanwhile */
    desk_rig_type(&r, "bỏ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    end_work();
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "Answer       A"));
    desk_rig_ctrl(&r, 'S');
    end_work();
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "! rejected at import                  1"));
}

/* Taken out of the bank, a question leaves the drafts of its file alone. */
static void a_draft_is_found_where_its_question_is_now(void **state)
{
    (void)state;
    write_text(source, HEAD "::a::Làn một? {\n~1\n=2\n~2\n~4\n}\n\n"
                            "::b::Làn hai? {\n~1\n=2\n~2\n~5\n}\n");
    import();
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_DOWN); /* the second: something is typed, and it is left */
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Làn hai?"));
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "3");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_UP); /* the first is taken out: the second stands elsewhere */
    desk_rig_type(&r, "d");
    desk_rig_type(&r, "bo");
    desk_rig_press(&r, KEYPRESS_ENTER);
    end_work();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Làn hai?"));
    assert_true(desk_rig_shows(&r, "C            23"));
    desk_rig_ctrl(&r, 'S');
    end_work();
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_false(desk_rig_shows(&r, "changed elsewhere"));
}

/* A whole folder is a source: it is marked like a file. */
static void a_folder_is_chosen(void **state)
{
    char folder[SCRATCH_PATH + 20], path[SCRATCH_PATH + 60];
    (void)state;
    snprintf(folder, sizeof folder, "%s/nguon", r.folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(path, sizeof path, "%s/4.1.gift", folder);
    write_text(path, HEAD FIRST);
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "nguon");
    desk_rig_press(&r, KEYPRESS_ENTER); /* into it, and back */
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    assert_true(desk_rig_shows(&r, "Space mark files, a folder"));
    while (!desk_rig_shows(&r, "▶   nguon/"))
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, " ");
    desk_rig_expect(&r, "1 folder marked");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "/nguon"));
    desk_rig_type(&r, "thu");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "1 question read = 1 imported"));
}

static void a_list_broken_by_hand_is_one_finding(void **state)
{
    (void)state;
    import();
    write_text(list, "#sathach rejected 1\nnumber\n");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "rejected.tsv:2"));
    assert_false(desk_rig_shows(&r, "rejected at import"));
}

/* The keys of its form that no other test pressed. */
static void the_form_is_emptied_taken_back_and_read_again(void **state)
{
    (void)state;
    mend_first();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    desk_rig_press(&r, KEYPRESS_UP);
    assert_true(desk_rig_shows(&r, "▶ D            5,00 m"));
    desk_rig_ctrl(&r, 'U');
    assert_true(desk_rig_shows(&r, "▶ D            ____"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "▶ D            5,00 m"));
    desk_rig_type(&r, "x");
    desk_rig_ctrl(&r, 'R');
    assert_true(desk_rig_shows(&r, "D            5,00 m__"));
}

/* The editor gets what was read, and what it leaves is written. */
static enum err_code edit(void *context, const char *path, struct err *e)
{
    char text[4096];
    (void)context;
    (void)e;
    read_text(path, text, sizeof text);
    assert_non_null(strstr(text, "Hai đáp án?"));
    assert_null(strstr(text, "="));
    write_text(path, "::q3::Hai đáp án? {\n~3,00 m\n=3,50 m\n~4,00 m\n~5,00 m\n}\n");
    return ERR_OK;
}

static void the_editor_mends_one_too(void **state)
{
    (void)state;
    open_rejected(2);
    r.desk.setup.edit = edit;
    desk_rig_ctrl(&r, 'X');
    end_work();
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "! rejected at import                  2"));
}

#define REJECTED(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        REJECTED(they_stand_behind_the_rules_with_place_and_reason),
        REJECTED(they_are_kept_where_nothing_else_came),
        REJECTED(one_opens_as_it_was_read),
        REJECTED(two_right_ones_are_no_answer),
        REJECTED(what_has_no_row_is_told_and_what_is_long_is_whole),
        REJECTED(one_is_mended_and_taken_back),
        REJECTED(what_is_left_is_said_when_one_is_written),
        REJECTED(a_filter_of_rules_leads_to_the_questions),
        REJECTED(one_that_the_bank_has_says_where),
        REJECTED(a_preview_of_nothing_says_both_ways),
        REJECTED(one_without_words_shows_no_letters),
        REJECTED(an_empty_source_says_what_it_is_for),
        REJECTED(one_is_set_aside_and_opened_again),
        REJECTED(esc_at_the_reason_leaves_the_question),
        REJECTED(it_goes_where_it_belongs),
        REJECTED(a_draft_is_kept_while_others_go),
        REJECTED(a_draft_is_found_where_its_question_is_now),
        REJECTED(a_folder_is_chosen),
        REJECTED(a_list_broken_by_hand_is_one_finding),
        REJECTED(the_form_is_emptied_taken_back_and_read_again),
        REJECTED(the_editor_mends_one_too),
    };
    return cmocka_run_group_tests_name("rejected questions at the desk", tests, NULL, NULL);
}
