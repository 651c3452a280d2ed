/* The table of sathachctl's commands: how each is called, what it does, what its options mean.
 * Command line, help pages and the tests of the manual read this one table; what an option sets is
 * bound in the command's own file (tools/cmd/options.h). */
#ifndef SATHACH_TOOLS_COMMANDS_H
#define SATHACH_TOOLS_COMMANDS_H

#include "tools/ctl.h"

enum { COMMANDS_OPTIONS_MAX = 24 };

enum commands_need { COMMANDS_OPTIONAL, COMMANDS_NEEDED, COMMANDS_REPEATED };

struct ctl_option {
    const char *name;  /* "--to" */
    const char *value; /* "NAME", "csv|xlsx"; NULL for a flag */
    enum commands_need need;
    const char *help; /* msgid: what it means, a sentence without its full stop */
};

/* A command that calls an operation is told of by the operation's table alone (tools/work/work.h):
 * its op and run, and nothing else, is set. */
struct ctl_command {
    const char *name; /* "bank" */
    const char *sub;  /* "import", or NULL */
    /* argv[0] is the first word behind the command's name. Prints its answer on stdout; an error
     * comes back in e. */
    enum err_code (*run)(struct ctl *ctl, int argc, char **argv, struct err *e);
    const struct work_op *op; /* NULL: no operation yet */
    const char *words;        /* what follows the name before the options: one form a line; "" for
                                nothing */
    const char *help;         /* msgid: what it does */
    struct ctl_option option[COMMANDS_OPTIONS_MAX]; /* ends with a NULL name */
};

/* The four texts and the options, wherever they stand. */
const char *commands_name(const struct ctl_command *c);
const char *commands_sub(const struct ctl_command *c);
const char *commands_words(const struct ctl_command *c);
const char *commands_exits(const struct ctl_command *c); /* NULL: nothing of its own */
const char *commands_help(const struct ctl_command *c);
/* Option number i, from 0, into out; false behind the last. */
bool commands_option(const struct ctl_command *c, size_t i, struct ctl_option *out);

/* All of them, in the order of a working day; *count: how many. */
const struct ctl_command *commands_all(size_t *count);
/* The command that argv begins with, *words: how many words its name has. NULL when there is
 * none. */
const struct ctl_command *commands_find(int argc, char *const *argv, int *words);
/* True when name is the first word of commands that have a second one ("bank"). */
bool commands_is_group(const char *name);
/* The command or group nearest to a misspelt one into out; false when none is near. */
bool commands_guess(int argc, char *const *argv, char *out, size_t room);
/* Options that may stand anywhere on the line; ends with a NULL name. */
const struct ctl_option *commands_globals(void);

#endif
