/* Which program ran: its version, and the hash of its file, or of the seat's image that it is part
 * of. Stands in event 0 of a journal, in statuses and manifests, so that the office sees where
 * builds are mixed. It is the seat's word, not a proof. */
#ifndef SATHACH_CORE_BUILD_H
#define SATHACH_CORE_BUILD_H

#include <stdint.h>

enum { BUILD_ID = 32 };
#define BUILD_PROGRAM "/proc/self/exe"

/* u8 major ‖ minor ‖ patch ‖ 0 ‖ the first 28 bytes of the file's hash; they are zero where the
 * file cannot be read. version: "0.1.0". */
void build_id(const char *program, const char *version, uint8_t out[BUILD_ID]);
/* The same of a program on a seat's image: major ‖ minor ‖ patch ‖ 1 ‖ the first 28 bytes of the
 * image's SHA-256. hex: 64 digits. */
void build_id_of_image(const char *hex, const char *version, uint8_t out[BUILD_ID]);

#endif
