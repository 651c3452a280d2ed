/* sathach --selftest: what this seat can do, as a table with a verdict. */
#ifndef SATHACH_CLIENT_SELFTEST_H
#define SATHACH_CLIENT_SELFTEST_H

#include "app/core/err.h"

/* Prints the table for a data folder; ERR_NO when something necessary is missing. */
enum err_code selftest_run(const char *data_dir, struct err *e) ERR_MUST_CHECK;

/* The same without a word, for the idle screen: ERR_NO with what is wrong with the disk, its room, or the clock; ERR_OK when the seat is fit. */
enum err_code selftest_quiet(const char *data_dir, struct err *e) ERR_MUST_CHECK;

#endif
