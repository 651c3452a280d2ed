/* sathachctl verify of a drawn.tsv: commitment, log, cosignature and every paper drawn again, with
 * no secret. */
#ifndef SATHACH_TOOLS_WORK_VERIFY_DRAWN_H
#define SATHACH_TOOLS_WORK_VERIFY_DRAWN_H

#include "app/core/keys.h"
#include "tools/office/proof.h"

/* text: of drawn.tsv, its signature of the office checked. bank: path of the bank; log: folder with
 * the log (log.tsv, mark; or a stick with sathach-log); witness: path of a witness's public key or
 * NULL. ERR_NO when a paper, the commitment or a line is another; ERR_USAGE without bank or log. */
enum err_code verify_drawn(const struct keys_public *office, const char *path,
                           const struct buf *text, const char *bank, const char *log,
                           const char *witness, struct proof *out, struct err *e) ERR_MUST_CHECK;

#endif
