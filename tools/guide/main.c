/* make-guide: a printable PDF of the guide's texts.
 *   make-guide OUT TITLE POINTS FILE…  */
#include "tools/guide/guide.h"

#include "app/core/file.h"

#include <stdio.h>
#include <stdlib.h>

enum { PDF_MAX = 64 << 20, BEFORE_FILES = 4 };
static const double LEAST = 6, MOST = 30; /* points */

int main(int argc, char **argv)
{
    double size = argc > BEFORE_FILES ? strtod(argv[3], NULL) : 0;
    if (size < LEAST || size > MOST) {
        fprintf(stderr, "usage: make-guide OUT TITLE POINTS FILE...\n");
        return ERR_USAGE;
    }
    struct guide g = {.title = argv[2],
                      .size = size,
                      .file = (const char *const *)argv + BEFORE_FILES,
                      .files = (size_t)(argc - BEFORE_FILES)};
    struct err e;
    struct buf pdf;
    buf_init(&pdf, PDF_MAX);
    enum err_code rc = guide_make(&g, &pdf, &e);
    if (rc == ERR_OK)
        rc = file_write(argv[1], pdf.data, pdf.len, FILE_REPLACE, &e);
    if (rc != ERR_OK)
        fprintf(stderr, "make-guide: %s\n", e.text);
    buf_free(&pdf);
    return (int)rc;
}
