#include "tools/work/line.h"

#include <string.h>

/* ---- places in a request ---- */

static const void *place(const struct work_field *f, const void *request)
{
    return (const char *)request + f->at;
}

static const char *text_of(const struct work_field *f, const void *request)
{
    return *(const char *const *)place(f, request);
}

void line_unsaid(const struct work_op *op, void *request)
{
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
        const char **value = (const char **)((char *)request + f->at);
        if (f->usual && !*value)
            *value = f->usual;
    }
}

/* ---- words ---- */

void line_quote(const char *word, struct buf *out)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./:,+@%-=";
    if (word[0] && word[strspn(word, PLAIN)] == '\0' && word[0] != '=') { /* =x is more to zsh */
        buf_printf(out, "%s", word);
        return;
    }
    buf_add(out, "'", 1);
    for (; *word; word++) {
        if (*word == '\'')
            buf_printf(out, "'\\''");
        else
            buf_add(out, word, 1);
    }
    buf_add(out, "'", 1);
}

/* A path must not be taken for an option. */
static void put_value(const struct work_field *f, const char *value, struct buf *out)
{
    bool is_path = f->kind == WORK_FILE || f->kind == WORK_FOLDER;
    if (is_path && value[0] == '-')
        buf_printf(out, "./");
    line_quote(value, out);
}

static void put_option(const struct work_field *f, const char *value, struct buf *out)
{
    bool is_path = f->kind == WORK_FILE || f->kind == WORK_FOLDER;
    buf_printf(out, " %s%s", f->option, value[0] == '-' && !is_path ? "=" : " ");
    put_value(f, value, out);
}

static void put_options(const struct work_op *op, const void *request, struct buf *out)
{
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
        if (!f->option)
            continue;
        if (f->kind == WORK_FLAG) {
            if (*(const bool *)place(f, request))
                buf_printf(out, " %s", f->option);
        } else if (work_field_is_list(f)) {
            for (const char *const *v = place(f, request); *v; v++)
                put_option(f, *v, out);
        } else {
            const char *v = text_of(f, request);
            if (v && !(f->usual && strcmp(v, f->usual) == 0))
                put_option(f, v, out);
        }
    }
}

/* Calls visit for each plain word; true when it was true for one. */
static bool each_word(const struct work_op *op, const void *request, struct buf *out,
                      bool (*visit)(const struct work_field *f, const char *word, struct buf *out))
{
    bool found = false;
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
        if (f->option)
            continue;
        if (!work_field_is_list(f)) {
            const char *v = text_of(f, request);
            found |= v && visit(f, v, out);
            continue;
        }
        const struct work_words *w = place(f, request);
        for (size_t i = 0; i < w->count; i++)
            found |= visit(f, w->word[i], out);
    }
    return found;
}

static bool put_word(const struct work_field *f, const char *word, struct buf *out)
{
    buf_add(out, " ", 1);
    put_value(f, word, out);
    return false;
}

/* A plain word that would be taken for an option. */
static bool has_dash(const struct work_field *f, const char *word, struct buf *out)
{
    (void)out;
    return word[0] == '-' && word[1] && f->kind != WORK_FILE && f->kind != WORK_FOLDER;
}

void line_write(const struct work_op *op, const void *request, struct buf *out)
{
    bool is_dashed = each_word(op, request, out, has_dash);
    buf_printf(out, "sathachctl %s%s%s", op->name, op->sub ? " " : "", op->sub ? op->sub : "");
    if (!is_dashed)
        each_word(op, request, out, put_word);
    put_options(op, request, out);
    if (is_dashed) {
        buf_printf(out, " --");
        each_word(op, request, out, put_word);
    }
}
