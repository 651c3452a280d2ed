/* What poppler's programs may do with a file from a stranger: read the system's own programs,
 * libraries and fonts, and what they were given as open descriptors. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_CONFINE_H
#define SATHACH_TOOLS_IMPORT_PDF_CONFINE_H

/* In the child, right before it becomes such a program: no new privileges, nothing written or made
 * anywhere, nothing read of anybody's own, no connection, no other process. Where the kernel has no
 * such means the program runs without. */
void pdf_confine(void);

#endif
