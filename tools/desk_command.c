#include "tools/desk_command.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/desk/teller.h"
#include "tools/desk/terminal.h"
#include "tools/work/office.h"
#include "tools/work/offices.h"
#include "tools/work/ring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The office's folder, if only with an office.ini that must be mended: the desk opens, and says so.
 * "" where none is found here or above and no folder was named. */
static enum err_code find_office(struct ctl *ctl, char folder[OFFICES_PATH], struct err *e)
{
    struct workspace w;
    const char *named = ctl->work.folder;
    char *found = named ? realpath(named, NULL) : file_find_above("office.ini");
    snprintf(folder, OFFICES_PATH, "%s", found ? found : named ? named : "");
    free(found);
    if (!named && !folder[0])
        return ERR_OK;
    enum err_code rc = office_workspace(&ctl->work, &w, e);
    if (rc == ERR_OK)
        workspace_close(&w);
    return rc == ERR_FORMAT ? ERR_OK : rc;
}

bool desk_command_is_meant(struct ctl *ctl)
{
    struct err ignored = {0};
    char folder[OFFICES_PATH];
    return terminal_is_capable() && find_office(ctl, folder, &ignored) == ERR_OK;
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

/* What runs the desk: over an office, or where none was found until one is chosen. */
struct front {
    enum term_theme theme;
    bool by_lines;
    char list[OFFICES_PATH];   /* of those opened before; "" where there is no place for it */
    char chosen[OFFICES_PATH]; /* "": none was, the desk was left */
    bool is_english;           /* the language was, when it was chosen */
    char now[OFFICES_PATH];    /* the office that is open; "" for none */
};

static void take_chosen(void *context, const char *path, bool is_english)
{
    struct front *f = context;
    snprintf(f->chosen, sizeof f->chosen, "%s", path);
    f->is_english = is_english;
}

/* One that was made behind the one that is open: that is opened again tomorrow. */
static void note_made(void *context, const char *path)
{
    struct front *f = context;
    struct err ignored = {0};
    char *whole = realpath(path, NULL);
    bool is_noted = f->list[0] && whole && offices_note(f->list, whole, &ignored) == ERR_OK;
    if (is_noted && f->now[0] && offices_note(f->list, f->now, &ignored) != ERR_OK)
        f->list[0] = '\0'; /* a help alone: it hinders nothing */
    free(whole);
}

static enum err_code run(struct ctl *ctl, struct front *f, struct desk_setup *setup, struct err *e)
{
    struct err ignored = {0};
    enum err_code rc = find_office(ctl, f->now, e); /* told before the screen is taken */
    if (rc != ERR_OK)
        return rc;
    setup->is_homeless = !f->now[0];
    f->chosen[0] = '\0';
    if (f->now[0] && f->list[0] && offices_note(f->list, f->now, &ignored) != ERR_OK)
        f->list[0] = '\0'; /* a help alone: it hinders nothing */
    ctl->work.tell = NULL; /* nothing is written beside the picture */
    ctl->work.show = NULL;
    return f->by_lines ? teller_run(setup, e) : terminal_run(setup, f->theme, e);
}

enum err_code desk_command(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *theme = NULL, *lang = NULL, *colour = getenv("NO_COLOR");
    struct front f = {.theme = colour && colour[0] ? TERM_MONO : TERM_DARK};
    const struct option_spec spec[] = {
        {"--theme", &theme, NULL}, {"--lang", &lang, NULL}, {"--linear", NULL, &f.by_lines}, {0}};
    struct desk_setup setup = {.work = &ctl->work,
                               .clock = clock_system(),
                               .op = ctl->operation,
                               .offices = f.list,
                               .open_office = take_chosen,
                               .note_office = note_made,
                               .open_context = &f};
    char folder[OFFICES_PATH];
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK)
        rc = take(theme, lang, &f.theme, &setup, e);
    f.by_lines |= isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !terminal_is_capable();
    if (rc == ERR_OK && !f.by_lines && !terminal_is_capable())
        rc = err_set(e, ERR_USAGE, _("the desk wants a terminal; --linear reads and writes lines"));
    if (!offices_file(getenv("XDG_STATE_HOME"), getenv("HOME"), f.list))
        f.list[0] = '\0';
    if (rc == ERR_OK)
        rc = run(ctl, &f, &setup, e);
    while (rc == ERR_OK && f.chosen[0]) {
        ring_wipe(ctl->work.ring); /* nothing of the one before is kept */
        snprintf(folder, sizeof folder, "%s", f.chosen);
        ctl->work.folder = folder;
        setup.is_english = f.is_english;
        rc = run(ctl, &f, &setup, e);
    }
    return rc;
}
