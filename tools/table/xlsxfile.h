/* A workbook of libxlsxwriter made in memory: the library writes to a name only, and no list is to
 * stay in /tmp when a program is killed. */
#ifndef SATHACH_TOOLS_TABLE_XLSXFILE_H
#define SATHACH_TOOLS_TABLE_XLSXFILE_H

#include "app/core/buf.h"

#include <xlsxwriter.h>

struct xlsxfile {
    lxw_workbook *book;
    int fd;
};

/* An empty workbook, to be filled through the library and given to xlsxfile_end, whatever happened
 * between. */
enum err_code xlsxfile_begin(struct xlsxfile *x, struct err *e) ERR_MUST_CHECK;
/* What the library returned while it was filled, as an error of ours. */
enum err_code xlsxfile_check(lxw_error rc, struct err *e) ERR_MUST_CHECK;
/* Closes the workbook; its bytes are appended to out when rc, the work so far, is ERR_OK. Returns
 * rc or what went wrong here. */
enum err_code xlsxfile_end(struct xlsxfile *x, enum err_code rc, struct buf *out,
                           struct err *e) ERR_MUST_CHECK;

#endif
