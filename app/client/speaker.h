/* Reading aloud, by a program of the machine's: spd-say (speech-dispatcher), or espeak-ng.
 *
 * A process of its own keeps that program as its child, so that the exam starts none itself: it is
 * begun before the sandbox, before a passphrase or a question was read, holds no secret and no file
 * but the socket to the exam, and ends with it, however that ends; it kills what it runs first.
 * One utterance at a time: what comes while one is spoken waits, and is spoken in one behind it. No
 * shell is run; a text goes through a file in memory that has no name, not through arguments that
 * every user of the machine can list; what the programs print is thrown away. */
#ifndef SATHACH_CLIENT_SPEAKER_H
#define SATHACH_CLIENT_SPEAKER_H

#include "app/core/err.h"

#include <stdbool.h>

struct speaker;

/* What is said in one go at most, and what waits at most, bytes; beyond it nothing is spoken. */
enum { SPEAKER_TEXT_MAX = 32768 };

/* Looks for the programs in these folders, NULL-terminated and absolute; NULL: the machine's
 * (/usr/bin, /usr/local/bin, /bin). PATH counts for nothing. Begins the process when one of them is
 * there; no thread may run yet. For speaker_free(); ERR_IO: no process. */
enum err_code speaker_new(const char *const *folders, struct speaker **out,
                          struct err *e) ERR_MUST_CHECK;
/* Silence, and the end of the process. Safe on NULL, as all that follow. */
void speaker_free(struct speaker *s);

/* There is a program to speak with; false from the start where none is there, later once all have
 * failed. */
bool speaker_can_speak(const struct speaker *s);
/* A line more to be spoken, as a sentence of its own. */
void speaker_add(struct speaker *s, const char *line);
/* What was added is spoken, at once or behind what is spoken now. lang: "vi" or "en". */
void speaker_speak(struct speaker *s, const char *lang);
/* Silence; nothing waits any more. */
void speaker_stop(struct speaker *s);
/* ERR_IO when the last program that could speak has failed: said once. */
enum err_code speaker_check(struct speaker *s, struct err *e) ERR_MUST_CHECK;

#endif
