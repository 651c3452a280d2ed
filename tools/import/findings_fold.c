/* Many findings that say the same, printed as a few and a count. Two say the same when their words
 * do, what stands in quotes and numbers aside. */
#include "tools/import/findings.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_TEXT = 160 };

/* Findings that say the same. */
struct group {
    size_t count, printed, last; /* last: index of the last of them */
    struct buf rows;
    size_t from, to; /* range of rows under way; 0 for none */
    bool is_cut;
};

static void free_group(gpointer group)
{
    struct group *g = group;
    buf_free(&g->rows);
    free(g);
}

/* The words, malloc'd. */
static char *skeleton(const struct finding *x)
{
    char *key = malloc(strlen(x->file) + strlen(x->text) + 3), *out = key;
    bool quoted = false;
    if (!key)
        return NULL;
    out += sprintf(out, "%d%s ", (int)x->kind, x->file);
    for (const char *s = x->text; *s; s++) {
        quoted = quoted != (*s == '"');
        if (!quoted && !(*s >= '0' && *s <= '9'))
            *out++ = *s;
    }
    *out = '\0';
    return key;
}

/* The group of a finding, a new one when there is none; NULL for one without a row and when memory
 * ends: it is printed as it is. */
static struct group *group_of(GHashTable *groups, const struct finding *x)
{
    char *key = x->line && x->file && x->text ? skeleton(x) : NULL;
    struct group *g = key ? g_hash_table_lookup(groups, key) : NULL;
    if (!key || g || !(g = calloc(1, sizeof *g))) {
        free(key);
        return g;
    }
    buf_init(&g->rows, 2 * ROWS_TEXT);
    g_hash_table_insert(groups, key, g);
    return g;
}

static void put_range(struct group *g)
{
    g->is_cut = g->is_cut || g->rows.len > ROWS_TEXT;
    if (g->from && !g->is_cut)
        buf_printf(&g->rows, g->from < g->to ? "%s%zu–%zu" : "%s%zu", g->rows.len ? ", " : "",
                   g->from, g->to);
    g->from = 0;
}

static void add_row(struct group *g, size_t row)
{
    if (g->from && row == g->to + 1) {
        g->to = row;
        return;
    }
    put_range(g);
    g->from = g->to = row;
}

static void print_more(struct group *g, const struct finding *x, FILE *out)
{
    char text[2 * ROWS_TEXT + 256];
    put_range(g);
    snprintf(text, sizeof text, _("the same %zu more times, in rows %s"), g->count - g->printed,
             buf_text(&g->rows));
    fprintf(out, "%s: %s: %s%s\n", x->file, x->kind == FINDINGS_ERROR ? _("error") : _("warning"),
            text, g->is_cut ? " …" : "");
}

void findings_print_folded(const struct findings *f, FILE *out)
{
    GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, free, free_group);
    struct group **of = calloc(f->count + 1, sizeof *of);
    for (size_t i = 0; of && i < f->count; i++)
        if ((of[i] = group_of(groups, &f->item[i]))) {
            of[i]->count++;
            of[i]->last = i;
        }
    for (size_t i = 0; i < f->count; i++) {
        const struct finding *x = &f->item[i];
        struct group *g = of ? of[i] : NULL;
        size_t few = x->kind == FINDINGS_ERROR ? FINDINGS_FEW_ERRORS : FINDINGS_FEW_WARNINGS;
        if (!g || g->printed < few || g->count == few + 1) { /* a line for one more says less */
            findings_print_one(x, out);
            if (g)
                g->printed++;
            continue;
        }
        add_row(g, x->line);
        if (i == g->last)
            print_more(g, x, out);
    }
    free(of);
    g_hash_table_destroy(groups);
}
