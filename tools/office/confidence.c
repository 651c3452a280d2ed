#include "tools/office/confidence.h"

#include <math.h>

double confidence_reach(unsigned looks)
{
    /* the normal distribution's points with 2.5 % ÷ looks above them */
    static const double REACH[CONFIDENCE_LOOKS_MAX + 1] = {0,        1.959964, 2.241403, 2.393980,
                                                           2.497705, 2.575829, 2.638257};
    return REACH[looks > CONFIDENCE_LOOKS_MAX ? CONFIDENCE_LOOKS_MAX : looks];
}

struct confidence confidence_share(size_t hits, size_t n, unsigned looks)
{
    double z = confidence_reach(looks), all = (double)n, x = (double)hits;
    if (!n)
        return (struct confidence){0};
    double middle = (x + z * z / 2) / (all + z * z);
    double half = z / (all + z * z) * sqrt(x * (all - x) / all + z * z / 4);
    return (struct confidence){
        .low = fmax(0, middle - half), .high = fmin(1, middle + half), .is_defined = true};
}

struct confidence confidence_correlation(struct itemstat_value r, size_t n, size_t groups,
                                         unsigned looks)
{
    size_t spent = 2 + groups; /* n − 3 where there is one group */
    if (!r.is_defined || n <= spent)
        return (struct confidence){0};
    double half = confidence_reach(looks) / sqrt((double)(n - spent));
    double z = atanh(fmax(-0.999999, fmin(0.999999, r.value)));
    return (struct confidence){.low = tanh(z - half), .high = tanh(z + half), .is_defined = true};
}

struct confidence confidence_alpha(struct itemstat_value alpha, size_t n, size_t k)
{
    if (!alpha.is_defined || n < 3 || k < 2)
        return (struct confidence){0};
    double items = (double)k, rest = 1 - alpha.value;
    double half = confidence_reach(1) * sqrt(2 * items / ((items - 1) * (double)(n - 2)));
    return (struct confidence){
        .low = 1 - rest * exp(half), .high = 1 - rest * exp(-half), .is_defined = true};
}

double confidence_apart(size_t a, size_t b)
{
    return a + b ? ((double)a - (double)b) / sqrt((double)(a + b)) : 0;
}
