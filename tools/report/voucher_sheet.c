#include "tools/report/voucher_sheet.h"

#include "app/core/room_action.h"
#include "app/core/voucher.h"
#include "tools/report/letterhead.h"

#include <glib.h>
#include <string.h>

enum { HANDING_MM = 36 };
static const double APART_MM = 0.5;

static const struct page_style PLAIN = {.size = 10}, HEAD = {.size = 12, .bold = true},
                               HEAD_CENTER = {.size = 12, .bold = true, .align = PAGE_CENTER},
                               WHEN = {.size = 12, .align = PAGE_CENTER},
                               TITLE = {.size = 14, .bold = true, .align = PAGE_CENTER};

/* What each action is for. */
static const struct {
    enum room_action action;
    const char *purpose;
} PURPOSE[] = {
    {ROOM_ACTION_RESUME, "máy khởi động lại giữa chừng: thí sinh đăng nhập lại, rồi dùng phiếu"},
    {ROOM_ACTION_RESUME_ALL, "như trên, khi cả phòng mất điện: một phiếu cho mọi máy"},
    {ROOM_ACTION_EXTEND, "5, 10 hoặc 15 phút, khi đề đang làm"},
    {ROOM_ACTION_START_HERE, "đề đã bắt đầu hoặc được xếp ở máy khác: làm tiếp ở máy này"},
    {ROOM_ACTION_START_ALL, "thư mục chung không trả lời từ đầu giờ: một phiếu cho mọi máy"},
    {ROOM_ACTION_UNLOCK, "máy bị chặn vì nhập sai mã vào thi 5 lần"},
    {ROOM_ACTION_END, "vi phạm: bài kết thúc ngay, giữ nguyên câu đã trả lời"},
    {ROOM_ACTION_LOCK,
     "không ai dùng được máy cho đến khi gõ mật khẩu mở phòng; giờ làm bài vẫn chạy"},
    {ROOM_ACTION_LEAVE, "hết buổi: chép mọi bài ra rồi thoát; một phiếu cho mọi máy"}};

/* In the order of an exam day. */
static const char *const CASES[][2] = {
    {"Thí sinh đến muộn",
     "Không cần phiếu: giờ làm bài tính từ lúc thí sinh nhấn B. Có cho vào hay không: theo quy "
     "chế."},
    {"Gõ sai mã số dự sát hạch, máy hiện tên người khác",
     "Nhấn Esc ở màn hình «Có phải anh/chị không?», gõ lại mã số trên phiếu của thí sinh."},
    {"Máy bị chặn đăng nhập", "Xem lại phiếu của thí sinh. Ctrl-O, phiếu kế tiếp, «mở đăng nhập», "
                              "lý do 9. Việc này chỉ có khi máy đang bị chặn."},
    {"Máy mở nhầm đề (thí sinh có hai đề)",
     "Chưa nhấn B: Esc, chọn đề kia. Đã nhấn B: giờ của đề ấy chạy, không dừng được. Ctrl-O, phiếu "
     "kế tiếp, «khóa máy», lý do 9, gõ tên máy; gõ mật khẩu mở phòng; thí sinh đăng nhập lại, chọn "
     "đề kia. Lập biên bản."},
    {"Trước giờ thi, thư mục chung không trả lời",
     "Ở từng máy đã mở phòng: Ctrl-O, cùng một phiếu, «bắt đầu, cả phòng», lý do 9."},
    {"Màn hình đứng, phím không có tác dụng",
     "Đợi 10 giây, nhấn Ctrl-L. Vẫn đứng: tắt máy bằng nút nguồn rồi làm như mục kế tiếp. Câu nào "
     "đã hiện «đã lưu» thì còn nguyên. Màn hình tự trở về chỗ đăng nhập: thí sinh đăng nhập lại, "
     "không cần phiếu."},
    {"Một máy mất điện hoặc treo",
     "Bật lại máy, gõ mật khẩu mở phòng nếu máy hỏi; thí sinh đăng nhập lại, nhấn Enter. Ctrl-O, "
     "phiếu kế tiếp, «làm tiếp», lý do 1. Làm ngay: máy chờ lâu thì giờ bị tính."},
    {"Mất điện cả phòng",
     "Có điện lại: bật máy, mở phòng bằng mật khẩu; thí sinh đăng nhập lại bằng mã số dự sát hạch "
     "và mã vào thi, nhấn Enter. Ở từng máy: Ctrl-O, cùng một phiếu, «làm tiếp, cả phòng», lý do "
     "1. Mất điện lần nữa: dùng phiếu khác."},
    {"Một máy hỏng", "Cho thí sinh đăng nhập ở máy dự phòng, nhấn Enter; Ctrl-O, phiếu kế tiếp, "
                     "«bắt đầu ở máy này», lý do 2. "
                     "Máy cũ còn chạy: trước đó dùng một phiếu «khóa máy» ở máy cũ. Máy báo «Bài "
                     "này thuộc máy khác» "
                     "(đổi chỗ khi chưa làm): cũng «bắt đầu ở máy này», lý do 3."},
    {"Máy báo «CHƯA LƯU» (đĩa đầy, đĩa hỏng)",
     "Đừng tắt máy: bài còn trong bộ nhớ, thí sinh làm tiếp. Ctrl-O, cắm USB, gõ số của USB, "
     "Enter: "
     "bài được chép ra. Không cần phiếu. Nộp bài rồi mà chưa có mã biên nhận: làm lại như vậy."},
    {"Thư mục chung mất giữa giờ",
     "Máy hiện «đã lưu» thay cho «đã lưu 2 nơi». Không phải làm gì: câu trả lời vẫn lưu ở từng "
     "máy. Máy hỏng trong lúc ấy: đừng dùng phiếu, chờ các máy khác lại hiện «đã lưu 2 nơi», rồi "
     "cho thí sinh đăng nhập lại ở máy dự phòng; nếu không, bài bắt đầu lại từ đầu."},
    {"Thí sinh ra ngoài, thí sinh ốm",
     "Ctrl-O, phiếu kế tiếp, «khóa máy», lý do 4, gõ tên máy. Khi trở lại: gõ mật khẩu mở phòng, "
     "thí sinh đăng nhập lại; máy bảo giơ tay thì «làm tiếp». Giờ làm bài vẫn chạy, không bù. "
     "Không trở lại: để máy khóa; lúc hết buổi «chép bài và thoát» chép cả bài chưa nộp. Lập biên "
     "bản."},
    {"Thí sinh xin thêm giờ",
     "Chỉ khi lỗi do phòng thi: Ctrl-O, phiếu kế tiếp, «thêm giờ», lý do 1, 2 hoặc 5. Mức nhiều "
     "nhất: dòng cuối trước bảng phiếu. Số phút thêm đã ghi trong danh sách: máy tự tính, không "
     "cần phiếu."},
    {"Thí sinh vi phạm", "Ctrl-O ở máy đó, phiếu kế tiếp, «đình chỉ», lý do 6, gõ lại mã số dự sát "
                         "hạch. Ghi mã biên nhận trên màn hình vào danh sách ký, nhấn Enter hai "
                         "lần: máy sẵn sàng cho người khác. Lập biên bản. Không làm lại được."},
    {"Hết buổi",
     "Mọi bài đã nộp: ở từng máy cắm USB, Ctrl-O, cùng một phiếu, «chép bài và thoát», lý do 9, gõ "
     "tên máy; máy báo «Có thể rút ra» thì rút USB, Enter. Máy nào thí sinh đã nộp xong và về, làm "
     "trước cũng được. Bài chưa nộp mà hết giờ: máy tự "
     "nộp."}};

/* What the box may ask besides, in its own words. */
static const char *const QUESTIONS[][2] = {
    {"Đã dùng ở máy khác? Enter: vẫn dùng ở đây. Esc: không.",
     "Xem dòng của phiếu trên bảng này. Đã ghi: Esc, gõ phiếu kế tiếp."},
    {"Chưa xem được đề này đã bắt đầu ở nơi khác hay chưa.",
     "Gõ 1. Vẫn hỏi: chỉ gõ 2 khi chắc thí sinh chưa làm ở máy nào; rồi gõ mã số dự sát hạch."},
    {"Bài này đã nộp ở máy khác.",
     "Không dùng phiếu. Xem thí sinh đã có mã biên nhận chưa; chưa rõ thì gọi văn phòng. Gõ 2 chỉ "
     "khi hội đồng cho làm tiếp."},
    {"Trong thư mục chung có một nhật ký khác của đề này.",
     "Hai máy cùng mở một đề. Gõ 1; vẫn hỏi: gõ 2, gõ mã số dự sát hạch, thí sinh làm tiếp. Lập "
     "biên bản; hội đồng xét."},
    {"Chưa có bản chép nào đủ.", "USB đầy, bị rút hay không trả lời: cắm USB khác, gõ 1, Enter."}};

/* A line of both: plain text, and a paragraph of the page. Frees line. */
static void both(struct buf *text, struct page *page, const struct page_style *style, char *line)
{
    buf_printf(text, "%s\n", line);
    page_paragraph(page, style, line);
    g_free(line);
}

/* Apart from the one before it: many stand under each other. */
static void both_apart(struct buf *text, struct page *page, char *line)
{
    page_space(page, APART_MM);
    both(text, page, &PLAIN, line);
}

/* The session and its room, on one line: loose sheets must not be mixed. To be freed
 * with g_free. */
static char *name_of(const struct session_info *i)
{
    return g_strdup_printf("%s%s%s%s", i->title[0] ? i->title : i->name, i->room[0] ? "  ·  " : "",
                           i->room, caution_is_training(i) ? "  ·  " CAUTION_TRAINING "" : "");
}

static void put_head(const struct office_session *s, struct buf *text, struct page *page)
{
    const struct session_info *i = &s->session.info;
    char when[2 * LETTERHEAD_DATE], *office = letterhead_capitals(s->workspace->papers.full_name);
    buf_printf(text, "%s\n", office);
    g_free(office);
    letterhead_put_names(page, &(struct report_source){.workspace = s->workspace, .session = i});
    both(text, page, &TITLE, g_strdup("BẢNG PHIẾU LỆNH CỦA CÁN BỘ COI THI"));
    both(text, page, &HEAD_CENTER, name_of(i));
    letterhead_window(i, when);
    both(text, page, &WHEN, g_strdup(when));
    page_space(page, 2);
    both(
        text, page, &PLAIN,
        g_strdup("Ở máy của thí sinh nhấn Ctrl-O (hoặc F12). Gõ phiếu chưa dùng kế tiếp, Enter; gõ "
                 "số của việc, Enter; gõ số của lý do, Enter. Đình chỉ, khóa máy và thoát còn hỏi "
                 "mã số dự sát hạch hoặc tên máy. Chỉ đến đó phiếu mới được dùng; trước đó Esc bỏ "
                 "đi, phiếu vẫn "
                 "còn."));
    both(text, page, &PLAIN,
         g_strdup("Phiếu nào cũng làm được mọi việc ở mọi máy, mỗi phiếu một lần. Riêng việc «cả "
                  "phòng» và «chép bài và thoát» dùng cùng một phiếu ở mọi máy. Ghi ngay vào dòng "
                  "của phiếu. Năm phiếu gõ sai: máy chờ 30 giây."));
}

static void put_actions(struct buf *text, struct page *page)
{
    page_space(page, 3);
    both(text, page, &HEAD, g_strdup("Các việc"));
    for (const struct room_action_row *r = ROOM_ACTION_TABLE; r->word; r++)
        for (size_t i = 0; i < G_N_ELEMENTS(PURPOSE); i++)
            if (PURPOSE[i].action == r->action)
                both(text, page, &PLAIN,
                     g_strdup_printf("•  %s: %s", r->label, PURPOSE[i].purpose));
    GString *reasons = g_string_new("Lý do: ");
    for (const struct room_reason_row *r = ROOM_REASON_TABLE; r->word; r++)
        g_string_append_printf(reasons, "%s%d %s", r == ROOM_REASON_TABLE ? "" : " · ",
                               (int)r->reason, r->label);
    both(text, page, &PLAIN, g_string_free(reasons, FALSE));
}

/* To be freed with g_free. */
static char *tell_case(size_t i)
{
    return g_strdup_printf("%zu. %s. %s", i + 1, CASES[i][0], CASES[i][1]);
}

static double case_height(struct page *page, size_t i)
{
    char *line = tell_case(i);
    double height = APART_MM + page_paragraph_height(page, &PLAIN, line);
    g_free(line);
    return height;
}

static void put_cases(const struct session_caps *caps, struct buf *text, struct page *page)
{
    page_space(page, 3);
    both(text, page, &HEAD, g_strdup("Khi có việc xảy ra"));
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (i + 2 == G_N_ELEMENTS(CASES)) /* the last stands on no page alone */
            page_need(page, case_height(page, i) + case_height(page, i + 1));
        both_apart(text, page, tell_case(i));
    }
    page_space(page, 3);
    both(text, page, &HEAD, g_strdup("Máy hỏi thêm"));
    for (size_t i = 0; i < G_N_ELEMENTS(QUESTIONS); i++)
        both_apart(text, page, g_strdup_printf("•  «%s» %s", QUESTIONS[i][0], QUESTIONS[i][1]));
    both(text, page, &PLAIN,
         g_strdup_printf(
             "Thời gian máy tắt và chờ làm tiếp không tính vào giờ làm bài, nhiều nhất %u phút một "
             "đề; thêm giờ nhiều nhất %u phút một đề.",
             caps->outage_cap_s / 60, caps->extra_cap_min));
}

static const struct page_column COLUMN[] = {
    {"Số", 10, PAGE_RIGHT, false},  {"Phiếu", 32, PAGE_CENTER, false},
    {"Máy", 20, PAGE_LEFT, false},  {"Mã số dự sát hạch", 32, PAGE_LEFT, false},
    {"Việc", 28, PAGE_LEFT, false}, {"Giờ", 16, PAGE_LEFT, false},
    {"Ký", 22, PAGE_LEFT, false}};
static const struct page_table TABLE = {
    .column = COLUMN, .columns = G_N_ELEMENTS(COLUMN), .size = 9, .row_height = 5.1, .pad = 0.65};

/* From hand to hand: who had the codes when. */
static const struct page_column HANDED[] = {
    {"", 40, PAGE_LEFT, false},
    {"Giờ, ngày", 30, PAGE_LEFT, false},
    {"Người giao (ký, ghi rõ họ tên)", 45, PAGE_LEFT, false},
    {"Người nhận (ký, ghi rõ họ tên)", 45, PAGE_LEFT, false}};
static const struct page_table HANDED_TABLE = {
    .column = HANDED, .columns = G_N_ELEMENTS(HANDED), .size = 9, .row_height = 11};

static void put_vouchers(const uint8_t V[CRYPT_KEY], struct buf *text, struct page *page)
{
    page_space(page, 3);
    page_table_begin(page, &TABLE);
    for (unsigned n = 1; n <= VOUCHER_COUNT; n++) {
        char code[VOUCHER_CODE + 1], grouped[16], number[8];
        voucher_code(V, n, code);
        code_group(code, 5, grouped, sizeof grouped);
        g_snprintf(number, sizeof number, "%u", n);
        buf_printf(text,
                   "%3u  %s   máy _______ mã số ________ việc ____________ giờ _____ ký _____\n", n,
                   grouped);
        page_table_row(page, (const char *const[]){number, grouped, "", "", "", "", ""});
        crypt_wipe(code, sizeof code);
        crypt_wipe(grouped, sizeof grouped);
    }
    page_table_end(page);
}

static void put_handing(struct buf *text, struct page *page)
{
    char used[96];
    g_snprintf(used, sizeof used, "Trả lại; số phiếu đã dùng: ....... / %u", VOUCHER_COUNT);
    const char *const what[] = {"Giao cho cán bộ coi thi", used};
    page_need(page, HANDING_MM);
    page_space(page, 4);
    page_table_begin(page, &HANDED_TABLE);
    for (size_t i = 0; i < G_N_ELEMENTS(what); i++) {
        buf_printf(text,
                   "%s: giờ, ngày ____________ người giao (ký) ____________ người nhận (ký) "
                   "____________\n",
                   what[i]);
        page_table_row(page, (const char *const[]){what[i], "", "", ""});
    }
    page_table_end(page);
}

enum err_code voucher_sheet_make(const struct office_session *s, struct buf *text, struct buf *pdf,
                                 struct err *e)
{
    struct page *page;
    uint8_t V[CRYPT_KEY];
    char *name = name_of(&s->session.info), *foot = g_strdup_printf("Bảng phiếu lệnh  ·  %s", name);
    enum err_code rc = letterhead_new(
        &(struct report_source){.workspace = s->workspace, .session = &s->session.info},
        PAPERS_KINDS, (struct page_info){.title = "Bảng phiếu lệnh", .foot = foot}, pdf, &page, e);
    g_free(name);
    if (rc != ERR_OK)
        goto out;
    voucher_key(s->secret.O, s->session.info.uid, V);
    put_head(s, text, page);
    put_actions(text, page);
    put_cases(&s->session.info.caps, text, page);
    buf_add_text(text, "\n");
    put_vouchers(V, text, page);
    put_handing(text, page);
    crypt_wipe(V, sizeof V);
    rc = page_finish(page, e);
    if (rc == ERR_OK)
        rc = buf_check(text, "vouchers", e);
out:
    g_free(foot);
    return rc;
}
