/* The real client on a room that is the same each time: for golden screens. The clock stands still; SIGUSR1 turns it on by --step seconds.
 * Prints nothing of its own. The access codes and the passphrase are given in the environment of the script by --print-codes.
 *   tui-desk [--print-codes] [--lang vi|en] [--seat NAME] [--locked] [--linear] [--kiosk] [--theme NAME] [--step SECONDS] [--alphabet] */
#include "app/client/lang.h"
#include "app/client/linear.h"
#include "app/client/loop.h"
#include "app/client/term/term.h"
#include "tests/unit/rig.h"

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
        "Theo Nghị định 06/2021/NĐ-CP, thời hạn bảo hành tối thiểu đối với công trình cấp đặc biệt và cấp I sử dụng vốn đầu tư công là bao lâu?",
        "Diện tích trát một mặt tường dài 5 m, cao 3 m, có một cửa 1 m × 2 m (không tính má cửa) là bao nhiêu?",
        "Nghiệm thu công việc xây dựng phải kết thúc chậm nhất khi nào?\nTính từ khi nhận được đề nghị của nhà thầu."};
    static const char *const OPTION[][BANK_OPTIONS] = {
        {"12 tháng", "24 tháng", "36 tháng", "Do các bên tự thỏa thuận, không quy định tối thiểu"},
        {"12 m²", "13 m²", "15 m²", "17 m²"},
        {"12 giờ", "24 giờ", "48 giờ", "Cả a, b và c"}};
    char number[64];
    snprintf(number, sizeof number, " (%u)", n + 1);
    out->stem = n % 5 == 4 ? copies("Trong quá trình thi công, nhà thầu đề nghị thay đổi biện pháp đổ bê tông móng Ø1200 ở cao độ −12,50 m. ", 13)
                           : copies(STEM[n % 3], 1);
    strcat(out->stem, number);
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        out->option[o] = n % 5 == 4 && o == 2 ? copies("Chỉ được thực hiện khi tư vấn thiết kế và chủ đầu tư chấp thuận bằng văn bản. ", 8)
                                              : copies(OPTION[n % 3][o], 1);
}

/* The 134 letters that Vietnamese adds, small and capital; a bar behind them shows whether columns are still where they belong. */
static void alphabet(unsigned n, struct bank_question *out)
{
    static const char SMALL[] = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ", CAPITAL[] = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";
    char text[1024];
    snprintf(text, sizeof text, "%s|\n%s|\n(%u)", SMALL, CAPITAL, n + 1);
    out->stem = copies(text, 1);
    for (unsigned o = 0; o < BANK_OPTIONS; o++) {
        snprintf(text, sizeof text, "%s|", o % 2 ? CAPITAL : SMALL);
        out->option[o] = copies(text, 1);
        out->option[o][strlen(text) - 1] = (char)('a' + o);
    }
}

int main(int argc, char **argv)
{
    static const struct option LONG[] = {{"lang", 1, 0, 'l'},   {"seat", 1, 0, 's'}, {"locked", 0, 0, 'L'}, {"linear", 0, 0, 'i'},
                                         {"kiosk", 0, 0, 'k'},  {"theme", 1, 0, 't'}, {"step", 1, 0, 'S'},   {"print-codes", 0, 0, 'p'}, {"alphabet", 0, 0, 'a'}, {0, 0, 0, 0}};
    static struct rig rig;
    struct client_setup setup = {.seat = "M01", .is_tested = true};
    struct client c;
    struct err e = {0};
    void (*texts)(unsigned, struct bank_question *) = question;
    enum term_theme theme = TERM_DEFAULT;
    bool locked = false, linear = false, print = false;
    for (int o; (o = getopt_long(argc, argv, "", LONG, NULL)) != -1;) {
        switch (o) {
        case 'l': setup.lang = strcmp(optarg, "en") == 0 ? CLIENT_EN : CLIENT_VI; break;
        case 's': setup.seat = optarg; break;
        case 'L': locked = true; break;
        case 'i': linear = true; break;
        case 'k': setup.kiosk = true; break;
        case 't':
            if (!term_theme_of(optarg, &theme))
                return ERR_USAGE;
            break;
        case 'S': step_ms = (uint64_t)atoi(optarg) * 1000; break;
        case 'p': print = true; break;
        case 'a': texts = alphabet; break;
        default: return ERR_USAGE;
        }
    }
    if (!lang_start())
        return ERR_IO;
    rig_make_with(&rig, texts);
    if (print) {
        printf("PASS=%s\n", rig.passphrase);
        for (int i = 0; i < RIG_CANDIDATES; i++)
            printf("CODE%d=%s\n", i + 1, rig.access[i]);
        char code[CODE_ONCE + 1];
        static const struct { const char *name; long paper; enum onetime_action action; uint16_t minutes; } CODES[] = {
            {"EXTEND", 0, ONETIME_EXTEND, 10}, {"END", 0, ONETIME_MISCONDUCT, 0}, {"HERE", 3, ONETIME_START_HERE, 0}, {"UNLOCK", -1, ONETIME_UNLOCK_LOGIN, 0},
            {"LEAVE", -1, ONETIME_LEAVE, 0}};
        for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++) {
            rig_code(&rig, CODES[i].paper, CODES[i].action, CODES[i].minutes, 1, code);
            printf("%s=%s\n", CODES[i].name, code);
        }
        rig_free(&rig);
        return 0;
    }
    rig.clock.boot_ms = boot_ms;
    rig.clock.wall_ms = wall_ms;
    signal(SIGUSR1, turn);
    setup.session = &rig.session;
    setup.bank = &rig.bank;
    setup.data_dir = rig.dir;
    setup.clock = rig.clock;
    enum err_code rc = client_init(&c, &setup, &e);
    const char *pass[] = {rig.passphrase};
    if (rc == ERR_OK && !locked)
        rc = client_unlock(&c, pass, 1, &e);
    if (rc == ERR_OK)
        rc = linear || !term_is_capable() ? linear_run(&c, &e) : loop_run(&c, theme, &e);
    client_free(&c);
    rig_free(&rig);
    if (rc != ERR_OK)
        fprintf(stderr, "tui-desk: %s\n", e.text);
    return (int)rc;
}
