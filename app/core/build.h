/* Which program ran: its version, and the hash of its file. Stands in event 0 of a journal, in
 * statuses and manifests, so that the office sees where builds are mixed. It is the seat's word,
 * not a proof. */
#ifndef SATHACH_CORE_BUILD_H
#define SATHACH_CORE_BUILD_H

#include <stdint.h>

enum { BUILD_ID = 32 };
#define BUILD_PROGRAM "/proc/self/exe"

/* u8 major ‖ minor ‖ patch ‖ 0 ‖ the first 28 bytes of the file's hash; they are zero where the
 * file cannot be read. version: "0.1.0". */
void build_id(const char *program, const char *version, uint8_t out[BUILD_ID]);

#endif
