/* sathach --selftest: what this seat can do, as a table with a verdict. */
#ifndef SATHACH_CLIENT_SELFTEST_H
#define SATHACH_CLIENT_SELFTEST_H

#include "app/client/sandbox.h"
#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

/* What of the seat is tested besides its terminal. */
struct selftest {
    const char *data_dir;
    const char *const *drop; /* exchange folders, `drops` of them; NULL among them: no more */
    size_t drops;
    bool is_boot_known;     /* clock_source's */
    bool is_sandbox_needed; /* --sandbox */
};

/* Prints the table; locks the program in as an exam would be, for good, and says how far that went.
 * ERR_NO when something necessary is missing. */
enum err_code selftest_run(const struct selftest *t, struct err *e) ERR_MUST_CHECK;

/* The same without a word, for the idle screen: ERR_NO with what is wrong with the disk, its room,
 * or the clock; ERR_OK when the seat is fit. Exchange folders are their own threads'. */
enum err_code selftest_quiet(const struct selftest *t, struct err *e) ERR_MUST_CHECK;

#endif
