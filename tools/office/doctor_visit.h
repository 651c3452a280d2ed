/* Between the parts of the doctor: the visit to one PATH, and the look at one file. */
#ifndef SATHACH_TOOLS_OFFICE_DOCTOR_VISIT_H
#define SATHACH_TOOLS_OFFICE_DOCTOR_VISIT_H

#include "tools/office/doctor.h"

struct doctor_visit {
    const struct workspace *workspace; /* may be NULL */
    const struct ack *ack;             /* what the office says it has; may be NULL */
    const char *path;                  /* as given; nothing is written in it */
    char session[SESSION_NAME_MAX];    /* the session asked for last: whether the workspace holds
                                          it, and which it is */
    bool is_held, has_uid;
    uint8_t uid[SESSION_UID];
    struct doctor_report *report;
};

/* Fills in all about a regular file of ours of the kind that stands in f. wanted: the package it
 * must be by its name, 0 when its name does not say so. Troubles of the file are f's; an error ends
 * the visit. */
enum err_code doctor_examine(struct doctor_visit *v, struct doctor_file *f,
                             enum package_kind wanted, struct err *e) ERR_MUST_CHECK;
/* Session and paper out of its name, "ca1.0007.…". */
void doctor_take_name(struct doctor_file *f);

#endif
