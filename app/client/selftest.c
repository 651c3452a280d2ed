#include "app/client/selftest.h"

#include "app/client/room.h"
#include "app/client/term/glyphs.h"
#include "app/client/term/term.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { FREE_MIB_MIN = 64 };

/* Blanks behind a text that fills `cells`; one at least. printf counts bytes, and Vietnamese has more of them than letters. */
static int pad(const char *text, int cells)
{
    int width = text_width(text);
    return width < cells ? cells - width + 1 : 1;
}

static bool row(const char *what, bool good, const char *detail)
{
    const char *verdict = good ? _("good") : _("BAD");
    printf("%s%*s%s%*s%s\n", what, pad(what, 28), "", verdict, pad(verdict, 9), "", detail);
    return good;
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A name of this process alone: many clients of one host share the folder. malloc'd. */
static char *scratch_file(const char *dir)
{
    char name[32];
    snprintf(name, sizeof name, ".selftest.%d", (int)getpid());
    return file_join(dir, name);
}

static bool check_disk(const char *dir)
{
    char detail[160];
    struct err e = {0};
    char *path = scratch_file(dir);
    double start = now_ms();
    bool good = path && file_write(path, "x", 1, FILE_REPLACE, &e) == ERR_OK;
    snprintf(detail, sizeof detail, file_is_local(dir) ? _("written and read back in %.1f ms, a local disk")
                                                       : _("written and read back in %.1f ms, a network or removable disk: the invigilator should know"), now_ms() - start);
    if (path)
        unlink(path);
    free(path);
    return row(_("disk"), good, good ? detail : e.text);
}

static bool check_space(const char *dir)
{
    struct statvfs fs;
    char detail[64] = "";
    unsigned long mib = statvfs(dir, &fs) == 0 ? (unsigned long)(fs.f_bavail * fs.f_frsize / (1024 * 1024)) : 0;
    snprintf(detail, sizeof detail, mib < 10240 ? "%lu MiB" : "%lu GiB", mib < 10240 ? mib : mib / 1024);
    return row(_("free space"), mib >= FREE_MIB_MIN, detail);
}

/* On a Linux console: whether its font has the letters. Elsewhere the terminal's own font is looked at by eye. */
static bool check_glyphs(void)
{
    char detail[96];
    int missing = glyphs_missing_on(STDIN_FILENO);
    if (missing < 0)
        return row(_("Vietnamese letters"), true, "Ắ ằ ệ ữ đ Ỵ  ● ▶");
    if (missing)
        snprintf(detail, sizeof detail, _("%d of %d missing in the console's font; take Vietnamese-Fixed16"), missing, GLYPHS_WANTED);
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

enum err_code selftest_run(const char *data_dir, struct err *e)
{
    char detail[64];
    bool good = check_terminal();
    good &= row("UTF-8", strcmp(nl_langinfo(CODESET), "UTF-8") == 0, "");
    good &= check_glyphs();
    check_keys();
    good &= check_disk(data_dir);
    good &= check_space(data_dir);
    time_t now = time(NULL);
    struct tm tm;
    strftime(detail, sizeof detail, "%d/%m/%Y %H:%M", localtime_r(&now, &tm));
    good &= row(_("clock"), tm.tm_year >= 125, detail);
    char *room = room_folder();
    row(_("memory for the room's key"), room != NULL, room ? room : _("none: unlock after each start"));
    free(room);
    char page[64];
    row(_("memory locking"), mlock(page, sizeof page) == 0, "");
    printf("\n%s%*s%s\n\n%s\n", _("result"), pad(_("result"), 28), "", good ? _("this seat is fit") : _("this seat is NOT fit"),
           _("seat ____________________   checked by ____________________   signed ____________________"));
    return good ? ERR_OK : err_set(e, ERR_NO, _("this seat is not fit"));
}

enum err_code selftest_quiet(const char *data_dir, struct err *e)
{
    struct statvfs fs;
    time_t now = time(NULL);
    struct tm tm;
    char *path = scratch_file(data_dir);
    enum err_code rc = path ? file_write(path, "x", 1, FILE_REPLACE, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (path)
        unlink(path);
    free(path);
    if (rc == ERR_OK && (statvfs(data_dir, &fs) != 0 || fs.f_bavail * fs.f_frsize / (1024 * 1024) < FREE_MIB_MIN))
        rc = err_set(e, ERR_NO, _("the disk is nearly full"));
    if (rc == ERR_OK && (!localtime_r(&now, &tm) || tm.tm_year < 125))
        rc = err_set(e, ERR_NO, _("the clock is wrong"));
    return rc;
}
