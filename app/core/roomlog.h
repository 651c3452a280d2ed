/* S.CONSOLE.roomlog: what a room console did and saw, a line each, signed by the order key. It only
 * grows: a later one begins with all of an earlier one. Package kind 13; bytes: FORMATS.md, "Room
 * log". */
#ifndef SATHACH_CORE_ROOMLOG_H
#define SATHACH_CORE_ROOMLOG_H

#include "app/core/order.h"

enum {
    ROOMLOG_FILE_MAX = 2 * 1024 * 1024,
    ROOMLOG_TEXT_MAX = ROOMLOG_FILE_MAX - 1024,
    ROOMLOG_LINE_MAX = 1000, /* bytes of a line with its end */
    ROOMLOG_NAME = SESSION_NAME_MAX + 32,
    ROOMLOG_FIELDS = 7
};

/* Points into the bytes it was opened from. */
struct roomlog {
    char console[ORDER_CONSOLE + 1];
    const char *text;
    size_t len, lines;
};
/* Appends the package of the lines `text`, each with its LF. pk, sk: session_order_pair. */
void roomlog_build(const struct session *s, const char *console, const char *text, size_t len,
                   const uint8_t pk[CRYPT_SIGN_PK], const uint8_t sk[CRYPT_SIGN_SK],
                   struct buf *out);
/* ERR_KEY, ERR_AUTH: another's or altered; ERR_POLICY: of another session; ERR_FORMAT: not lines as
 * a console writes them. */
enum err_code roomlog_open(const void *bytes, size_t len, const struct session *s,
                           const uint8_t order_pk[CRYPT_SIGN_PK], struct roomlog *out,
                           struct err *e) ERR_MUST_CHECK;

/* One line. "" in a field where it says nothing. */
struct roomlog_line {
    char time[24];    /* 2026-11-23T01:02:04Z */
    char seat[64];    /* its name */
    char paper[8];    /* 0031 */
    char what[512];   /* in Vietnamese, for the minutes */
    char by_what[32]; /* "lệnh 7K3M 17", "phiếu 4" */
    char reason[64];
    char by[ORDER_BY_MAX + 1]; /* who ordered, or wrote it */
};
/* The moment of a line. */
void roomlog_time(int64_t wall_ms, char out[24]);
/* Appends the line; what is no text, or too long, is cut or replaced. */
void roomlog_add(const struct roomlog_line *line, struct buf *text);
/* The next line of a text whose form is right; false at its end. */
bool roomlog_next(const char *text, size_t len, size_t *at, struct roomlog_line *out);
/* All of the first stands at the beginning of the second. */
bool roomlog_is_beginning(const struct roomlog *first, const struct roomlog *second);

/* "S.CONSOLE.roomlog"; and as the office keeps it, "S.CONSOLE.LINES.roomlog". */
void roomlog_name(const struct session *s, const char *console, char out[ROOMLOG_NAME]);
void roomlog_kept_name(const struct session *s, const struct roomlog *l, char out[ROOMLOG_NAME]);
bool roomlog_is_file_name(const char *name);

#endif
