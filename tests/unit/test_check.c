/* The checks of a bank measured on labelled questions: of what each kind of finding says, nine
 * tenths at least are right. The labels stand in the questions' names (tests/data/labelled-bank);
 * recall is told, not asked for. And what cannot be labelled a question at a time. */
#include "tests/lib/scratch.h"

#include "tools/bank/check.h"
#include "tools/bank/check_report.h"
#include "tools/import/profile_ini.h"
#include "tools/import/refers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LABELLED_LEAST = 200, POSITIVES_LEAST = 8, PRECISION = 90 };

static const enum check_kind MEASURED[] = {
    CHECK_SAME_OPTIONS, CHECK_CHARACTER, CHECK_ALIKE_DIFFERS, CHECK_ALIKE,  CHECK_REFER,
    CHECK_LABEL,        CHECK_LENGTH,    CHECK_FIGURE,        CHECK_SCREEN, CHECK_BRACKET,
    CHECK_SIGNS,        CHECK_SPELLING,  CHECK_CITATION};

static struct bank_folder bank;
static struct findings found;

/* True when the label stands in a question's name: "017 figure length". */
static bool has_label(const char *name, const char *label)
{
    size_t n = strlen(label);
    for (const char *at = name; at && (at = strstr(at, label)); at++)
        if (at > name && at[-1] == ' ' && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

static bool is_found(size_t row, enum check_kind kind)
{
    for (size_t i = 0; i < found.count; i++)
        if (found.item[i].topic == (unsigned)kind && found.item[i].line == bank.row[row].line)
            return true;
    return false;
}

static void each_kind_is_precise(void **state)
{
    (void)state;
    bool precise = true;
    assert_true(bank.rows >= LABELLED_LEAST);
    for (size_t k = 0; k < sizeof MEASURED / sizeof MEASURED[0]; k++) {
        const char *label = check_kind_id(MEASURED[k]);
        unsigned right = 0, wrong = 0, missed = 0;
        for (size_t r = 0; r < bank.rows; r++) {
            bool is = is_found(r, MEASURED[k]), ought = has_label(bank.row[r].name, label);
            right += is && ought;
            wrong += is && !ought;
            missed += !is && ought;
            if (is != ought)
                printf("  %s: %s %s\n", bank.row[r].name, is ? "wrongly" : "not", label);
        }
        printf("%-14s %3u labelled, %3u found: precision %.2f, recall %.2f\n", label,
               right + missed, right + wrong, right + wrong ? right / (double)(right + wrong) : 0.0,
               right + missed ? right / (double)(right + missed) : 0.0);
        assert_true(right + missed >= POSITIVES_LEAST);
        precise = precise && right > 0 && right * 100 >= PRECISION * (right + wrong);
    }
    assert_true(precise);
}

/* A label that no check knows would measure nothing. */
static void labels_are_kinds(void **state)
{
    (void)state;
    char name[128];
    for (size_t r = 0; r < bank.rows; r++) {
        snprintf(name, sizeof name, "%s", bank.row[r].name);
        char *rest = name, *word = strsep(&rest, " ");
        enum check_kind kind;
        assert_int_equal(strspn(word, "0123456789"), 3);
        while (rest && (word = strsep(&rest, " ")))
            if (!check_kind_find(word, &kind))
                fail_msg("%s: no kind %s", bank.row[r].name, word);
    }
}

/* ---- what a whole bank has ---- */

static void make(const char *gift, struct bank_folder *b, struct findings *f,
                 char folder[SCRATCH_PATH])
{
    static const char INI[] = "[bank]\nid=x\ntitle=X\nedition=1\n[field 4.1]\ntitle=Giám sát\n";
    struct err e;
    char path[96];
    scratch_folder(folder, SCRATCH_PATH);
    const char *const files[][2] = {{"bank.ini", INI}, {"a.gift", gift}};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
        FILE *out = fopen(path, "w");
        assert_non_null(out);
        fputs(files[i][1], out);
        fclose(out);
    }
    *f = (struct findings){0};
    if (bank_folder_read(folder, b, NULL, f, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void unmake(struct bank_folder *b, struct findings *f, const char *folder)
{
    char path[96];
    bank_folder_free(b);
    findings_free(f);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, i ? "a.gift" : "bank.ini");
        remove(path);
    }
    remove(folder);
}

static size_t count(const struct findings *f, enum check_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++)
        n += f->item[i].topic == (unsigned)kind;
    return n;
}

/* 48 questions; the right option ends with a stop in `stops` of them, and is always B when
 * `skewed`. */
static void trait_and_letters(bool skewed, unsigned stops, size_t traits, size_t letters)
{
    struct bank_folder b;
    struct findings f;
    struct check_profiles none = {0};
    char gift[32768] = "$CATEGORY: 4.1/II/chuyen-mon\n\n", folder[64];
    for (unsigned q = 0; q < 48; q++) {
        size_t n = strlen(gift);
        unsigned right = skewed ? 1 : q % 4;
        n += (size_t)snprintf(gift + n, sizeof gift - n, "Câu riêng %u hỏi gì {\n", q);
        for (unsigned k = 0; k < 4; k++)
            n += (size_t)snprintf(gift + n, sizeof gift - n, "%cÝ thứ %u%s\n",
                                  k == right ? '=' : '~', k, k == right && q < stops ? "." : "");
        snprintf(gift + n, sizeof gift - n, "####Điều 1\n}\n\n");
    }
    make(gift, &b, &f, folder);
    check_bank(&b, &none, &f);
    assert_int_equal(count(&f, CHECK_TRAIT), traits);
    assert_int_equal(count(&f, CHECK_LETTERS), letters);
    unmake(&b, &f, folder);
}

static void a_way_of_writing_that_tells_the_answer(void **state)
{
    (void)state;
    trait_and_letters(false, 48, 1, 0);
    trait_and_letters(false, 44, 1, 0);
    trait_and_letters(false, 43, 0, 0);
    trait_and_letters(false, 0, 0, 0);
    trait_and_letters(true, 0, 0, 4);
}

static void rows_that_stand_twice(void **state)
{
    (void)state;
    struct bank_folder b;
    struct findings f;
    struct check_profiles none = {0};
    char folder[SCRATCH_PATH];
    make("$CATEGORY: 4.1/II/chuyen-mon\n\nMột? {=a ~b ~c ~d ####Điều 1}\n\nMột? {=a ~b ~c ~d "
         "####Điều 1}\n\nMột? {~a =b ~c ~d ####Điều 1}\n\nHai? {=a ~b ~c ~d ####Điều 1}\n",
         &b, &f, folder);
    check_bank(&b, &none, &f);
    assert_int_equal(count(&f, CHECK_REPEAT), 1);
    assert_int_equal(count(&f, CHECK_CONFLICT), 1);
    assert_int_equal(f.errors, 1);
    unmake(&b, &f, folder);
}

/* ---- options that speak of others ---- */

static void options_that_speak_of_others(void **state)
{
    (void)state;
    static const char *const YES[] = {"Cả a và b",
                                      "Cả a, b và c",
                                      "Cả A, B, C đều đúng",
                                      "cả b và c",
                                      "Cả a và c",
                                      "a và b",
                                      "A, B",
                                      "A và B đúng",
                                      "Cả ba",
                                      "Cả 3 phương án",
                                      "Cả hai đáp án trên",
                                      "Tất cả đều sai",
                                      "Tất cả các phương án trên",
                                      "Tất cả những điều trên",
                                      "Tất cả",
                                      "Đáp án a",
                                      "Phương án b đúng",
                                      "Đáp án a hoặc b",
                                      "Không có phương án nào",
                                      "Không có đáp án đúng",
                                      "Không câu nào đúng",
                                      "Các phương án trên đều đúng",
                                      "Một trong các trường hợp trên",
                                      "Cả hai nội dung trên",
                                      "All of the above",
                                      "None of the above",
                                      "Both a and b",
                                      "Cả các nội dung nêu trên",
                                      "Chỉ a và b",
                                      "Gồm a và c",
                                      "Các phương án khác đều sai"};
    static const char *const NO[] = {"Điểm a và điểm b khoản 2",
                                     "Phương án an toàn",
                                     "Ca 3",
                                     "Cả nước",
                                     "Tất cả các công trình cấp I",
                                     "Không có giấy phép",
                                     "Câu lạc bộ",
                                     "Ý kiến a",
                                     "Cả chủ đầu tư và nhà thầu",
                                     "Đường nối A và B qua tâm",
                                     "Phương án kỹ thuật khảo sát",
                                     "Đáp ứng yêu cầu",
                                     "Trên cao",
                                     "Một trong hai bên",
                                     "Đoạn AB",
                                     "28 ngày",
                                     "Các loại đất trên 2 m",
                                     "Không hạn chế",
                                     "Cả năm",
                                     "Tất cả mọi người trên công trường"};
    for (size_t i = 0; i < sizeof YES / sizeof YES[0]; i++)
        if (!refers_option(YES[i]))
            fail_msg("\"%s\" speaks of others", YES[i]);
    for (size_t i = 0; i < sizeof NO / sizeof NO[0]; i++)
        if (refers_option(NO[i]))
            fail_msg("\"%s\" speaks of no other", NO[i]);
}

/* ---- figures, phrase by phrase ---- */

static bool speaks(const char *stem)
{
    char text[512], option[] = "a";
    snprintf(text, sizeof text, "%s", stem);
    struct bank_question q = {.stem = text, .option = {option, option, option, option}};
    return check_speaks_of_figure(&q);
}

static void figures_by_their_phrases(void **state)
{
    (void)state;
    bool good = true;
    static const char *const YES[] = {"Hình bên là mặt cắt của loại đường nào?",
                                      "Trong hình bên dưới, lớp 2 là gì?",
                                      "Hình vẽ dưới đây mô tả thí nghiệm nào?",
                                      "Biển báo dưới đây có ý nghĩa gì?",
                                      "Cho dầm chịu tải như hình vẽ, tính mô men.",
                                      "Dựa vào hình 3, hãy chọn đáp án đúng.",
                                      "Theo sơ đồ bên, thứ tự thi công là gì?",
                                      "Từ biểu đồ dưới, xác định độ ẩm tối ưu.",
                                      "Bảng dưới đây cho kết quả nén. Mẫu nào đạt?",
                                      "Tính theo công thức dưới đây thì Q bằng bao nhiêu?",
                                      "Kết cấu trên hình vẽ là loại gì?",
                                      "Xem hình vẽ và chọn câu đúng.",
                                      "ở hình vẽ sau, điểm A có cao độ nào?",
                                      "Đồ thị sau thể hiện quan hệ nào?",
                                      "HÌNH VẼ BÊN THỂ HIỆN GÌ?",
                                      "Mặt bằng móng như hình. Có mấy móng?",
                                      "Số liệu cho ở bảng sau, tính sai số."};
    static const char *const NO[] = {"Thanh toán theo hình thức nào?",
                                     "Theo hình thức hợp đồng sau đây, rủi ro do ai chịu?",
                                     "Bản vẽ thi công do ai phê duyệt?",
                                     "Sơ đồ tổ chức thi công gồm những gì?",
                                     "Công thức tính diện tích hình tròn là gì?",
                                     "Cấp bằng sau đại học do ai cấp?",
                                     "Địa hình sau khi san lấp phải thế nào?",
                                     "Loại hình doanh nghiệp sau đây được thành lập theo luật nào?",
                                     "Khi địa hình dưới nước phức tạp thì dùng máy gì?",
                                     "Mô hình trên máy tính dùng để làm gì?",
                                     "Bảng sơn nào bền hơn?",
                                     "Bảng tiến độ do ai lập?",
                                     "Theo Bảng 1 của TCVN 5574, hệ số là bao nhiêu?",
                                     "Theo hình 2 TCVN 2737, vùng gió nào?",
                                     "Bản vẽ bên giao thầu cung cấp gồm gì?",
                                     "Bản vẽ dưới dạng số lưu ở đâu?",
                                     "Sổ đỏ sau khi cấp do ai giữ?",
                                     "Biểu đồ nhân lực dùng để làm gì?",
                                     "Các bản vẽ sau phải có chữ ký của ai: kết cấu, kiến trúc?",
                                     "Công thức sau: S = a·b tính gì?",
                                     "Màn hình bên phải của máy hiện gì?",
                                     "Hình phạt nào áp dụng?",
                                     "Trong các hình thức sau, hình thức nào đúng?",
                                     "Tình hình dưới công trường ra sao?",
                                     "Bảng báo hiệu công trình đặt ở đâu?",
                                     "Mặt cắt ngang đường gồm những bộ phận nào?",
                                     "Thép hình sau khi cán nguội thế nào?",
                                     "Theo hình thành và phát triển của đô thị, có mấy loại?"};
    for (size_t i = 0; i < sizeof YES / sizeof YES[0]; i++)
        if (!speaks(YES[i]))
            print_error("\"%s\" speaks of a figure\n", YES[i]), good = false;
    for (size_t i = 0; i < sizeof NO / sizeof NO[0]; i++)
        if (speaks(NO[i]))
            print_error("\"%s\" speaks of none\n", NO[i]), good = false;
    assert_true(good);
}

static int up(void **state)
{
    (void)state;
    struct err e;
    struct check_profiles shuffling = {0};
    struct profile p;
    if (bank_folder_read("tests/data/labelled-bank", &bank, NULL, &found, &e) != ERR_OK ||
        profile_ini_read("questionbanks/profiles/nd175-2024.ini", &p, &e) != ERR_OK)
        return -1;
    p.shuffle_options = true;
    shuffling = (struct check_profiles){&p, 1};
    check_bank(&bank, &shuffling, &found);
    return 0;
}

static int down(void **state)
{
    (void)state;
    bank_folder_free(&bank);
    findings_free(&found);
    return 0;
}

/* A place as an examiner says it, by what the file is; its folder is left out. */
static void a_place_is_told_by_the_kind_of_its_file(void **state)
{
    static const struct {
        struct findings_place at;
        const char *told;
    } PLACES[] = {{{.file = "/office/banks/thu/4.1.gift", .line = 288}, "4.1.gift, line 288"},
                  {{.file = "de-thi.DOCX", .line = 12}, "de-thi.DOCX, paragraph 12"},
                  {{.file = "thu/cau-hoi.xlsx", .line = 7}, "cau-hoi.xlsx, row 7"},
                  {{.file = "cau-hoi.csv", .line = 2}, "cau-hoi.csv, row 2"},
                  {{.file = "ngan-hang.pdf", .page = 31}, "ngan-hang.pdf, page 31"},
                  {{.file = "ngan-hang.pdf"}, "ngan-hang.pdf"},
                  {{.file = "docx", .line = 1}, "docx, line 1"}};
    char told[FINDINGS_PLACE_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        findings_tell_place(&PLACES[i].at, told, sizeof told);
        assert_string_equal(told, PLACES[i].told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_kinds),
        cmocka_unit_test(each_kind_is_precise),
        cmocka_unit_test(a_way_of_writing_that_tells_the_answer),
        cmocka_unit_test(rows_that_stand_twice),
        cmocka_unit_test(options_that_speak_of_others),
        cmocka_unit_test(figures_by_their_phrases),
        cmocka_unit_test(a_place_is_told_by_the_kind_of_its_file),
    };
    return cmocka_run_group_tests_name("check", tests, up, down);
}
