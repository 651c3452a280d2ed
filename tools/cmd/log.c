/* sathachctl log show|check|code|export|take|renew */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/office/log_renew.h"
#include "tools/office/log_travel.h"
#include "tools/office/witnessed.h"
#include "tools/report/code_page.h"
#include "tools/report/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An office whose log is open; the commands of the log are nothing without one. */
static enum err_code open_with_log(struct ctl *ctl, unsigned use, struct office *o, struct err *e)
{
    enum err_code rc = office_open(&ctl->work, use, o, e);
    if (rc == ERR_OK && !o->workspace.log) {
        office_close(o);
        rc = err_set(e, ERR_USAGE, _("this workspace has no log: it is no office's"));
    }
    return rc;
}

static void put_line(struct json *j, const struct log_line *l)
{
    const struct {
        const char *key, *value;
    } PAIR[] = {{"time", l->time},       {"operator", l->who},    {"kind", log_kind_word(l->kind)},
                {"session", l->session}, {"subject", l->subject}, {"hash", l->hash},
                {"more", l->more}};
    json_open_object(j);
    json_key(j, "number");
    json_uint(j, l->number);
    for (size_t i = 0; i < sizeof PAIR / sizeof PAIR[0]; i++)
        json_pair(j, PAIR[i].key, PAIR[i].value);
    json_close(j);
}

static void print_line(const struct log_line *l)
{
    printf("%6llu  %s  %-10s %-10s %s  %s%s%s\n", (unsigned long long)l->number, l->time,
           log_kind_word(l->kind), l->session, l->who, l->subject, l->more[0] ? "  " : "", l->more);
}

enum err_code cmd_log_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *since = NULL;
    long from = 1;
    const struct option_spec spec[] = {{"--since", &since, NULL}, {NULL, NULL, NULL}};
    struct office o;
    struct ctl_answer a;
    enum err_code rc = options_take(&argc, argv, spec, 0, 1, e);
    if (rc == ERR_OK && since)
        rc = work_number("--since", since, 1, LOG_LINES_MAX, &from, e);
    if (rc == ERR_OK)
        rc = open_with_log(ctl, OFFICE_LOOK, &o, e);
    if (rc != ERR_OK)
        return rc;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = (size_t)from - 1; i < o.log.lines; i++) {
        if (argc == 1 && strcmp(o.log.line[i].session, argv[0]) != 0)
            continue;
        if (ctl->json)
            put_line(&a.json, &o.log.line[i]);
        else
            print_line(&o.log.line[i]);
    }
    json_close(&a.json);
    rc = ctl->json ? ctl_answer_end(&a, e) : ERR_OK;
    buf_free(&a.bytes);
    office_close(&o);
    return rc;
}

static enum err_code check_code(const struct log *l, const char *size, const char *typed,
                                struct err *e)
{
    char code[NOTE_CODE + 1];
    long lines = 0;
    enum err_code rc = work_number("SIZE", size, 1, LOG_LINES_MAX, &lines, e);
    if (rc != ERR_OK)
        return rc;
    if (!note_code_normalise(typed, code))
        return err_set(e, ERR_USAGE, _("%s: a mark's code has 32 characters, in fours"), typed);
    if ((size_t)lines > l->lines)
        return err_set(e, ERR_POLICY,
                       _("this log has %zu lines, the code is of %ld: lines are missing here"),
                       l->lines, lines);
    if (!log_had_code(l, (uint64_t)lines, code))
        return err_set(e, ERR_POLICY, _("the first %ld lines here are not those of this code"),
                       lines);
    printf(_("the first %ld lines are those of the code\n"), lines);
    return ERR_OK;
}

static enum err_code check_against(const struct log *l, const char *path, struct err *e)
{
    struct note_mark m;
    enum log_met met;
    enum err_code rc = log_compare_with(l, path, &met, &m, e);
    if (rc != ERR_OK)
        return rc;
    if (met == LOG_MET_OTHER)
        return err_set(e, ERR_KEY, _("%s: no mark of this office's log"), path);
    if (met == LOG_MET_LOST)
        printf(_("%s: a mark of %zu lines, of before the log was renewed\n"), path, (size_t)m.size);
    else
        printf(_("%s: its %zu lines are a beginning of this log\n"), path, (size_t)m.size);
    return ERR_OK;
}

enum err_code cmd_log_check(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *against[OPTIONS_LIST_MAX + 1] = {0};
    const struct option_spec spec[] = {{"--against...", against, NULL}, {NULL, NULL, NULL}};
    struct office o;
    enum err_code rc = options_take(&argc, argv, spec, 0, 2, e);
    if (rc == ERR_OK && argc == 1)
        rc = err_set(e, ERR_USAGE,
                     _("a code wants the number of lines before it: log check 412 KFWE…"));
    if (rc == ERR_OK)
        rc = open_with_log(ctl, OFFICE_LOOK | OFFICE_UNMET, &o, e);
    if (rc != ERR_OK)
        return rc;
    printf(_("the log: %zu lines, whole, signed by this office\n"), o.log.lines);
    if (argc == 2)
        rc = check_code(&o.log, argv[0], argv[1], e);
    for (size_t i = 0; rc == ERR_OK && against[i]; i++)
        rc = check_against(&o.log, against[i], e);
    if (rc == ERR_OK) /* last, so that what was asked for is answered with the line that differs */
        rc = log_met_check(&o.log, e);
    office_close(&o);
    return rc;
}

/* A sheet of paper: reports/log-SIZE.pdf. */
static enum err_code write_code_page(const struct log *l, struct err *e)
{
    struct buf pdf;
    buf_init(&pdf, REPORT_FILE_MAX);
    char *path = workspace_path(l->workspace, "reports/log-%zu.pdf", (size_t)l->mark.size);
    enum err_code rc = path ? code_page_pdf(l->workspace, &l->mark, &pdf, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(path, pdf.data, pdf.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        printf("%s\n", path);
    buf_free(&pdf);
    free(path);
    return rc;
}

static enum err_code show_code(struct ctl *ctl, const struct log *l, struct err *e)
{
    struct ctl_answer a;
    char code[NOTE_CODE_TEXT];
    note_code_text(&l->mark, code);
    if (!ctl->json) {
        printf("%llu · %s\n", (unsigned long long)l->mark.size, code);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_key(&a.json, "size");
    json_uint(&a.json, l->mark.size);
    json_pair(&a.json, "code", code);
    json_pair(&a.json, "origin", l->mark.origin);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_log_code(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *format = NULL;
    const struct option_spec spec[] = {{"--format", &format, NULL}, {NULL, NULL, NULL}};
    struct office o;
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK && format && strcmp(format, "pdf") != 0)
        rc = err_set(e, ERR_USAGE, _("--format: \"%s\" is none of pdf"), format);
    if (rc == ERR_OK)
        rc = open_with_log(ctl, OFFICE_LOOK, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = format ? write_code_page(&o.log, e) : show_code(ctl, &o.log, e);
    office_close(&o);
    return rc;
}

enum err_code cmd_log_export(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct office o;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = open_with_log(ctl, OFFICE_LOOK, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = log_export(&o.log, argv[0], e);
    if (rc == ERR_OK)
        printf(_("%s/sathach-log: %zu lines and their mark, read back\n"), argv[0], o.log.lines);
    office_close(&o);
    return rc;
}

enum err_code cmd_log_take(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct office o;
    size_t fresh = 0, known = 0;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = open_with_log(ctl, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = witnessed_take(&o.workspace, o.key, argv[0], &fresh, &known, e);
    if (rc == ERR_OK)
        printf(_("%zu cosigned marks taken in, %zu known\n"), fresh, known);
    office_close(&o);
    return rc;
}

enum err_code cmd_log_renew(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *reason = NULL;
    const struct option_spec spec[] = {{"--reason", &reason, NULL}, {NULL, NULL, NULL}};
    struct workspace w;
    struct keys_secret *key = NULL;
    int lock = -1;
    uint64_t kept = 0;
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK && !reason)
        rc = err_set(e, ERR_USAGE, _("--reason is needed: how the lines were lost"));
    if (rc == ERR_OK)
        rc = office_workspace(&ctl->work, &w, e);
    if (rc != ERR_OK)
        return rc;
    if ((rc = workspace_lock(&w, &lock, e)) != ERR_OK ||
        (rc = workspace_secret_key(&w, &ctl->work.pass, KEYS_OFFICE, &key, e)) != ERR_OK ||
        (rc = log_renew(&w, key, reason, &kept, e)) != ERR_OK)
        goto out;
    printf(_("the log was begun anew behind line %zu; every later audit says so, and the witness "
             "must accept it\n"),
           (size_t)kept);
out:
    keys_free(key);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}
