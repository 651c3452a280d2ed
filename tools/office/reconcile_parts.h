/* reconcile's own: what its files share. */
#ifndef SATHACH_TOOLS_OFFICE_RECONCILE_PARTS_H
#define SATHACH_TOOLS_OFFICE_RECONCILE_PARTS_H

#include "tools/office/reconcile.h"

enum err_code reconcile_add(struct reconcile *r, enum reconcile_what what, const char *paper,
                            const char *sbd, const char *detail, struct err *e) ERR_MUST_CHECK;
/* What manifests and orders say of themselves and of the journals. */
enum err_code reconcile_room(const struct grading *g, struct reconcile *r,
                             struct err *e) ERR_MUST_CHECK;

#endif
