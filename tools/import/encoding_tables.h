/* The letters of the old encodings: TCVN3 (TCVN 5712:1993, set VN3), VNI for Windows,
 * Windows-1258. */
#ifndef SATHACH_TOOLS_IMPORT_ENCODING_TABLES_H
#define SATHACH_TOOLS_IMPORT_ENCODING_TABLES_H

#include <stdint.h>

/* The letter that a TCVN3 font shows for a character of Latin-1; other characters as they are. */
uint32_t encoding_tables_tcvn3(uint32_t character);
/* The letter that a VNI font shows for a character and the mark behind it; mark 0: for the
 * character alone, which stays when it is no letter of VNI's own. 0 when the two are no letter
 * together. */
uint32_t encoding_tables_vni(uint32_t character, uint32_t mark);
/* The character of a byte in Windows-1258; marks stand behind their letters. 0 when the byte has
 * none. */
uint32_t encoding_tables_windows1258(unsigned char byte);

#endif
