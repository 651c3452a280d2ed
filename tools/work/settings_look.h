/* What stands beside the settings: the office's keys, its last backup, its log and who has seen it.
 * A look without a command of its own; no key is needed. */
#ifndef SATHACH_TOOLS_WORK_SETTINGS_LOOK_H
#define SATHACH_TOOLS_WORK_SETTINGS_LOOK_H

#include "tools/office/note.h"
#include "tools/work/key_show.h"

enum { SETTINGS_LOOK_WHY = 256, SETTINGS_LOOK_TIME = 24 };

struct settings_look_request {
    int nothing; /* it asks for nothing */
};

struct settings_look_reply {
    char file[4096]; /* office.ini, whatever stands in it */
    struct key_shown key[KEYS_WITNESS];
    size_t keys;
    size_t lines;                        /* of the log; 0: it is not whole, or there is none */
    char why[SETTINGS_LOOK_WHY];         /* why not; "" when it is */
    char code[NOTE_CODE_TEXT];           /* of its mark */
    uint64_t witnessed;                  /* lines that a witness cosigned; 0: none */
    char unwitnessed[SETTINGS_LOOK_WHY]; /* why nobody knows; "" where that is known */
    char backup[SETTINGS_LOOK_TIME]; /* of the last one's line, "2026-11-23T10:00:00Z"; "" for none,
                                        and where the log is not whole: nobody knows then */
    char restored[SETTINGS_LOOK_TIME]; /* it came out of a backup then, and none was made since;
                                          else "" */
};

/* What cannot be told is left out: ERR_OK all the same. */
extern const struct work_op settings_look_op;

#endif
