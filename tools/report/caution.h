/* What every list and paper of a session says of itself, in every format: that it is a training
 * session, whose results certify nothing; that no receipt was compared with the signed sheet. */
#ifndef SATHACH_TOOLS_REPORT_CAUTION_H
#define SATHACH_TOOLS_REPORT_CAUTION_H

#include "app/core/session.h"
#include "tools/table/table.h"

enum { CAUTIONS_MAX = 2, CAUTION_FILE_MAX = 128 };
/* Of a training session: behind every page of a paper, over every web page, on every sheet. */
#define CAUTION_TRAINING "TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ"
#define CAUTION_TRAINING_SHEET "TẬP DƯỢT"

bool caution_is_training(const struct session_info *info);
/* A file's name: "tap-duot-" before that of a training session's. */
void caution_file_name(bool is_training, const char *name, char out[CAUTION_FILE_MAX]);

/* The sentences that hold, Vietnamese; how many. */
size_t caution_sentences(const struct session_info *info, const char *out[CAUTIONS_MAX]);
/* A column for each of them, behind the others, with a word in each row. */
void caution_add_columns(struct table *t, const struct session_info *info);
/* That of a training session alone, for tables over several sessions. */
void caution_add_training(struct table *t);

#endif
