/* Confidence bounds, 95 % of both sides together: what a figure made from few attempts can still
 * be. The share of an outcome by Wilson (1927), a correlation by Fisher's z (1921), alpha by
 * Bonett's transformation (2002). A statement that looks at several bounds at once, as "one of
 * three wrong options", gives their number as `looks`: each end is then taken further out
 * (Bonferroni), so that the statement as a whole is wrong as seldom as one of a single bound. */
#ifndef SATHACH_TOOLS_OFFICE_CONFIDENCE_H
#define SATHACH_TOOLS_OFFICE_CONFIDENCE_H

#include "tools/office/itemstat.h"

struct confidence {
    double low, high;
    bool is_defined;
};

enum { CONFIDENCE_LOOKS_MAX = 6 };
/* Standard errors from the figure to an end of its interval; looks: 1 to CONFIDENCE_LOOKS_MAX. */
double confidence_reach(unsigned looks);

/* Of the share hits ÷ n; undefined for n = 0. */
struct confidence confidence_share(size_t hits, size_t n, unsigned looks);
/* Of a correlation made from n pairs of figures whose means were taken out within `groups` groups;
 * undefined with the correlation, and for fewer than 4 pairs beyond the groups. */
struct confidence confidence_correlation(struct itemstat_value r, size_t n, size_t groups,
                                         unsigned looks);
/* Of alpha over k questions and n attempts; undefined with it, for n < 3 and for k < 2. */
struct confidence confidence_alpha(struct itemstat_value alpha, size_t n, size_t k);
/* How many standard errors two counts of one sample lie apart, a − b; 0 when both are 0. */
double confidence_apart(size_t a, size_t b);

#endif
