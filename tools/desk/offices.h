/* Offices: those that were opened on this machine, a new one, one out of a backup, another folder.
 * Where none is found it is the lowest screen; else a part of the first one, which tells which
 * office is open. What is chosen is opened by whoever runs the desk (stack.h, open_office), and
 * this desk ends as by Ctrl-Q.
 *
 *      Mở văn phòng
 *      Ở thư mục này và các thư mục trên nó không có văn phòng nào.
 *     ▶  Sở Xây dựng tỉnh Gia Lai    /home/sxd/van-phong
 *      x /media/sxd/CU/van-phong     không còn ở đó
 *      M lập văn phòng mới
 *      K khôi phục từ một bản sao lưu
 *      V thư mục khác */
#ifndef SATHACH_TOOLS_DESK_OFFICES_H
#define SATHACH_TOOLS_DESK_OFFICES_H

#include "tools/desk/stack.h"
#include "tools/work/offices.h"

struct offices_list {
    struct screen screen;
    struct offices_reply seen; /* as they were looked at last */
    bool is_seen, has_failed;  /* it was looked at; the list could not be read then */
    char folder[OFFICES_PATH]; /* made or chosen here: the first row; "" for none */
    bool opens;                /* it is opened once it was looked at */
    struct tui_table table;
};

extern const struct screen_ops offices_screen;
void offices_open(struct desk *d);
/* An operation came through: one that it made is noted, and is the first row. */
void offices_take_made(struct desk *d, const struct job *job);

#endif
