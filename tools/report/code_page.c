#include "tools/report/code_page.h"

#include "tools/report/letterhead.h"

#include <stdio.h>

static const struct page_style BODY = {.size = 12.5},
                               SIZE = {.size = 15, .bold = true, .align = PAGE_CENTER},
                               CODE = {.size = 17, .bold = true, .align = PAGE_CENTER};

static void put_code(struct page *p, const struct note_mark *mark)
{
    char text[LETTERHEAD_TITLE], code[NOTE_CODE_TEXT];
    note_code_text(mark, code);
    page_box_begin(p);
    page_space(p, 3);
    snprintf(text, sizeof text, "Mốc: %llu dòng", (unsigned long long)mark->size);
    page_paragraph(p, &SIZE, text);
    page_space(p, 1);
    page_paragraph(p, &CODE, code);
    page_space(p, 3);
    page_box_end(p);
    page_space(p, 4);
    page_paragraph(p, &BODY,
                   "Ai giữ giấy này đều biết được về sau: dòng nào của sổ nhật ký đứng trước mốc "
                   "này bị sửa hoặc bị bỏ thì mã không còn khớp. Giấy không nói gì về các dòng sau "
                   "mốc.");
    page_space(p, 2);
    snprintf(text, sizeof text, "Kiểm tra: sathachctl log check %llu \"%s\"",
             (unsigned long long)mark->size, code);
    page_paragraph(p, &BODY, text);
    page_space(p, 2);
    snprintf(text, sizeof text, "Sổ: %s", mark->origin);
    page_paragraph(p, &BODY, text);
}

enum err_code code_page_pdf(const struct workspace *w, const struct note_mark *mark,
                            struct buf *out, struct err *e)
{
    static const struct session_info NONE;
    const struct report_source src = {.workspace = w, .session = &NONE, .paper = -1};
    struct page *p;
    enum err_code rc = letterhead_new(&src, PAPERS_KINDS,
                                      (struct page_info){.title = "Mốc sổ nhật ký"}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    letterhead_put(p, &src, PAPERS_KINDS);
    letterhead_title(p, "MỐC SỔ NHẬT KÝ", NULL);
    put_code(p, mark);
    page_space(p, 6);
    page_need(p, LETTERHEAD_SIGN + 10);
    page_paragraph(p, &BODY,
                   "Niêm yết hoặc ghi vào biên bản lúc ...... giờ ......, ngày "
                   "......................");
    page_space(p, 4);
    letterhead_sign(p, "NGƯỜI LẬP", "", "NGƯỜI GIỮ GIẤY", "");
    return page_finish(p, e);
}
