#include "tests/lib/reader.h"

#include "app/core/file.h"

#include <ctype.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT_MAX = 4 * 1024 * 1024, NEEDLE_MAX = 1024 };

void reader_look(const char *dir, const struct buf *pdf, const char *command, const char *rest,
                 bool squeeze, struct buf *out)
{
    char path[PATH_MAX], line[PATH_MAX + 256];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/reader.pdf", dir);
    assert_int_equal(file_write(path, pdf->data, pdf->len, FILE_REPLACE, &e), ERR_OK);
    snprintf(line, sizeof line, "%s %s %s", command, path, rest);
    FILE *f = popen(line, "r");
    assert_non_null(f);
    buf_init(out, TEXT_MAX);
    for (int c; (c = fgetc(f)) != EOF;)
        if (!squeeze || !isspace(c))
            buf_add_u8(out, (uint8_t)c);
    assert_int_equal(pclose(f), 0);
    assert_false(out->failed);
    unlink(path);
}

void reader_words(const char *dir, const struct buf *pdf, struct buf *out)
{
    reader_look(dir, pdf, "pdftotext -raw", "-", true, out);
}

unsigned reader_pages(const char *dir, const struct buf *pdf)
{
    struct buf info;
    reader_look(dir, pdf, "pdfinfo", "", false, &info);
    const char *at = strstr(buf_text(&info), "Pages:");
    unsigned pages = at ? (unsigned)strtoul(at + 6, NULL, 10) : 0;
    buf_free(&info);
    return pages;
}

unsigned reader_count(struct buf *words, const char *what)
{
    unsigned n = 0;
    for (const char *at = buf_text(words); (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

bool reader_has(struct buf *words, const char *what)
{
    char squeezed[NEEDLE_MAX];
    size_t n = 0;
    for (; *what; what++)
        if (!isspace((unsigned char)*what)) {
            assert_true(n + 1 < sizeof squeezed);
            squeezed[n++] = *what;
        }
    squeezed[n] = '\0';
    return strstr(buf_text(words), squeezed) != NULL;
}
