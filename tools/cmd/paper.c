/* sathachctl paper SESSION PAPER [--question N] [--times] [--key] [--format pdf] [-o DIR] */
#include "tools/work/paper_view.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"

#include <stdio.h>
#include <time.h>

enum { TEXT_MAX = 32 * 1024, WIDTH = 78, LINES_MAX = 400, INDENT = 8 };

/* ---- words ---- */

static char letter(uint8_t place)
{
    return (char)('a' + place);
}

static void write_time(int64_t wall_ms, char out[16])
{
    time_t t = (time_t)(wall_ms / 1000);
    struct tm tm;
    if (!localtime_r(&t, &tm) || strftime(out, 16, "%H:%M:%S", &tm) == 0)
        snprintf(out, 16, "?");
}

static void print_wrapped(const char *text, int indent)
{
    static char clean[TEXT_MAX];
    struct text_line line[LINES_MAX];
    text_clean(text, clean, sizeof clean);
    size_t n = text_wrap(clean, WIDTH - indent, line, LINES_MAX);
    for (size_t i = 0; i < n && i < LINES_MAX; i++)
        printf("%s%.*s\n", i ? "        " : "", (int)line[i].len, line[i].start);
}

/* ---- for people ---- */

static void show_head(const struct paper_view_reply *r, bool has_key)
{
    const struct office_session *s = &r->grading.opened;
    const struct session_paper *p = &s->roster.paper[r->paper];
    const struct session_candidate *c = &s->roster.candidate[p->candidate];
    char name[1024], receipt[CODE_RECEIPT_SHOWN] = "";
    if (r->result.receipt[0])
        code_group(r->result.receipt, 4, receipt, sizeof receipt);
    printf(_("%s, paper %s: SBD %s, %s, %s grade %s\n"), s->name, r->result.paper, c->sbd,
           text_clean(c->name, name, sizeof name), p->field, p->grade);
    printf(_("  %s; receipt %s\n"),
           results_state_text_at(r->result.state, r->is_over, ctl_table_lang()),
           receipt[0] ? receipt : "-");
    if (has_key && results_is_graded(&r->result))
        printf(_("  scored %u\n"), r->result.total);
    for (size_t i = 0; i < r->journals; i++) {
        const struct submission *m = r->journal[i].submission;
        code_receipt_shown(m->head, receipt);
        printf(r->journal[i].is_chosen
                   ? _("  journal %s: %zu events, %lu min used; this one stands\n")
                   : _("  journal %s: %zu events, %lu min used\n"),
               receipt, submission_events(m), (unsigned long)(m->state.used_ms / 60000));
    }
}

static void show_changes(const struct paper_view_question *q)
{
    char at[16];
    for (size_t i = 0; i < q->changes; i++) {
        const struct paper_view_change *x = &q->change[i];
        write_time(x->wall_ms, at);
        if (x->place == PAPER_VIEW_NONE)
            printf(_("      %s  (minute %lu)  cleared\n"), at, (unsigned long)(x->used_ms / 60000));
        else
            printf(_("      %s  (minute %lu)  chose %c\n"), at, (unsigned long)(x->used_ms / 60000),
                   letter(x->place));
    }
}

static void show_question(const struct paper_view_reply *r, const struct paper_view_question *q,
                          const struct paper_view_request *asked)
{
    char id[13];
    crypt_hex(q->qid, 6, id);
    printf(_("\n%u.  [%s]  seen for %lu s\n        "), q->number, id,
           (unsigned long)(q->seen_ms / 1000));
    print_wrapped(q->text.stem, INDENT);
    for (uint8_t place = 0; place < BANK_OPTIONS; place++) {
        printf("   %s%s %c  ", q->chosen == place ? "●" : " ",
               asked->has_key && (q->right >> place & 1) ? "✔"
               : asked->has_key && q->key == place       ? "✓"
                                                         : " ",
               letter(place));
        print_wrapped(q->text.option[paper_option_at(q->order, place)], INDENT);
    }
    for (size_t i = 0; i < r->journals; i++)
        if (!r->journal[i].is_chosen) {
            uint8_t place = r->journal[i].choice[q->number - 1];
            printf(_("      in the other journal: %c\n"),
                   place == PAPER_VIEW_NONE ? '-' : letter(place));
        }
    show_changes(q);
    if (q->ruling) {
        struct buf text;
        buf_init(&text, 4096);
        decision_describe(q->ruling, NULL, &text);
        printf(_("      decision %u: %s\n"), q->ruling->number, buf_text(&text));
        buf_free(&text);
    }
}

/* ---- for programs ---- */

static void put_place(struct json *j, const char *key, uint8_t place)
{
    json_key(j, key);
    if (place == PAPER_VIEW_NONE)
        json_null(j);
    else
        json_text(j, (const char[2]){letter(place), '\0'});
}

static void put_changes(struct json *j, const struct paper_view_question *q)
{
    json_key(j, "changes");
    json_open_array(j);
    for (size_t i = 0; i < q->changes; i++) {
        json_open_object(j);
        json_key(j, "wall_ms");
        json_int(j, q->change[i].wall_ms);
        json_pair_uint(j, "used_ms", q->change[i].used_ms);
        put_place(j, "choice", q->change[i].place);
        json_close(j);
    }
    json_close(j);
}

static void put_right(struct json *j, const struct paper_view_question *q)
{
    put_place(j, "key", q->key);
    json_key(j, "right");
    json_open_array(j);
    for (uint8_t place = 0; place < BANK_OPTIONS; place++)
        if (q->right >> place & 1)
            json_text(j, (const char[2]){letter(place), '\0'});
    json_close(j);
}

static void put_question(struct json *j, const struct paper_view_question *q,
                         const struct paper_view_request *asked)
{
    char id[2 * CRYPT_HASH + 1];
    crypt_hex(q->qid, CRYPT_HASH, id);
    json_open_object(j);
    json_pair_uint(j, "number", q->number);
    json_pair_uint(j, "part", q->part + 1);
    json_pair(j, "id", id);
    json_pair(j, "stem", q->text.stem);
    json_key(j, "options");
    json_open_array(j);
    for (uint8_t place = 0; place < BANK_OPTIONS; place++)
        json_text(j, q->text.option[paper_option_at(q->order, place)]);
    json_close(j);
    put_place(j, "chosen", q->chosen);
    json_pair_uint(j, "seen_ms", q->seen_ms);
    if (asked->has_times)
        put_changes(j, q);
    if (asked->has_key)
        put_right(j, q);
    json_pair_uint(j, "decision", q->ruling ? q->ruling->number : 0);
    json_close(j);
}

static void put_journals(struct json *j, const struct paper_view_reply *r)
{
    json_key(j, "journals");
    json_open_array(j);
    for (size_t i = 0; i < r->journals; i++) {
        const struct submission *m = r->journal[i].submission;
        char head[2 * CRYPT_HASH + 1];
        crypt_hex(m->head, CRYPT_HASH, head);
        json_open_object(j);
        json_pair(j, "head", head);
        json_pair_uint(j, "events", submission_events(m));
        json_pair_uint(j, "used_ms", m->state.used_ms);
        json_pair_bool(j, "chosen", r->journal[i].is_chosen);
        json_close(j);
    }
    json_close(j);
}

static enum err_code show_json(const struct paper_view_reply *r,
                               const struct paper_view_request *asked, struct err *e)
{
    const struct office_session *s = &r->grading.opened;
    const struct session_paper *p = &s->roster.paper[r->paper];
    const struct session_candidate *c = &s->roster.candidate[p->candidate];
    struct ctl_answer a;
    struct json *j = &a.json;
    ctl_answer_begin(&a);
    json_open_object(j);
    json_pair(j, "session", s->name);
    json_pair(j, "paper", r->result.paper);
    json_pair(j, "sbd", c->sbd);
    json_pair(j, "name", c->name);
    json_pair(j, "field", p->field);
    json_pair(j, "grade", p->grade);
    json_pair(j, "seat", p->seat);
    json_pair(j, "state", results_state_name(r->result.state));
    if (asked->has_key)
        json_pair_uint(j, "total", r->result.total);
    json_pair(j, "receipt", r->result.receipt);
    if (r->file)
        json_pair(j, "file", r->file);
    put_journals(j, r);
    json_key(j, "questions");
    json_open_array(j);
    for (size_t i = 0; i < r->questions; i++)
        put_question(j, &r->question[i], asked);
    json_close(j);
    json_close(j);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct paper_view_request *q = request;
    const struct paper_view_reply *r = reply;
    (void)came;
    if (!r->is_shown)
        return ERR_OK;
    if (ctl->json)
        return show_json(r, q, e);
    if (r->file) {
        printf("%s\n", r->file);
        return ERR_OK;
    }
    show_head(r, q->has_key);
    for (size_t i = 0; i < r->questions; i++)
        show_question(r, &r->question[i], q);
    return ERR_OK;
}

enum err_code cmd_paper(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &paper_view_op, argc, argv, show, e);
}
