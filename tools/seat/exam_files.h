/* Which exam a seat opens: sessions and banks lie on sticks, in folders below /media, and in the
 * seat's own folder, into which what is opened is copied, so that the stick may be pulled and a
 * restart finds it. */
#ifndef SATHACH_TOOLS_SEAT_EXAM_FILES_H
#define SATHACH_TOOLS_SEAT_EXAM_FILES_H

#include "app/core/keys.h"
#include "app/core/session.h"

#include <limits.h>
#include <stdint.h>

enum { EXAM_FILES_MAX = 16 };

struct exam_file {
    char session[PATH_MAX], bank[PATH_MAX];
    char title[SESSION_TEXT_MAX];
    uint8_t uid[SESSION_UID], hash[CRYPT_HASH];
    uint32_t issue;
    int64_t opens, closes;
};
struct exam_files {
    struct exam_file found[EXAM_FILES_MAX]; /* whole exams of this office, each once */
    size_t count;
    bool is_foreign;  /* a session was seen that another office signed */
    bool is_bankless; /* one of ours, whose bank is not there */
};

/* Looks into a folder; each call adds to what the calls before found. A folder that is not there
 * holds nothing. */
void exam_files_look(const char *folder, const struct keys_public *office, struct exam_files *out);
/* The one to open at that time (seconds since 1970): the only one; of several the only one whose
 * hours are within half a day; then the highest issue of one session. NULL: none, or people must
 * choose. */
const struct exam_file *exam_files_choose(const struct exam_files *f, int64_t now);
/* Copies both files into the folder, whole or not at all, never over other contents; *out is where
 * they then lie. ERR_CONFLICT: something else stands under such a name. */
enum err_code exam_files_keep(const struct exam_file *f, const char *folder, struct exam_file *out,
                              struct err *e) ERR_MUST_CHECK;

#endif
