#include "tools/seat/seat_state.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

const char *seat_trouble_words(enum seat_trouble_kind trouble)
{
    static const char *const WORDS[] = {
        [SEAT_FINE] = "",
        [SEAT_DAMAGED] = "Vùng dữ liệu sathach-data của máy này bị hỏng. Dùng máy khác; giữ USB "
                         "này cho bộ phận cấp chứng chỉ. · The data area sathach-data of this seat "
                         "is damaged. Use another seat; keep this stick for the office.",
        [SEAT_TWICE] = "Có hai vùng sathach-data. Rút bớt một USB rồi bật lại máy. · There are two "
                       "areas sathach-data. Take one stick out and restart.",
        [SEAT_NOWHERE] = "Máy này không có chỗ ghi bài (sathach-data). Cắm USB của máy. · This "
                         "seat has nowhere to store answers (sathach-data). Plug in the seat's "
                         "stick."};
    return WORDS[trouble];
}

void seat_state_write(const char *path, const char *line)
{
    mkdir(SEAT_STATE, 0755);
    FILE *f = fopen(path, "we");
    if (!f || fprintf(f, "%s\n", line) < 0 || fclose(f) != 0)
        perror(path);
}

bool seat_state_read(const char *path, char line[SEAT_STATE_LINE])
{
    FILE *f = fopen(path, "re");
    bool is_read = f && fgets(line, SEAT_STATE_LINE, f);
    if (f)
        fclose(f);
    if (is_read)
        line[strcspn(line, "\n")] = '\0';
    return is_read && line[0];
}
