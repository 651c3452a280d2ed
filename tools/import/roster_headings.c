#include "tools/import/roster_headings.h"

#include "tools/import/normal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Keys as normal_key makes them, by meaning; each list ends with NULL. */
/* clang-format off */
static const char *const SBD_KEYS[] = {
    "ma so du sat hach", "ma so du sat hach sbd", "ma du sat hach", "so du sat hach",
    "ma so sat hach", "sbd", "so bao danh", "so bao danh sbd", "ma so bao danh",
    "ma so thi sinh", "ma thi sinh", "so bd", "s b d", "ma so du thi", "ma du thi",
    "so du thi", "candidate number", "candidate no", NULL};
static const char *const NAME_KEYS[] = {
    "ho va ten", "ho ten", "ho va ten thi sinh", "ho ten thi sinh", "ten thi sinh", "thi sinh",
    "ho va ten ca nhan", "ten ca nhan", "ho ten ca nhan", "ho va ten nguoi du sat hach",
    "ho ten nguoi du sat hach", "nguoi du sat hach", "ho chu dem va ten", "ho ten dem va ten",
    "ho dem va ten", "ho dem ten", "ho chu dem ten", "ho ten khai sinh", "ho va ten khai sinh",
    "hoten", "name", "full name", "candidate", NULL};
static const char *const FAMILY_KEYS[] = {
    "ho dem", "ho", "ho va ten dem", "ho ten dem", "ho lot", "ho va dem", "ho va chu dem",
    "ho chu dem", "ho va ten lot", "ho chu lot", "ho va", "family name", NULL};
static const char *const GIVEN_KEYS[] = {
    "ten", "ten goi", "given name", NULL};
static const char *const BIRTH_KEYS[] = {
    "ngay sinh", "ngay thang nam sinh", "ngay thang sinh", "ngay sinh thi sinh", "sinh ngay",
    "nam sinh", "ngay nam sinh", "ntns", "ns", "born", "birth", "birth date", "date of birth",
    "dob", NULL};
static const char *const BIRTH_MALE_KEYS[] = {
    "ngay sinh nam", "nam sinh nam", NULL};
static const char *const BIRTH_FEMALE_KEYS[] = {
    "ngay sinh nu", "nam sinh nu", NULL};
static const char *const BIRTH_MONTH_KEYS[] = {
    "thang sinh", NULL};
static const char *const IDENTITY_KEYS[] = {
    "so cccd ho chieu", "so cccd", "cccd", "cccd ho chieu", "cmnd", "so cmnd", "so cmnd cccd",
    "so cccd cmnd", "cmnd cccd", "cccd cmnd", "cmt", "so cmt", "cmt cccd", "so cmt cccd",
    "cmtnd", "so cmtnd", "so cmnd cccd ho chieu", "cmnd cccd ho chieu",
    "so cccd cmnd ho chieu", "cccd cmnd ho chieu", "so can cuoc", "can cuoc",
    "so the can cuoc", "the can cuoc", "so can cuoc cong dan", "can cuoc cong dan",
    "so can cuoc ho chieu", "so can cuoc cccd", "so cccd can cuoc", "so the can cuoc cong dan",
    "so can cuoc cong dan ho chieu", "can cuoc cong dan ho chieu", "so the cccd",
    "so dinh danh", "so dinh danh ca nhan", "ma dinh danh", "ma dinh danh ca nhan",
    "ma so dinh danh", "ma so dinh danh ca nhan", "so dinh danh ca nhan cccd",
    "so dinh danh cccd", "so dinh danh ho chieu", "so chung minh nhan dan",
    "chung minh nhan dan", "ho chieu", "so ho chieu", "so giay to tuy than",
    "giay to tuy than", "so gttt", "identity", "identity number", "id number", "passport", NULL};
static const char *const UNIT_KEYS[] = {
    "don vi cong tac", "don vi", "co quan cong tac", "co quan", "noi cong tac", "noi lam viec",
    "co quan don vi", "don vi co quan", "co quan don vi cong tac", "don vi co quan cong tac",
    "don vi lam viec", "cong ty", "ten don vi", "ten co quan", "to chuc", "to chuc cong tac",
    "don vi dang cong tac", "cong ty don vi", "don vi cong ty", "unit", "employer", "company",
    NULL};
static const char *const FIELD_KEYS[] = {
    "linh vuc", "linh vuc sat hach", "linh vuc du sat hach", "linh vuc hanh nghe",
    "linh vuc dang ky", "linh vuc dang ky sat hach", "linh vuc dang ky hanh nghe",
    "linh vuc thi", "linh vuc hanh nghe xay dung", "linh vuc cap chung chi",
    "linh vuc de nghi cap chung chi", "linh vuc hoat dong", "linh vuc hoat dong xay dung",
    "ten linh vuc", "noi dung sat hach", "field", NULL};
static const char *const FIELD_CODE_KEYS[] = {
    "ma linh vuc", "ma so linh vuc", "ky hieu linh vuc", "field code", NULL};
static const char *const GRADE_KEYS[] = {
    "hang", "hang sat hach", "hang du sat hach", "hang chung chi", "hang dang ky",
    "hang dang ky sat hach", "hang cchn", "hang hanh nghe", "hang chung chi hanh nghe",
    "hang thi", "hang de nghi", "hang de nghi cap", "grade", NULL};
static const char *const SEAT_KEYS[] = {
    "ca phong may", "phong may", "may", "may so", "so may", "may thi", "so may thi",
    "may tinh", "may tinh so", "so may tinh", "vi tri may", "vi tri", "vi tri ngoi",
    "cho ngoi", "so cho ngoi", "so ghe", "ghe", "ghe so", "may sat hach", "seat", NULL};
static const char *const EXEMPT_KEYS[] = {
    "mien chuyen mon", "mien", "duoc mien chuyen mon", "duoc mien", "mien phan chuyen mon",
    "duoc mien phan chuyen mon", "mien thi chuyen mon", "mien sat hach chuyen mon",
    "mien sat hach phan chuyen mon", "mien phan sat hach chuyen mon",
    "mien noi dung chuyen mon", "mien kien thuc chuyen mon", "mien phan kien thuc chuyen mon",
    "mien sat hach kien thuc chuyen mon", "duoc mien sat hach chuyen mon", "dien mien",
    "doi tuong mien", "mien cm", "exempt", "exempt from the professional part", NULL};
static const char *const EXTRA_KEYS[] = {
    "them gio phut", "them gio", "thoi gian cong them", "thoi gian cong them phut",
    "thoi gian them", "thoi gian them phut", "them thoi gian", "cong them thoi gian",
    "cong gio", "cong them gio", "cong them", "cong them phut", "so phut them",
    "so phut cong them", "phut cong them", "phut them", "them phut", "thoi gian bo sung",
    "bo sung thoi gian", "thoi gian duoc cong them", "duoc cong them", "gia han",
    "thoi gian gia han", "extra minutes", "extra time", "extra time minutes", NULL};
static const char *const REASON_KEYS[] = {
    "ly do", "ly do them gio", "ly do cong gio", "ly do cong them", "ly do cong them gio",
    "ly do cong them thoi gian", "ly do them thoi gian", "ly do gia han", "reason", NULL};
static const char *const NOTE_KEYS[] = {
    "ghi chu", "note", "notes", "chu thich", "remarks", NULL};
static const char *const NUMBER_KEYS[] = {
    "stt", "so thu tu", "tt", "s t t", "no", NULL};
static const char *const IGNORE_KEYS[] = {
    "ky ten", "ky", "chu ky", "ky nhan", "ky nop bai", "ky xac nhan", "ky ghi ro ho ten",
    "chu ky thi sinh", "thi sinh ky ten", "xac nhan", "xac nhan cua thi sinh", "so dien thoai",
    "dien thoai", "sdt", "so dt", "dt", "dien thoai lien he", "so dien thoai lien he",
    "di dong", "email", "e mail", "thu dien tu", "dia chi email", "gioi tinh", "nam nu",
    "phai", "gt", "dan toc", "quoc tich", "ton giao", "noi sinh", "que quan", "nguyen quan",
    "dia chi", "dia chi lien he", "dia chi thuong tru", "thuong tru", "noi o", "cho o",
    "cho o hien nay", "noi o hien nay", "ho khau thuong tru", "tinh", "tinh thanh pho",
    "ngay cap", "noi cap", "ngay cap cccd", "noi cap cccd", "ngay cap cmnd", "noi cap cmnd",
    "ngay cap can cuoc", "noi cap can cuoc", "ngay cap cmnd cccd", "noi cap cmnd cccd",
    "ngay het han", "chuc vu", "chuc danh", "nghe nghiep", "trinh do", "trinh do chuyen mon",
    "trinh do dao tao", "chuyen nganh", "chuyen nganh dao tao", "nganh dao tao",
    "co so dao tao", "bang cap", "van bang", "nam tot nghiep", "kinh nghiem",
    "so nam kinh nghiem", "thoi gian kinh nghiem", "so chung chi", "ma so chung chi",
    "so cchn", "ma so cchn", "so ho so", "ma ho so", "ngay nop ho so", "ngay nhan ho so",
    "le phi", "phi sat hach", "nop phi", "mien phi", "mien le phi", "thoi gian cong tac",
    "tham nien", "tham nien cong tac", "dia chi don vi", "dia chi co quan", "dia chi cong ty",
    "anh", "anh the", "diem", "tong diem", "diem phap luat", "diem chuyen mon", "ket qua",
    "ma bien nhan", "email lien he", "sex", "gender", "phone", "address", "signature",
    "place of birth", "nationality", NULL};
/* clang-format on */
static const struct {
    enum roster_meaning meaning;
    const char *const *keys;
} TABLE[] = {{ROSTER_SBD, SBD_KEYS},
             {ROSTER_NAME, NAME_KEYS},
             {ROSTER_FAMILY, FAMILY_KEYS},
             {ROSTER_GIVEN, GIVEN_KEYS},
             {ROSTER_BIRTH, BIRTH_KEYS},
             {ROSTER_BIRTH_MALE, BIRTH_MALE_KEYS},
             {ROSTER_BIRTH_FEMALE, BIRTH_FEMALE_KEYS},
             {ROSTER_BIRTH_MONTH, BIRTH_MONTH_KEYS},
             {ROSTER_IDENTITY, IDENTITY_KEYS},
             {ROSTER_UNIT, UNIT_KEYS},
             {ROSTER_FIELD, FIELD_KEYS},
             {ROSTER_FIELD_CODE, FIELD_CODE_KEYS},
             {ROSTER_GRADE, GRADE_KEYS},
             {ROSTER_SEAT, SEAT_KEYS},
             {ROSTER_EXEMPT, EXEMPT_KEYS},
             {ROSTER_EXTRA, EXTRA_KEYS},
             {ROSTER_REASON, REASON_KEYS},
             {ROSTER_NOTE, NOTE_KEYS},
             {ROSTER_NUMBER, NUMBER_KEYS},
             {ROSTER_IGNORE, IGNORE_KEYS}};

/* Remarks in brackets that change nothing. */
static const char *const REMARKS[] = {"dd mm yyyy",
                                      "d m yyyy",
                                      "ngay thang nam",
                                      "ngay thang nam sinh",
                                      "phut",
                                      "tinh bang phut",
                                      "so phut",
                                      "minutes",
                                      "chu in hoa",
                                      "in hoa",
                                      "viet hoa",
                                      "chu hoa",
                                      "viet in hoa",
                                      "neu co",
                                      "bat buoc",
                                      "sbd",
                                      "ho chieu",
                                      "cccd",
                                      "cmnd",
                                      "12 so",
                                      "12 chu so",
                                      "ma",
                                      "ma hoac ten",
                                      "ten hoac ma",
                                      "i ii iii",
                                      "i ii hoac iii",
                                      "co khong",
                                      "x",
                                      "danh dau x",
                                      "tich x",
                                      "x neu duoc mien",
                                      "x neu co",
                                      "ghi ro",
                                      "theo cccd",
                                      "theo can cuoc",
                                      "hien nay",
                                      "thi sinh"};

/* A heading with one of these words or phrases in it, and not in the table, may be the one that is
 * missed. */
static const char *const NEAR_SBD[] = {"sbd", "bao danh", "ma so", "du sat hach", "du thi", NULL};
static const char *const NEAR_BIRTH[] = {"ngay sinh", "nam sinh",  "thang sinh", "sinh ngay",
                                         "sinh nam",  "thang nam", "tuoi",       "birth",
                                         "born",      NULL};
static const char *const NEAR_IDENTITY[] = {
    "cccd", "cmnd",    "ddcn",     "can cuoc", "ho chieu", "dinh danh", "chung minh",
    "cmt",  "giay to", "tuy than", "identity", "passport", NULL};
static const char *const NEAR_EXEMPT[] = {"mien", "chuyen mon", "exempt", "exemption", NULL};
static const char *const NEAR_EXTRA[] = {"gio",   "phut",    "thoi gian",  "cong them", "gia han",
                                         "extra", "uu tien", "khuyet tat", "minutes",   NULL};
static const char *const NEAR_UNIT[] = {"don vi",  "co quan",      "cong tac", "cong ty", "to chuc",
                                        "noi lam", "doanh nghiep", "unit",     NULL};
static const char *const NEAR_SEAT[] = {"may", "ghe", "cho ngoi", "vi tri", "seat", NULL};
static const char *const NEAR_FIELD[] = {"linh vuc", "field", NULL};
static const char *const NEAR_GRADE[] = {"hang", "grade", NULL};
static const char *const NEAR_NAME[] = {"ho ten", "ho va ten", "name", NULL};
static const struct {
    enum roster_meaning meaning;
    const char *const *phrases;
} NEAR[] = {{ROSTER_NAME, NEAR_NAME},     {ROSTER_SBD, NEAR_SBD},
            {ROSTER_BIRTH, NEAR_BIRTH},   {ROSTER_IDENTITY, NEAR_IDENTITY},
            {ROSTER_FIELD, NEAR_FIELD},   {ROSTER_GRADE, NEAR_GRADE},
            {ROSTER_EXEMPT, NEAR_EXEMPT}, {ROSTER_EXTRA, NEAR_EXTRA},
            {ROSTER_UNIT, NEAR_UNIT},     {ROSTER_SEAT, NEAR_SEAT}};

/* What headings of a second row mean below one that means, or nearly means, something itself. */
static const struct {
    enum roster_meaning above;
    const char *key;
    enum roster_meaning meaning;
} BELOW[] = {{ROSTER_BIRTH, "nam", ROSTER_BIRTH_MALE},
             {ROSTER_BIRTH, "nu", ROSTER_BIRTH_FEMALE},
             {ROSTER_BIRTH, "ngay", ROSTER_BIRTH_DAY},
             {ROSTER_BIRTH, "thang", ROSTER_BIRTH_MONTH},
             {ROSTER_BIRTH, "ngay sinh", ROSTER_BIRTH_DAY},
             {ROSTER_BIRTH, "thang sinh", ROSTER_BIRTH_MONTH},
             {ROSTER_IDENTITY, "so", ROSTER_IDENTITY},
             {ROSTER_IDENTITY, "ma so", ROSTER_IDENTITY},
             {ROSTER_FIELD, "ma", ROSTER_FIELD_CODE},
             {ROSTER_FIELD, "ma so", ROSTER_FIELD_CODE},
             {ROSTER_FIELD, "ten", ROSTER_FIELD},
             {ROSTER_EXEMPT, "chuyen mon", ROSTER_EXEMPT},
             {ROSTER_EXTRA, "phut", ROSTER_EXTRA},
             {ROSTER_EXTRA, "so phut", ROSTER_EXTRA},
             {ROSTER_NAME, "ma so", ROSTER_SBD}};
/* Below "Ngày sinh" both Nam (a man) and Năm (the year) have the key "nam": who reads the whole row
 * of headings tells them apart by their neighbours. */

static const char *const ACCEPTED[ROSTER_MEANINGS] = {
    [ROSTER_SBD] = "Mã số dự sát hạch, SBD, Số báo danh",
    [ROSTER_NAME] = "Họ và tên, Họ tên",
    [ROSTER_BIRTH] = "Ngày sinh, Ngày tháng năm sinh",
    [ROSTER_IDENTITY] = "Số CCCD/Hộ chiếu, Số căn cước, Số định danh, Số CMND/CCCD",
    [ROSTER_UNIT] = "Đơn vị công tác, Cơ quan công tác, Nơi công tác",
    [ROSTER_FIELD] = "Lĩnh vực, Lĩnh vực sát hạch, Mã lĩnh vực",
    [ROSTER_GRADE] = "Hạng, Hạng sát hạch",
    [ROSTER_SEAT] = "Máy, Số máy, Ca/Phòng/Máy",
    [ROSTER_EXEMPT] = "Miễn chuyên môn, Được miễn chuyên môn",
    [ROSTER_EXTRA] = "Thêm giờ (phút), Thời gian cộng thêm"};

static enum roster_meaning look_up(const char *key)
{
    for (size_t i = 0; i < sizeof TABLE / sizeof TABLE[0]; i++)
        for (const char *const *k = TABLE[i].keys; *k; k++)
            if (**k == *key && strcmp(*k, key) == 0) /* for every text above a list */
                return TABLE[i].meaning;
    return ROSTER_UNKNOWN;
}

/* Headings are often put together: "Số CCCD hoặc hộ chiếu", "Thời gian được cộng thêm (phút)". One
 * that consists of these words alone, and has one of the phrases in it, means this. */
static const struct {
    enum roster_meaning meaning;
    const char *words; /* each between blanks */
    const char *phrases[16];
} VOCABULARY[] = {
    {ROSTER_SBD, " so ma bao danh sbd bd du thi sat hach thi sinh ", {"sbd", "bao danh", "so bd"}},
    {ROSTER_NAME,
     " ho va ten thi sinh nguoi hoc vien ca nhan du sat hach de nghi cap chung chi dang ky hanh "
     "nghe cua ",
     {"ho va ten", "ho ten", "ten thi sinh", "ten hoc vien", "ten ca nhan"}},
    {ROSTER_IDENTITY,
     " so the ma cccd cmnd cmt cmtnd can cuoc cong dan ho chieu dinh danh ca nhan chung minh thu "
     "hoac va "
     "giay to tuy than cua thi sinh passport hc cc ddcn ",
     {"ddcn", "cccd", "cmnd", "cmt", "cmtnd", "can cuoc", "ho chieu", "dinh danh", "chung minh"}},
    {ROSTER_BIRTH,
     " ngay thang nam n sinh cua thi ",
     {"n sinh", "ngay sinh", "nam sinh", "thang sinh"}},
    {ROSTER_EXEMPT,
     " duoc xin mien thi sat hach phan noi dung kien thuc chuyen mon cm dien doi tuong bai ",
     {"mien chuyen mon", "mien phan", "mien noi dung", "mien kien thuc", "mien thi",
      "mien sat hach", "dien mien", "duoc mien"}},
    {ROSTER_EXTRA,
     " thoi gian gio phut so cong them bu bo sung duoc gia han lam bai tinh bang ",
     {"cong them", "them gio", "them phut", "gio them", "phut them", "thoi gian them", "bo sung",
      "gia han", "bu gio", "gio bu", "gian bu", "phut bu", "duoc them", "phut cong"}},
    {ROSTER_UNIT,
     " don vi co quan to chuc cong ty doanh nghiep noi tac ct lam viec ten hien nay dang hoac va "
     "dia chi ",
     {"don vi", "co quan", "noi cong tac", "noi lam viec", "to chuc", "cong ty", "doanh nghiep"}},
    {ROSTER_SEAT,
     " ca phong may so vi tri ghe cho ngoi tinh thi sat hach ",
     {"may", "ghe", "cho ngoi"}},
    {ROSTER_FIELD,
     " linh vuc lv sat hach du thi dang ky dk hanh nghe hoat dong xay dung de nghi cap chung chi "
     "cchn ten xin chuyen mon ",
     {"linh vuc", "lv"}},
    {ROSTER_GRADE,
     " hang sat hach du thi dang ky dk hanh nghe hoat dong xay dung de nghi cap chung chi cchn cc "
     "xin ",
     {"hang"}},
};

static bool has_only(const char *key, const char *words)
{
    for (const char *s = key; *s;) {
        size_t n = strcspn(s, " ");
        char word[32];
        if (n + 3 > sizeof word)
            return false;
        snprintf(word, sizeof word, " %.*s ", (int)n, s);
        if (!strstr(words, word))
            return false;
        s += n + (s[n] == ' ');
    }
    return key[0] != '\0';
}

/* The meaning of a heading put together from the words of one vocabulary. */
static enum roster_meaning put_together(const char *key)
{
    for (size_t i = 0; i < sizeof VOCABULARY / sizeof VOCABULARY[0]; i++) {
        if (!has_only(key, VOCABULARY[i].words) || normal_key_has(key, "so gio"))
            continue; /* hours are no minutes */
        for (size_t k = 0; VOCABULARY[i].phrases[k]; k++)
            if (normal_key_has(key, VOCABULARY[i].phrases[k]))
                return VOCABULARY[i].meaning;
    }
    return ROSTER_UNKNOWN;
}

/* The title without a remark in brackets at its end, malloc'd; NULL when it has none or one that
 * may say something. */
static char *without_remark(const char *title)
{
    const char *open = strrchr(title, '(');
    char *key = open && open > title ? normal_key(open) : NULL, *rest = NULL;
    for (size_t i = 0; key && !rest && i < sizeof REMARKS / sizeof REMARKS[0]; i++)
        if (strcmp(key, REMARKS[i]) == 0)
            rest = strndup(title, (size_t)(open - title));
    free(key);
    return rest;
}

enum roster_meaning roster_heading(const char *title)
{
    if (!title[0] || (title[0] >= '0' && title[0] <= '9')) /* most cells of a list, by the way */
        return ROSTER_UNKNOWN;
    char *key = normal_key(title), *rest = without_remark(title);
    enum roster_meaning m = key ? look_up(key) : ROSTER_UNKNOWN;
    if (m == ROSTER_UNKNOWN && rest)
        m = roster_heading(rest);
    if (m == ROSTER_UNKNOWN && key)
        m = put_together(key);
    /* in brackets may stand what changes the value: (giờ), (mm/dd/yyyy) */
    if (m != ROSTER_UNKNOWN && m != ROSTER_IDENTITY && m != ROSTER_UNIT && strchr(title, '(') &&
        look_up(key) == ROSTER_UNKNOWN && !rest)
        m = ROSTER_UNKNOWN;
    free(rest);
    free(key);
    return m;
}

bool roster_heading_is_near(const char *title, enum roster_meaning *near)
{
    char *key = normal_key(title);
    bool found = false;
    for (size_t i = 0; key && !found && i < sizeof NEAR / sizeof NEAR[0]; i++)
        for (const char *const *phrase = NEAR[i].phrases; *phrase && !found; phrase++)
            if (normal_key_has(key, *phrase)) {
                *near = NEAR[i].meaning;
                found = true;
            }
    free(key);
    return found;
}

enum roster_meaning roster_heading_below(const char *above, const char *title)
{
    char *key = normal_key(title);
    enum roster_meaning top = roster_heading(above), m = ROSTER_UNKNOWN;
    if (top == ROSTER_UNKNOWN && !roster_heading_is_near(above, &top))
        top = ROSTER_UNKNOWN;
    for (size_t i = 0; key && m == ROSTER_UNKNOWN && i < sizeof BELOW / sizeof BELOW[0]; i++)
        if (BELOW[i].above == top && strcmp(key, BELOW[i].key) == 0)
            m = BELOW[i].meaning;
    free(key);
    if (m == ROSTER_UNKNOWN)
        m = roster_heading(title);
    return m == ROSTER_UNKNOWN && top == ROSTER_IGNORE ? ROSTER_IGNORE : m;
}

const char *roster_heading_accepted(enum roster_meaning m)
{
    return m < ROSTER_MEANINGS && ACCEPTED[m] ? ACCEPTED[m] : "";
}

const char *roster_heading_at(size_t i, enum roster_meaning *m)
{
    for (size_t t = 0; t < sizeof TABLE / sizeof TABLE[0]; t++)
        for (const char *const *k = TABLE[t].keys; *k; k++)
            if (i-- == 0) {
                *m = TABLE[t].meaning;
                return *k;
            }
    return NULL;
}
