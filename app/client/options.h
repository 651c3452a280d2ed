/* The command line of sathach: one table from which it is read and its help is made. */
#ifndef SATHACH_CLIENT_OPTIONS_H
#define SATHACH_CLIENT_OPTIONS_H

#include "app/tui/term/term.h"
#include "app/core/err.h"

#include <stdbool.h>
#include <stdio.h>

enum { OPTIONS_DROPS = 4 /* exchange folders, at most */ };

struct options {
    const char *bank, *session, *data, *trust, *seat, *lang, *image, *pass,
        *order_pass;                 /* words of argv; NULL when not given */
    const char *passes[2];           /* --pass as it stands; pass and order_pass point into them */
    const char *drop[OPTIONS_DROPS]; /* in their order; NULL: no more */
    const char *theme_name;
    enum term_theme theme;
    struct {
        bool linear, speak, kiosk, no_kiosk, mono, sandbox, room, selftest, purge, unacknowledged,
            help, version;
    } is;
};

/* Reads argv behind the program's name into o. ERR_USAGE names the option that is unknown, stands
 * twice, lacks its value or has a wrong one, and what the program lacks to run. --help and
 * --version are asked of a line that is wrong elsewhere, too. */
enum err_code options_read(int argc, char **argv, struct options *o, struct err *e) ERR_MUST_CHECK;
/* How the program is called, and each option explained. */
void options_help(FILE *out);
/* The first line of that: what a wrong command line gets. */
void options_usage(FILE *out);

#endif
