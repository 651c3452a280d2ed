/* What the bank commands share. */
#ifndef SATHACH_TOOLS_CMD_BANKING_H
#define SATHACH_TOOLS_CMD_BANKING_H

#include "tools/ctl.h"
#include "tools/import/bank_folder.h"
#include "tools/office/workspace.h"

/* The workspace, for a bank of this name. ERR_USAGE for a name no bank can have. */
enum err_code banking_open(const struct ctl *ctl, const char *name, struct workspace *w, struct err *e) ERR_MUST_CHECK;
/* Reads banks/NAME of the workspace, or the folder of that path. */
enum err_code banking_read(const struct ctl *ctl, const char *name, struct bank_folder *b, struct findings *f, struct err *e) ERR_MUST_CHECK;
/* Checks it against the profiles of a folder; NULL: those that came with the program. */
enum err_code banking_check(const struct bank_folder *b, const char *profiles, struct findings *f, struct err *e) ERR_MUST_CHECK;
/* "findings": […] of an object under way. */
void banking_json_findings(struct json *j, const struct findings *f);

#endif
