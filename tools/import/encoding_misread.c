/* UTF-8 that a program took for Windows-1252 and saved so: "Lê Hằng" stands as "LÃª Háº±ng". */
#include "tools/import/encoding.h"

#include "app/core/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The byte that Windows-1252 shows as the character; -1 when it shows none so. */
static int byte_of(uint32_t cp)
{
    static const uint16_t HIGH[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    if (cp < 0x100)
        return (int)cp;
    for (int i = 0; i < 32; i++)
        if (HIGH[i] == cp)
            return 0x80 + i;
    return -1;
}

bool encoding_is_misread(const char *text)
{
    size_t len = strlen(text), n = 0, letters = 0;
    char *bytes = malloc(len + 1);
    bool is = bytes != NULL;
    for (size_t i = 0; is && i < len;) {
        uint32_t cp = 0;
        size_t step = utf8_decode(text + i, len - i, &cp);
        int byte = step ? byte_of(cp) : -1;
        is = byte >= 0;
        bytes[n++] = (char)byte;
        i += step ? step : 1;
    }
    for (size_t i = 0; is && i < n;) {
        uint32_t cp = 0;
        size_t step = utf8_decode(bytes + i, n - i, &cp);
        /* the byte behind C3 may have been a no-break blank or a soft hyphen, and gone */
        is = step > 0 || (unsigned char)bytes[i] == 0xC3;
        letters += cp >= 0x80;
        i += step ? step : 1;
    }
    free(bytes);
    return is && letters > 0;
}
