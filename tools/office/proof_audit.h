/* What an audit of a session proved, once all its checks went well: the figures from log, marks in
 * other hands, sheet and results, put into words. */
#ifndef SATHACH_TOOLS_OFFICE_PROOF_AUDIT_H
#define SATHACH_TOOLS_OFFICE_PROOF_AUDIT_H

#include "tools/office/grading.h"
#include "tools/office/proof.h"

/* g: opened, so that its files stand; every paper of it drawn again. results: made again from the
 * files and the same as filed; NULL when nothing was graded. ERR_POLICY when the commitment's line
 * or file is not there. */
enum err_code proof_audit(const struct grading *g, const struct keys_public *office,
                          const struct results *results, struct proof *out,
                          struct err *e) ERR_MUST_CHECK;

#endif
