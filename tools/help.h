/* Help pages of sathachctl, made from the table of commands. */
#ifndef SATHACH_TOOLS_HELP_H
#define SATHACH_TOOLS_HELP_H

#include "tools/commands.h"

#include <stdio.h>

/* Every command with its one sentence, the options that may stand anywhere, the exit codes. */
void help_all(FILE *out);
/* The commands that begin with this word ("bank"). */
void help_group(const char *name, FILE *out);
/* The page of one command: how it is called, what it does, each of its options. */
void help_page(const struct ctl_command *c, FILE *out);
/* How it is called, and where its page is: what a wrong command line gets. */
void help_usage(const struct ctl_command *c, FILE *out);
/* `help [CMD…]` and `CMD… --help`: the page of what argv names, on stdout. ERR_USAGE when there is
 * no such command. */
enum err_code help_of(int argc, char *const *argv, struct err *e) ERR_MUST_CHECK;
/* ERR_USAGE for words that are no command: names the nearest one, or the second words that are
 * missing. */
enum err_code help_unknown(int argc, char *const *argv, struct err *e);

#endif
