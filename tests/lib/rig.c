#include "tests/lib/rig.h"
#include "tests/lib/scratch.h"

#include "app/core/file.h"
#include "app/core/session_build.h"

#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define must(call) must_be(call, &e)

static void must_be(enum err_code rc, const struct err *e)
{
    if (rc != ERR_OK)
        fail_msg("%d: %s", rc, e->text);
}

static uint64_t rig_boot(void *context)
{
    return ((struct rig *)context)->boot_ms;
}

static int64_t rig_wall(void *context)
{
    return ((struct rig *)context)->wall_ms;
}

static char *text(const char *what, unsigned n)
{
    char *out = malloc(64);
    assert_non_null(out);
    snprintf(out, 64, "%s %u", what, n);
    return out;
}

static void plain_question(unsigned n, struct bank_question *out)
{
    out->stem = text("Câu hỏi", n);
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        out->option[o] = text("phương án", n * 10 + o);
}

static struct bank_source make_source(const struct rig *r,
                                      void (*question)(unsigned n, struct bank_question *out))
{
    unsigned bank = r->questions > RIG_BANK ? r->questions : RIG_BANK;
    struct bank_source source = {.questions = bank, .pools = 2};
    source.meta.id = strdup("rig");
    source.meta.title_vi = strdup("Bộ câu hỏi thử");
    source.meta.edition = strdup("1");
    source.meta.fields = 1;
    source.meta.field = calloc(1, sizeof *source.meta.field);
    source.meta.field[0].code = strdup("4.1");
    source.meta.field[0].title_vi = strdup("Giám sát");
    source.question = calloc(bank, sizeof *source.question);
    source.pool = calloc(2, sizeof *source.pool);
    for (unsigned q = 0; q < bank; q++) {
        (question ? question : plain_question)(q, &source.question[q].text);
        source.question[q].answer = (uint8_t)(q % 4);
    }
    for (unsigned p = 0; p < 2; p++) {
        snprintf(source.pool[p].name, sizeof source.pool[p].name, "4.1/%s/chung", p ? "III" : "II");
        source.pool[p].question = calloc(bank, sizeof(uint32_t));
        source.pool[p].count = bank;
        for (uint32_t q = 0; q < bank; q++)
            source.pool[p].question[q] = q;
    }
    return source;
}

static void make_profile(struct profile *p, unsigned questions)
{
    unsigned law = questions / 3;
    struct profile_variant *v = &p->standard;
    snprintf(p->id, sizeof p->id, "rig");
    snprintf(p->title_vi, sizeof p->title_vi, "Quy chế thử");
    p->shuffle_options = true;
    *v = (struct profile_variant){.minutes = 30,
                                  .pass = (uint16_t)(questions - questions / 2),
                                  .parts = questions > 1 ? 2 : 1};
    for (unsigned i = 0; i < v->parts; i++) {
        struct profile_part *part = &v->part[i];
        snprintf(part->id, sizeof part->id, "p%u", i);
        snprintf(part->title_vi, sizeof part->title_vi, "%s",
                 i ? "Kiến thức chuyên môn" : "Kiến thức pháp luật");
        snprintf(part->title_en, sizeof part->title_en, "%s",
                 i ? "Professional knowledge" : "Knowledge of the law");
        part->points = 1;
        part->draws = 1;
        part->draw[0].count = (uint16_t)(i || v->parts == 1 ? questions - law : law);
        snprintf(part->draw[0].pool, sizeof part->draw[0].pool, "{field}/{grade}/chung");
    }
}

/* As long as rosters have them. */
static void lengthen(struct session_candidate *c, struct session_paper *p)
{
    snprintf(c->name, sizeof c->name,
             "Công Tằng Tôn Nữ Hoàng Thị Thanh Phương Nguyệt Ánh Dương Ngọc Bảo Trân Châu");
    snprintf(c->unit, sizeof c->unit,
             "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và hạ tầng kỹ thuật tỉnh");
    snprintf(p->title_vi, sizeof p->title_vi,
             "Giám sát công tác lắp đặt thiết bị vào công trình dân dụng, công nghiệp và hạ tầng");
    snprintf(p->title_en, sizeof p->title_en,
             "Supervision of the mounting of equipment into civil, industrial and utility works");
}

static void make_session(struct rig *r, struct crypt_random *rnd)
{
    struct bank_office box = {0};
    static struct session_source s;
    static struct session_candidate people[RIG_CANDIDATES];
    static struct session_paper papers[RIG_PAPERS];
    static const uint32_t OF[RIG_PAPERS] = {0, 1, 1, 2};
    static const char *const NAMES[RIG_CANDIDATES] = {"Nguyễn Thị Hạnh", "Trần Văn Độ",
                                                      "Lê Ngọc Ánh"};
    struct err e = {0};
    char pass[1][CODE_PASSPHRASE + 1];
    uint8_t D[CRYPT_KEY];
    memset(&s, 0, sizeof s);
    memset(people, 0, sizeof people);
    memset(papers, 0, sizeof papers);
    snprintf(s.info.name, sizeof s.info.name, "rig");
    snprintf(s.info.title, sizeof s.info.title, "Ca thử");
    s.info.flags = SESSION_FLAG_TRAINING;
    s.info.start = SESSION_START_FREE;
    s.info.caps = (struct session_caps){15, 30, 600, 60};
    s.info.seat_cost = (struct crypt_cost){1, CRYPT_MEM_KIB_MIN};
    s.info.custodians = s.info.need = 1;
    make_profile(&s.info.profile, r->questions);
    for (unsigned c = 0; c < RIG_CANDIDATES; c++) {
        snprintf(people[c].sbd, sizeof people[c].sbd, "%03u", c + 1);
        snprintf(people[c].name, sizeof people[c].name, "%s", NAMES[c]);
        snprintf(people[c].birth, sizeof people[c].birth, "0%u/09/1976", c + 1);
        snprintf(people[c].unit, sizeof people[c].unit, "Công ty Tư vấn Sông Hà");
    }
    for (unsigned p = 0; p < RIG_PAPERS; p++) {
        papers[p].candidate = OF[p];
        snprintf(papers[p].field, sizeof papers[p].field, "4.1");
        snprintf(papers[p].grade, sizeof papers[p].grade, "%s", p == 2 ? "III" : "II");
        snprintf(papers[p].title_vi, sizeof papers[p].title_vi,
                 "Giám sát công tác xây dựng công trình");
        snprintf(papers[p].title_en, sizeof papers[p].title_en,
                 "Supervision of construction works");
    }
    if (r->has_long_names)
        lengthen(&people[0], &papers[0]);
    snprintf(papers[3].seat, sizeof papers[3].seat, "M09");
    s.candidate = people;
    s.candidates = RIG_CANDIDATES;
    s.paper = papers;
    s.papers = RIG_PAPERS;
    s.passphrase = pass;
    s.access = r->access;
    s.D = D;
    rnd->fill(rnd->context, D, sizeof D);
    rnd->fill(rnd->context, s.info.uid, SESSION_UID);
    must(bank_open_office(&r->bank, r->key, &box, &e));
    must(session_build(&s, &r->bank, &box, r->key, rnd, &r->session_file, &e));
    bank_office_free(&box);
    memcpy(r->passphrase, pass[0], sizeof r->passphrase);
    memcpy(r->order_passphrase, s.order_passphrase, sizeof r->order_passphrase);
}

/* ---- made once in a run of all tests ----
 * Stretching its codes is most of what a rig costs: the first that needs one leaves bank and
 * session among the run's samples (SATHACH_SAMPLES). Nothing here fails a test: without that
 * folder, or where it cannot be read, they are made. */

struct sample {
    char passphrase[CODE_PASSPHRASE + 1], order_passphrase[CODE_PASSPHRASE + 1];
    char access[RIG_CANDIDATES][CODE_ACCESS + 1];
    uint64_t bank_len, session_len; /* of what follows */
};

/* Named by the questions: all else that is in it follows from their number. */
static bool name_sample(const struct rig *r, const struct bank_source *source, char path[PATH_MAX])
{
    const char *folder = getenv("SATHACH_SAMPLES");
    struct buf texts;
    char hash[2 * CRYPT_HASH + 1];
    if (!folder)
        return false;
    buf_init(&texts, PACKAGE_MAX);
    for (uint32_t q = 0; q < source->questions; q++) {
        buf_add_text(&texts, source->question[q].text.stem);
        for (unsigned o = 0; o < BANK_OPTIONS; o++)
            buf_printf(&texts, "\n%s\n", source->question[q].text.option[o]);
    }
    crypt_hash_file_hex(texts.data, texts.len, hash);
    bool is_named =
        !texts.failed && snprintf(path, PATH_MAX, "%s/rig-%s%s-%u", folder, hash,
                                  r->has_long_names ? "-long" : "", r->questions) < PATH_MAX;
    buf_free(&texts);
    return is_named;
}

static bool read_into(FILE *f, uint64_t len, struct buf *out)
{
    char bytes[4096];
    while (len) {
        size_t n = fread(bytes, 1, len < sizeof bytes ? (size_t)len : sizeof bytes, f);
        if (n == 0)
            return false;
        buf_add(out, bytes, n);
        len -= n;
    }
    return true;
}

static bool take_sample(struct rig *r, const struct bank_source *source)
{
    char path[PATH_MAX];
    struct sample sample;
    FILE *f = name_sample(r, source, path) ? fopen(path, "re") : NULL;
    if (!f)
        return false;
    bool is_whole = fread(&sample, sizeof sample, 1, f) == 1 &&
                    read_into(f, sample.bank_len, &r->bank_file) &&
                    read_into(f, sample.session_len, &r->session_file);
    fclose(f);
    if (!is_whole)
        fail_msg("%s is cut off", path);
    memcpy(r->passphrase, sample.passphrase, sizeof r->passphrase);
    memcpy(r->order_passphrase, sample.order_passphrase, sizeof r->order_passphrase);
    memcpy(r->access, sample.access, sizeof r->access);
    return true;
}

static void leave_sample(const struct rig *r, const struct bank_source *source)
{
    char path[PATH_MAX], part[PATH_MAX + 16];
    struct sample sample = {.bank_len = r->bank_file.len, .session_len = r->session_file.len};
    if (!name_sample(r, source, path))
        return;
    memcpy(sample.passphrase, r->passphrase, sizeof r->passphrase);
    memcpy(sample.order_passphrase, r->order_passphrase, sizeof r->order_passphrase);
    memcpy(sample.access, r->access, sizeof r->access);
    snprintf(part, sizeof part, "%s.%ld", path, (long)getpid());
    FILE *f = fopen(part, "we");
    if (!f)
        return;
    bool is_whole = fwrite(&sample, sizeof sample, 1, f) == 1 &&
                    fwrite(r->bank_file.data, r->bank_file.len, 1, f) == 1 &&
                    fwrite(r->session_file.data, r->session_file.len, 1, f) == 1;
    if (fclose(f) != 0 || !is_whole || rename(part, path) != 0)
        unlink(part);
}

/* Bank and session; the keys first, for all else is drawn behind them. */
static void make_files(struct rig *r, void (*question)(unsigned n, struct bank_question *out),
                       struct crypt_random *rnd)
{
    struct err e = {0};
    struct bank_source source = make_source(r, question);
    r->key = keys_new(KEYS_OFFICE, rnd);
    r->examiner = keys_new(KEYS_EXAMINER, rnd);
    bool is_there = take_sample(r, &source);
    if (!is_there)
        must(bank_seal(&source, r->examiner, &r->key->pub, rnd, &r->bank_file, &e));
    must(bank_open(r->bank_file.data, r->bank_file.len, NULL, &r->bank, &e));
    if (!is_there) {
        make_session(r, rnd);
        leave_sample(r, &source);
    }
    must(session_open(r->session_file.data, r->session_file.len, NULL, &r->session, &e));
    bank_source_free(&source);
}

void rig_make_with(struct rig *r, void (*question)(unsigned n, struct bank_question *out))
{
    rig_make_sized(r, question, RIG_QUESTIONS, false);
}

void rig_make_sized(struct rig *r, void (*question)(unsigned n, struct bank_question *out),
                    unsigned questions, bool has_long_names)
{
    static struct crypt_stream stream;
    static const uint8_t SEED[CRYPT_KEY] = "rig";
    struct err e = {0};
    memset(r, 0, sizeof *r);
    r->questions = questions;
    r->has_long_names = has_long_names;
    must(crypt_start(&e));
    crypt_stream_init(&stream, SEED);
    struct crypt_random rnd = crypt_random_stream(&stream);
    scratch_folder(r->dir, sizeof r->dir);
    buf_init(&r->bank_file, PACKAGE_MAX);
    buf_init(&r->session_file, PACKAGE_MAX);
    make_files(r, question, &rnd);
    must(session_open_office(&r->session, r->key, &r->office, &e));
    must(session_read_roster(&r->session, r->office.S, &r->roster, &e));
    r->boot_ms = 100000;
    r->wall_ms = 1767225600000;
    r->clock = (struct clock_source){
        .boot_ms = rig_boot, .wall_ms = rig_wall, .context = r, .boot_hash = "boot 1"};
}

void rig_make(struct rig *r)
{
    rig_make_with(r, NULL);
}

void rig_empty(struct rig *r)
{
    DIR *d = opendir(r->dir);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        char *path = file_join(r->dir, entry->d_name);
        unlink(path); /* half-written files too; "." and ".." stay */
        free(path);
    }
    if (d)
        closedir(d);
}

void rig_free(struct rig *r)
{
    rig_empty(r);
    rmdir(r->dir);
    session_roster_free(&r->roster);
    session_office_free(&r->office);
    buf_free(&r->session_file);
    buf_free(&r->bank_file);
    keys_free(r->examiner);
    keys_free(r->key);
}

void rig_pass(struct rig *r, uint64_t ms)
{
    r->boot_ms += ms;
    r->wall_ms += (int64_t)ms;
}

void rig_reboot(struct rig *r, uint64_t off_ms, uint64_t up_ms)
{
    r->clock.boot_hash[5]++;
    r->boot_ms = up_ms;
    r->wall_ms += (int64_t)(off_ms + up_ms);
}

void rig_candidate_key(const struct rig *r, uint32_t candidate, uint8_t key[CRYPT_KEY])
{
    struct err e = {0};
    must(session_candidate_key(&r->session, r->office.S, candidate, &r->roster.candidate[candidate],
                               r->access[candidate], key, &e));
}

enum err_code rig_try_exam(struct rig *r, uint32_t paper, const char *seat, struct exam **out,
                           struct err *e)
{
    uint8_t key[CRYPT_KEY];
    rig_candidate_key(r, r->roster.paper[paper].candidate, key);
    const struct exam_setup setup = {.session = &r->session,
                                     .bank = &r->bank,
                                     .roster = &r->roster,
                                     .dir = r->dir,
                                     .seat = seat,
                                     .clock = r->clock};
    return exam_open(&setup, paper, key, out, e);
}

struct exam *rig_exam(struct rig *r, uint32_t paper, const char *seat)
{
    struct exam *x = NULL;
    struct err e = {0};
    must(rig_try_exam(r, paper, seat, &x, &e));
    return x;
}

void rig_voucher(const struct rig *r, unsigned n, char out[VOUCHER_CODE + 1])
{
    uint8_t V[CRYPT_KEY];
    voucher_key(r->office.O, r->session.info.uid, V);
    voucher_code(V, n, out);
}

enum err_code rig_intervene(const struct rig *r, struct exam *x, enum room_action action,
                            uint16_t minutes, unsigned n, struct err *e)
{
    const struct session_info *i = &r->session.info;
    struct exam_intervention by = {
        .action = action, .minutes = minutes, .reason = ROOM_REASON_OTHER, .code = (uint16_t)n};
    struct voucher_use use = {.paper = room_action_row(action)->of_paper ? x->ticket->paper
                                                                         : VOUCHER_NO_PAPER,
                              .n = (uint16_t)n,
                              .action = (uint16_t)action,
                              .minutes = minutes};
    uint8_t V[CRYPT_KEY], W[CRYPT_KEY];
    memcpy(use.seat_hash, x->seat.hash, sizeof use.seat_hash);
    voucher_key(r->office.O, i->uid, V);
    enum err_code rc = voucher_make(V, n, i->uid, i->seat_cost, NULL, W, e);
    if (rc != ERR_OK)
        return rc;
    voucher_proof(W, i->uid, &use, by.proof);
    return exam_intervene(x, &by, e);
}

void rig_settle(struct exam *x)
{
    for (int i = 0; i < 500 && !exam_is_all_saved(x); i++) {
        attempt_writer_flush(x->disk.store, 20);
        exam_read_acks(x);
    }
    assert_true(exam_is_all_saved(x));
}
