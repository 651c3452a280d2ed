/* D2, files to choose from: newest first, what each is by its first bytes, filtered by what is
 * typed; a typed path wins. Tab goes through the places people keep them: sticks, documents,
 * downloads, the office. Enter tells the screen below (chosen, "files") and leaves.
 *
 *      Chọn tệp câu hỏi                                        /media/sxd/NGANHANG
 *      Nơi: USB NGANHANG · Tài liệu · Tải về · văn phòng             xếp: mới trước
 *     ▶  ngan-hang-QD163-18-02-2025.pdf              PDF        24,1 MB   29/11 09:12
 *     x  cau-hoi-cu.doc                              cũ: lưu .docx …
 */
#ifndef SATHACH_TOOLS_DESK_FILES_H
#define SATHACH_TOOLS_DESK_FILES_H

#include "tools/desk/stack.h"
#include "tools/work/file_kind.h"

extern const struct screen_ops files_screen;
/* title: a msgid; it is remembered where the last file was chosen. */
void files_open(struct desk *d, enum file_kind_use use, const char *title);
/* The same where a folder may be chosen, too, one with nothing in it. */
void files_open_folder(struct desk *d, const char *title);
/* The same of folders alone, and none of a stick: what is copied goes there. */
void files_open_target(struct desk *d, const char *title);

#endif
