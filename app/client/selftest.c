#include "app/client/selftest.h"

#include "app/client/kiosk_console.h"
#include "app/core/session_key.h"
#include "app/tui/term/glyphs.h"
#include "app/tui/term/term.h"
#include "app/core/disk_trial.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { FREE_MIB_MIN = 64, ANSWER_MS = 5000 };

/* Blanks behind a text that fills `cells`; one at least. printf counts bytes, and Vietnamese has
 * more of them than letters. */
static int pad(const char *text, int cells)
{
    int width = text_width(text);
    return width < cells ? cells - width + 1 : 1;
}

static bool row(const char *what, bool good, const char *detail)
{
    const char *verdict = good ? _("good") : _("BAD");
    printf("%s%*s%s%*s%s\n", what, pad(what, 28), "", verdict, pad(verdict, 9), "", detail);
    fflush(stdout); /* what is found is read even where the next thing never answers */
    return good;
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool check_disk(const char *dir, bool *is_answering)
{
    char detail[160];
    struct err e = {0};
    double start = now_ms();
    bool good = disk_trial(dir, ANSWER_MS, &e) == ERR_OK;
    *is_answering = e.code != ERR_BUSY;
    if (!*is_answering)
        return row(_("disk"), false, e.text);
    snprintf(detail, sizeof detail,
             file_is_local(dir) ? _("written and read back in %.1f ms, a local disk")
                                : _("written and read back in %.1f ms, a network or removable "
                                    "disk: the invigilator should know"),
             now_ms() - start);
    return row(_("disk"), good, good ? detail : e.text);
}

static bool check_space(const char *dir)
{
    struct statvfs fs;
    char detail[64] = "";
    unsigned long mib =
        statvfs(dir, &fs) == 0 ? (unsigned long)(fs.f_bavail * fs.f_frsize / (1024 * 1024)) : 0;
    snprintf(detail, sizeof detail, mib < 10240 ? "%lu MiB" : "%lu GiB",
             mib < 10240 ? mib : mib / 1024);
    return row(_("free space"), mib >= FREE_MIB_MIN, detail);
}

/* On a Linux console: whether its font has the letters. Elsewhere the terminal's own font is looked
 * at by eye. */
static bool check_glyphs(void)
{
    char detail[96];
    int missing = glyphs_missing_on(STDIN_FILENO);
    if (missing < 0)
        return row(_("Vietnamese letters"), true, "Ắ ằ ệ ữ đ Ỵ  ● ▶");
    if (missing)
        snprintf(detail, sizeof detail,
                 _("%d of %d missing in the console's font; take Vietnamese-Fixed16"), missing,
                 GLYPHS_WANTED);
    else
        snprintf(detail, sizeof detail, _("all %d in the console's font"), GLYPHS_WANTED);
    return row(_("Vietnamese letters"), missing == 0, detail);
}

/* The keys the screens name, as this terminal says it sends them; all have a letter beside them. */
static void check_keys(void)
{
    static const char *const KEYS[] = {"kcuu1", "kcud1", "kcub1", "kcuf1", "kdch1", "kpp", "knp"};
    char detail[64];
    int known = 0;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        known += term_sends(KEYS[i]);
    snprintf(detail, sizeof detail, _("%d of 7 special keys; letters do for all"), known);
    row(_("special keys"), true, detail);
}

/* What a kiosk cannot hold here; no fault of the seat. */
static void check_console(void)
{
    row(_("consoles"), true,
        kiosk_console_look(STDIN_FILENO) == KIOSK_CONSOLE_NONE
            ? _("a window or a connection: its end, and what is beside it, cannot be held")
            : _("a Linux console: a kiosk holds Alt-F2 and the like"));
}

/* Where the cursor cannot be addressed the exam goes line by line, and no size is wanted. */
static bool check_terminal(void)
{
    struct winsize size = {0};
    char detail[64];
    if (!term_is_capable())
        return row(_("cursor addressing"), true, _("none: the line mode is used"));
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    snprintf(detail, sizeof detail, "%d×%d", size.ws_col, size.ws_row);
    row(_("cursor addressing"), true, "");
    return row(_("terminal, 80×24 wanted"), size.ws_col >= 80 && size.ws_row >= 24, detail);
}

static bool has_drop(const struct selftest *t)
{
    return t->drops && t->drop[0];
}

/* The data folder outlives the power, or a copy goes elsewhere. */
static bool check_memory(const struct selftest *t)
{
    bool is_lost = file_is_in_memory(t->data_dir);
    return row(_("what outlives the power"), !is_lost || has_drop(t),
               is_lost ? _("in memory only: gone with the power") : "");
}

/* A second place, but one that goes with the first. */
static bool is_on_one_disk(const char *one, const char *other)
{
    struct stat a, b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev;
}

/* One that does not answer is asked nothing more. */
static bool check_data_folder(const struct selftest *t)
{
    bool is_answering;
    bool good = check_disk(t->data_dir, &is_answering);
    if (!is_answering)
        return false;
    bool has_space = check_space(t->data_dir), is_kept = check_memory(t);
    return good && has_space && is_kept;
}

static bool check_drops(const struct selftest *t)
{
    bool good = true;
    for (size_t i = 0; i < t->drops && t->drop[i]; i++) {
        struct err e = {0};
        bool is_there = disk_trial(t->drop[i], ANSWER_MS, &e) == ERR_OK;
        if (is_there && is_on_one_disk(t->drop[i], t->data_dir))
            snprintf(e.text, sizeof e.text, _("%s, on the disk of the data folder"), t->drop[i]);
        good &= row(_("exchange folder"), is_there, e.text[0] ? e.text : t->drop[i]);
    }
    return good;
}

static bool check_clock(const struct selftest *t)
{
    char detail[64];
    time_t now = time(NULL);
    struct tm tm;
    strftime(detail, sizeof detail, "%d/%m/%Y %H:%M", localtime_r(&now, &tm));
    bool good = row(_("clock"), tm.tm_year >= 125, detail);
    return row(_("boot id"), t->is_boot_known,
               t->is_boot_known ? "" : _("boot id cannot be read")) &&
           good;
}

/* The last of all: nothing can be tried behind it that an exam may not do. */
static bool check_sandbox(const struct selftest *t, const char *key_folder)
{
    char detail[200];
    struct sandbox_state in_force;
    const struct sandbox_paths paths = {.data = t->data_dir,
                                        .key_folder = key_folder,
                                        .exchange = t->drop,
                                        .exchanges = t->drops,
                                        .texts = i18n_folder()};
    sandbox_enter(&paths, &in_force);
    sandbox_words(&in_force, detail, sizeof detail);
    return row(_("sandbox"), sandbox_is_whole(&in_force) || !t->is_sandbox_needed, detail);
}

enum err_code selftest_run(const struct selftest *t, struct err *e)
{
    bool good = check_terminal();
    good &= row("UTF-8", strcmp(nl_langinfo(CODESET), "UTF-8") == 0, "");
    good &= check_glyphs();
    check_keys();
    check_console();
    good &= check_data_folder(t);
    good &= check_drops(t);
    good &= check_clock(t);
    char *folder = session_key_folder();
    struct err taken = {0};
    bool is_taken = session_key_check(&taken) != ERR_OK;
    row(_("memory for the room's key"), folder != NULL && !is_taken,
        is_taken ? taken.text
        : folder ? folder
                 : _("none: unlock after each start"));
    good &= !is_taken;
    char page[64];
    row(_("memory locking"), mlock(page, sizeof page) == 0, "");
    good &= check_sandbox(t, folder);
    free(folder);
    printf("\n%s%*s%s\n\n%s\n", _("result"), pad(_("result"), 28), "",
           good ? _("this seat is fit") : _("this seat is NOT fit"),
           _("seat ____________________   checked by ____________________   signed "
             "____________________"));
    return good ? ERR_OK : err_set(e, ERR_NO, _("this seat is not fit"));
}

enum err_code selftest_quiet(const struct selftest *t, struct err *e)
{
    struct statvfs fs;
    time_t now = time(NULL);
    struct tm tm;
    enum err_code rc = disk_trial(t->data_dir, ANSWER_MS, e);
    if (rc == ERR_OK && (statvfs(t->data_dir, &fs) != 0 ||
                         fs.f_bavail * fs.f_frsize / (1024 * 1024) < FREE_MIB_MIN))
        rc = err_set(e, ERR_NO, _("the disk is nearly full"));
    if (rc == ERR_OK && (!localtime_r(&now, &tm) || tm.tm_year < 125))
        rc = err_set(e, ERR_NO, _("the clock is wrong"));
    if (rc == ERR_OK && !t->is_boot_known)
        rc = err_set(e, ERR_NO, _("boot id cannot be read"));
    if (rc == ERR_OK)
        rc = session_key_check(e);
    if (rc == ERR_OK && file_is_in_memory(t->data_dir) && !has_drop(t))
        rc = err_set(e, ERR_NO, _("in memory only: gone with the power"));
    return rc;
}
