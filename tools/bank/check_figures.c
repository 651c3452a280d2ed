/* Questions whose drawing, table or formula was lost: the text points at one and holds none.
 * Phrases are met word by word, marks kept, so that "theo hình thức", "loại hình sau", "bằng sau"
 * point at nothing. */
#include "tools/bank/check.h"
#include "tools/import/phrases.h"

#include <string.h>

#define HERE \
    "bên|bên_dưới|bên_cạnh|bên_trên|bên_phải|bên_trái|dưới|dưới_đây|ở_dưới|ở_bên|ở_trên|sau|sau_" \
    "đây|kèm_theo|đính_kèm|này|đã_cho|cho_trước|minh_họa|minh_hoạ|trên|trên_đây|cho_" \
    "dưới_đây|cho_" \
    "sau_đây"
#define THEN \
    "$|là|có|thể_hiện|biểu_diễn|biểu_thị|mô_tả|cho|được|hãy|thì|và|dùng|để|ký_hiệu|kí_hiệu|với|" \
    "thuộc|tính|xác_định|biết|nếu|chỉ|nêu|minh_họa|hiện"
#define DRAWING "hình|hình_vẽ|hình_ảnh|hình_minh_họa|sơ_đồ|biểu_đồ|đồ_thị|ảnh|mặt_cắt|bản_vẽ"

/* Words before "hình" that make it another word: địa hình, loại hình, mô hình. */
static const char BEFORE_SHAPE[] = " mô loại địa tình màn cấu điển định truyền tạo vô hữu thép đội "
                                   "thân ngoại biến chỉnh siêu tử khối đồ tượng dạng đa tứ ";
/* Words that make what follows many: what the options list, not what the text lacks. */
static const char MANY[] = " các những mọi mỗi ";

static const char *const DRAWINGS[] = {
    DRAWING " " HERE " " THEN,
    DRAWING " dưới_đây|sau_đây|trên_đây|bên_dưới|bên_cạnh",
    "biểu_đồ|sơ_đồ|đồ_thị|mặt_cắt|bản_vẽ|hình_vẽ <w> <w>? <w>? "
    "dưới_đây|bên_dưới|kèm_theo|đính_kèm|trên_đây " THEN,
    "ký_hiệu|kí_hiệu|biển_báo|biểu_tượng sau_đây|dưới_đây|bên_dưới !:|;|là_gì",
    "ký_hiệu|kí_hiệu|biển_báo|biểu_tượng bên|sau|dưới " THEN " !:",
    "theo|như|trong|ở|trên|xem|quan_sát|dựa_vào|từ|với hình|hình_vẽ|hình_ảnh|hình_minh_họa $",
    "theo|như|trong|ở|trên hình_vẽ là|có|thì|thuộc|gồm|nêu",
    "cho|xem|nhìn|nhìn_vào|quan_sát hình|hình_vẽ|sơ_đồ|biểu_đồ|đồ_thị $|như|bên|sau|dưới|và|để|rồi",
    "theo|như|trong|ở|trên|cho|xem|quan_sát|nhìn|nhìn_vào|dựa_vào hình|hình_vẽ|sơ_đồ số? <n> "
    "!.|tcvn|qcvn|của|phụ_lục|trong|thuộc",
    "theo|như|trong|ở|trên|cho|xem|quan_sát|nhìn|nhìn_vào|dựa_vào hình|hình_vẽ|sơ_đồ số? <n> . <n> "
    "!tcvn|qcvn|của|phụ_lục|trong|thuộc",
    "^ hình|hình_vẽ|sơ_đồ số? <n> !.|tcvn|qcvn|của|phụ_lục",
    "hình|hình_vẽ <n>|<l> " HERE "|cho_thấy|thể_hiện",
};
static const char *const TABLES[] = {"bảng|bảng_số_liệu|số_liệu_bảng|bảng_thống_kê " HERE " " THEN,
                                     "cho|xem bảng $|số_liệu"};
static const char *const FORMULAS[] = {"công_thức|biểu_thức|phương_trình " HERE " " THEN};
/* Options that are names of drawings: "Hình a". */
static const char *const NAMES[] = {"^ hình|sơ_đồ|biểu_đồ|đồ_thị|hình_vẽ|ảnh số? <n>|<l> $"};

static bool is_one_of(const char *words, const char *word)
{
    size_t n = strlen(word); /* 0 for a word that was taken out */
    for (const char *at = words; n && (at = strstr(at, word)); at++)
        if (at > words && at[-1] == ' ' && at[n] == ' ')
            return true;
    return false;
}

/* Takes words out that are parts of others, or that are many. */
static void read_out(struct phrases_text *t)
{
    static const char NOUNS[] = " hình sơ biểu đồ ảnh mặt bản bảng công phương ký kí biển ";
    for (size_t i = 1; i < t->count; i++)
        if ((strcmp(t->word[i], "hình") == 0 && is_one_of(BEFORE_SHAPE, t->word[i - 1])) ||
            (is_one_of(NOUNS, t->word[i]) && is_one_of(MANY, t->word[i - 1])))
            t->word[i] = "";
}

#define ANY(t, list) phrases_any(t, list, sizeof(list) / sizeof(list)[0])

static bool names_drawings(const struct bank_question *q)
{
    unsigned n = 0;
    for (int i = 0; i < BANK_OPTIONS; i++) {
        struct phrases_text t;
        phrases_split(q->option[i], &t);
        n += ANY(&t, NAMES);
        phrases_free(&t);
    }
    return n >= 2;
}

/* Cheap: most texts hold none of these. */
static bool may_speak(const char *stem)
{
    static const char *const SIGNS[] = {
        "hình",   "Hình",   "HÌNH",    "đồ",      "Đồ",    "ĐỒ",       "bảng",
        "Bảng",   "BẢNG",   "thức",    "THỨC",    "trình", "ảnh",      "ẢNH",
        "bản vẽ", "Bản vẽ", "mặt cắt", "Mặt cắt", "hiệu",  "biển báo", "Biển báo"};
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++)
        if (strstr(stem, SIGNS[i]))
            return true;
    return false;
}

bool check_speaks_of_figure(const struct bank_question *q)
{
    struct phrases_text t;
    if (!may_speak(q->stem))
        return false;
    phrases_split(q->stem, &t);
    read_out(&t);
    bool table_held = strchr(q->stem, '\n') || strchr(q->stem, '|'),
         formula_held = strpbrk(q->stem, "=<>") || strstr(q->stem, "≤") || strstr(q->stem, "≥");
    bool found = ANY(&t, DRAWINGS) || (!table_held && ANY(&t, TABLES)) ||
                 (!formula_held && ANY(&t, FORMULAS));
    phrases_free(&t);
    return found || names_drawings(q);
}

size_t check_figures(const struct bank_source *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->questions; i++)
        n += check_speaks_of_figure(&s->question[i].text);
    return n;
}
