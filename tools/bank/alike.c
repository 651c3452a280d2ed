#include "tools/bank/alike.h"

#include "tools/import/normal.h"
#include "tools/import/phrases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { WORD_MAX = 64, LEFT_MAX = 64 };

/* Words and signs that change nothing of what is asked. */
static const char LIGHT[] =
    " là gì nào bao nhiêu thế như được bị của các những theo quy định phải có thì mà và về cho với "
    "ở tại khi để do bởi ra này đó hãy biết mấy một việc "
    "công tác đúng câu hỏi phương án đáp lựa chọn hiện hành nay đối bằng lâu sẽ đã cần thuộc ai . "
    ", ; : ? ! ( ) \" ' - – — / “ ” … ";
/* Words that turn a question round. */
static const char CONTRAST[] = " không chưa chẳng ngoài trong trước sau trên dưới đa thiểu lớn nhỏ "
                               "tăng giảm cao thấp sai trừ hơn ít nhiều chậm sớm dài ngắn mới cũ ";

/* The meaning-bearing words of a text, sorted; each in a form that does not hang on where a tone
 * stands or on zeros before a number. */
struct content {
    char (*word)[WORD_MAX]; /* owned */
    size_t count;
};

static bool is_in(const char *words, const char *word)
{
    char key[WORD_MAX + 2];
    snprintf(key, sizeof key, " %.*s ", WORD_MAX - 1, word);
    return strstr(words, key) != NULL;
}

/* Letters first, then their marks, then zeros before a number off: "hoà" and "hòa", "03" and
 * "3". */
static void canonical(const char *word, char out[WORD_MAX])
{
    char marks[WORD_MAX];
    size_t n = 0, m = 0;
    utf8proc_uint8_t *d = utf8proc_NFD((const utf8proc_uint8_t *)word);
    const char *at = d ? (const char *)d : word;
    while (*at == '0' && at[1] >= '0' && at[1] <= '9')
        at++;
    for (; *at && n + m + 4 < WORD_MAX; at++) {
        bool mark = (unsigned char)at[0] == 0xCC ||
                    ((unsigned char)at[0] == 0xCD && (unsigned char)at[1] < 0xB0);
        if (mark && at[1]) {
            marks[m++] = at[0];
            marks[m++] = *++at;
        } else {
            out[n++] = *at;
        }
    }
    memcpy(out + n, marks, m);
    out[n + m] = '\0';
    free(d);
}

static int by_word(const void *a, const void *b)
{
    return strcmp(a, b);
}

static struct content content_of(const char *text)
{
    struct phrases_text t;
    struct content c = {0};
    phrases_split(text, &t);
    c.word = calloc(t.count + 1, sizeof *c.word);
    for (size_t i = 0; c.word && i < t.count; i++) {
        /* "sau đây", "dưới đây" */
        bool here = i + 1 < t.count && strcmp(t.word[i + 1], "đây") == 0;
        if (!here && strcmp(t.word[i], "đây") != 0 && !is_in(LIGHT, t.word[i]))
            canonical(t.word[i], c.word[c.count++]);
    }
    if (c.count)
        qsort(c.word, c.count, sizeof *c.word, by_word);
    phrases_free(&t);
    return c;
}

/* What one has and the other has not; a pair that differs in marks alone is a slip of the pen. */
struct difference {
    const char *only_a[LEFT_MAX], *only_b[LEFT_MAX];
    size_t a, b;
    bool contrast;
};

static bool is_slip(const char *a, const char *b)
{
    char *x = normal_key(a), *y = normal_key(b);
    bool same = x && y && *x && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

static void drop_slips(struct difference *d)
{
    for (size_t i = 0; i < d->a; i++)
        for (size_t k = 0; k < d->b; k++)
            if (is_slip(d->only_a[i], d->only_b[k])) {
                d->only_a[i--] = d->only_a[--d->a];
                d->only_b[k] = d->only_b[--d->b];
                break;
            }
}

static struct difference compare(const struct content *a, const struct content *b)
{
    struct difference d = {0};
    char word[WORD_MAX];
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        int order = i == a->count ? 1 : k == b->count ? -1 : strcmp(a->word[i], b->word[k]);
        if (order < 0 && d.a < LEFT_MAX)
            d.only_a[d.a++] = a->word[i];
        if (order > 0 && d.b < LEFT_MAX)
            d.only_b[d.b++] = b->word[k];
        i += order <= 0;
        k += order >= 0;
    }
    for (const char *at = CONTRAST + 1; *at; at += strcspn(at, " ") + 1) {
        char plain[WORD_MAX];
        snprintf(plain, sizeof plain, "%.*s", (int)strcspn(at, " "), at);
        canonical(plain, word);
        for (size_t i = 0; i < d.a; i++)
            d.contrast = d.contrast || strcmp(d.only_a[i], word) == 0;
        for (size_t i = 0; i < d.b; i++)
            d.contrast = d.contrast || strcmp(d.only_b[i], word) == 0;
    }
    drop_slips(&d);
    return d;
}

static bool has_digit(const struct difference *d)
{
    for (size_t i = 0; i < d->a; i++)
        if (strpbrk(d->only_a[i], "0123456789"))
            return true;
    for (size_t i = 0; i < d->b; i++)
        if (strpbrk(d->only_b[i], "0123456789"))
            return true;
    return false;
}

/* The same answer in other words: one only says more, and no number or contrast is in what it says
 * more. */
static bool is_same_option(const char *x, const char *y)
{
    struct content a = content_of(x), b = content_of(y);
    struct difference d = compare(&a, &b);
    bool same = (d.a == 0 && d.b == 0) ||
                ((d.a == 0 || d.b == 0) && !d.contrast && !has_digit(&d) && a.count && b.count);
    free(a.word);
    free(b.word);
    return same;
}

static bool is_among(const char *option, const struct bank_question *q)
{
    for (int i = 0; i < BANK_OPTIONS; i++)
        if (is_same_option(option, q->option[i]))
            return true;
    return false;
}

enum alike alike_judge(const struct bank_source_question *a, const struct bank_source_question *b)
{
    struct content x = content_of(a->text.stem), y = content_of(b->text.stem);
    struct difference d = compare(&x, &y);
    const char *right_a = a->text.option[a->answer], *right_b = b->text.option[b->answer];
    enum alike verdict = ALIKE_NOT;
    if (!d.contrast && !(d.a && d.b) && !has_digit(&d)) {
        bool same = is_same_option(right_a, right_b), more = d.a || d.b;
        if (same)
            verdict = ALIKE_SAME;
        else if (!more && (is_among(right_a, &b->text) || is_among(right_b, &a->text) ||
                           strpbrk(right_a, "0123456789")))
            verdict = ALIKE_DIFFERS;
    }
    free(x.word);
    free(y.word);
    return verdict;
}
