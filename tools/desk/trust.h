/* A public key of another house, taken up when whoever sits here has its fingerprint from its
 * owner: the last four digits are not shown, they are typed.
 *
 *      Khóa của người ra đề
 *      Vân tay                29f3 7a56 6f0d 58e5 ____
 *      Bốn số cuối, theo giấy của người giữ khóa:  a26d_ */
#ifndef SATHACH_TOOLS_DESK_TRUST_H
#define SATHACH_TOOLS_DESK_TRUST_H

#include "tools/desk/stack.h"

extern const struct screen_ops trust_screen;
void trust_open(struct desk *d, const char *file);

#endif
