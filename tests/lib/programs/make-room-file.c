/* What a room leaves, made by somebody who holds the office's box of a session: a seat's manifest,
 * a checkpoint of a journal without its end, a console's order. For tests of what is missed.
 *   make-room-file OFFICE.key PASSPHRASE-FILE SESSION-FILE manifest SEAT NUMBER BEFORE|- FOLDER
 *       [ANSWERS-FILE…] [voucher=N]   of what the answers files hold, with a record of a voucher;
 *                                BEFORE: the manifest's file before
 *   … forged-manifest …          the same under another key than the session's
 *   … resume ANSWERS-FILE FOLDER the journal but its last event
 *   … order CONSOLE NUMBER BEFORE|- PAPER FOLDER */
#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/manifest.h"
#include "app/core/order.h"
#include "app/core/room_action.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;
static struct keys_secret *office;
static struct session session;
static struct session_office secret;
static struct crypt_random rnd;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "make-room-file: %s\n", e.text);
        exit((int)rc);
    }
}

static void read_all(const char *path, struct buf *out)
{
    buf_init(out, PACKAGE_MAX);
    must(file_read(path, PACKAGE_MAX, out, &e));
}

static void write_as(const char *folder, const char *name, const struct buf *b)
{
    char *path = file_join(folder, name);
    must(buf_check(b, name, &e));
    must(file_write(path, b->data, b->len, FILE_REPLACE, &e));
    puts(path);
}

static void open_session(char **argv, struct buf *file)
{
    struct buf pass;
    read_all(argv[1], &pass);
    char *word = strndup((const char *)pass.data, pass.len);
    word[strcspn(word, "\r\n")] = '\0';
    must(keys_load(argv[0], word, &office, &e));
    read_all(argv[2], file);
    must(session_open(file->data, file->len, office->pub.sign_pk, &session, &e));
    must(session_open_office(&session, office, &secret, &e));
}

static void open_answers(const char *path, struct answers_info *info, struct buf *records)
{
    struct buf file;
    read_all(path, &file);
    buf_init(records, PACKAGE_MAX);
    must(answers_open(file.data, file.len, &session, office, info, records, &e));
}

static void hash_of(const char *path, uint8_t out[CRYPT_HASH])
{
    struct buf file;
    memset(out, 0, CRYPT_HASH);
    if (strcmp(path, "-") == 0)
        return;
    read_all(path, &file);
    crypt_hash_file(file.data, file.len, out);
}

/* A room record that tells of a voucher, with a proof that nobody could make. */
static void add_voucher(struct manifest *m, uint16_t number)
{
    struct room_record x = {.what = ROOM_VOUCHER,
                            .number = number,
                            .paper = (uint32_t)ROOM_RECORD_NO_PAPER,
                            .action = ROOM_ACTION_UNLOCK};
    uint8_t hash[CRYPT_HASH], key[CRYPT_KEY];
    static const uint8_t FIRST[CRYPT_HASH] = {0};
    crypt_hash(LABEL_SEAT, m->seat, strlen(m->seat), hash);
    room_record_key(secret.S, hash, key);
    m->record = calloc(1, ROOM_RECORD);
    m->records = 1;
    room_record_encode(&x, key, FIRST, m->record);
}

static void make_manifest(int argc, char **argv, bool is_forged)
{
    struct manifest m = {.number = (uint32_t)atoi(argv[1]), .why = MANIFEST_LEFT};
    struct buf out;
    char name[MANIFEST_NAME];
    snprintf(m.seat, sizeof m.seat, "%s", argv[0]);
    hash_of(argv[2], m.before);
    m.entry = calloc((size_t)argc, sizeof *m.entry);
    for (int i = 4; i < argc; i++) {
        if (strncmp(argv[i], "voucher=", 8) == 0) {
            add_voucher(&m, (uint16_t)atoi(argv[i] + 8));
            continue;
        }
        struct answers_info info;
        struct buf records;
        open_answers(argv[i], &info, &records);
        struct manifest_entry *x = &m.entry[m.entries++];
        *x = (struct manifest_entry){.paper = info.paper,
                                     .events = (uint32_t)(records.len / JOURNAL_RECORD),
                                     .is_ended = info.is_ended};
        memcpy(x->head, info.head, CRYPT_HASH);
    }
    if (is_forged)
        secret.S[0] ^= 1;
    buf_init(&out, MANIFEST_FILE_MAX);
    manifest_build(&session, secret.S, &m, &out);
    manifest_file_name(&session, m.seat, m.mac, name);
    write_as(argv[3], name, &out);
}

static void make_resume(char **argv)
{
    struct answers_info info;
    struct buf records, out;
    uint8_t key[CRYPT_KEY], head[CRYPT_HASH];
    char name[ANSWERS_NAME];
    open_answers(argv[0], &info, &records);
    size_t count = records.len / JOURNAL_RECORD - 1;
    resume_key(secret.paper[info.paper].k0, key);
    buf_init(&out, PACKAGE_MAX);
    resume_build(&session, info.paper, key, records.data, count, &rnd, &out);
    journal_head(records.data, count, head);
    resume_file_name(&session, info.paper, head, name);
    write_as(argv[1], name, &out);
}

static void make_order(char **argv)
{
    struct order o = {
        .number = (uint32_t)atoi(argv[1]), .action = ROOM_ACTION_EXTEND, .minutes = 5, .reason = 5};
    uint8_t pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK], hash[CRYPT_HASH];
    struct buf out;
    char name[ORDER_NAME];
    snprintf(o.console, sizeof o.console, "%s", argv[0]);
    hash_of(argv[2], o.before);
    if (!session_paper_index(argv[3], &o.paper))
        exit(ERR_USAGE);
    session_order_pair(secret.O, session.info.uid, pk, sk);
    buf_init(&out, ORDER_FILE_MAX);
    order_build(&session, &o, pk, sk, &out);
    crypt_hash_file(out.data, out.len, hash);
    order_name(&session, &o, hash, name);
    write_as(argv[4], name, &out);
}

int main(int argc, char **argv)
{
    struct buf file;
    if (argc < 7)
        return ERR_USAGE;
    must(crypt_start(&e));
    rnd = crypt_random_system();
    open_session(argv + 1, &file);
    if (strcmp(argv[4], "resume") == 0 && argc == 7)
        make_resume(argv + 5);
    else if (strcmp(argv[4], "order") == 0 && argc == 10)
        make_order(argv + 5);
    else if (strstr(argv[4], "manifest") && argc >= 9)
        make_manifest(argc - 5, argv + 5, strcmp(argv[4], "manifest") != 0);
    else
        return ERR_USAGE;
    return 0;
}
