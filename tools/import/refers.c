#include "tools/import/refers.h"

#include "tools/import/phrases.h"

#include <string.h>

/* An option that speaks of others is short; a longer text that happens to hold such words speaks of
 * something else. */
enum { WORDS_MOST = 20 };

#define CHOICES "phương_án|đáp_án|câu|ý|lựa_chọn|mục"
#define THINGS \
    CHOICES "|nội_dung|trường_hợp|yếu_tố|điều|yêu_cầu|loại|công_việc|quy_định|căn_cứ|điều_kiện|" \
            "thành_phần|công_tác|trách_nhiệm|biện_pháp|tiêu_chí|nguyên_nhân|hình_thức"
#define ABOVE "trên|nêu_trên|ở_trên|bên_trên|trên_đây|vừa_nêu|đã_nêu|còn_lại|kể_trên"
#define JOIN "và|,|hoặc|,_và|hay|lẫn|+|&"

static const char *const SIGNS[] = {
    "^ cả|gồm|bao_gồm|chỉ? " CHOICES "? <l> " JOIN " " CHOICES "? <l> !khoản|điều",
    "^ " CHOICES "? <l> " JOIN " " CHOICES "? <l> " JOIN "? <l>? đều|đúng|sai|là_đúng|là_sai|$",
    "^ " CHOICES " <l> đúng|sai|là|đều|$",
    "cả " CHOICES "? <l> " JOIN " " CHOICES "? <l>",
    "cả " CHOICES "? <l> <l> <l>? <l>?",
    "đáp_án|phương_án|câu|ý <l> " JOIN " " CHOICES "? <l>",
    "^ cả hai|ba|bốn|2|3|4 $",
    "^ cả hai|ba|bốn|2|3|4 đều|" CHOICES,
    "^ cả|tất_cả hai|ba|bốn|2|3|4? các|những? " THINGS "? " ABOVE,
    "^ tất_cả đều|$",
    "^ tất_cả các|những? phương_án|đáp_án|câu|ý",
    "^ cả các|những " THINGS "? " ABOVE,
    "^ các|những? " THINGS " " ABOVE " đều|$",
    "^ các|những? " CHOICES " kia|khác? đều",
    "^ một_trong các|những|hai|ba|bốn|2|3|4? " THINGS "? " ABOVE,
    "^ không có? phương_án|đáp_án|câu|ý|lựa_chọn",
    "^ không có? " THINGS "? nào " ABOVE "|$|đúng|ở_trên|trong_các|trong_số",
    "all|none|both|any|neither of the? above",
    "both <l> and <l>",
    "^ <l> and|or|, <l> $",
};

/* Every sign holds one of these, or a letter a to d that stands alone: most options hold none. */
static bool may_refer(const struct phrases_text *t)
{
    static const char *const WORDS[] = {"cả",   "tất", "đều", "đáp",   "phương", "câu",  "ý",
                                        "trên", "lại", "nêu", "không", "một",    "above"};
    for (size_t i = 0; i < t->count; i++) {
        const char *w = t->word[i];
        if (w[0] >= 'a' && w[0] <= 'd' && !w[1])
            return true;
        for (size_t k = 0; k < sizeof WORDS / sizeof WORDS[0]; k++)
            if (w[0] == WORDS[k][0] && strcmp(w, WORDS[k]) == 0)
                return true;
    }
    return false;
}

bool refers_option(const char *option)
{
    struct phrases_text t;
    phrases_split(option, &t);
    bool found = t.count <= WORDS_MOST && may_refer(&t) &&
                 phrases_any(&t, SIGNS, sizeof SIGNS / sizeof SIGNS[0]);
    phrases_free(&t);
    return found;
}

bool refers_question(const struct bank_question *q)
{
    for (int i = 0; i < BANK_OPTIONS; i++)
        if (refers_option(q->option[i]))
            return true;
    return false;
}
