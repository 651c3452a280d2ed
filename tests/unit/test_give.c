/* The power to order at the room console: nothing goes out but by the last Enter, what goes out is
 * on the disk and in the log before, and a console that is started again goes on. */
#include "app/core/file.h"
#include "app/core/utf8.h"
#include "app/room/ask.h"
#include "app/room/give.h"
#include "app/room/keys.h"
#include "app/room/lines.h"
#include "app/room/pictures.h"
#include "app/tui/lang.h"
#include "tests/lib/rig.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

static struct rig rig;
static struct room room;
static char dir[64];
static struct err e;
static uint32_t numbers[8];

static void open_room(struct room *r)
{
    const struct room_setup setup = {
        .session = &rig.session, .clock = rig.clock, .is_english = true, .data_dir = dir};
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    assert_non_null(S);
    memcpy(S, rig.office.S, CRYPT_KEY);
    room_init(r, &setup);
    assert_int_equal(room_open(r, S, &e), ERR_OK);
    room_folder_is(r, 0, &(struct err){0});
    assert_int_equal(room_tick(r, &e), ERR_OK);
}

static int group_up(void **state)
{
    (void)state;
    if (!lang_start())
        return -1;
    lang_use(false);
    rig_make(&rig);
    scratch_folder(dir, sizeof dir);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    rmdir(dir);
    return 0;
}

static int up(void **state)
{
    (void)state;
    memset(numbers, 0, sizeof numbers);
    open_room(&room);
    return 0;
}

static int down(void **state)
{
    (void)state;
    room_free(&room);
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
    return 0;
}

/* Seat M01, M02 … with a paper that runs. */
static struct status running(unsigned n)
{
    struct status st = {.state = STATUS_RUNNING,
                        .instance = 70 + n,
                        .number = ++numbers[n],
                        .candidate = n - 1,
                        .papers = 1};
    uint8_t hash[CRYPT_HASH];
    snprintf(st.seat, sizeof st.seat, "M%02u", n);
    crypt_hash(LABEL_SEAT, st.seat, strlen(st.seat), hash);
    memcpy(st.seat_hash, hash, sizeof st.seat_hash);
    st.paper[0] = (struct status_paper){
        .paper = n - 1, .state = STATUS_PAPER_RUNNING, .questions = 12, .left_s = 600};
    return st;
}

/* As it comes in through the folder. */
static void show(const struct status *st)
{
    struct crypt_random rnd = crypt_random_system();
    struct buf file;
    buf_init(&file, STATUS_FILE_MAX);
    status_build(&rig.session, rig.office.S, st, &rnd, &file);
    room_take(&room, file.data, file.len, false);
    buf_free(&file);
    assert_int_equal(room_tick(&room, &e), ERR_OK);
}

static void choose(const char *seat)
{
    room.is_on_problems = false;
    for (size_t i = 0; i < room.seats.count; i++)
        if (strcmp(room.seats.seat[i].name, seat) == 0)
            room_put_cursor(&room, i);
}

static void unlock(void)
{
    assert_int_equal(room_unlock_orders(&room, rig.order_passphrase, &e), ERR_OK);
    room_begin_orders(&room);
    snprintf(room.power.by, sizeof room.power.by, "Lâm");
}

static void answer(const char *text)
{
    assert_true(ask_is_on(&room));
    ask_answer(&room, text);
}

/* The next order on its way; false when there is none. */
static bool next_order(struct order *o, uint8_t hash[CRYPT_HASH])
{
    struct room_out out;
    while (room_next_out(&room, &out)) {
        bool is_order = order_is_file_name(out.name);
        if (is_order) {
            crypt_hash_file(out.bytes.data, out.bytes.len, hash);
            assert_int_equal(order_open(out.bytes.data, out.bytes.len, &rig.session,
                                        rig.session.info.order_pk, o, &e),
                             ERR_OK);
        }
        buf_free(&out.bytes);
        if (is_order)
            return true;
    }
    return false;
}

static bool log_has(const char *text)
{
    return strstr(buf_text(&room.log.text), text) != NULL;
}

static void press_key(uint32_t cp)
{
    keys_press(&room, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = cp});
}

static void more_time(const char *minutes)
{
    choose("M01");
    keys_press(&room, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = 'T'});
    answer(minutes);
    answer("5");
    answer("");
}

static void an_order_goes_out_by_the_last_enter_alone(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = running(1);
    (void)state;
    show(&st);
    choose("M01");
    keys_press(&room, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = 'T'});
    assert_int_equal(room.ask.step, ROOM_ASK_PASSPHRASE);
    answer(rig.passphrase); /* the session's is not that of the orders */
    assert_int_equal(room.ask.step, ROOM_ASK_PASSPHRASE);
    answer(rig.order_passphrase);
    room_begin_orders(&room);
    answer("Lâm");
    answer("7");
    assert_int_equal(room.ask.step, ROOM_ASK_MINUTES);
    answer("10");
    answer("5");
    assert_int_equal(room.ask.step, ROOM_ASK_SEND);
    assert_false(next_order(&o, hash));
    ask_cancel(&room);
    assert_false(next_order(&o, hash));
    assert_string_equal(room.said, "Nothing was sent.");
    more_time("10");
    assert_true(next_order(&o, hash));
    assert_int_equal(o.action, ROOM_ACTION_EXTEND);
    assert_int_equal(o.minutes, 10);
    assert_int_equal(o.number, 1);
    assert_int_equal(o.paper, 0);
    assert_string_equal(o.by, "Lâm");
    assert_true(log_has("ra lệnh: thêm giờ 10 phút"));
    assert_false(daybook_is_unsaved(&room.log));
}

static void the_chain_goes_on_after_a_restart(void **state)
{
    struct order o;
    uint8_t first[CRYPT_HASH], second[CRYPT_HASH];
    char console[ORDER_CONSOLE + 1];
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    more_time("5");
    assert_true(next_order(&o, first));
    memcpy(console, room.power.console, sizeof console);
    size_t lines = room.log.lines;
    room_free(&room);
    open_room(&room);
    st = running(1);
    show(&st);
    unlock();
    assert_string_equal(room.power.console, console);
    assert_true(room.log.lines > lines);
    more_time("5");
    while (next_order(&o, second) && o.number < 2)
        assert_memory_equal(second, first, sizeof first); /* the first, should it not have gone */
    assert_int_equal(o.number, 2);
    assert_memory_equal(o.before, first, sizeof first);
}

static void two_consoles_of_one_folder_have_letters_of_their_own(void **state)
{
    static struct room other;
    (void)state;
    unlock();
    assert_int_equal(room_save_log(&room, &e), ERR_OK);
    open_room(&other);
    assert_int_equal(room_unlock_orders(&other, rig.order_passphrase, &e), ERR_OK);
    assert_string_not_equal(other.power.console, room.power.console);
    room_free(&other);
}

static void to_end_a_paper_its_number_is_typed(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    choose("M01");
    room.place = ROOM_SEAT;
    assert_true(keys_do(&room, ROOM_KEY_END));
    answer("6");
    assert_int_equal(room.ask.step, ROOM_ASK_WORD);
    answer("002");
    assert_int_equal(room.ask.step, ROOM_ASK_WORD);
    answer("001");
    answer("");
    assert_true(next_order(&o, hash));
    assert_int_equal(o.action, ROOM_ACTION_END);
}

static void the_whole_room_wants_its_word(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    unsigned n = 0;
    (void)state;
    for (unsigned i = 1; i <= 3; i++) {
        struct status st = running(i);
        if (i == 3)
            st.state = STATUS_ENDED;
        show(&st);
    }
    unlock();
    ask_whole_room(&room);
    answer("1");
    answer("5");
    answer("1");
    answer("yes");
    assert_int_equal(room.ask.step, ROOM_ASK_WORD);
    answer("ca phong");
    assert_int_equal(room.ask.step, ROOM_ASK_SEND);
    answer("");
    while (next_order(&o, hash))
        assert_int_equal(o.number, ++n);
    assert_int_equal(n, 2); /* not the one that has ended */
}

static void what_it_was_chosen_for_is_gone(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    choose("M01");
    assert_true(keys_do(&room, ROOM_KEY_EXTEND));
    answer("5");
    answer("5");
    st = running(1);
    st.paper[0].paper = 1; /* another candidate sits there now */
    show(&st);
    answer("");
    assert_false(next_order(&o, hash));
    assert_int_equal(room.message.code, ERR_POLICY);
}

static void what_came_of_it_is_shown_and_logged(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    more_time("5");
    assert_true(next_order(&o, hash));
    rig_pass(&rig, SENT_LATE_MS + 1000);
    assert_int_equal(room_tick(&room, &e), ERR_OK);
    assert_true(sent_is_late(&room.sent.item[0], NULL, room.now));
    st = running(1);
    st.orders = 1;
    memcpy(st.order[0].hash, hash, sizeof st.order[0].hash);
    st.order[0].outcome = 2;
    show(&st);
    assert_true(room.sent.item[0].is_taken);
    assert_int_equal(room.sent.item[0].outcome, 2);
    assert_true(log_has("máy không làm: quá số phút"));
}

static bool shows(const char *text)
{
    struct canvas canvas;
    bool has = false;
    assert_true(canvas_init(&canvas, 24, 80));
    pictures_draw(&room, &canvas);
    for (int row = 0; row < canvas.rows && !has; row++) {
        struct buf line;
        char one[8];
        buf_init(&line, 4096);
        for (int col = 0; col < canvas.cols; col++) {
            uint32_t cp = canvas.cell[row * canvas.whole_cols + col].cp;
            buf_add(&line, one, utf8_encode(cp ? cp : ' ', one));
        }
        has = strstr(buf_text(&line), text) != NULL;
        buf_free(&line);
    }
    canvas_free(&canvas);
    return has;
}

/* It is told at its own seat, not at the others, and only as long as what it was for is there. */
static void an_order_that_nobody_took_is_told_at_its_own_seat(void **state)
{
    static const char LATE[] = "M01 has not taken order 1.";
    struct status st = running(1), other = running(2);
    (void)state;
    show(&st);
    show(&other);
    unlock();
    more_time("5");
    rig_pass(&rig, SENT_LATE_MS + 1000);
    press_key(' ');
    assert_int_equal(room_tick(&room, &e), ERR_OK);
    assert_true(shows(LATE));
    room.place = ROOM_SEAT;
    assert_true(shows(LATE));
    choose("M02");
    assert_false(shows(LATE));
    room.place = ROOM_WALL;
    st = running(1);
    st.state = STATUS_ENDED, st.paper[0].state = STATUS_PAPER_ENDED;
    show(&st); /* more time would come too late */
    assert_false(shows(LATE));
}

static void who_sits_there_next_is_not_shown_the_orders_of_who_sat_there_before(void **state)
{
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    choose("M01");
    room.place = ROOM_SEAT;
    assert_true(keys_do(&room, ROOM_KEY_END));
    answer("6");
    answer("001");
    answer("");
    assert_true(shows("end the paper: on its way"));
    st = running(1);
    st.state = STATUS_CONFIRMING, st.candidate = 1;
    st.paper[0].paper = 1, st.paper[0].state = STATUS_PAPER_NEW;
    show(&st);
    room.said[0] = '\0';
    assert_true(shows("somebody logs in"));
    assert_false(shows("Orders"));
    assert_false(shows("end the paper"));
}

/* The other PC may be dead: who gives the order is told for how long it is to be waited. */
static void a_start_beside_a_seat_with_news_says_how_long_to_wait(void **state)
{
    struct status dead = running(1), spare = running(2);
    (void)state;
    show(&dead);
    rig_pass(&rig, 22000);
    spare.state = STATUS_WAITS_START;
    spare.paper[0].paper = 0, spare.paper[0].state = STATUS_PAPER_WAITS;
    show(&spare);
    unlock();
    choose("M02");
    assert_true(keys_do(&room, ROOM_KEY_START));
    assert_string_equal(room.message.text,
                        "M01 has this paper too, heard of 22 s ago. Lock it; if dead, wait 24 s.");
    rig_pass(&rig, 24000);
    assert_int_equal(room_tick(&room, &e), ERR_OK);
    assert_true(keys_do(&room, ROOM_KEY_START));
    assert_true(ask_is_on(&room));
}

/* What was asked is there again behind the help, with what was typed. */
static void help_lies_over_what_is_asked(void **state)
{
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    choose("M01");
    assert_true(keys_do(&room, ROOM_KEY_EXTEND));
    press_key('1');
    keys_press(&room, &(struct keypress){.kind = KEYPRESS_F1});
    assert_int_equal(room.place, ROOM_HELP);
    assert_true(shows("Nothing is sent but by the last Enter."));
    keys_press(&room, &(struct keypress){.kind = KEYPRESS_ESC});
    assert_true(ask_is_on(&room));
    press_key('0');
    assert_string_equal(room.ask.field.text, "10");
    keys_press(&room, &(struct keypress){.kind = KEYPRESS_ESC});
    assert_int_equal(room.place, ROOM_WALL);
}

/* The log tells silence that ended from silence that somebody saw to. */
static void the_log_has_why_a_silent_seat_is_not_told_any_more(void **state)
{
    struct status st = running(1), other = running(2);
    (void)state;
    show(&st);
    show(&other);
    unlock();
    rig_pass(&rig, SEATS_LOST_MS + 1000);
    other = running(2);
    show(&other);
    assert_true(log_has("mất tin"));
    choose("M01");
    press_key('V');
    assert_int_equal(room_tick(&room, &e), ERR_OK);
    assert_true(log_has("cán bộ đã xem: mất tin"));
    assert_false(log_has("hết: mất tin"));
    st = running(1);
    show(&st);
    rig_pass(&rig, SEATS_LOST_MS + 1000);
    other = running(2);
    show(&other);
    other = running(2);
    other.paper[0].paper = 0;
    show(&other);
    assert_true(log_has("bài đã tiếp tục ở máy khác: mất tin"));
}

static void without_a_key_the_power_locks(void **state)
{
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    rig_pass(&rig, ROOM_IDLE_MS + 1000);
    assert_int_equal(room_tick(&room, &e), ERR_OK);
    assert_false(authority_is_open(&room.power));
    choose("M01");
    assert_true(keys_do(&room, ROOM_KEY_EXTEND));
    assert_int_equal(room.ask.step, ROOM_ASK_PASSPHRASE);
}

/* Somebody put an older folder in its place: what went out since is not given twice. */
static void a_log_that_is_longer_in_the_folder_goes_on(void **state)
{
    struct status st = running(1);
    struct buf log;
    struct room_out out;
    (void)state;
    buf_init(&log, ROOMLOG_FILE_MAX);
    show(&st);
    unlock();
    more_time("5");
    char name[ROOMLOG_NAME];
    roomlog_name(&rig.session, room.power.console, name);
    while (room_next_out(&room, &out)) {
        if (strcmp(out.name, name) == 0) {
            buf_clear(&log);
            buf_add(&log, out.bytes.data, out.bytes.len);
        }
        buf_free(&out.bytes);
    }
    assert_true(log.len > 0);
    size_t lines = room.log.lines;
    daybook_take_back(&room.log, 0, 0);
    room.is_settled = false;
    room_take_order(&room, name, log.data, log.len);
    assert_int_equal(room.log.lines, lines);
    buf_free(&log);
}

/* ---- the rehearsal ---- */

static void a_pulled_plug_is_measured(void **state)
{
    struct status st = running(1);
    char found[96];
    struct buf sheet;
    (void)state;
    st.state = STATUS_OPEN;
    st.papers = 0;
    show(&st);
    assert_false(rehearsal_is_over(&room.seats));
    rehearsal_choose(&room.rehearsal, seats_find(&room.seats, st.seat_hash));
    rig_pass(&rig, 75000);
    assert_int_equal(room_tick(&room, &e), ERR_OK);
    assert_true(room.rehearsal.is_gone);
    assert_false(rehearsal_is_good(&room.rehearsal, &room.seats, room.now, REHEARSAL_PLUG));
    rig_pass(&rig, 50000);
    st.instance = 99;
    st.number = 1;
    st.flags = STATUS_COPIED;
    show(&st);
    assert_true(rehearsal_is_good(&room.rehearsal, &room.seats, room.now, REHEARSAL_PLUG));
    assert_true(rehearsal_is_good(&room.rehearsal, &room.seats, room.now, REHEARSAL_STICK));
    rehearsal_found(&room.rehearsal, &room.seats, room.now, REHEARSAL_PLUG, found, sizeof found);
    assert_string_equal(found, "M01 2:05");
    unlock();
    assert_int_equal(give_rehearsal(&room, &e), ERR_OK);
    assert_true(log_has("diễn tập: Rút điện một máy, máy mở lại sau: M01 2:05 (đạt)"));
    buf_init(&sheet, 65536);
    rehearsal_write(&room.rehearsal, &room.seats, room.now,
                    &(struct rehearsal_sheet){"ca-1", "", "", "7K3M", room.wall}, &sheet);
    assert_non_null(strstr(buf_text(&sheet), "[x] Rút điện một máy, máy mở lại sau: M01 2:05"));
    buf_free(&sheet);
    struct status begun = running(2);
    show(&begun);
    assert_true(rehearsal_is_over(&room.seats));
}

/* ---- line by line ---- */

static char heard[8192];

static void hear(const char *line)
{
    size_t n = strlen(heard);
    snprintf(heard + n, sizeof heard - n, "%s\n", line);
}

static void by_lines_too(void **state)
{
    static struct lines lines;
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = running(1);
    (void)state;
    show(&st);
    unlock();
    heard[0] = '\0';
    lines = (struct lines){.room = &room, .say = hear};
    lines_show(&lines);
    st = running(1);
    st.state = STATUS_WAITS_RESUME;
    show(&st);
    lines_show(&lines);
    assert_non_null(strstr(heard, "x M01 001: started again"));
    static const char *const TYPED[] = {"h", "nonsense", "m01", "r", "1", ""};
    for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++) {
        lines_take(&lines, TYPED[i]);
        lines_show(&lines);
    }
    assert_non_null(strstr(heard, "That is no command and no seat."));
    assert_non_null(strstr(heard, "1 order is on its way."));
    assert_true(next_order(&o, hash));
    assert_int_equal(o.action, ROOM_ACTION_RESUME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
        TEST(an_order_goes_out_by_the_last_enter_alone),
        TEST(the_chain_goes_on_after_a_restart),
        TEST(two_consoles_of_one_folder_have_letters_of_their_own),
        TEST(to_end_a_paper_its_number_is_typed),
        TEST(the_whole_room_wants_its_word),
        TEST(what_it_was_chosen_for_is_gone),
        TEST(what_came_of_it_is_shown_and_logged),
        TEST(an_order_that_nobody_took_is_told_at_its_own_seat),
        TEST(who_sits_there_next_is_not_shown_the_orders_of_who_sat_there_before),
        TEST(a_start_beside_a_seat_with_news_says_how_long_to_wait),
        TEST(help_lies_over_what_is_asked),
        TEST(the_log_has_why_a_silent_seat_is_not_told_any_more),
        TEST(without_a_key_the_power_locks),
        TEST(a_log_that_is_longer_in_the_folder_goes_on),
        TEST(a_pulled_plug_is_measured),
        TEST(by_lines_too)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
