/* sathachctl reconcile SESSION [--receipts FILE]: does it add up, and who is absent, unfinished, missing. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/desk.h"
#include "tools/cmd/options.h"
#include "tools/office/reconcile.h"

#include <stdio.h>
#include <string.h>

enum { SHEET_MAX = 1024 * 1024 };

static void show(const char *name, const struct reconcile *r)
{
    printf(_("%s: roster %zu papers = %zu started + %zu absent; handed in %zu, graded %zu\n"), name, r->roster, r->started, r->count[RECONCILE_ABSENT],
           r->handed_in, r->graded);
    for (size_t i = 0; i < r->findings; i++) {
        const struct reconcile_finding *f = &r->finding[i];
        char clean[128];
        printf("  %-4s  SBD %s  %s%s%s\n", f->paper, f->sbd, reconcile_sentence(f->what), f->detail[0] ? ": " : "",
               text_clean(f->detail, clean, sizeof clean));
    }
    printf("%s\n", reconcile_is_even(r) ? _("It adds up.") : _("It does not add up."));
}

static enum err_code show_json(const char *name, const struct reconcile *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    struct json *j = &a.json;
    const struct { const char *key; size_t value; } NUMBER[] = {{"roster", r->roster}, {"started", r->started}, {"absent", r->count[RECONCILE_ABSENT]},
                                                                {"handed_in", r->handed_in}, {"graded", r->graded}};
    json_open_object(j);
    json_pair(j, "session", name);
    for (size_t i = 0; i < sizeof NUMBER / sizeof NUMBER[0]; i++) {
        json_key(j, NUMBER[i].key);
        json_uint(j, NUMBER[i].value);
    }
    json_key(j, "adds_up");
    json_bool(j, reconcile_is_even(r));
    json_key(j, "findings");
    json_open_array(j);
    for (size_t i = 0; i < r->findings; i++) {
        json_open_object(j);
        json_pair(j, "what", reconcile_word(r->finding[i].what));
        json_pair(j, "paper", r->finding[i].paper);
        json_pair(j, "sbd", r->finding[i].sbd);
        json_pair(j, "detail", r->finding[i].detail);
        json_close(j);
    }
    json_close(j);
    json_close(j);
    return ctl_answer_end(&a, e);
}

static enum err_code reconcile(const struct ctl *ctl, const struct grading *g, const struct keys_secret *office, const char *sheet, struct err *e)
{
    struct reconcile r;
    struct buf text;
    buf_init(&text, SHEET_MAX);
    enum err_code rc = sheet ? file_read(sheet, SHEET_MAX - 1, &text, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = reconcile_make(g, office, buf_text(&text), &r, e);
    if (rc != ERR_OK && sheet && e->code == ERR_FORMAT)
        rc = err_prefix(e, sheet);
    buf_free(&text);
    if (rc != ERR_OK)
        return rc;
    if (ctl->json)
        rc = show_json(g->sitting.name, &r, e);
    else
        show(g->sitting.name, &r);
    if (rc == ERR_OK && !reconcile_is_even(&r))
        rc = err_set(e, ERR_NO, _("%s: does not add up"), g->sitting.name);
    reconcile_free(&r);
    return rc;
}

enum err_code cmd_reconcile(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *sheet = NULL;
    const struct option_spec spec[] = {{"--receipts", &sheet, NULL}, {NULL, NULL, NULL}};
    struct desk d;
    struct grading g;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = desk_open(ctl, DESK_READS, &d, e);
    if (rc != ERR_OK)
        return rc;
    rc = grading_open(&d.workspace, argv[0], d.office, &g, e);
    if (rc == ERR_OK) {
        rc = reconcile(ctl, &g, d.office, sheet, e);
        grading_close(&g);
    }
    desk_close(&d);
    return rc;
}
