/* Item statistics of classical test theory: pure numbers. Formulas as the Moodle calculator has
 * them (its documentation: "Quiz report statistics"), variances
 * and covariances with n − 1 throughout. A statistic whose variance is 0, or that has too few
 * attempts, is undefined, which is not 0; alpha may be negative. */
#ifndef SATHACH_TOOLS_OFFICE_ITEMSTAT_H
#define SATHACH_TOOLS_OFFICE_ITEMSTAT_H

#include <stdbool.h>
#include <stddef.h>

struct itemstat_value {
    double value; /* 0 when undefined */
    bool is_defined;
};

/* One item, from the marks x of n attempts and each attempt's marks on everything else, rest. */
struct itemstat_item {
    size_t n;
    double facility; /* mean(x) ÷ max */
    struct itemstat_value sd;
    struct itemstat_value item_total; /* r(x, x + rest) */
    struct itemstat_value
        discrimination; /* r(x, rest): the corrected item-rest correlation, −1 … 1 */
    struct itemstat_value
        efficiency; /* cov(x, rest) ÷ the covariance of both sorted ascending, −1 … 1 */
    struct itemstat_value
        ceiling; /* r of both sorted ascending: the most that discrimination can be */
};
/* max: the most an attempt can get for it, > 0. False when memory ends. */
bool itemstat_item(const double *x, const double *rest, size_t n, double max,
                   struct itemstat_item *out);

/* r of two columns; undefined when one does not vary or n < 2. */
struct itemstat_value itemstat_correlation(const double *a, const double *b, size_t n);

/* A whole test of k slots and n attempts; mark[i * k + j] is what attempt i got in slot j, 0 where
 * it left it empty. */
struct itemstat_test {
    size_t n, k;
    double mean, median;
    struct itemstat_value sd, skew, kurtosis; /* k2^½, k3 ÷ k2^1.5, k4 ÷ k2² (k-statistics) */
    struct itemstat_value
        alpha; /* k ÷ (k−1) · (1 − Σ var x ÷ var T); KR-20 when all marks are 0 or 1 */
    struct itemstat_value
        kr21; /* k ÷ (k−1) · (1 − M(k−M) ÷ kσ²), σ² with ÷ n; marks of 0 and 1 only */
    struct itemstat_value error_ratio; /* √(1 − alpha); above 1 when alpha is negative */
    struct itemstat_value sem;         /* SD · √(1 − alpha), in marks */
};
/* item: k of them, or NULL; weight: √cov(x, T) ÷ Σ of those that are >= 0, undefined where cov is
 * negative; without: alpha of the other slots (undefined for k < 3). Both k long, or NULL. False
 * when memory ends. */
bool itemstat_test(const double *mark, size_t n, size_t k, struct itemstat_test *out,
                   struct itemstat_item *item, struct itemstat_value *weight,
                   struct itemstat_value *without);

#endif
