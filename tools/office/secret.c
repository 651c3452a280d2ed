#include "tools/office/secret.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static enum err_code read_file(const char *path, char *out, struct err *e)
{
    struct buf b;
    buf_init(&b, 64 * 1024);
    enum err_code rc = file_read(path, 64 * 1024, &b, e);
    if (rc == ERR_OK) {
        size_t n = 0;
        while (n < b.len && b.data[n] != '\n' && b.data[n] != '\r')
            n++;
        if (n >= SECRET_MAX)
            rc = err_set(e, ERR_LIMIT, _("%s: the passphrase is longer than %d bytes"), path,
                         SECRET_MAX - 1);
        else if (n == 0)
            rc = err_set(e, ERR_FORMAT, _("%s: the first line, the passphrase, is empty"), path);
        else {
            memcpy(out, b.data, n);
            out[n] = '\0';
        }
    }
    buf_free(&b);
    return rc;
}

/* One line from the terminal without echo. */
static enum err_code read_terminal(int tty, const char *prompt, char *out, struct err *e)
{
    struct termios old, quiet;
    dprintf(tty, "%s: ", prompt);
    if (tcgetattr(tty, &old) != 0)
        return err_set(e, ERR_USAGE,
                       _("no terminal to ask for a passphrase; use --pass ROLE=FILE"));
    quiet = old;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(tty, TCSAFLUSH, &quiet);
    size_t n = 0;
    char c = 0;
    while (read(tty, &c, 1) == 1 && c != '\n' && c != '\r')
        if (n + 1 < SECRET_MAX)
            out[n++] = c;
    out[n] = '\0';
    tcsetattr(tty, TCSAFLUSH, &old);
    dprintf(tty, "\n");
    return n ? ERR_OK : err_set(e, ERR_NO, _("no passphrase was typed"));
}

static enum err_code ask(int tty, const char *role, bool confirm, char *out, struct err *e)
{
    char prompt[128];
    snprintf(prompt, sizeof prompt, _("Passphrase (%s)"), role);
    enum err_code rc = read_terminal(tty, prompt, out, e);
    if (rc != ERR_OK || !confirm)
        return rc;
    char *again = crypt_secret_new(SECRET_MAX);
    if (!again)
        return err_memory(e);
    snprintf(prompt, sizeof prompt, _("The same once more (%s)"), role);
    rc = read_terminal(tty, prompt, again, e);
    if (rc == ERR_OK && strcmp(out, again) != 0)
        rc = err_set(e, ERR_NO, _("the two passphrases differ"));
    crypt_secret_free(again);
    return rc;
}

enum err_code secret_files_add(struct secret_files *f, const char *role_and_file, struct err *e)
{
    const char *eq = role_and_file ? strchr(role_and_file, '=') : NULL;
    size_t n = eq ? (size_t)(eq - role_and_file) : 0;
    if (n == 0 || n >= sizeof f->file[0].role || !eq[1])
        return err_set(e, ERR_USAGE, _("--pass wants ROLE=FILE, for example --pass office=FILE"));
    if (f->files == SECRET_FILES_MAX)
        return err_set(e, ERR_LIMIT, _("--pass was given more than %d times"), SECRET_FILES_MAX);
    memcpy(f->file[f->files].role, role_and_file, n);
    f->file[f->files].role[n] = '\0';
    f->file[f->files++].path = eq + 1;
    return ERR_OK;
}

const char *secret_files_find(const struct secret_files *f, const char *role)
{
    for (size_t i = 0; i < f->files; i++)
        if (strcmp(f->file[i].role, role) == 0)
            return f->file[i].path;
    return NULL;
}

enum err_code secret_ask(const struct secret_files *files, const char *role, bool confirm,
                         char *out, struct err *e)
{
    const char *path = secret_files_find(files, role);
    enum err_code rc;
    if (path) {
        rc = read_file(path, out, e);
    } else if (files->ask) {
        rc = files->ask(files->context, role, confirm, out, e);
    } else {
        int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
        if (tty < 0)
            return err_set(e, ERR_USAGE,
                           _("no terminal to ask for the passphrase of \"%s\"; use --pass %s=FILE"),
                           role, role);
        rc = ask(tty, role, confirm, out, e);
        close(tty);
    }
    if (rc == ERR_OK && confirm && strlen(out) < SECRET_STAFF_MIN)
        rc = err_set(e, ERR_POLICY, _("the passphrase of \"%s\" is shorter than %d characters"),
                     role, SECRET_STAFF_MIN);
    return rc;
}
