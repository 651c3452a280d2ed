/*
 * A small full-screen program for trying the harness on. Keys: arrows move the focus, Enter shows
 * the choice, h/s hide and show the cursor, c clears the note, q leaves with 3; other keys are
 * shown by name. SIGTERM leaves with 4, SIGHUP with 5.  "p" reads a paste: counts bytes up to a
 * ".".
 */
#include <curses.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* getch() does not see a change of size that comes between a refresh and its read, until it
 * returns. */
enum { ITEMS = 3, LOOK_MS = 50 };

struct state {
    int focus;
    char note[80];
};

static volatile sig_atomic_t caught;

static void on_signal(int sig)
{
    caught = sig;
}

static void catch_signal(int sig)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(sig, &action, NULL);
}

static void draw_box(void)
{
    mvhline_set(3, 0, WACS_HLINE, 20);
    mvadd_wch(3, 0, WACS_ULCORNER);
    mvadd_wch(3, 19, WACS_URCORNER);
}

static void put_attr(int row, attr_t attr, const char *text)
{
    attron(attr);
    mvaddstr(row, 0, text);
    attroff(attr);
}

static void draw(const struct state *state)
{
    static const char *const items[ITEMS] = {"[A] alpha", "[B] beta", "[C] gamma"};
    erase();
    put_attr(0, A_REVERSE, "SAMPLE");
    mvprintw(0, 10, "size %dx%d token: AB-12 |", LINES, COLS);
    mvaddstr(1, 0, "nfc: \u00e9 nfd: e\u0301 wide: \u5b66\u6821 end");
    put_attr(2, A_BOLD, "bold");
    mvaddstr(2, 5, "plain");
    attron(A_UNDERLINE | A_BOLD);
    mvaddstr(2, 12, "both");
    attroff(A_UNDERLINE | A_BOLD);
    attron(COLOR_PAIR(1));
    mvaddstr(2, 18, "red");
    attroff(COLOR_PAIR(1));
    draw_box();
    for (int i = 0; i < ITEMS; i++)
        put_attr(4 + i, i == state->focus ? A_REVERSE : A_NORMAL, items[i]);
    mvprintw(8, 0, "note: %s", state->note);
    move(4 + state->focus, 0);
    refresh();
}

static void count_paste(struct state *state)
{
    long count = 0;
    snprintf(state->note, sizeof state->note, "paste now");
    draw(state);
    for (int key = getch(); key != '.' && !caught; key = getch())
        count += key != ERR;
    snprintf(state->note, sizeof state->note, "pasted %ld", count);
}

static void take_key(struct state *state, int key)
{
    if (key == KEY_UP || key == KEY_DOWN)
        state->focus = (state->focus + (key == KEY_UP ? ITEMS - 1 : 1)) % ITEMS;
    else if (key == '\r')
        snprintf(state->note, sizeof state->note, "chose %c", 'A' + state->focus);
    else if (key == 'h' || key == 's')
        curs_set(key == 's');
    else if (key == 'c')
        state->note[0] = '\0';
    else if (key == 'p')
        count_paste(state);
    else if (key != KEY_RESIZE)
        snprintf(state->note, sizeof state->note, "key %s", keyname(key));
}

static int run(struct state *state)
{
    for (;;) {
        draw(state);
        int key = getch();
        if (key == 'q')
            return 3;
        if (caught == SIGTERM)
            return 4;
        if (caught == SIGHUP)
            return 5;
        if (key != ERR)
            take_key(state, key);
    }
}

int main(void)
{
    struct state state = {0};
    setlocale(LC_ALL, "");
    catch_signal(SIGTERM);
    catch_signal(SIGHUP);
    initscr();
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    set_escdelay(25);
    timeout(LOOK_MS);
    if (has_colors()) {
        start_color();
        use_default_colors();
        init_pair(1, COLOR_RED, -1);
    }
    int code = run(&state);
    endwin();
    printf("bye %d\n", code);
    return code;
}
