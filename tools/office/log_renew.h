/* The log begun anew after a true loss: the only way on when signed lines are gone for good. Every
 * later audit tells of it, and a witness must accept it by hand. */
#ifndef SATHACH_TOOLS_OFFICE_LOG_RENEW_H
#define SATHACH_TOOLS_OFFICE_LOG_RENEW_H

#include "tools/office/log_met.h"

/* After a true loss: keeps the longest beginning that a mark of this office covers (log/mark,
 * log/met, log/witnessed), moves the marks met to log/met/before-E/, and seals a line `renew`.
 * *kept: how many lines. ERR_POLICY when nothing needs renewing or when no
 * mark covers any beginning. */
enum err_code log_renew(const struct workspace *w, const struct keys_secret *office,
                        const char *reason, uint64_t *kept, struct err *e) ERR_MUST_CHECK;

#endif
