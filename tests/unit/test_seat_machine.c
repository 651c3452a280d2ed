/* What makes a machine a seat: seat.ini, where attempts are kept, which session is opened, what a
 * terminal of the host may say. */
#include "tools/seat/drives.h"
#include "tools/seat/exam_files.h"
#include "tools/seat/host.h"
#include "tools/seat/settings.h"

#include "app/core/file.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct settings settings;
static struct err err;

static enum err_code parse(const char *text)
{
    return settings_parse(text, strlen(text), "x.ini", &settings, &err);
}

static void settings_are_taken(void **state)
{
    (void)state;
    assert_int_equal(parse(""), ERR_OK);
    assert_string_equal(settings.zone, "Asia/Ho_Chi_Minh");
    assert_false(settings.is_thin || settings.has_network || settings.is_in_memory);
    assert_int_equal(parse("\xEF\xBB\xBF# hi\r\n[seat]\r\n network = dhcp \r\nfont=large\nlang=en\n"
                           "zone=Asia/Bangkok\ndata=ram\n[drop]\nsmb=//10.9.0.1/drop\nuser=thi\n"
                           "password=a!b\n[names]\n52:54:00:12:ab:cd=may-01"),
                     ERR_OK);
    assert_true(settings.has_network && settings.is_large && settings.is_english);
    assert_true(settings.is_in_memory);
    assert_string_equal(settings.zone, "Asia/Bangkok");
    assert_string_equal(settings.share, "//10.9.0.1/drop");
    assert_int_equal(settings.names, 1);
    assert_string_equal(settings.name[0].name, "may-01");
}

static void a_wrong_word_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *where;
    } CASES[] = {
        {"[seat]\nnetwrok=dhcp\n", "x.ini:2:"},
        {"[seat]\nnetwork=yes\n", "x.ini:2:"},
        {"[seat]\nlang=vi\nlang=vi\n", "x.ini:3:"},
        {"lang=vi\n", "x.ini:1:"},
        {"[seta]\n", "x.ini:1:"},
        {"[seat]\nlang\n", "x.ini:2:"},
        {"[seat]\nzone=\n", "x.ini:2:"},
        {"[drop]\npassword=a,b\n", "x.ini:2:"},
        {"[drop]\nuser=a b\n", "x.ini:2:"},
        {"[names]\n52:54:00:12:ab=may-01\n", "x.ini:2:"},
        {"[names]\n52:54:00:12:ab:cd=MAY\n", "x.ini:2:"},
        {"[names]\n52:54:00:12:ab:cd=a\n52:54:00:12:ab:ce=a\n", "x.ini:3:"},
        {"[seat]\nmode=thin\nnetwork=dhcp\n", "x.ini:"},
        {"[seat]\nmode=thin\n[thin]\nhost=10.9.0.1\n", "x.ini:"},
        {"[seat]\ndata=ram\n", "x.ini:"},
        {"[seat]\nzone=../etc\n", "x.ini:"},
        {"[drop]\nsmb=10.9.0.1/drop\nuser=a\npassword=b\n[seat]\nnetwork=dhcp\n", "x.ini:"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        if (parse(CASES[i].text) != ERR_FORMAT)
            fail_msg("taken: %s", CASES[i].text);
        assert_int_equal(strncmp(err.text, CASES[i].where, strlen(CASES[i].where)), 0);
    }
}

static void the_file_that_comes_with_it_is_right(void **state)
{
    (void)state;
    assert_int_equal(settings_read("tools/seat/image/seat.ini", &settings, &err), ERR_OK);
    assert_false(settings.is_thin || settings.has_network || settings.is_in_memory);
}

/* ---- disks, as /sys and /dev have them ---- */

struct disks {
    char folder[SCRATCH_PATH], sys[128], dev[128], udev[128];
};

static void write_at(const char *path, long at, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "r+b");
    if (!f)
        f = fopen(path, "w+b");
    assert_non_null(f);
    fseek(f, at, SEEK_SET);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    fclose(f);
}

static void write_text(const char *folder, const char *name, const char *file, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s%s%s", folder, name, file ? "/" : "", file ? file : "");
    write_at(path, 0, text, strlen(text));
}

static void set_up(struct disks *d)
{
    scratch_in_memory(d->folder, sizeof d->folder);
    snprintf(d->sys, sizeof d->sys, "%s/class", d->folder);
    snprintf(d->dev, sizeof d->dev, "%s/dev", d->folder);
    snprintf(d->udev, sizeof d->udev, "%s/udev", d->folder);
    assert_int_equal(mkdir(d->sys, 0700) | mkdir(d->dev, 0700) | mkdir(d->udev, 0700), 0);
}

static void tear_down(struct disks *d)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", d->folder);
    assert_int_equal(system(command), 0);
}

/* A device of 2 MiB; disk NULL: a whole one. */
static void add_device(const struct disks *d, const char *disk, const char *name, unsigned part)
{
    char real[300], link[300], path[300], word[16];
    snprintf(real, sizeof real, "%s/%s%s%s", d->folder, disk ? disk : "", disk ? "/" : "", name);
    snprintf(link, sizeof link, "%s/%s", d->sys, name);
    assert_int_equal(mkdir(real, 0700) | symlink(real, link), 0);
    write_text(d->sys, name, "size", "4096\n");
    snprintf(word, sizeof word, "8:%u\n", part + 16 * (unsigned)name[2]);
    write_text(d->sys, name, "dev", word);
    snprintf(word, sizeof word, "%u\n", part);
    if (part)
        write_text(d->sys, name, "partition", word);
    snprintf(path, sizeof path, "%s/%s", d->dev, name);
    write_at(path, 2 * 1024 * 1024 - 1, "", 1);
}

static void add_stick(const struct disks *d, const char *disk, const char *third)
{
    static const uint8_t ID[] = {0x01, 0xC4, 0x7A, 0x5A}, END[] = {0x55, 0xAA},
                         ENTRY[] = {0, 0, 0, 0, 0x83, 0, 0, 0, 0x00, 0x08, 0, 0};
    char path[300];
    add_device(d, NULL, disk, 0);
    add_device(d, disk, third, 3);
    snprintf(path, sizeof path, "%s/%s", d->dev, disk);
    write_at(path, 440, ID, sizeof ID);
    write_at(path, 478, ENTRY, sizeof ENTRY);
    write_at(path, 510, END, sizeof END);
}

static void label(const struct disks *d, const char *name)
{
    static const uint8_t MAGIC[] = {0x53, 0xEF};
    char path[300];
    snprintf(path, sizeof path, "%s/%s", d->dev, name);
    write_at(path, 1024 + 0x38, MAGIC, sizeof MAGIC);
    write_at(path, 1024 + 0x78, DRIVES_LABEL, sizeof DRIVES_LABEL);
}

static void udev_says(const struct disks *d, const char *name, const char *text)
{
    char number[32];
    snprintf(number, sizeof number, "b8:%u", 3 + 16 * (unsigned)name[2]);
    write_text(d->udev, number, NULL, text);
}

static enum drives_found choose(const struct disks *d, struct drive *out)
{
    struct drive list[DRIVES_MAX];
    size_t n = drives_list(d->sys, d->dev, list);
    return drives_choose(list, n, d->sys, d->udev, out);
}

static void attempts_go_to_the_seats_own_stick(void **state)
{
    (void)state;
    struct disks d;
    struct drive out;
    set_up(&d);
    assert_int_equal(choose(&d, &out), DRIVES_NONE);
    add_device(&d, NULL, "sda", 0);
    assert_int_equal(choose(&d, &out), DRIVES_NONE);
    add_stick(&d, "sdb", "sdb3");
    assert_int_equal(choose(&d, &out), DRIVES_NONE); /* udev has not looked yet */
    udev_says(&d, "sdb3", "I:123\nE:ID_PART_ENTRY_NUMBER=3\n");
    assert_int_equal(choose(&d, &out), DRIVES_NEW);
    assert_string_equal(out.name, "sdb3");
    assert_string_equal(out.disk, "sdb");
    udev_says(&d, "sdb3", "I:123\nE:ID_FS_TYPE=ntfs\n");
    assert_int_equal(choose(&d, &out), DRIVES_ALIEN);
    label(&d, "sdb3");
    assert_int_equal(choose(&d, &out), DRIVES_READY);
    label(&d, "sda"); /* the stick's own wins */
    assert_int_equal(choose(&d, &out), DRIVES_READY);
    assert_string_equal(out.name, "sdb3");
    add_stick(&d, "sdc", "sdc3"); /* another seat's, never used */
    assert_int_equal(choose(&d, &out), DRIVES_READY);
    label(&d, "sdc3");
    assert_int_equal(choose(&d, &out), DRIVES_TWICE);
    tear_down(&d);
}

static void two_areas_and_no_stick_are_refused(void **state)
{
    (void)state;
    struct disks d;
    struct drive out;
    set_up(&d);
    add_device(&d, NULL, "sda", 0);
    add_device(&d, NULL, "sdb", 0);
    label(&d, "sda");
    assert_int_equal(choose(&d, &out), DRIVES_READY);
    label(&d, "sdb");
    assert_int_equal(choose(&d, &out), DRIVES_TWICE);
    tear_down(&d);
}

static void the_image_is_hashed_up_to_its_end(void **state)
{
    (void)state;
    struct disks d;
    struct drive list[DRIVES_MAX];
    uint8_t hash[CRYPT_HASH], expected[CRYPT_HASH];
    static uint8_t bytes[2048 * 512];
    char path[300];
    set_up(&d);
    assert_false(drives_image_hash(list, drives_list(d.sys, d.dev, list), d.dev, hash));
    add_stick(&d, "sdb", "sdb3");
    snprintf(path, sizeof path, "%s/sdb", d.dev);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fread(bytes, 1, sizeof bytes, f), sizeof bytes);
    fclose(f);
    crypt_sha256(bytes, sizeof bytes, expected);
    write_at(path, sizeof bytes, "attempts", 8); /* behind it */
    assert_true(drives_image_hash(list, drives_list(d.sys, d.dev, list), d.dev, hash));
    assert_memory_equal(hash, expected, sizeof hash);
    add_stick(&d, "sdc", "sdc3"); /* which of the two was it? */
    assert_false(drives_image_hash(list, drives_list(d.sys, d.dev, list), d.dev, hash));
    tear_down(&d);
}

/* ---- which session ---- */

static void add_exam(struct exam_files *f, uint8_t uid, uint32_t issue, int64_t opens)
{
    struct exam_file *x = &f->found[f->count++];
    memset(x, 0, sizeof *x);
    x->uid[0] = uid;
    x->hash[0] = (uint8_t)f->count;
    x->issue = issue;
    x->opens = opens;
    x->closes = opens ? opens + 3600 : 0;
}

static void the_session_of_the_day_is_opened(void **state)
{
    (void)state;
    static struct exam_files f;
    enum { NOW = 2000000000, DAY = 24 * 60 * 60 };
    f.count = 0;
    assert_null(exam_files_choose(&f, NOW));
    add_exam(&f, 1, 1, NOW - 30 * DAY);
    assert_ptr_equal(exam_files_choose(&f, NOW), &f.found[0]); /* the clock may be wrong */
    add_exam(&f, 2, 1, NOW - 3600);
    assert_ptr_equal(exam_files_choose(&f, NOW), &f.found[1]);
    add_exam(&f, 2, 2, NOW - 3600);
    assert_ptr_equal(exam_files_choose(&f, NOW), &f.found[2]);
    add_exam(&f, 3, 1, NOW + 3600);
    assert_null(exam_files_choose(&f, NOW)); /* people choose */
}

/* ---- terminals ---- */

static void a_terminal_is_the_seat_its_key_says(void **state)
{
    (void)state;
    char seat[HOST_SEAT];
    assert_true(host_seat_name("may-01", "may-02", "10.9.0.7 4711 10.9.0.1 22", seat));
    assert_string_equal(seat, "may-01");
    assert_true(host_seat_name(NULL, "may-02", "10.9.0.7 4711", seat));
    assert_string_equal(seat, "may-02");
    static const char *const NO_NAMES[] = {
        "may-02; sh", "MAY", "-x", "", "a b", "../x", "a-name-of-more-than-twenty"};
    for (size_t i = 0; i < sizeof NO_NAMES / sizeof NO_NAMES[0]; i++) {
        assert_true(host_seat_name(NULL, NO_NAMES[i], "10.9.0.7 4711", seat));
        assert_string_equal(seat, "10-9-0-7");
        assert_false(host_seat_name(NO_NAMES[i], "may-02", "10.9.0.7 4711", seat));
    }
    assert_false(host_seat_name(NULL, NULL, NULL, seat));
    assert_string_equal(host_terminal("xterm-256color"), "xterm-256color");
    assert_string_equal(host_terminal("../../x"), "vt220");
    assert_string_equal(host_terminal(NULL), "vt220");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_are_taken),
        cmocka_unit_test(a_wrong_word_is_refused_with_its_line),
        cmocka_unit_test(the_file_that_comes_with_it_is_right),
        cmocka_unit_test(attempts_go_to_the_seats_own_stick),
        cmocka_unit_test(two_areas_and_no_stick_are_refused),
        cmocka_unit_test(the_image_is_hashed_up_to_its_end),
        cmocka_unit_test(the_session_of_the_day_is_opened),
        cmocka_unit_test(a_terminal_is_the_seat_its_key_says),
    };
    if (crypt_start(&err) != ERR_OK)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
