#include "tools/bank/check_report.h"

#include "app/core/i18n.h"

static bool is_of(const struct finding *x, enum findings_kind severity, enum check_kind kind)
{
    return x->kind == severity && x->topic == (unsigned)kind;
}

static size_t count_of(const struct findings *f, enum findings_kind severity, enum check_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++)
        n += is_of(&f->item[i], severity, kind);
    return n;
}

static void print_kind(const struct findings *f, enum findings_kind severity, enum check_kind kind,
                       size_t most, FILE *out)
{
    size_t all = count_of(f, severity, kind), shown = 0;
    if (all == 0)
        return;
    fprintf(out,
            severity == FINDINGS_ERROR ? _("%zu × error: %s [%s]\n")
                                       : _("%zu × warning: %s [%s]\n"),
            all, check_kind_title(kind), check_kind_id(kind));
    for (size_t i = 0; i < f->count && (most == CHECK_REPORT_ALL || shown < most); i++)
        if (is_of(&f->item[i], severity, kind)) {
            fputs("  ", out);
            findings_print_one(&f->item[i], out);
            shown++;
        }
    if (shown < all)
        fprintf(out, _("  … and %zu more: --kind %s\n"), all - shown, check_kind_id(kind));
}

void check_report_print(const struct findings *f, size_t most, bool errors_only,
                        const enum check_kind *only, FILE *out)
{
    for (int severity = FINDINGS_ERROR; severity <= FINDINGS_WARNING - (errors_only ? 1 : 0);
         severity++)
        for (int k = 0; k < CHECK_KINDS; k++)
            if (!only || (int)*only == k)
                print_kind(f, (enum findings_kind)severity, (enum check_kind)k, most, out);
}

static const char *severity_id(enum findings_kind s)
{
    return s == FINDINGS_ERROR ? "error" : "warning";
}

static void json_kind(struct json *j, const struct findings *f, enum findings_kind severity,
                      enum check_kind kind)
{
    size_t n = count_of(f, severity, kind);
    if (n == 0)
        return;
    json_open_object(j);
    json_pair(j, "id", check_kind_id(kind));
    json_pair(j, "title", check_kind_title(kind));
    json_pair(j, "severity", severity_id(severity));
    json_pair_uint(j, "count", n);
    json_close(j);
}

void check_report_json(struct json *j, const struct findings *f, const enum check_kind *only)
{
    json_key(j, "kinds");
    json_open_array(j);
    for (int severity = FINDINGS_ERROR; severity <= FINDINGS_WARNING; severity++)
        for (int k = 0; k < CHECK_KINDS; k++)
            json_kind(j, f, (enum findings_kind)severity, (enum check_kind)k);
    json_close(j);
    json_key(j, "findings");
    json_open_array(j);
    for (size_t i = 0; i < f->count; i++) {
        const struct finding *x = &f->item[i];
        if (only && x->topic != (unsigned)*only)
            continue;
        json_open_object(j);
        json_pair(j, "kind", severity_id(x->kind));
        json_pair(j, "check", check_kind_id((enum check_kind)x->topic));
        json_pair(j, "file", x->file);
        json_pair_uint(j, "page", x->page);
        json_pair_uint(j, "line", x->line);
        json_pair(j, "number", x->number);
        json_pair(j, "text", x->text);
        json_close(j);
    }
    json_close(j);
}
