#include "tools/report/stable_words.h"

#include <string.h>

static const struct {
    const char *word, *vi, *en;
} WORDS[] = {
    /* notes of results, FORMATS.md, "Results" */
    {"moved", "chuyển máy", "moved to another seat"},
    {"begun-elsewhere", "bắt đầu ở máy khác", "begun at another seat"},
    {"exempt", "miễn chuyên môn", "exempt"},
    {"extra-time", "thêm giờ", "extra time"},
    {"time-up", "hết giờ", "time up"},
    {"misconduct", "đình chỉ", "stopped for misconduct"},
    {"decided", "đã có quyết định", "decided on"},
    {"annulled", "hủy kết quả", "annulled"},
    {"claimed", "tệp bài hỏng", "file damaged"},
    /* the rules of the room */
    {"minutes", "sai số phút", "minutes"},
    {"late-answer", "trả lời sau giờ", "answered late"},
    {"outage-cap", "gián đoạn quá mức", "outage over the cap"},
    {"extra-cap", "thêm giờ quá mức", "extra time over the cap"},
    {"code", "sai lệnh, phiếu", "code"},
    {"code-twice", "lệnh, phiếu dùng hai lần", "code used twice"},
    {"seat", "sai máy", "seat"},
    {"sequence", "sai trình tự", "out of sequence"},
    {"after-leave", "làm tiếp sau khi thoát", "gone on after leaving"},
    {"sheet", "khác danh sách ký", "not as on the signed sheet"},
    {"lost", "mất tệp", "file lost"},
    {"after-decision", "có bài mới sau quyết định", "overtaken after the decision"},
    /* pools of the published bank */
    {"phap-luat-chung", "Pháp luật chung", "General law"},
    {"phap-luat-rieng", "Pháp luật riêng", "Law of the field"},
    {"chuyen-mon", "Chuyên môn", "Professional"},
    /* remarks on questions */
    {"too-easy", "quá dễ", "too easy"},
    {"too-hard", "quá khó", "too hard"},
    {"negative", "phân biệt âm", "negative"},
    {"dubious", "phân biệt kém", "hardly discriminates"},
    {"dead-option", "phương án không ai chọn", "dead option"},
    {"suspicious-key", "nghi sai đáp án", "suspicious key"},
};

const char *stable_words_text(const char *word, enum table_lang lang)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strcmp(WORDS[i].word, word) == 0)
            return lang == TABLE_EN ? WORDS[i].en : WORDS[i].vi;
    return NULL;
}

/* The next word of those from *at on; its length, 0 behind the last. */
static size_t next_word(const char **at)
{
    *at += strspn(*at, " ");
    return strcspn(*at, " ");
}

void stable_words_put(const char *words, enum table_lang lang, struct buf *out)
{
    bool is_first = true;
    for (size_t n; (n = next_word(&words)) > 0; words += n) {
        char word[64] = "";
        const char *text = NULL;
        if (n < sizeof word) {
            memcpy(word, words, n);
            text = stable_words_text(word, lang);
        }
        if (!is_first)
            buf_add_text(out, ", ");
        if (text)
            buf_add_text(out, text);
        else
            buf_add(out, words, n);
        is_first = false;
    }
}
