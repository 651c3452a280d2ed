/* What the lines of the log say beside the hash of a file: the words of `more`, one function a
 * kind, the same wherever a line of that kind is made. Values with blanks or bytes that no line may
 * hold are written as %XX. */
#ifndef SATHACH_TOOLS_OFFICE_LOG_FACTS_H
#define SATHACH_TOOLS_OFFICE_LOG_FACTS_H

#include "app/core/manifest.h"
#include "app/core/roomlog.h"
#include "tools/office/collection.h"
#include "tools/office/decision.h"
#include "tools/office/sheet_text.h"

enum { LOG_FACTS_MAX = 600 };

/* Each writes into out (LOG_FACTS_MAX bytes with NUL). as: the file's name in the inbox. */
void log_facts_session(const struct session *s, char out[LOG_FACTS_MAX]);
void log_facts_commit(uint32_t issue, uint32_t papers, char out[LOG_FACTS_MAX]);
/* follows: hash of the file before; reason: NULL where nobody knows it any more. */
void log_facts_people(uint32_t n, const uint8_t follows[CRYPT_HASH], const char *reason,
                      char out[LOG_FACTS_MAX]);
void log_facts_bank(const struct bank *b, char out[LOG_FACTS_MAX]);
/* parts: as it came it parted from another journal of its paper. */
void log_facts_answers(const char *as, const struct submission *m, bool parts,
                       char out[LOG_FACTS_MAX]);
void log_facts_manifest(const char *as, const struct manifest *m, char out[LOG_FACTS_MAX]);
void log_facts_order(const char *as, const struct order *o, char out[LOG_FACTS_MAX]);
void log_facts_room(const char *as, const struct roomlog *l, char out[LOG_FACTS_MAX]);
void log_facts_damaged(const char *as, const char *paper, const char *why, char out[LOG_FACTS_MAX]);
/* How many rows; how many of how many papers the marks ask; the last mark's size. */
void log_facts_sheet(const struct sheet_text *t, char out[LOG_FACTS_MAX]);
void log_facts_decision(const struct decision *d, char out[LOG_FACTS_MAX]);

#endif
