/* sathachctl find TEXT [--full] */
#include "tools/work/find.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"
#include "tools/office/hours.h"

#include <stdio.h>

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
    putchar(' ');
}

static void show_row(const struct find_row *r)
{
    char day[HOURS_DAY_MAX], grade[64];
    hours_day(r->opens, day);
    snprintf(grade, sizeof grade, "%s %s", r->field, r->grade);
    printf("  ");
    pad(r->session, 12);
    pad(day, 10);
    pad(r->paper, 5);
    pad(r->sbd, 7);
    pad(r->name, 24);
    pad(r->birth, 10);
    pad(r->identity, 13);
    pad(grade, 9);
    if (r->has_result && results_is_graded(&(struct result){.state = r->state}))
        printf("%u ", r->total);
    printf("%s\n",
           r->has_result ? results_state_text_at(r->state, r->is_over, ctl_table_lang()) : "-");
}

static void put_row(struct json *j, const struct find_row *r)
{
    char day[HOURS_DAY_MAX];
    hours_iso_day(r->opens, day);
    json_open_object(j);
    json_pair(j, "session", r->session);
    json_pair(j, "day", day);
    json_pair(j, "paper", r->paper);
    json_pair(j, "sbd", r->sbd);
    json_pair(j, "name", r->name);
    json_pair(j, "birth", r->birth);
    json_pair(j, "unit", r->unit);
    json_pair(j, "identity", r->identity);
    json_pair(j, "field", r->field);
    json_pair(j, "grade", r->grade);
    json_pair(j, "seat", r->seat);
    json_pair(j, "state", r->has_result ? results_state_name(r->state) : "");
    json_key(j, "total");
    if (r->has_result)
        json_uint(j, r->total);
    else
        json_null(j);
    json_pair(j, "receipt", r->receipt);
    json_pair_uint(j, "person", r->person);
    json_close(j);
}

static enum err_code show_json(const struct find_reply *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair_uint(&a.json, "persons", r->persons);
    json_pair_uint(&a.json, "sessions", r->sessions);
    json_pair_uint(&a.json, "looked", r->looked);
    json_pair_uint(&a.json, "not_opened", r->broken);
    json_key(&a.json, "papers");
    json_open_array(&a.json);
    for (size_t i = 0; i < r->rows; i++)
        put_row(&a.json, &r->row[i]);
    json_close(&a.json);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct find_reply *r = reply;
    (void)request;
    if (came != ERR_OK && came != ERR_NO && came != ERR_POLICY)
        return ERR_OK;
    if (ctl->json)
        return show_json(r, e);
    for (size_t i = 0; i < r->rows; i++)
        show_row(&r->row[i]);
    if (r->rows)
        printf(_("%zu papers, %zu sessions, %zu persons\n"), r->rows, r->sessions, r->persons);
    return ERR_OK;
}

enum err_code cmd_find(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &find_op, argc, argv, show, e);
}
