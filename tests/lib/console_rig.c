#include "tests/lib/console_rig.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "app/room/keys.h"
#include "app/room/pictures.h"
#include "app/tui/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTES = 30 };
static const int64_t WALL = 1764349200000; /* a day of 2025, 00:00 in +7 */

struct room room;
struct canvas canvas;
uint64_t boot = 1000000;
static struct session session;
static struct session_roster roster;
static struct err e;
static uint32_t numbers[CONSOLE_SEATS + 1];

static uint64_t boot_ms(void *context)
{
    (void)context;
    return boot;
}

int64_t console_wall_ms(void *context)
{
    (void)context;
    return WALL + (int64_t)boot;
}

int console_group_up(void **state)
{
    (void)state;
    char folder[4096];
    const char *build = getenv("SATHACH_BUILD");
    if (!lang_start() || crypt_start(&e) != ERR_OK)
        return -1;
    snprintf(folder, sizeof folder, "%s/po", build ? build : "build");
    bindtextdomain(I18N_DOMAIN, folder); /* the program's texts, which are not beside a test */
    lang_use(false);
    snprintf(session.info.name, sizeof session.info.name, "ca-2");
    snprintf(session.info.room, sizeof session.info.room, "Phòng 2");
    snprintf(session.info.title, sizeof session.info.title, "Sát hạch đợt 4/2026");
    roster.candidate = calloc(CONSOLE_SEATS, sizeof *roster.candidate);
    roster.paper = calloc(CONSOLE_SEATS, sizeof *roster.paper);
    if (!roster.candidate || !roster.paper)
        return -1;
    roster.candidates = roster.papers = CONSOLE_SEATS;
    static const char *const GIVEN[] = {"Hạnh", "Độ", "Lan", "Hà", "Cường"};
    for (unsigned i = 0; i < CONSOLE_SEATS; i++) {
        struct session_candidate *c = &roster.candidate[i];
        snprintf(c->sbd, sizeof c->sbd, "%05u", 117 + i);
        snprintf(c->name, sizeof c->name, "Nguyễn Văn %s", GIVEN[i % 5]);
        roster.paper[i].candidate = i;
        snprintf(roster.paper[i].seat, sizeof roster.paper[i].seat, "MAY-%02u", i + 1);
    }
    return 0;
}

int console_group_down(void **state)
{
    (void)state;
    free(roster.candidate);
    free(roster.paper);
    return 0;
}

int console_up(void **state)
{
    (void)state;
    const struct room_setup setup = {.session = &session,
                                     .clock = {boot_ms, console_wall_ms, NULL, {1}, true},
                                     .is_english = true};
    memset(numbers, 0, sizeof numbers);
    room_init(&room, &setup);
    room.roster = roster;
    room.place = ROOM_WALL;
    if (seats_init(&room.seats, &roster, &e) != ERR_OK || !canvas_init(&canvas, 24, 80))
        return -1;
    room_folder_is(&room, 0, &(struct err){0});
    return 0;
}

int console_down(void **state)
{
    (void)state;
    room.roster = (struct session_roster){0}; /* the group's */
    room_free(&room);
    canvas_free(&canvas);
    return 0;
}

struct status console_at_work(unsigned seat)
{
    struct status st = {.state = STATUS_RUNNING,
                        .instance = 100 + seat,
                        .number = ++numbers[seat],
                        .candidate = seat - 1,
                        .wall_ms = console_wall_ms(NULL),
                        .build = {1},
                        .papers = 1};
    uint8_t hash[CRYPT_HASH];
    snprintf(st.seat, sizeof st.seat, "MAY-%02u", seat);
    crypt_hash(LABEL_SEAT, st.seat, strlen(st.seat), hash);
    memcpy(st.seat_hash, hash, sizeof st.seat_hash);
    st.paper[0] = (struct status_paper){.paper = seat - 1,
                                        .state = STATUS_PAPER_RUNNING,
                                        .questions = CONSOLE_QUESTIONS,
                                        .answered = (uint16_t)(seat % 20),
                                        .minutes = MINUTES,
                                        .left_s = 60 * (seat % 20) + 5,
                                        .events = 40,
                                        .saved = 40};
    return st;
}

bool console_show(const struct status *st)
{
    return seats_take(&room.seats, st, false, boot, console_wall_ms(NULL));
}

void console_tick(void)
{
    assert_int_equal(room_tick(&room, &e), ERR_OK);
}

const struct seat_seen *console_seen(unsigned seat)
{
    const struct status st = console_at_work(seat);
    const struct seat_seen *found = seats_find(&room.seats, st.seat_hash);
    assert_non_null(found);
    return found;
}

bool console_has_problem(unsigned seat, enum problem_kind kind)
{
    const struct seat_seen *at = console_seen(seat);
    for (size_t i = 0; i < room.problems.count; i++)
        if (room.problems.item[i].seat == at && room.problems.item[i].kind == kind)
            return true;
    return false;
}

void console_all_at_work(void)
{
    for (unsigned i = 1; i <= CONSOLE_SEATS; i++) {
        struct status st = console_at_work(i);
        assert_true(console_show(&st));
    }
    console_tick();
}

static void row_text(int row, char out[4 * CANVAS_COLS_MAX])
{
    size_t n = 0;
    for (int col = 0; col < canvas.cols; col++) {
        char one[8] = " ";
        uint32_t cp = canvas.cell[row * canvas.whole_cols + col].cp;
        size_t len = cp ? utf8_encode(cp, one) : 0;
        memcpy(out + n, one, len);
        n += len;
    }
    out[n] = '\0';
}

bool console_shows(const char *text)
{
    char line[4 * CANVAS_COLS_MAX];
    pictures_draw(&room, &canvas);
    for (int row = 0; row < canvas.rows; row++) {
        row_text(row, line);
        if (strstr(line, text))
            return true;
    }
    return false;
}

void console_press(enum keypress_kind kind, uint32_t cp)
{
    keys_press(&room, &(struct keypress){.kind = kind, .cp = cp});
}

void console_look_at(unsigned seat)
{
    room.is_on_problems = false;
    room_put_cursor(&room, seat - 1);
    room.place = ROOM_SEAT;
}

void console_golden(const char *name)
{
    char path[128], line[4 * CANVAS_COLS_MAX];
    struct buf now, then;
    buf_init(&now, 65536);
    buf_init(&then, 65536);
    pictures_draw(&room, &canvas);
    for (int row = 0; row < canvas.rows; row++) {
        row_text(row, line);
        size_t n = strlen(line);
        while (n && line[n - 1] == ' ')
            line[--n] = '\0';
        buf_printf(&now, "%s\n", line);
    }
    snprintf(path, sizeof path, "tests/data/golden/%s.screen", name);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs(buf_text(&now), f);
        fclose(f);
    }
    assert_int_equal(file_read(path, 65536, &then, &e), ERR_OK);
    assert_string_equal(buf_text(&now), buf_text(&then));
    buf_free(&now);
    buf_free(&then);
}
