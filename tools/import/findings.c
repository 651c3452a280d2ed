#include "tools/import/findings.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/table/json.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void add(struct findings *f, enum findings_kind kind, unsigned topic,
                const struct findings_place *at, const char *fmt, va_list ap) ERR_PRINTF(5, 0);

static void add(struct findings *f, enum findings_kind kind, unsigned topic,
                const struct findings_place *at, const char *fmt, va_list ap)
{
    char text[1024], clean[1024];
    vsnprintf(text, sizeof text, fmt, ap);
    f->errors += kind == FINDINGS_ERROR;
    if (f->count == f->room) {
        struct finding *grown = realloc(f->item, (f->room ? f->room * 2 : 16) * sizeof *grown);
        if (!grown)
            return;
        f->item = grown;
        f->room = f->room ? f->room * 2 : 16;
    }
    struct finding *x = &f->item[f->count++];
    *x = (struct finding){.kind = kind,
                          .topic = topic,
                          .file = strdup(at->file),
                          .page = at->page,
                          .line = at->line,
                          .text = strdup(text_clean(text, clean, sizeof clean))};
    text_clean(at->number ? at->number : "", x->number, sizeof x->number);
}

void findings_add(struct findings *f, enum findings_kind kind, const char *file, size_t line,
                  const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(f, kind, 0, &(struct findings_place){.file = file, .line = line}, fmt, ap);
    va_end(ap);
}

void findings_add_at(struct findings *f, enum findings_kind kind, const struct findings_place *at,
                     const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(f, kind, 0, at, fmt, ap);
    va_end(ap);
}

void findings_add_about(struct findings *f, enum findings_kind kind,
                        const struct findings_place *at, const char *who, const char *fmt, ...)
{
    va_list ap;
    size_t count = f->count;
    va_start(ap, fmt);
    add(f, kind, 0, at, fmt, ap);
    va_end(ap);
    if (f->count > count)
        text_clean(who, f->item[count].who, sizeof f->item[count].who);
}

void findings_add_topic(struct findings *f, enum findings_kind kind, unsigned topic,
                        const struct findings_place *at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(f, kind, topic, at, fmt, ap);
    va_end(ap);
}

static bool ends_in(const char *name, const char *const *ending)
{
    const char *dot = strrchr(name, '.');
    for (; dot && *ending; ending++)
        if (strcasecmp(dot, *ending) == 0)
            return true;
    return false;
}

static const char *const TABLES[] = {".xlsx", ".xlsm", ".csv", NULL}, *const DOCUMENTS[] = {".docx",
                                                                                            NULL};

void findings_tell_place(const struct findings_place *at, char *out, size_t room)
{
    const char *file = file_base(at->file);
    if (at->page)
        snprintf(out, room, _("%s, page %zu"), file, at->page);
    else if (!at->line)
        snprintf(out, room, "%s", file);
    else if (ends_in(file, TABLES))
        snprintf(out, room, _("%s, row %zu"), file, at->line);
    else if (ends_in(file, DOCUMENTS))
        snprintf(out, room, _("%s, paragraph %zu"), file, at->line);
    else
        snprintf(out, room, _("%s, line %zu"), file, at->line);
}

void findings_tell_question(const struct findings_place *at, char *out, size_t room)
{
    char place[FINDINGS_PLACE_MAX];
    findings_tell_place(at, place, sizeof place);
    if (at->number && at->number[0])
        snprintf(out, room, _("%s (question %s)"), place, at->number);
    else
        snprintf(out, room, "%s", place);
}

void findings_tell_spot(const struct findings_place *at, char *out, size_t room)
{
    const char *file = file_base(at->file);
    out[0] = '\0';
    if (at->page)
        snprintf(out, room, _("page %zu"), at->page);
    else if (at->line && ends_in(file, TABLES))
        snprintf(out, room, _("row %zu"), at->line);
    else if (at->line && ends_in(file, DOCUMENTS))
        snprintf(out, room, _("paragraph %zu"), at->line);
    else if (at->line)
        snprintf(out, room, _("line %zu"), at->line);
}

void findings_drop_warnings(struct findings *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        if (f->item[i].kind == FINDINGS_ERROR) {
            f->item[kept++] = f->item[i];
            continue;
        }
        free(f->item[i].file);
        free(f->item[i].text);
    }
    f->count = kept;
}

void findings_free(struct findings *f)
{
    for (size_t i = 0; i < f->count; i++) {
        free(f->item[i].file);
        free(f->item[i].text);
    }
    free(f->item);
    *f = (struct findings){0};
}

/* Of a pool, by what people call it: "4.1 · grade II · professional"; false: of a file. */
static bool tell_pool(const struct finding *x, char *out, size_t room)
{
    char title[POOL_TITLE_MAX];
    pool_title(x->file, NULL, title, sizeof title);
    if (x->line || x->page || strcmp(title, x->file) == 0)
        return false;
    if (x->number[0])
        snprintf(out, room, _("%s (question %s)"), title, x->number);
    else
        snprintf(out, room, "%s", title);
    return true;
}

void findings_print_one(const struct finding *x, FILE *out)
{
    char page[48] = "", pool[POOL_TITLE_MAX + 64];
    const char *kind = x->kind == FINDINGS_ERROR ? _("error") : _("warning");
    if (tell_pool(x, pool, sizeof pool)) {
        fprintf(out, "%s: %s: %s\n", pool, kind, x->text);
        return;
    }
    if (x->page)
        snprintf(page, sizeof page, _(" page %zu:"), x->page);
    fprintf(out, "%s:", x->file);
    if (x->line)
        fprintf(out, "%zu:", x->line);
    fprintf(out, "%s%s%s%s %s: %s\n", page, x->number[0] ? " " : "", x->number,
            x->number[0] ? ":" : "", kind, x->text);
}

void findings_print(const struct findings *f, FILE *out)
{
    for (size_t i = 0; i < f->count; i++)
        findings_print_one(&f->item[i], out);
}

void findings_json(struct json *j, const struct findings *f)
{
    json_key(j, "findings");
    json_open_array(j);
    for (size_t i = 0; i < f->count; i++) {
        json_open_object(j);
        json_pair(j, "kind", f->item[i].kind == FINDINGS_ERROR ? "error" : "warning");
        json_pair(j, "file", f->item[i].file);
        json_pair_uint(j, "page", f->item[i].page);
        json_pair_uint(j, "line", f->item[i].line);
        json_pair(j, "number", f->item[i].number);
        json_pair(j, "text", f->item[i].text);
        json_close(j);
    }
    json_close(j);
}
