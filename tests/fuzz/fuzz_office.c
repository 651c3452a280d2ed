/* libFuzzer: what the office reads of others' hands beside the importers: marks and cosignatures,
 * logs of sticks, commitments, drawn papers, typed sheets, backups. The first byte picks the
 * reader. */
#include "tests/lib/scratch.h"
#include "tools/office/backup_stream.h"
#include "tools/office/drawn.h"
#include "tools/office/log.h"
#include "tools/office/sheet_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct err e;

static void read_note(const char *text, size_t len)
{
    struct keys_public office = {.role = KEYS_OFFICE};
    struct note_mark mark;
    uint64_t time;
    if (note_parse(text, len, "x", &mark, &e) != ERR_OK)
        return;
    if (note_verify(text, len, "x", &office, &e) == ERR_OK || /* nobody signed any of this */
        note_verify_cosignature(text, len, "x", "thanh-tra", office.sign_pk, &time, &e) == ERR_OK)
        abort();
}

/* A folder of this process, for readers of files; gone at its end. */
static char path_of_folder[SCRATCH_PATH];

static void remove_folder(void)
{
    static const char *const NAME[] = {"backup", "log.tsv", "mark"};
    char path[128];
    for (size_t i = 0; i < sizeof NAME / sizeof NAME[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", path_of_folder, NAME[i]);
        unlink(path);
    }
    rmdir(path_of_folder);
}

static const char *folder(void)
{
    if (!path_of_folder[0]) {
        scratch_in_memory(path_of_folder, sizeof path_of_folder);
        atexit(remove_folder);
    }
    return path_of_folder;
}

static void put(const char *name, const void *data, size_t len)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder(), name);
    FILE *f = fopen(path, "w");
    if (!f || fwrite(data, 1, len, f) != len || fclose(f) != 0)
        abort();
}

static void read_backup(const uint8_t *data, size_t size)
{
    struct backup_stream b;
    char path[128];
    put("backup", data, size);
    snprintf(path, sizeof path, "%s/backup", folder());
    if (backup_stream_open(path, &b, &e) != ERR_OK) /* the seed alone is signed */
        return;
    if (b.key_file.len > KEYS_FILE_MAX || b.pieces_at + b.archive_len > b.size)
        abort();
    backup_stream_close(&b);
}

/* The lines of a log under a mark that the office signed for as many lines as there are. */
static void read_log(const char *text, size_t len)
{
    static struct keys_secret *office;
    struct crypt_random rnd = crypt_random_system();
    struct note_mark mark = {.size = 0};
    struct buf lines, note;
    struct log log;
    if (!office && (crypt_start(&e) != ERR_OK || !(office = keys_new(KEYS_OFFICE, &rnd))))
        abort();
    buf_init(&lines, len + 1);
    buf_init(&note, NOTE_FILE_MAX);
    buf_add(&lines, text, len);
    for (size_t i = 0; i < len; i++)
        mark.size += text[i] == '\n';
    note_origin(office->pub.id, "7c1e90ab", 1, mark.origin);
    if (log_text_root(&lines, mark.size, mark.root)) {
        note_sign(&mark, office, &note);
        put("log.tsv", text, len);
        put("mark", note.data, note.len);
        if (log_read(folder(), &office->pub, &log, &e) == ERR_OK) {
            buf_clear(&note);
            struct buf again;
            buf_init(&again, len + 1);
            log_write(&log, &again); /* what is read is written as it stood */
            if (again.len > len || memcmp(again.data, text, again.len) != 0)
                abort();
            buf_free(&again);
            log_close(&log);
        }
    }
    buf_free(&lines);
    buf_free(&note);
}

static void read_drawn(const char *text, size_t len)
{
    struct drawn d;
    if (drawn_read(text, len, "x", &d, &e) != ERR_OK)
        return;
    if (d.roster.papers == 0 || d.said.papers != d.roster.papers)
        abort();
    for (size_t i = 0; i < d.bank.pools; i++)
        for (size_t k = 0; k < d.bank.pool[i].count; k++)
            if (d.bank.pool[i].entry[k] >= d.bank.entries)
                abort();
    d.roster.papers = d.roster.papers > 4 ? 4 : d.roster.papers; /* a few are drawn */
    if (profile_check(&d.profile, &e) == ERR_OK && drawn_draw_again(&d, &e) == ERR_OK)
        d.said.papers = 0;
    drawn_free(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct commit commit;
    struct sheet_text sheet;
    if (size < 1)
        return 0;
    const char *text = (const char *)data + 1;
    size_t len = size - 1;
    switch (data[0] % 6) {
    case 0: read_note(text, len); break;
    case 1: read_log(text, len); break;
    case 2:
        if (commit_parse(text, len, "x", &commit, &e) == ERR_OK) {
            struct buf again;
            buf_init(&again, COMMIT_FILE_MAX);
            commit_write(&commit, &again);
            if (again.len != len || memcmp(again.data, text, len) != 0)
                abort();
            buf_free(&again);
        }
        break;
    case 3:
        if (sheet_text_read(text, len, "x", &sheet, &e) == ERR_OK && sheet.rows > len)
            abort();
        sheet_text_free(&sheet);
        break;
    case 4: read_backup(data + 1, len); break;
    default: read_drawn(text, len); break;
    }
    return 0;
}
