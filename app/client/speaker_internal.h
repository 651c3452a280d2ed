/* What the exam's side of reading aloud and its process share. Messages, each whole: SPEAKER_SAY,
 * two letters of the language, the text; SPEAKER_SILENCE alone. Back: SPEAKER_FAILED alone. */
#ifndef SATHACH_CLIENT_SPEAKER_INTERNAL_H
#define SATHACH_CLIENT_SPEAKER_INTERNAL_H

#include "app/client/speaker.h"

enum { SPEAKER_SAY = 'S', SPEAKER_SILENCE = 'X', SPEAKER_FAILED = 'F' };
enum { SPEAKER_LANG = 2, SPEAKER_HEAD = 1 + SPEAKER_LANG };
enum { SPEAKER_VOICES = 2, SPEAKER_PATH = 256 };

/* Where the programs are, the best first; "" for one that is not there. */
struct speaker_paths {
    char of[SPEAKER_VOICES][SPEAKER_PATH];
};

/* False: none is there. */
bool speaker_find(const char *const *folders, struct speaker_paths *out);
/* The process: speaks what comes on the socket until the other end is closed. */
void speaker_process(int socket, const struct speaker_paths *paths);

#endif
