#include "tools/report/decision_words.h"

#include "app/core/code.h"

#include <string.h>

void decision_words_name(const struct decision *d, struct buf *out)
{
    buf_printf(out, "Quyết định số %u ngày %.2s/%.2s/%.4s", d->number, d->date + 8, d->date + 5,
               d->date);
}

static void put_paper(uint32_t paper, const struct session_roster *r, struct buf *out)
{
    char name[8];
    session_paper_name(paper, name);
    buf_printf(out, "đề %s", name);
    if (paper >= r->papers)
        return;
    const struct session_candidate *c = &r->candidate[r->paper[paper].candidate];
    buf_printf(out, " (%s%smã số dự sát hạch %s)", c->name, c->name[0] ? ", " : "", c->sbd);
}

void decision_words_subject(const struct decision *d, const struct session_roster *r,
                            struct buf *out)
{
    char id[DECISION_HEX];
    crypt_hex(d->question, CRYPT_HASH, id);
    if (decision_is_on_question(d->ruling))
        buf_printf(out, "câu hỏi mã %.12s", id);
    else if (decision_is_on_paper(d->ruling))
        put_paper(d->paper, r, out);
    else if (d->ruling == DECISION_LOST)
        buf_printf(out, "dòng %llu của sổ nhật ký", (unsigned long long)d->line);
    else if (d->ruling == DECISION_UNDO)
        buf_printf(out, "quyết định số %u", d->undoes);
    else
        buf_add_text(out, "cả ca");
}

static void put_options(uint8_t options, struct buf *out)
{
    bool is_first = true;
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (options >> i & 1) {
            buf_printf(out, "%s%c", is_first ? "" : ", ", 'A' + (int)i);
            is_first = false;
        }
}

/* With the receipt that the journal shows. */
static void put_journal(const struct decision *d, const char *before, const char *behind,
                        struct buf *out)
{
    char receipt[CODE_RECEIPT_SHOWN];
    code_receipt_shown(d->journal, receipt);
    buf_printf(out, "%s%s%s", before, receipt, behind);
}

void decision_words_ruling(const struct decision *d, struct buf *out)
{
    char paper[8];
    session_paper_name(d->move_paper, paper);
    switch (d->ruling) {
    case DECISION_VOID: buf_add_text(out, "ai có câu này cũng được điểm"); break;
    case DECISION_TAKE_OUT:
        buf_add_text(out, "bỏ câu này, các câu khác cùng phần gánh điểm");
        break;
    case DECISION_ACCEPT:
        buf_add_text(out, "tính đúng ");
        put_options(d->options, out);
        buf_add_text(out, " (chữ trong bộ câu hỏi)");
        break;
    case DECISION_KEY:
        buf_add_text(out, "đáp án là ");
        put_options(d->options, out);
        buf_add_text(out, " (chữ trong bộ câu hỏi)");
        break;
    case DECISION_JOURNAL:
        put_journal(d, "có hai bài làm khác nhau, lấy bài có mã biên nhận ", "", out);
        break;
    case DECISION_AS_IS:
        put_journal(d, "chưa nộp, chấm phần đã làm (mã biên nhận ", ")", out);
        break;
    case DECISION_ACCEPT_PAPER:
        put_journal(d, "bài bất thường, vẫn chấm (mã biên nhận ", ")", out);
        break;
    case DECISION_ANNUL: buf_add_text(out, "hủy bài, không đạt"); break;
    case DECISION_NO_PAPER:
        buf_add_text(out, "thí sinh có dự sát hạch, không có bài để chấm");
        break;
    case DECISION_MOVE: buf_printf(out, "chuyển sang ca %s, đề %s", d->move_to, paper); break;
    case DECISION_LOST: buf_add_text(out, "tệp của dòng này bị mất, không đòi nữa"); break;
    case DECISION_CLOSE: buf_add_text(out, "đóng ca"); break;
    case DECISION_CANCEL: buf_add_text(out, "hủy ca, không kết quả nào có giá trị"); break;
    default: buf_add_text(out, "thôi hiệu lực"); break;
    }
}

static void put_sentence(const char *label, const char *text, struct buf *out)
{
    if (text && text[0])
        buf_printf(out, " %s: %s%s", label, text, text[strlen(text) - 1] == '.' ? "" : ".");
}

void decision_words_why(const struct decision *d, struct buf *out)
{
    buf_add_text(out, ".");
    put_sentence("Lý do", d->reason, out);
    put_sentence("Theo", d->by, out);
}
