#include "tests/lib/desk_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tools/office/log.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_seal.h"
#include "tools/work/collect.h"
#include "tools/work/grade.h"
#include "tools/work/office.h"
#include "tools/work/session_new.h"
#include "tools/work/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void desk_office_write(const char *path, const char *text)
{
    struct err e = {0};
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
}

/* Nobody copies the passphrases of what a test makes. */
static enum err_code show(void *context, const char *role, const char *what, const char *passphrase,
                          struct err *e)
{
    (void)context;
    (void)role;
    (void)what;
    (void)passphrase;
    (void)e;
    return ERR_OK;
}

void desk_office_run(struct desk_rig *r, const struct work_op *op, const void *request)
{
    struct err e = {0};
    void *reply = calloc(1, op->reply + 1);
    assert_non_null(reply);
    r->work.show = show;
    enum err_code rc = op->run(&r->work, request, reply, &e);
    if (rc != ERR_OK && rc != ERR_NO && rc != ERR_CONFLICT)
        fail_msg("%s %s: %s", op->name, op->sub ? op->sub : "", e.text);
    if (op->forget)
        op->forget(reply);
    free(reply);
}

static void add_pass(struct desk_office *o, int i, const char *role, const char *passphrase)
{
    struct err e = {0};
    char path[SCRATCH_PATH + 40];
    snprintf(path, sizeof path, "%s/pass.%s", o->folder, role);
    snprintf(o->passes[i], sizeof o->passes[i], "%s=%s", role, path);
    desk_office_write(path, passphrase);
    assert_int_equal(secret_files_add(&o->pass, o->passes[i], &e), ERR_OK);
}

/* Stretching costs little in it. */
static void cheapen(const struct desk_office *o)
{
    char path[SCRATCH_PATH + 40];
    struct buf ini, cheap;
    struct err e = {0};
    snprintf(path, sizeof path, "%s/office.ini", o->folder);
    buf_init(&ini, 65536);
    buf_init(&cheap, 65536);
    assert_int_equal(file_read(path, 65536, &ini, &e), ERR_OK);
    for (char *line = strtok((char *)buf_text(&ini), "\n"); line; line = strtok(NULL, "\n"))
        buf_printf(&cheap, "%s\n",
                   strncmp(line, "argon_ops=", 10) == 0       ? "argon_ops=1"
                   : strncmp(line, "argon_mem_mib=", 14) == 0 ? "argon_mem_mib=8"
                                                              : line);
    desk_office_write(path, buf_text(&cheap));
    buf_free(&ini);
    buf_free(&cheap);
}

static void begin_log(struct desk_rig *r)
{
    struct workspace w;
    struct keys_secret *key;
    struct buf pub;
    struct err e = {0};
    char path[SCRATCH_PATH + 40];
    uint8_t hash[CRYPT_HASH];
    snprintf(path, sizeof path, "%s/keys/office.pub", r->folder);
    buf_init(&pub, 4096);
    assert_int_equal(file_read(path, 4096, &pub, &e), ERR_OK);
    crypt_hash_file(pub.data, pub.len, hash);
    buf_free(&pub);
    assert_int_equal(office_workspace(&r->work, &w, &e), ERR_OK);
    assert_int_equal(ring_key(&r->work, &w, KEYS_OFFICE, &key, &e), ERR_OK);
    assert_int_equal(log_begin(&w, key, hash, &r->work.rnd, &e), ERR_OK);
    workspace_close(&w);
}

void desk_office_make(struct desk_office *o)
{
    static const struct work_op *const NONE[] = {NULL};
    struct desk_rig r = {0};
    *o = (struct desk_office){0};
    desk_rig_open(&r, NONE, true);
    strcpy(o->folder, r.folder);
    r.mounts[0] = '\0'; /* the folder stays */
    add_pass(o, 0, "office", DESK_RIG_OFFICE_PASS "\n");
    add_pass(o, 1, "examiner", DESK_RIG_EXAMINER_PASS "\n");
    cheapen(o);
    r.work.pass = o->pass;
    begin_log(&r);
    char *source[] = {"questionbanks/mau", NULL};
    desk_office_run(&r, &bank_import_op,
                    &(struct bank_import_request){.source = {source, 1}, .to = "mau"});
    desk_office_run(&r, &bank_seal_op, &(struct bank_seal_request){.bank = "mau"});
    desk_rig_close(&r);
}

void desk_office_copy(const struct desk_office *from, struct desk_office *to)
{
    char command[3 * SCRATCH_PATH];
    *to = *from;
    scratch_in_memory(to->folder, sizeof to->folder);
    snprintf(command, sizeof command, "cp -a '%s/.' '%s'", from->folder, to->folder);
    assert_int_equal(system(command), 0);
}

void desk_office_remove(const struct desk_office *o)
{
    char command[SCRATCH_PATH + 20];
    snprintf(command, sizeof command, "rm -rf '%s'", o->folder);
    assert_int_equal(system(command), 0);
}

void desk_office_open(const struct desk_office *o, struct desk_rig *r,
                      const struct work_op *const *op)
{
    strcpy(r->folder, o->folder);
    desk_rig_open(r, op, false);
    r->work.pass = o->pass;
}

void desk_office_begin(const struct desk_office *from, struct desk_office *copy, struct desk_rig *r,
                       const struct work_op *const *op)
{
    desk_office_copy(from, copy);
    desk_office_open(copy, r, op);
}

void desk_office_end(const struct desk_office *copy, struct desk_rig *r)
{
    desk_rig_close(r);
    desk_office_remove(copy);
}

/* ---- an exam ---- */

#define ROSTER \
    "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng\n" \
    "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II\n" \
    "018;Trần Văn Độ;15/03/1985;4.1;III\n" \
    "019;Lê Văn An;01/02/1990;4.1;II\n" \
    "020;Phạm Quốc Bảo;11/05/1988;4.1;II\n" \
    "021;Đặng Ngọc Ánh;23/10/1979;4.1;III\n" \
    "022;Võ Văn Tài;30/07/1982;4.1;II\n"

static void simulate(struct desk_rig *r, const char *seed)
{
    char folder[SCRATCH_PATH + 20];
    snprintf(folder, sizeof folder, "%s/came-%s", r->folder, seed);
    desk_office_run(r, &simulate_op,
                    &(struct simulate_request){
                        .session = "ca-1", .candidates = "6", .seed = seed, .folder = folder});
}

void desk_office_examine(struct desk_rig *r)
{
    char roster[SCRATCH_PATH + 20], first[SCRATCH_PATH + 20], command[SCRATCH_PATH * 3];
    snprintf(roster, sizeof roster, "%s/danh-sach.csv", r->folder);
    desk_office_write(roster, ROSTER);
    desk_office_run(
        r, &session_new_op,
        &(struct session_new_request){.name = "ca-1",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = roster,
                                      .sheet = "none",
                                      .is_training = true});
    simulate(r, "3");
    simulate(r, "4");
    snprintf(first, sizeof first, "%s/came-3", r->folder);
    snprintf(command, sizeof command, "cp %s/came-4/ca-1.0002.*.answers %s", r->folder, first);
    assert_int_equal(system(command), 0);
    char *path[] = {first};
    desk_office_run(r, &collect_op, &(struct collect_request){.path = {path, 1}});
    char *session[] = {(char *)(uintptr_t) "ca-1"};
    desk_office_run(r, &grade_op, &(struct grade_request){.session = {session, 1}});
}

void desk_office_make_exam(struct desk_office *o)
{
    static const struct work_op *const NONE[] = {NULL};
    struct desk_rig r = {0};
    desk_office_make(o);
    desk_office_open(o, &r, NONE);
    desk_office_examine(&r);
    desk_rig_close(&r);
}
