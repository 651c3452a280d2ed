#include "tools/work/printers.h"

#include "app/core/i18n.h"
#include "tools/work/fields.h"
#include "tools/work/outside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAPER "-o media=A4"
enum { NAMES_MAX = 16 * 1024, NAME_MAX_BYTES = 127 /* what CUPS takes */, COMMAND_MAX = 192 };

bool printers_may_be(void)
{
    return outside_is_there("lp");
}

/* A name that stands in a command as it is. */
static bool is_plain(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-", *c))
            return false;
    return name[0] && name[0] != '-' && strlen(name) <= NAME_MAX_BYTES;
}

static enum err_code add_named(char *names, struct work_choices *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    char command[COMMAND_MAX], said[COMMAND_MAX];
    for (char *name; rc == ERR_OK && (name = strsep(&names, "\n"));) {
        if (!is_plain(name))
            continue;
        snprintf(command, sizeof command, "lp -d %s " PAPER, name);
        snprintf(said, sizeof said, _("the printer %s"), name);
        rc = fields_add_choice(out, command, said, e);
    }
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct printers_reply *r = reply;
    struct err ignored = {0};
    struct buf names;
    char *const argv[] = {"lpstat", "-e", NULL};
    (void)request;
    enum err_code rc = fields_add_choice(&r->choices, "lp " PAPER,
                                         _("the printer that this machine uses by itself"), e);
    buf_init(&names, NAMES_MAX);
    bool is_told = rc == ERR_OK && outside_is_there(argv[0]) &&
                   outside_listen(work, argv, &names, &ignored) == ERR_OK &&
                   buf_check(&names, argv[0], &ignored) == ERR_OK;
    char *copy = is_told ? strdup(buf_text(&names)) : NULL;
    if (copy)
        rc = add_named(copy, &r->choices, e);
    free(copy);
    buf_free(&names);
    return rc;
}

static void forget(void *reply)
{
    fields_free_choices(&((struct printers_reply *)reply)->choices);
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op printers_op = {.name = "printers",
                                    .words = "",
                                    .help = "",
                                    .field = FIELDS,
                                    .request = sizeof(struct printers_request),
                                    .reply = sizeof(struct printers_reply),
                                    .use = WORK_LOOKS,
                                    .run = run,
                                    .forget = forget};
