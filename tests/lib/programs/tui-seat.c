/* The real client on a room that is the same each time: for golden screens. The clock stands still;
 * SIGUSR1 turns it on by --step seconds. Prints nothing of its own. The access codes, the
 * passphrase and the number of a long question are given to the script by --print-codes.
 *   tui-seat [--print-codes] [--lang vi|en] [--seat NAME] [--locked] [--linear] [--kiosk] [--theme
 *   NAME] [--step SECONDS] [--speak DIR] [--alphabet] [--questions N] [--long] [--drop DIR]…
 *   [--data DIR] */
#include "app/tui/lang.h"
#include "app/client/linear.h"
#include "app/client/screen_mode.h"
#include "app/client/speaker.h"
#include "app/tui/term/term.h"
#include "tests/lib/rig.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t turned;
static uint64_t step_ms = 60000;

static void turn(int number)
{
    (void)number;
    turned++;
}

static uint64_t boot_ms(void *context)
{
    return ((struct rig *)context)->boot_ms + (uint64_t)turned * step_ms;
}

static int64_t wall_ms(void *context)
{
    return ((struct rig *)context)->wall_ms + (int64_t)((uint64_t)turned * step_ms);
}

static char *copies(const char *text, unsigned n)
{
    char *out = malloc(strlen(text) * n + 64);
    out[0] = '\0';
    for (unsigned i = 0; i < n; i++)
        strcat(out, text);
    return out;
}

/* Short, long, very long; letters with two marks, units and signs. */
static void question(unsigned n, struct bank_question *out)
{
    static const char *const STEM[] = {
        "Theo Nghị định 06/2021/NĐ-CP, thời hạn bảo hành tối thiểu đối với công trình cấp đặc biệt "
        "và cấp I sử dụng vốn đầu tư công là bao lâu?",
        "Diện tích trát một mặt tường dài 5 m, cao 3 m, có một cửa 1 m × 2 m (không tính má cửa) "
        "là bao nhiêu?",
        "Nghiệm thu công việc xây dựng phải kết thúc chậm nhất khi nào?\nTính từ khi nhận được đề "
        "nghị của nhà thầu."};
    static const char *const OPTION[][BANK_OPTIONS] = {
        {"12 tháng", "24 tháng", "36 tháng", "Do các bên tự thỏa thuận, không quy định tối thiểu"},
        {"12 m²", "13 m²", "15 m²", "17 m²"},
        {"12 giờ", "24 giờ", "48 giờ", "Cả a, b và c"}};
    char number[64];
    snprintf(number, sizeof number, " (%u)", n + 1);
    out->stem = n % 5 == 4 ? copies("Trong quá trình thi công, nhà thầu đề nghị thay đổi biện pháp "
                                    "đổ bê tông móng Ø1200 ở cao độ −12,50 m. ",
                                    13)
                           : copies(STEM[n % 3], 1);
    strcat(out->stem, number);
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        out->option[o] = n % 5 == 4 && o == 2 ? copies("Chỉ được thực hiện khi tư vấn thiết kế và "
                                                       "chủ đầu tư chấp thuận bằng văn bản. ",
                                                       8)
                                              : copies(OPTION[n % 3][o], 1);
}

/* The 134 letters that Vietnamese adds, small and capital; a bar behind them shows whether columns
 * are still where they belong. */
static void alphabet(unsigned n, struct bank_question *out)
{
    static const char SMALL[] =
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
                      CAPITAL[] =
                          "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";
    char text[1024];
    snprintf(text, sizeof text, "%s|\n%s|\n(%u)", SMALL, CAPITAL, n + 1);
    out->stem = copies(text, 1);
    for (unsigned o = 0; o < BANK_OPTIONS; o++) {
        snprintf(text, sizeof text, "%s|", o % 2 ? CAPITAL : SMALL);
        out->option[o] = copies(text, 1);
        out->option[o][strlen(text) - 1] = (char)('a' + o);
    }
}

/* Which question of the first paper is more than a screen long. */
static unsigned long_question(struct rig *rig)
{
    struct exam *x = rig_exam(rig, 0, "M01");
    unsigned q = 0;
    while (q + 1u < rig->questions && strlen(x->question[q].text.stem) < 1000)
        q++;
    exam_close(x);
    return q + 1;
}

int main(int argc, char **argv)
{
    static const struct option LONG[] = {
        {"lang", 1, 0, 'l'},      {"seat", 1, 0, 's'},        {"locked", 0, 0, 'L'},
        {"linear", 0, 0, 'i'},    {"kiosk", 0, 0, 'k'},       {"theme", 1, 0, 't'},
        {"step", 1, 0, 'S'},      {"print-codes", 0, 0, 'p'}, {"alphabet", 0, 0, 'a'},
        {"questions", 1, 0, 'q'}, {"long", 0, 0, 'o'},        {"speak", 1, 0, 'v'},
        {"drop", 1, 0, 'd'},      {"data", 1, 0, 'D'},        {0, 0, 0, 0}};
    static struct rig rig;
    struct client_setup setup = {.seat = "M01", .test.is_done = true};
    struct client c;
    struct err e = {0};
    void (*texts)(unsigned, struct bank_question *) = question;
    enum term_theme theme = TERM_DARK;
    unsigned questions = RIG_QUESTIONS;
    size_t drops = 0;
    const char *voices[2] = {NULL}; /* the folder of the programs that read aloud */
    bool has_long_names = false, locked = false, linear = false, print = false;
    for (int o; (o = getopt_long(argc, argv, "", LONG, NULL)) != -1;) {
        switch (o) {
        case 'l': setup.lang = strcmp(optarg, "en") == 0 ? CLIENT_EN : CLIENT_VI; break;
        case 's': setup.seat = optarg; break;
        case 'L': locked = true; break;
        case 'i': linear = true; break;
        case 'k': setup.kiosk.is_on = true; break;
        case 't':
            if (!term_theme_of(optarg, &theme))
                return ERR_USAGE;
            break;
        case 'S': step_ms = (uint64_t)atoi(optarg) * 1000; break;
        case 'p': print = true; break;
        case 'a': texts = alphabet; break;
        case 'q': questions = (unsigned)atoi(optarg); break;
        case 'o': has_long_names = true; break;
        case 'v': voices[0] = optarg; break;
        case 'd':
            if (drops == EXCHANGE_FOLDERS_MAX)
                return ERR_USAGE;
            setup.exchange_dir[drops++] = optarg;
            break;
        case 'D': setup.data_dir = optarg; break;
        default: return ERR_USAGE;
        }
    }
    if (!lang_start())
        return ERR_IO;
    rig_make_sized(&rig, texts, questions, has_long_names);
    if (print) {
        printf("PASS=%s\n", rig.passphrase);
        for (int i = 0; i < RIG_CANDIDATES; i++)
            printf("CODE%d=%s\n", i + 1, rig.access[i]);
        for (unsigned n = 1; n <= 5; n++) {
            char code[VOUCHER_CODE + 1];
            rig_voucher(&rig, n, code);
            printf("VOUCHER%u=%s\n", n, code);
        }
        if (texts == question)
            printf("LONG=%u\n", long_question(&rig));
        rig_free(&rig);
        return 0;
    }
    rig.clock.boot_ms = boot_ms;
    rig.clock.wall_ms = wall_ms;
    signal(SIGUSR1, turn);
    setup.session = &rig.session;
    setup.bank = &rig.bank;
    if (!setup.data_dir)
        setup.data_dir = rig.dir;
    setup.clock = rig.clock;
    enum err_code rc = voices[0] ? speaker_new(voices, &setup.lines.speaker, &e) : ERR_OK;
    if (rc == ERR_OK)
        rc = client_init(&c, &setup, &e);
    const char *pass[] = {rig.passphrase};
    if (rc == ERR_OK && !locked)
        rc = client_unlock(&c, pass, 1, &e);
    if (rc == ERR_OK)
        rc = linear || voices[0] || !term_is_capable() ? linear_run(&c, &e)
                                                       : screen_mode_run(&c, theme, &e);
    client_free(&c);
    speaker_free(setup.lines.speaker);
    rig_free(&rig);
    if (rc != ERR_OK)
        fprintf(stderr, "tui-seat: %s\n", e.text);
    return (int)rc;
}
