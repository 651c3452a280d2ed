/* Figures beside their yardsticks, from the same run. A timing never fails anything.
 *   bench FOLDER */
#include "app/core/answers.h"
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/tui/table.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WRITES = 300, BOXES = 2000, EVENTS = 120, ROWS = 100000 };

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *v, size_t n)
{
    qsort(v, n, sizeof *v, by_value);
    return v[n / 2];
}

static double raw_append(const char *folder)
{
    static double took[WRITES];
    char *path = file_join(folder, "raw");
    uint8_t record[JOURNAL_RECORD] = {1};
    int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    for (int i = 0; i < WRITES; i++) {
        double start = now_us();
        if (write(fd, record, sizeof record) != (ssize_t)sizeof record || fdatasync(fd) != 0)
            break;
        took[i] = now_us() - start;
    }
    close(fd);
    unlink(path);
    free(path);
    return median(took, WRITES);
}

static double attempt_appends(const char *folder)
{
    static double took[WRITES];
    char *path = file_join(folder, "bench.attempt");
    uint8_t record[JOURNAL_RECORD] = {0};
    struct attempt *a;
    struct err e;
    if (attempt_open(path, &a, &e) != ERR_OK) {
        fprintf(stderr, "%s\n", e.text);
        exit(1);
    }
    for (uint32_t i = 0; i < WRITES; i++) {
        double start = now_us();
        record[0] = (uint8_t)i;
        record[1] = (uint8_t)(i >> 8);
        if (attempt_append(a, i, record, &e) != ERR_OK)
            break;
        took[i] = now_us() - start;
    }
    attempt_close(a);
    unlink(path);
    free(path);
    return median(took, WRITES);
}

/* Opening a sealed box of a paper's size, and with it the chain of its journal. */
static void boxes(double *bare, double *verified)
{
    struct crypt_random rnd = crypt_random_system();
    uint8_t pk[CRYPT_BOX_PK], sk[CRYPT_BOX_SK], key[CRYPT_KEY], mac[JOURNAL_MAC];
    struct buf plain, sealed, out;
    struct err e;
    buf_init(&plain, 1 << 20);
    buf_init(&sealed, 1 << 20);
    buf_init(&out, 1 << 20);
    crypt_box_pair(&rnd, pk, sk);
    buf_add_zero(&plain, (EVENTS * JOURNAL_RECORD / ANSWERS_STEP + 1) * ANSWERS_STEP);
    crypt_box_seal(pk, plain.data, plain.len, &sealed);
    double start = now_us();
    for (int i = 0; i < BOXES; i++)
        if (crypt_box_open(pk, sk, sealed.data, sealed.len, &out, &e) != ERR_OK)
            exit(1);
    *bare = (now_us() - start) / BOXES;
    start = now_us();
    for (int i = 0; i < BOXES; i++) {
        if (crypt_box_open(pk, sk, sealed.data, sealed.len, &out, &e) != ERR_OK)
            exit(1);
        memset(key, 7, sizeof key);
        for (size_t ev = 0; ev < EVENTS; ev++)
            journal_chain(key, out.data + ev * JOURNAL_RECORD, mac);
    }
    *verified = (now_us() - start) / BOXES;
    buf_free(&plain);
    buf_free(&sealed);
    buf_free(&out);
}

static uint64_t thing(void *context, size_t row)
{
    (void)context;
    return row;
}

static void draw(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                 enum canvas_role role)
{
    char text[40];
    (void)context;
    snprintf(text, sizeof text, "%05zu", i);
    canvas_text(v, row, col, 6, role, text);
    canvas_text_cut(v, row, col + 6, cells - 20, role, i % 3 ? "Trần Văn Ánh" : "Nguyễn Thị Hạnh");
    canvas_text_right(v, row, col + cells, role, "02/09/1976");
}

/* A letter typed into the filter of a long list, and the list drawn without one. */
static void filters(double *typed, double *drawn)
{
    struct tui_rows rows = {.count = ROWS, .thing = thing, .draw = draw};
    struct tui_filter f = {0};
    struct tui_table t = {.filter = &f, .takes_chars = true};
    struct canvas v;
    if (!canvas_init(&v, 24, 80))
        exit(1);
    tui_table_settle(&t, &rows);
    double start = now_us();
    tui_table_draw(&v, &t, &rows, 0, 0, 20, 80, true);
    *drawn = now_us() - start;
    tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = '/'});
    start = now_us();
    for (const char *p = "hanh"; *p; p++)
        tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)*p});
    *typed = (now_us() - start) / 4;
    tui_filter_free(&f);
    canvas_free(&v);
}

int main(int argc, char **argv)
{
    struct err e;
    if (argc != 2 || crypt_start(&e) != ERR_OK) {
        fprintf(stderr, "usage: bench FOLDER\n");
        return 2;
    }
    double raw = raw_append(argv[1]), stored = attempt_appends(argv[1]), bare, verified, typed,
           drawn;
    printf("answer on the disk        %8.0f us   raw append + fdatasync %8.0f us   ratio %.2f\n",
           stored, raw, stored / raw);
    boxes(&bare, &verified);
    printf("journal opened, verified  %8.1f us   sealed box alone       %8.1f us   ratio %.2f\n",
           verified, bare, bare / verified);
    filters(&typed, &drawn);
    printf("a letter filters %d %8.1f ms   the list drawn         %8.1f us\n", ROWS, typed / 1e3,
           drawn);
    return 0;
}
