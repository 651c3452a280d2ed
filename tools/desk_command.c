#include "tools/desk_command.h"

#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/desk/teller.h"
#include "tools/desk/terminal.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* There is one, if only with an office.ini that must be mended: the desk opens, and says so. */
static enum err_code find_office(struct ctl *ctl, struct err *e)
{
    struct workspace w;
    enum err_code rc = office_workspace(&ctl->work, &w, e);
    if (rc == ERR_OK)
        workspace_close(&w);
    return rc == ERR_FORMAT ? ERR_OK : rc;
}

bool desk_command_is_meant(struct ctl *ctl)
{
    struct err ignored = {0};
    return terminal_is_capable() && find_office(ctl, &ignored) == ERR_OK;
}

static enum err_code take(const char *theme, const char *lang, enum term_theme *out,
                          struct desk_setup *setup, struct err *e)
{
    if (theme && !term_theme_of(theme, out))
        return err_set(e, ERR_USAGE, _("--theme is dark, light, contrast or mono"));
    if (lang && strcmp(lang, "vi") != 0 && strcmp(lang, "en") != 0)
        return err_set(e, ERR_USAGE, _("--lang is vi or en"));
    setup->is_english = lang ? strcmp(lang, "en") == 0 : ctl_table_lang() == TABLE_EN;
    return ERR_OK;
}

enum err_code desk_command(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *theme = NULL, *lang = NULL, *colour = getenv("NO_COLOR");
    bool by_lines = false;
    const struct option_spec spec[] = {
        {"--theme", &theme, NULL}, {"--lang", &lang, NULL}, {"--linear", NULL, &by_lines}, {0}};
    struct desk_setup setup = {.work = &ctl->work, .clock = clock_system(), .op = ctl->operation};
    enum term_theme chosen = colour && colour[0] ? TERM_MONO : TERM_DARK;
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK)
        rc = take(theme, lang, &chosen, &setup, e);
    by_lines |= isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !terminal_is_capable();
    if (rc == ERR_OK && !by_lines && !terminal_is_capable())
        rc = err_set(e, ERR_USAGE, _("the desk wants a terminal; --linear reads and writes lines"));
    if (rc == ERR_OK) /* told before the screen is taken: where there is none, nothing waits */
        rc = find_office(ctl, e);
    if (rc != ERR_OK)
        return rc;
    ctl->work.tell = NULL; /* nothing is written beside the picture */
    ctl->work.show = NULL;
    return by_lines ? teller_run(&setup, e) : terminal_run(&setup, chosen, e);
}
