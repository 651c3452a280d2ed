#include "tools/office/itemstat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double mean_of(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return n ? sum / (double)n : 0;
}

/* With n − 1; n >= 2. */
static double covariance(const double *a, const double *b, size_t n)
{
    double ma = mean_of(a, n), mb = mean_of(b, n), sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (a[i] - ma) * (b[i] - mb);
    return sum / (double)(n - 1);
}

/* Rounding leaves a trace of variance where all marks are the same. */
static bool varies(const double *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (x[i] < x[0] || x[i] > x[0])
            return true;
    return false;
}

static struct itemstat_value defined(double v)
{
    return (struct itemstat_value){.value = v, .is_defined = true};
}

struct itemstat_value itemstat_correlation(const double *a, const double *b, size_t n)
{
    if (n < 2 || !varies(a, n) || !varies(b, n))
        return (struct itemstat_value){0};
    return defined(covariance(a, b, n) / sqrt(covariance(a, a, n) * covariance(b, b, n)));
}

static int ascending(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a > b) - (a < b);
}

static double *sorted(const double *x, size_t n)
{
    double *copy = malloc((n + 1) * sizeof *copy);
    if (!copy)
        return NULL;
    memcpy(copy, x, n * sizeof *copy);
    qsort(copy, n, sizeof *copy, ascending);
    return copy;
}

bool itemstat_item(const double *x, const double *rest, size_t n, double max,
                   struct itemstat_item *out)
{
    *out = (struct itemstat_item){.n = n, .facility = mean_of(x, n) / max};
    if (n < 2)
        return true;
    double *total = malloc(n * sizeof *total), *low_x = sorted(x, n), *low_rest = sorted(rest, n);
    bool has_memory = total && low_x && low_rest;
    if (has_memory) {
        for (size_t i = 0; i < n; i++)
            total[i] = x[i] + rest[i];
        out->sd = defined(sqrt(covariance(x, x, n)));
        out->item_total = itemstat_correlation(x, total, n);
        out->discrimination = itemstat_correlation(x, rest, n);
        double most = covariance(low_x, low_rest, n);
        out->ceiling = itemstat_correlation(low_x, low_rest, n);
        if (out->discrimination.is_defined && most > 0)
            out->efficiency = defined(covariance(x, rest, n) / most);
    }
    free(total);
    free(low_x);
    free(low_rest);
    return has_memory;
}

/* ---- the whole test ---- */

/* Moments about the mean, ÷ n, turned into k-statistics. */
static void shape(const double *total, size_t n, struct itemstat_test *out)
{
    double m2 = 0, m3 = 0, m4 = 0, count = (double)n;
    for (size_t i = 0; i < n; i++) {
        double d = total[i] - out->mean;
        m2 += d * d / count;
        m3 += d * d * d / count;
        m4 += d * d * d * d / count;
    }
    double k2 = n > 1 ? count * m2 / (count - 1) : 0;
    if (n > 1)
        out->sd = defined(sqrt(k2));
    if (n > 2 && varies(total, n))
        out->skew = defined(count * count * m3 / ((count - 1) * (count - 2)) / pow(k2, 1.5));
    if (n > 3 && varies(total, n))
        out->kurtosis = defined(count * count * ((count + 1) * m4 - 3 * (count - 1) * m2 * m2) /
                                ((count - 1) * (count - 2) * (count - 3)) / (k2 * k2));
}

static struct itemstat_value alpha_of(const double *total, size_t n, size_t k,
                                      double sum_of_variances)
{
    if (n < 2 || k < 2 || !varies(total, n))
        return (struct itemstat_value){0};
    double slots = (double)k;
    return defined(slots / (slots - 1) * (1 - sum_of_variances / covariance(total, total, n)));
}

static bool is_dichotomous(const double *mark, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((mark[i] < 0 || mark[i] > 0) && (mark[i] < 1 || mark[i] > 1))
            return false;
    return true;
}

static void reliability(const double *total, double variances, struct itemstat_test *out,
                        bool dichotomous)
{
    double n = (double)out->n, k = (double)out->k;
    out->alpha = alpha_of(total, out->n, out->k, variances);
    if (out->alpha.is_defined) {
        out->error_ratio = defined(sqrt(1 - out->alpha.value));
        out->sem = defined(out->sd.value * sqrt(1 - out->alpha.value));
    }
    if (dichotomous && out->k > 1 && out->n > 1 && varies(total, out->n)) {
        double sigma2 = out->sd.value * out->sd.value * (n - 1) / n;
        out->kr21 = defined(k / (k - 1) * (1 - out->mean * (k - out->mean) / (k * sigma2)));
    }
}

/* Room for the columns of one slot after the other. */
struct columns {
    double *total, *x, *rest, *variance, *with_total;
};

static bool columns_make(struct columns *c, size_t n, size_t k)
{
    *c = (struct columns){.total = calloc(n + 1, sizeof(double)),
                          .x = calloc(n + 1, sizeof(double)),
                          .rest = calloc(n + 1, sizeof(double)),
                          .variance = calloc(k + 1, sizeof(double)),
                          .with_total = calloc(k + 1, sizeof(double))};
    return c->total && c->x && c->rest && c->variance && c->with_total;
}

static void columns_free(struct columns *c)
{
    free(c->total);
    free(c->x);
    free(c->rest);
    free(c->variance);
    free(c->with_total);
}

static void read_slot(struct columns *c, const double *mark, size_t n, size_t k, size_t slot)
{
    for (size_t i = 0; i < n; i++) {
        c->x[i] = mark[i * k + slot];
        c->rest[i] = c->total[i] - c->x[i];
    }
}

static void weigh(const struct columns *c, size_t k, struct itemstat_value *weight)
{
    double sum = 0;
    for (size_t j = 0; j < k; j++)
        sum += c->with_total[j] > 0 ? sqrt(c->with_total[j]) : 0;
    for (size_t j = 0; j < k; j++)
        weight[j] = c->with_total[j] >= 0 && sum > 0 ? defined(sqrt(c->with_total[j]) / sum)
                                                     : (struct itemstat_value){0};
}

bool itemstat_test(const double *mark, size_t n, size_t k, struct itemstat_test *out,
                   struct itemstat_item *item, struct itemstat_value *weight,
                   struct itemstat_value *without)
{
    struct columns c;
    double variances = 0;
    bool fine = columns_make(&c, n, k);
    *out = (struct itemstat_test){.n = n, .k = k};
    for (size_t i = 0; fine && i < n; i++)
        for (size_t j = 0; j < k; j++)
            c.total[i] += mark[i * k + j];
    out->mean = fine ? mean_of(c.total, n) : 0;
    for (size_t j = 0; fine && j < k; j++) {
        read_slot(&c, mark, n, k, j);
        c.variance[j] = n > 1 ? covariance(c.x, c.x, n) : 0;
        c.with_total[j] = n > 1 ? covariance(c.x, c.total, n) : 0;
        variances += c.variance[j];
        if (item)
            fine = itemstat_item(c.x, c.rest, n, 1, &item[j]);
    }
    for (size_t j = 0; fine && without && j < k; j++) {
        read_slot(&c, mark, n, k, j);
        without[j] = alpha_of(c.rest, n, k - 1, variances - c.variance[j]);
    }
    if (fine && weight)
        weigh(&c, k, weight);
    if (fine) {
        shape(c.total, n, out);
        reliability(c.total, variances, out, is_dichotomous(mark, n * k));
        qsort(c.total, n, sizeof *c.total, ascending);
        out->median = n ? (c.total[(n - 1) / 2] + c.total[n / 2]) / 2 : 0;
    }
    columns_free(&c);
    return fine;
}
