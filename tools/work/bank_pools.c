#include "tools/work/bank_pools.h"

#include "app/core/buf.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/package.h"
#include "tools/import/gift_pieces.h"
#include "tools/report/stable_words.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INI_MAX = 1024 * 1024 };

struct pools {
    const struct bank_folder *b;
    struct work_choices *out;
    struct err *e;
    enum err_code rc;
};

static void add_said(struct pools *x, const char *pool, const char *more)
{
    char field[BANK_NAME_MAX], title[POOL_TITLE_MAX], said[4 * POOL_TITLE_MAX];
    for (size_t i = 0; i < x->out->count; i++)
        if (strcmp(x->out->item[i].word, pool) == 0)
            return;
    if (x->rc != ERR_OK || bank_folder_refuses(x->b, pool))
        return;
    snprintf(field, sizeof field, "%.*s", (int)strcspn(pool, "/"), pool);
    const struct bank_field *f = bank_meta_field(&x->b->source.meta, field);
    pool_title(pool, NULL, title, sizeof title);
    snprintf(said, sizeof said, "%s%s%s%s%s", title, more[0] ? " · " : "", more, f ? " · " : "",
             f ? f->title_vi : "");
    x->rc = fields_add_choice(x->out, pool, said, x->e);
}

static void add(struct pools *x, const char *pool)
{
    add_said(x, pool, "");
}

static size_t count_questions(const struct bank_folder *b, const char *pool)
{
    for (size_t i = 0; i < b->source.pools; i++)
        if (strcmp(b->source.pool[i].name, pool) == 0)
            return b->source.pool[i].count;
    return 0;
}

enum err_code bank_pools_add_short(const struct bank_folder *b, const struct findings *f,
                                   struct work_choices *out, struct err *e)
{
    struct pools x = {b, out, e, ERR_OK};
    for (size_t i = 0; i < f->count; i++) {
        char has[128];
        size_t n = count_questions(b, f->item[i].file);
        snprintf(has, sizeof has, P_("has %zu question, too few", "has %zu questions, too few", n),
                 n);
        if (f->item[i].kind == FINDINGS_ERROR)
            add_said(&x, f->item[i].file, has);
    }
    return x.rc;
}

static void pass_question(void *context, struct gift_piece *p)
{
    (void)context;
    (void)p;
}

static void take_category(void *context, const char *name, size_t line, bool glued, bool exact,
                          bool colon)
{
    (void)line;
    (void)glued;
    (void)exact;
    (void)colon;
    add(context, name);
}

static void pass_comment(void *context, size_t line)
{
    (void)context;
    (void)line;
}

static enum err_code add_files(struct pools *x)
{
    const struct gift_reader reader = {pass_question, take_category, pass_comment, x};
    struct bank_folder_files list;
    struct err none;
    if (bank_folder_list(x->b->folder, &list, &none) != ERR_OK)
        return ERR_OK;
    for (size_t i = 0; x->rc == ERR_OK && i < list.count; i++) {
        struct buf file;
        buf_init(&file, PACKAGE_MAX);
        x->rc = file_read(list.path[i], PACKAGE_MAX, &file, x->e);
        if (x->rc == ERR_OK && file.len)
            gift_pieces(file.data, file.len, &reader);
        buf_free(&file);
    }
    bank_folder_list_free(&list);
    return x->rc;
}

enum { GRADES = 4 };

/* Those of the pools that are listed, in their order, then the others. */
static void order_grades(const struct work_choices *listed, const char *out[GRADES])
{
    static const char *const GRADE[GRADES] = {"I", "II", "III", "chung"};
    bool is_taken[GRADES] = {false};
    size_t n = 0;
    for (size_t i = 0; i < listed->count; i++) {
        const char *slash = strchr(listed->item[i].word, '/');
        size_t len = slash ? strcspn(slash + 1, "/") : 0;
        for (size_t g = 0; slash && g < GRADES; g++)
            if (!is_taken[g] && strlen(GRADE[g]) == len && strncmp(GRADE[g], slash + 1, len) == 0) {
                is_taken[g] = true;
                out[n++] = GRADE[g];
            }
    }
    for (size_t g = 0; g < GRADES; g++)
        if (!is_taken[g])
            out[n++] = GRADE[g];
}

static void add_field(struct pools *x, const char *field, const char *const grade[GRADES])
{
    static const char *const POOL[] = {"chuyen-mon", "phap-luat-rieng", "phap-luat-chung"};
    char pool[BANK_NAME_MAX + 64];
    for (size_t g = 0; g < GRADES; g++)
        for (size_t p = 0; p < sizeof POOL / sizeof POOL[0]; p++) {
            snprintf(pool, sizeof pool, "%s/%s/%s", field, grade[g], POOL[p]);
            add(x, pool);
        }
}

enum err_code bank_pools_list(const struct bank_folder *b, struct work_choices *out, struct err *e)
{
    struct pools x = {b, out, e, ERR_OK};
    const char *grade[GRADES];
    enum err_code rc = add_files(&x);
    order_grades(out, grade);
    for (size_t i = 0; i < b->source.meta.fields; i++)
        add_field(&x, b->source.meta.field[i].code, grade);
    add_field(&x, "chung", grade); /* the fewest are of all fields */
    return rc == ERR_OK ? x.rc : rc;
}

/* ---- one of them, told ---- */

enum err_code bank_pools_read_ini(const char *folder, struct bank_folder *b, struct err *e)
{
    struct buf ini;
    char *path = file_join(folder, "bank.ini");
    buf_init(&ini, INI_MAX);
    enum err_code rc = path ? file_read(path, INI_MAX, &ini, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = bank_folder_begin(b, buf_text(&ini), ini.len, path, e);
    buf_free(&ini);
    free(path);
    return rc;
}

void bank_pools_name(const char *folder, const char *pool, struct bank_pools_named *out)
{
    struct bank_folder b = {0};
    struct err ignored = {0};
    char field[BANK_NAME_MAX];
    *out = (struct bank_pools_named){0};
    snprintf(out->pool, sizeof out->pool, "%s", pool);
    snprintf(field, sizeof field, "%.*s", (int)strcspn(pool, "/"), pool);
    const struct bank_field *f = pool[0] && bank_pools_read_ini(folder, &b, &ignored) == ERR_OK
                                     ? bank_meta_field(&b.source.meta, field)
                                     : NULL;
    if (f) {
        out->field_vi = strdup(f->title_vi);
        out->field_en = strdup(f->title_en ? f->title_en : f->title_vi);
    }
    bank_folder_free(&b);
}

void bank_pools_forget(struct bank_pools_named *x)
{
    free(x->field_vi);
    free(x->field_en);
    *x = (struct bank_pools_named){0};
}

void bank_pools_tell(const struct bank_pools_named *x, enum table_lang lang, struct buf *out)
{
    char copy[BANK_NAME_MAX], *rest = copy;
    snprintf(copy, sizeof copy, "%s", x->pool);
    const char *code = strsep(&rest, "/"), *grade = strsep(&rest, "/"),
               *field = lang == TABLE_EN ? x->field_en : x->field_vi,
               *part = rest ? stable_words_text(rest, lang) : NULL;
    buf_add_text(out, x->pool);
    if (!part) /* no name that a pool of a bank has */
        return;
    buf_add_text(out, " · ");
    if (strcmp(code, "chung") == 0)
        buf_add_text(out, _("all fields"));
    else
        buf_printf(out, "%s", field ? field : code);
    buf_add_text(out, " · ");
    if (strcmp(grade, "chung") == 0)
        buf_add_text(out, _("all grades"));
    else
        buf_printf(out, _("grade %s"), grade);
    buf_printf(out, " · %s", part);
}
