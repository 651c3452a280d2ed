/* bank show: what a bank's folder or a sealed bank holds; as a page for proofreading. */
#ifndef SATHACH_TOOLS_WORK_BANK_SHOW_H
#define SATHACH_TOOLS_WORK_BANK_SHOW_H

#include "app/core/bank.h"
#include "tools/import/bank_folder.h"
#include "tools/work/work.h"

struct bank_show_request {
    const char *bank; /* name, folder, or file of a sealed one */
    bool has_questions;
    const char *html; /* a page for proofreading to be written; NULL for none */
};

struct bank_show_reply {
    bool is_read, is_sealed, is_written; /* written: the page */
    struct bank_folder folder;           /* of a folder */
    struct bank bank;                    /* of a sealed one: into bytes */
    struct bank_meta meta;
    struct buf bytes;
};

extern const struct work_op bank_show_op;

#endif
