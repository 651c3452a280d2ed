#include "tools/import/findings.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void findings_add(struct findings *f, enum findings_kind kind, const char *file, size_t line, const char *fmt, ...)
{
    va_list ap;
    char text[1024], clean[1024];
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    f->errors += kind == FINDINGS_ERROR;
    struct finding *grown = realloc(f->item, (f->count + 1) * sizeof *grown);
    if (!grown)
        return;
    f->item = grown;
    grown[f->count++] = (struct finding){kind, strdup(file), line, strdup(text_clean(text, clean, sizeof clean))};
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

void findings_print(const struct findings *f, FILE *out)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct finding *x = &f->item[i];
        const char *kind = x->kind == FINDINGS_ERROR ? _("error") : _("warning");
        if (x->line)
            fprintf(out, "%s:%zu: %s: %s\n", x->file, x->line, kind, x->text);
        else
            fprintf(out, "%s: %s: %s\n", x->file, kind, x->text);
    }
}
