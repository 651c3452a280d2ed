#include "tools/ctl.h"

#include "app/core/clock.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void ctl_answer_begin(struct ctl_answer *a)
{
    buf_init(&a->bytes, CTL_ANSWER_MAX);
    json_init(&a->json, &a->bytes);
}

enum err_code ctl_answer_end(struct ctl_answer *a, struct err *e)
{
    enum err_code rc = json_finish(&a->json, e);
    if (rc == ERR_OK)
        fwrite(a->bytes.data, 1, a->bytes.len, stdout);
    buf_free(&a->bytes);
    return rc;
}

enum table_lang ctl_table_lang(void)
{
    const char *lang = getenv("LANGUAGE");
    return lang && strncmp(lang, "en", 2) == 0 ? TABLE_EN : TABLE_VI;
}

static void show_line(const char *what, const char *why)
{
    char clean[1024];
    fprintf(stderr, "%s: %s\n", text_clean(what, clean, sizeof clean), why);
}

static void show_progress(const struct work_event *x)
{
    struct clock_source clock = clock_system();
    if (!isatty(STDERR_FILENO) || x->all == 0 ||
        (x->done < x->all && clock_boot_ms(&clock) - x->started_ms < 500))
        return;
    fprintf(stderr, "\r%s %zu/%zu%s", x->what, x->done, x->all, x->done == x->all ? "\n" : "");
}

void ctl_tell(void *context, const struct work_event *event)
{
    (void)context;
    switch (event->kind) {
    case WORK_PROGRESS: show_progress(event); return;
    case WORK_LINE: show_line(event->what, event->text); return;
    case WORK_NOTE: fputs(event->text, stderr); return;
    case WORK_SAID: fputs(event->text, stdout); return;
    case WORK_SEEN: return;
    case WORK_POINT: /* a command is not stopped half-way but by a signal */ return;
    }
}

/* On a full disk or a closed pipe nobody has seen it. */
enum err_code ctl_show(void *context, const char *role, const char *what, const char *passphrase,
                       struct err *e)
{
    (void)context;
    (void)role;
    if (printf("%s: %s   %s\n", what, passphrase, _("(shown this once)")) < 0 ||
        fflush(stdout) != 0)
        return err_set_errno(e, errno, "stdout");
    return ERR_OK;
}
