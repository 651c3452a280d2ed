#include "tools/report/name_order.h"

#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What keys are made of, so that strcmp orders them: the end of a word comes before any letter. */
enum { WORD_END = 1, TONE_BASE = 2, LETTER_BASE = 16 };

static const gunichar MARK_BREVE = 0x306, MARK_CIRCUMFLEX = 0x302, MARK_HORN = 0x31B, DD = 0x111;
/* huyền, hỏi, ngã, sắc, nặng */
static const gunichar TONES[] = {0x300, 0x309, 0x303, 0x301, 0x323};
static const char LETTERS[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* Four places a letter: plain, with a breve or a bar, with a circumflex, with a horn. */
static guint rank_of(gunichar letter)
{
    const char *at = letter < 0x80 && letter ? strchr(LETTERS, (int)letter) : NULL;
    if (letter == DD)
        return rank_of('d') + 1;
    return at ? LETTER_BASE + 4 * (guint)(at - LETTERS)
              : LETTER_BASE + 4 * (guint)strlen(LETTERS) + 1 + (letter & 0x3F);
}

static guint tone_of(gunichar mark)
{
    for (guint i = 0; i < G_N_ELEMENTS(TONES); i++)
        if (TONES[i] == mark)
            return i + 1;
    return 0;
}

/* The letters of a word, then its tones. word is decomposed and of small letters. */
static void put_word(GString *key, const char *word, const char *end)
{
    GString *tones = g_string_new(NULL);
    for (; word < end; word = g_utf8_next_char(word)) {
        gunichar c = g_utf8_get_char(word);
        char *last = key->len ? &key->str[key->len - 1] : NULL;
        bool has_letter = last && (unsigned char)*last >= LETTER_BASE;
        guint tone = tone_of(c);
        if (tone)
            g_string_append_c(tones, (char)(TONE_BASE + tone));
        else if (has_letter && (c == MARK_BREVE || c == MARK_CIRCUMFLEX || c == MARK_HORN))
            *last = (char)(*last + (c == MARK_BREVE ? 1 : c == MARK_CIRCUMFLEX ? 2 : 3));
        else if (!g_unichar_ismark(c))
            g_string_append_c(key, (char)rank_of(c));
    }
    g_string_append_c(key, WORD_END);
    g_string_append(key, tones->str);
    g_string_append_c(key, WORD_END);
    g_string_free(tones, TRUE);
}

static const char *word_end(const char *at)
{
    return at + strcspn(at, " ");
}

/* To be freed with g_free. */
static char *make_key(const char *name)
{
    char *parts = name && name[0] ? g_utf8_normalize(name, -1, G_NORMALIZE_NFD) : NULL;
    if (!parts || !g_strstrip(parts)[0]) {
        g_free(parts);
        return g_strdup("\xFF");
    }
    char *small = g_utf8_strdown(parts, -1), *given = strrchr(small, ' ');
    GString *key = g_string_new(NULL);
    put_word(key, given ? given + 1 : small, small + strlen(small));
    for (const char *at = small; given && at < given; at = word_end(at)) {
        at += strspn(at, " ");
        if (at < given)
            put_word(key, at, word_end(at));
    }
    g_free(small);
    g_free(parts);
    return g_string_free(key, FALSE);
}

struct entry {
    char *key;
    size_t index;
};

static int compare(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

size_t *name_order_make(const char *const *name, size_t count)
{
    struct entry *entry = count ? calloc(count, sizeof *entry) : NULL;
    size_t *order = count ? calloc(count, sizeof *order) : NULL;
    if (!entry || !order) {
        free(entry);
        free(order);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        entry[i] = (struct entry){make_key(name[i]), i};
    qsort(entry, count, sizeof *entry, compare);
    for (size_t i = 0; i < count; i++) {
        order[i] = entry[i].index;
        g_free(entry[i].key);
    }
    free(entry);
    return order;
}
