/* sathachctl bank import */
#include "tools/work/bank_import.h"

#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/cmd/bank_rejected.h"
#include "tools/cmd/command.h"

#include <stdio.h>

static void put_counts(const struct bank_import_reply *r, struct json *j)
{
    const struct bank_folder *b = &r->bank;
    struct bank_import_counts named;
    bank_import_count(r, &named);
    const struct {
        const char *key;
        size_t n;
    } COUNTS[] = {{"read", b->imported + b->repeated + b->rejected},
                  {"imported", b->imported},
                  {"repeated", b->repeated},
                  {"rejected", b->rejected},
                  {"passed", b->passed},
                  {"conflicts", b->conflicts},
                  {"different", b->source.questions},
                  {"figures", check_figures(&b->source)},
                  {"forbidding", named.forbidding},
                  {"twins", named.twins},
                  {"known", named.known}};
    for (size_t i = 0; i < sizeof COUNTS / sizeof COUNTS[0]; i++)
        json_pair_uint(j, COUNTS[i].key, COUNTS[i].n);
}

/* Of this import alone: read is the sum of the three behind it. */
static void put_sources(const struct bank_import_reply *r, struct json *j)
{
    const struct bank_folder *b = &r->bank;
    json_key(j, "sources");
    json_open_array(j);
    for (size_t i = r->kept.files; i < b->files; i++) {
        const struct bank_tally *t = &b->tally[i];
        json_open_object(j);
        json_pair(j, "file", b->file[i]);
        json_pair_uint(j, "read", t->imported + t->repeated + t->rejected);
        json_pair_uint(j, "imported", t->imported);
        json_pair_uint(j, "repeated", t->repeated);
        json_pair_uint(j, "rejected", t->rejected);
        json_close(j);
    }
    json_close(j);
}

static enum err_code answer_counts(const struct bank_import_request *q,
                                   const struct bank_import_reply *r, struct err *e)
{
    const struct bank_folder *b = &r->bank;
    static const char *const CHANGES[IMPORTER_CHANGES] = {
        "composed", "soft",   "blanks",    "lines",     "markup",   "guards",
        "tags",     "hidden", "struck",    "deleted",   "encoding", "feedback",
        "dropped",  "bold",   "underline", "highlight", "star",     "colour"};
    struct ctl_answer out;
    ctl_answer_begin(&out);
    json_open_object(&out.json);
    json_pair(&out.json, "bank", q->to);
    put_counts(r, &out.json);
    json_key(&out.json, "changes");
    json_open_object(&out.json);
    for (int c = 0; c < IMPORTER_CHANGES; c++) {
        json_key(&out.json, CHANGES[c]);
        json_uint(&out.json, b->change[c]);
    }
    json_close(&out.json);
    json_key(&out.json, "kinds");
    json_open_object(&out.json);
    for (size_t i = 0; i < b->kinds; i++) {
        json_key(&out.json, b->kind[i].name);
        json_uint(&out.json, b->kind[i].count);
    }
    json_close(&out.json);
    put_sources(r, &out.json);
    bank_rejected_json(&r->rejected, &out.json);
    findings_json(&out.json, &r->findings);
    json_close(&out.json);
    return ctl_answer_end(&out, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct bank_import_request *q = request;
    const struct bank_import_reply *r = reply;
    findings_print(&r->findings, stderr);
    if (came != ERR_OK && came != ERR_NO)
        return ERR_OK;
    if (ctl->json)
        return answer_counts(q, r, e);
    command_say(&bank_import_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_bank_import(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_import_op, argc, argv, show, e);
}
