/* Makes a table of questions the size of the published bank, as CSV on stdout: 13,410 rows with
 * 3,470 different questions over 57 tracks.
 *   make-rows faults|clean
 * faults: 8 rows with another answer than before, 204 repeats inside their pool, 15 questions with
 * two options the same, 106 rows in decomposed Unicode, 11 rows with a NUL byte. clean: as many
 * rows and questions, without conflicts, same options and NUL bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    ROWS = 13410,
    DIFFERENT = 3470,
    GENERAL = 60,
    TRACKS = 57,
    CONFLICTS = 8,
    REPEATS = 204,
    SAME = 15,
    DECOMPOSED = 106,
    NULS = 11,
    OWN_POOLS = 2 * TRACKS
};

static const char *const FIELDS[19] = {"1.1",  "1.2", "2",   "3.1", "3.2", "3.3",  "3.4",
                                       "3.5",  "3.6", "3.7", "3.8", "3.9", "3.10", "3.11",
                                       "3.12", "4.1", "4.2", "5",   "6"};
static const char *const GRADES[3] = {"I", "II", "III"};
static const char *const WORDS[] = {
    "công trình", "xây dựng",   "chủ đầu tư", "nhà thầu",  "giám sát",   "nghiệm thu", "bê tông",
    "cốt thép",   "khối lượng", "tiến độ",    "hợp đồng",  "dự toán",    "thiết kế",   "an toàn",
    "bảo hành",   "bảo trì",    "thẩm định",  "phê duyệt", "khảo sát",   "địa hình",   "quan trắc",
    "móng",       "cọc",        "sàn",        "dầm",       "tường",      "mái",        "thép hình",
    "gạch",       "vữa",        "cát",        "đá",        "xi măng",    "nước",       "điện",
    "chống thấm", "cốp pha",    "giàn giáo",  "máy đào",   "cần trục",   "đường bộ",   "cầu",
    "hầm",        "thủy lợi",   "đê điều",    "cấp nước",  "thoát nước", "chất thải",  "quy hoạch",
    "giấy phép",  "chứng chỉ",  "hạng mục",   "biên bản",  "hồ sơ",      "bản vẽ",     "chi phí",
    "dự phòng",   "quyết toán", "thanh toán", "tạm ứng"};

struct question {
    char text[5][400];
    int answer;
};

static unsigned long long state = 88172645463325252ULL;

static unsigned dice(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 20) % below);
}

static void make(struct question *q, int serial, int same)
{
    for (int t = 0; t < 5; t++) {
        size_t at = 0;
        q->text[t][0] = '\0';
        if (t == 0)
            at = (size_t)snprintf(q->text[t], sizeof q->text[t], "Câu %d:", serial);
        for (unsigned n = t ? 3 + dice(5) : 10 + dice(8); n; n--)
            at += (size_t)snprintf(q->text[t] + at, sizeof q->text[t] - at, "%s%s", at ? " " : "",
                                   WORDS[dice(sizeof WORDS / sizeof WORDS[0])]);
    }
    for (int t = 1; t < 5; t++) /* no two options alike by chance */
        snprintf(q->text[t] + strlen(q->text[t]), sizeof q->text[t] - strlen(q->text[t]), " %c",
                 'm' + t);
    if (same)
        strcpy(q->text[2], q->text[1]);
    q->answer = (int)dice(4);
}

static void put(const char *text, int decomposed, int nul)
{
    char *nfd = decomposed ? (char *)utf8proc_NFD((const utf8proc_uint8_t *)text) : NULL;
    printf("\"%s", nfd ? nfd : text);
    if (nul)
        putchar(0);
    printf("\",");
    free(nfd);
}

static int rows, decomposed;

static void row(const struct question *q, const char *pool, int answer, int nul)
{
    int nfd = !nul && rows % 100 == 50 && decomposed < DECOMPOSED;
    decomposed += nfd;
    rows++;
    printf("%s,", pool);
    for (int t = 0; t < 5; t++)
        put(q->text[t], nfd, nul && t == 2);
    printf("%c,Điều %d\n", 'A' + answer, rows % 90 + 1);
}

static void own_pool(int n, char out[64])
{
    n %= OWN_POOLS;
    snprintf(out, 64, "%s/%s/%s", FIELDS[n / 2 % 19], GRADES[n / 38],
             n % 2 ? "chuyen-mon" : "phap-luat-rieng");
}

int main(int argc, char **argv)
{
    static struct question all[DIFFERENT];
    int faults = argc == 2 && strcmp(argv[1], "faults") == 0, conflicts = 0, repeats = 0;
    int nuls = faults ? NULS : 0, pairs = ROWS - REPEATS - nuls;
    char pool[64];
    for (int i = 0; i < DIFFERENT; i++)
        make(&all[i], i + 1, faults && i >= 100 && i < 100 + SAME);
    printf("Mục,Câu hỏi,A,B,C,D,Đáp án,Căn cứ\n");
    for (int t = 0; t < TRACKS; t++)
        for (int i = 0; i < GENERAL; i++) {
            snprintf(pool, sizeof pool, "%s/%s/phap-luat-chung", FIELDS[t % 19], GRADES[t / 19]);
            row(&all[i], pool, all[i].answer, 0);
        }
    for (int k = 0; rows < pairs + repeats; k++)
        for (int i = GENERAL; i < DIFFERENT && rows < pairs + repeats; i++) {
            int conflict = faults && k == 1 && i % 400 == 399 && conflicts < CONFLICTS;
            own_pool(i * 7 + k * 37, pool);
            row(&all[i], pool, conflict ? (all[i].answer + 1) % 4 : all[i].answer, 0);
            conflicts += conflict;
            if (k == 0 && i % 16 == 3 && repeats < REPEATS) {
                row(&all[i], pool, all[i].answer, 0);
                repeats++;
            }
        }
    for (int n = 0; n < nuls; n++)
        row(&all[n], "6/I/chuyen-mon", 0, 1);
    return rows == ROWS && repeats == REPEATS &&
                   (!faults || (conflicts == CONFLICTS && decomposed == DECOMPOSED))
               ? 0
               : 1;
}
