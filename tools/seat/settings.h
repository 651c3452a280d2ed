/* seat.ini: what an office sets for its seats' image (image/seat.ini explains each word to people).
 * [group], key=value, # comment, each on a line of its own. A word that nobody knows, or one that
 * stands twice, is refused with its line: a typing error must not open anything. */
#ifndef SATHACH_TOOLS_SEAT_SETTINGS_H
#define SATHACH_TOOLS_SEAT_SETTINGS_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define SETTINGS_PATH "/etc/sathach/seat.ini"
enum {
    SETTINGS_FILE_MAX = 256 * 1024,
    SETTINGS_NAMES_MAX = 512,
    SETTINGS_WORD = 128, /* bytes of a value with NUL */
    SETTINGS_NAME = 21,  /* of a seat's name */
    SETTINGS_MAC = 18
};

struct settings {
    bool is_thin;           /* a terminal of an exam host, not a seat of its own */
    bool is_in_memory;      /* attempts in memory alone; wants an exchange folder */
    bool is_large;          /* the font doubled from 160 columns on */
    bool is_english;        /* the language to begin in */
    bool has_network;       /* DHCP; else no network is touched */
    bool is_lockable;       /* the exam does not begin without the sandbox */
    char zone[64];          /* "Asia/Ho_Chi_Minh" */
    char theme[16];         /* of the client; "" for its own */
    char host[64], port[6]; /* of the exam host */
    char share[SETTINGS_WORD], user[SETTINGS_WORD], password[SETTINGS_WORD]; /* "//10.9.0.1/drop" */
    struct {
        char mac[SETTINGS_MAC], name[SETTINGS_NAME];
    } name[SETTINGS_NAMES_MAX]; /* of seats, by the first wired card */
    size_t names;
};

/* Text, len bytes, called `file` in messages. ERR_FORMAT names file and line. */
enum err_code settings_parse(const char *text, size_t len, const char *file, struct settings *out,
                             struct err *e) ERR_MUST_CHECK;
enum err_code settings_read(const char *path, struct settings *out, struct err *e) ERR_MUST_CHECK;
/* True for what a seat may be called: [a-z0-9-]{1,20}. */
bool settings_is_name(const char *text);

#endif
