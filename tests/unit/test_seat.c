/* What a thief of the seat's disk gets: after a whole exam, and in the middle of one, nothing in
 * clear; with the session's passphrase and one access code that candidate's questions and no other.
 * */
#include "app/core/bank_layout.h"
#include "app/core/session_key.h"
#include "app/core/file.h"
#include "tests/lib/seat_rig.h"
#include "tests/lib/scratch.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_MAX = 8 << 20 };

/* All that lies in a folder, one behind the other. */
static void read_folder(const char *dir, struct buf *out)
{
    DIR *d = opendir(dir);
    assert_non_null(d);
    for (struct dirent *entry; (entry = readdir(d));) {
        struct err e = {0};
        struct buf one;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *path = file_join(dir, entry->d_name);
        buf_init(&one, FILE_MAX);
        buf_add(out, entry->d_name, strlen(entry->d_name));
        if (file_is_folder(path))
            read_folder(path, out);
        else if (file_read(path, FILE_MAX, &one, &e) == ERR_OK)
            buf_add(out, one.data, one.len);
        else
            fail_msg("%s", e.text);
        buf_free(&one);
        free(path);
    }
    closedir(d);
}

static bool holds(const struct buf *all, const void *what, size_t len)
{
    return memmem(all->data, all->len, what, len) != NULL;
}

static void no_secret_in(const struct buf *all, const struct bank_office *box)
{
    char text[64];
    assert_true(all->len > 0 && !all->failed);
    assert_false(holds(all, rig.office.S, CRYPT_KEY));
    assert_false(holds(all, rig.office.D, CRYPT_KEY));
    assert_false(holds(all, box->master, CRYPT_KEY));
    assert_false(holds(all, rig.passphrase, strlen(rig.passphrase)));
    for (unsigned i = 0; i < RIG_CANDIDATES; i++)
        assert_false(holds(all, rig.access[i], CODE_ACCESS));
    assert_false(holds(all, rig.office.O, CRYPT_KEY));
    for (size_t i = 0; i < box->entries; i++) {
        uint8_t key[CRYPT_KEY];
        bank_question_key(box->master, box->entry[i].qid, key);
        assert_false(holds(all, key, CRYPT_KEY));
        assert_false(holds(all, box->entry[i].qid, CRYPT_HASH));
    }
    snprintf(text, sizeof text, "Câu hỏi");
    assert_false(holds(all, text, strlen(text)));
    snprintf(text, sizeof text, "phương án");
    assert_false(holds(all, text, strlen(text)));
    for (size_t i = 0; i < rig.roster.candidates; i++)
        assert_false(
            holds(all, rig.roster.candidate[i].name, strlen(rig.roster.candidate[i].name)));
    /* the key of the paper as it would be stored: a byte or a letter a question */
    uint8_t bytes[RIG_QUESTIONS], letters[RIG_QUESTIONS];
    struct paper drawn;
    struct err e = {0};
    uint8_t seed[CRYPT_KEY];
    paper_seed(rig.office.D, rig.session.info.uid, 0, rig.session.info.lot, seed);
    assert_int_equal(
        paper_draw(&(struct paper_rules){box, &rig.session.info.profile, "4.1", "II", false}, seed,
                   &drawn, &e),
        ERR_OK);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        bytes[q] = box->entry[drawn.question[q].entry].answer;
        letters[q] = (uint8_t)('A' + paper_place_of(drawn.question[q].order, bytes[q]));
    }
    assert_false(holds(all, bytes, sizeof bytes));
    assert_false(holds(all, letters, sizeof letters));
}

/* Every K_i of a journal: records as the office opens them, ratcheted from K0. */
static void no_journal_key_in(const struct buf *all, const struct buf *records)
{
    uint8_t key[CRYPT_KEY], mac[JOURNAL_MAC];
    memcpy(key, rig.office.paper[0].k0, CRYPT_KEY);
    size_t count = records->len / JOURNAL_RECORD;
    assert_true(count > RIG_QUESTIONS);
    assert_false(holds(all, key, CRYPT_KEY));
    for (size_t i = 0; i < count; i++) {
        const uint8_t *record = records->data + i * JOURNAL_RECORD;
        journal_chain(key, record, mac);
        assert_memory_equal(mac, record + JOURNAL_EVENT, JOURNAL_MAC); /* so these are the keys that
                                                                          were in use */
        assert_false(holds(all, key, CRYPT_KEY));
    }
}

static void open_box(struct bank_office *box)
{
    struct err e = {0};
    assert_int_equal(bank_open_office(&rig.bank, rig.key, box, &e), ERR_OK);
}

/* The records of the only answers file in the folder. */
static void collect(struct buf *records)
{
    struct err e = {0};
    DIR *d = opendir(rig.dir);
    unsigned found = 0;
    for (struct dirent *entry; (entry = readdir(d));) {
        size_t len = strlen(entry->d_name);
        if (len < 8 || strcmp(entry->d_name + len - 8, ".answers") != 0)
            continue;
        struct answers_info info;
        struct buf file;
        char *path = file_join(rig.dir, entry->d_name);
        buf_init(&file, FILE_MAX);
        assert_int_equal(file_read(path, FILE_MAX, &file, &e), ERR_OK);
        assert_int_equal(
            answers_open(file.data, file.len, &rig.session, rig.key, &info, records, &e), ERR_OK);
        buf_free(&file);
        free(path);
        found++;
    }
    closedir(d);
    assert_int_equal(found, 1);
}

static void the_disk_tells_nothing(void **state)
{
    (void)state;
    char folder[SCRATCH_PATH];
    struct buf during, after, memory, records;
    struct bank_office box;
    scratch_folder(folder, sizeof folder);
    seat_rig_open("M01", folder, false);
    open_box(&box);
    buf_init(&during, FILE_MAX);
    buf_init(&after, FILE_MAX);
    buf_init(&memory, FILE_MAX);
    buf_init(&records, FILE_MAX);
    seat_rig_begin();
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        seat_rig_press_char((uint32_t) "abcd"[q % 4]);
        seat_rig_press_char('x');
        seat_rig_press_char('m');
        seat_rig_press(KEYPRESS_RIGHT);
    }
    rig_settle(c.exam);
    read_folder(rig.dir, &during); /* the power goes: this is what lies there */
    seat_rig_press_char('g');
    seat_rig_press_char('s');
    seat_rig_type_code("NOP");
    seat_rig_wait_for_receipt();
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    read_folder(rig.dir, &after);
    read_folder(folder, &memory);
    collect(&records);
    no_secret_in(&during, &box);
    no_secret_in(&after, &box);
    no_secret_in(&rig.bank_file, &box);
    no_secret_in(&rig.session_file, &box);
    no_journal_key_in(&during, &records);
    no_journal_key_in(&after, &records);
    assert_true(holds(&during, records.data, JOURNAL_RECORD)); /* the search finds what is there */
    assert_true(holds(&memory, rig.office.S, CRYPT_KEY));      /* S lies in the key folder alone */
    client_free(&c);
    session_key_forget(folder, &rig.session);
    rmdir(folder);
    bank_office_free(&box);
    buf_free(&during);
    buf_free(&after);
    buf_free(&memory);
    buf_free(&records);
}

/* Keys that somebody has who holds the seat's files, the passphrase and one access code. */
struct loot {
    uint8_t key[4096][CRYPT_KEY];
    size_t count;
};

static void take(struct loot *l, const uint8_t key[CRYPT_KEY])
{
    assert_true(l->count < 4096);
    memcpy(l->key[l->count++], key, CRYPT_KEY);
}

/* What every key in hand makes with every label. */
static void derive(struct loot *l)
{
    static const char *const LABELS[] = {
        LABEL_BANK_ADDRESS, LABEL_BANK_QUESTION, LABEL_CANDIDATE, LABEL_TICKET, LABEL_SLOT,
        LABEL_ROSTER,       LABEL_INVIGILATOR,   LABEL_ROOM_KEY,  LABEL_DRAW,   LABEL_RESUME};
    size_t n = l->count;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof LABELS / sizeof LABELS[0]; k++) {
            uint8_t made[CRYPT_KEY];
            crypt_kdf(l->key[i], LABELS[k], rig.bank.uid, BANK_UID, made, CRYPT_KEY);
            take(l, made);
        }
}

static bool opens_cell(const struct loot *l, uint32_t cell)
{
    const uint8_t *address = rig.bank.index + (size_t)cell * BANK_INDEX_ENTRY;
    struct err e;
    struct bank_question q;
    for (size_t i = 0; i < l->count; i++)
        if (bank_read_question(&rig.bank, address, l->key[i], &q, &e) == ERR_OK) {
            bank_question_free(&q);
            return true;
        }
    return false;
}

static void one_code_yields_its_questions_and_no_other(void **state)
{
    (void)state;
    struct err e = {0};
    struct loot *loot = calloc(1, sizeof *loot);
    uint8_t S[CRYPT_KEY], key[CRYPT_KEY];
    struct session_ticket t;
    struct session_roster roster;
    const char *typed[] = {rig.passphrase};
    bool mine[RIG_BANK] = {false};
    assert_int_equal(session_unlock(&rig.session, typed, 1, S, &e), ERR_OK);
    assert_int_equal(session_read_roster(&rig.session, S, &roster, &e), ERR_OK);
    assert_int_equal(
        session_candidate_key(&rig.session, S, 0, &roster.candidate[0], rig.access[0], key, &e),
        ERR_OK);
    take(loot, S);
    take(loot, key);
    unsigned opened = 0;
    for (uint32_t p = 0; p < rig.session.papers; p++) {
        if (session_read_ticket(&rig.session, p, key, &t, &e) != ERR_OK)
            continue;
        opened++;
        take(loot, t.k0);
        for (unsigned q = 0; q < t.questions; q++) {
            take(loot, t.question[q].key);
            for (uint32_t i = 0; i < rig.bank.count; i++)
                if (memcmp(rig.bank.index + (size_t)i * BANK_INDEX_ENTRY, t.question[q].address,
                           BANK_ADDRESS) == 0)
                    mine[i] = true;
        }
    }
    assert_int_equal(opened, 1);
    derive(loot);
    unsigned own = 0;
    for (uint32_t i = 0; i < rig.bank.count; i++) {
        own += mine[i];
        assert_int_equal(opens_cell(loot, i), mine[i]);
    }
    assert_int_equal(own, RIG_QUESTIONS);
    assert_int_equal(rig.bank.count, RIG_BANK);
    session_roster_free(&roster);
    free(loot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_disk_tells_nothing),
        cmocka_unit_test(one_code_yields_its_questions_and_no_other),
    };
    return cmocka_run_group_tests_name("seat", tests, seat_rig_group_up, seat_rig_group_down);
}
