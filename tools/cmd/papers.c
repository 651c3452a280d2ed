/* sathachctl papers SESSION [--printed FILE|--signed FILE] */
#include "tools/work/session_papers.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"
#include "tools/office/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_CELLS = 24, FILE_CELLS = 32 };

static void pad(const char *text, int cells)
{
    char clean[512];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

static const char *day_of(int64_t when, char out[HOURS_DAY_MAX])
{
    if (!when)
        return "-";
    hours_day(when, out);
    return out;
}

static const char *sentence(const struct session_papers_row *row, bool is_training)
{
    if (!row->made)
        return "";
    if (row->is_old)
        return session_papers_age(row);
    if (!row->is_here)
        return _("not in reports/ as it was made");
    if (row->is_draft)
        return is_training ? _("a draft: no day") : _("a draft: no number, no day");
    return session_papers_remark(row);
}

static void show_row(const struct session_papers_row *row, bool is_training)
{
    char day[HOURS_DAY_MAX];
    printf("  ");
    pad(session_papers_title(row), TITLE_CELLS);
    pad(row->id[0] ? row->file : "", FILE_CELLS);
    pad(day_of(row->made, day), 12);
    pad(day_of(row->printed, day), 12);
    pad(day_of(row->signed_at, day), 12);
    printf("%s%s%s\n", row->document, row->document[0] ? "  " : "", sentence(row, is_training));
}

/* What the settings lack for some of them, each line once. */
static void show_lacks(const struct session_papers_reply *r)
{
    struct buf said;
    buf_init(&said, 64 * 1024);
    for (size_t i = 0; i < r->rows; i++)
        for (const char *line = r->row[i].lacks; line && *line;) {
            size_t n = strcspn(line, "\n");
            char *one = strndup(line, n + (line[n] == '\n'));
            if (one && !strstr(buf_text(&said), one))
                buf_add_text(&said, one);
            free(one);
            line += n + (line[n] == '\n');
        }
    printf("%s", buf_text(&said));
    buf_free(&said);
}

static void show_rows(const struct session_papers_reply *r)
{
    char day[HOURS_DAY_MAX];
    printf("  ");
    pad(_("paper"), TITLE_CELLS);
    pad(_("file"), FILE_CELLS);
    pad(_("made"), 12);
    pad(_("printed"), 12);
    pad(_("signed"), 12);
    putchar('\n');
    for (size_t i = 0; i < r->rows; i++)
        show_row(&r->row[i], r->is_training);
    if (r->packed)
        printf(_("the room's set was copied out on %s\n"), day_of(r->packed, day));
    else
        printf("%s\n", _("no copy of the room's set is noted"));
    show_lacks(r);
}

static void put_time(struct json *j, const char *key, int64_t when)
{
    json_key(j, key);
    if (when)
        json_int(j, when);
    else
        json_null(j);
}

static const char *settings_word(enum printed_settings_state state)
{
    static const char *const WORDS[] = {[PRINTED_SETTINGS_NONE] = "",
                                        [PRINTED_SETTINGS_SAME] = "same",
                                        [PRINTED_SETTINGS_CHANGED] = "changed",
                                        [PRINTED_SETTINGS_UNKNOWN] = "unknown"};
    return WORDS[state];
}

static enum err_code show_json(const char *session, const struct session_papers_reply *r,
                               struct err *e)
{
    struct ctl_answer a;
    struct json *j = &a.json;
    ctl_answer_begin(&a);
    json_open_object(j);
    json_pair(j, "session", session);
    json_pair(j, "basis", r->basis);
    put_time(j, "packed", r->packed);
    json_key(j, "papers");
    json_open_array(j);
    for (size_t i = 0; i < r->rows; i++) {
        const struct session_papers_row *row = &r->row[i];
        json_open_object(j);
        json_pair(j, "paper", row->id);
        json_pair(j, "file", row->file);
        json_pair_uint(j, "copies", row->copies);
        put_time(j, "made", row->made);
        put_time(j, "printed", row->printed);
        put_time(j, "signed", row->signed_at);
        json_pair(j, "number", row->document);
        json_pair(j, "day", row->day);
        json_pair_bool(j, "here", row->is_here);
        json_pair_bool(j, "draft", row->is_draft);
        json_pair_bool(j, "old", row->is_old);
        json_pair(j, "settings", settings_word(row->settings));
        json_pair(j, "lacks", row->lacks ? row->lacks : "");
        json_close(j);
    }
    json_close(j);
    json_close(j);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct session_papers_request *q = request;
    const struct session_papers_reply *r = reply;
    if (came != ERR_OK)
        return ERR_OK;
    if (ctl->json)
        return show_json(q->session, r, e);
    show_rows(r);
    return ERR_OK;
}

enum err_code cmd_papers(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_papers_op, argc, argv, show, e);
}
