/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Roots, powers, exponentials and turns in plain arithmetic, without a branch or a call: compilers do two or four of them at
 * once, and every machine gets the same bits, which libm's do not promise. */
#ifndef RF_MATHS_H
#define RF_MATHS_H

#include <math.h>
#include <stdint.h>

typedef union {
    double number;
    uint64_t bits;
} RfBits;

/* Of these roots are taken; beyond are 0, infinities, NaN, and nothing that is light. */
static inline int
rf_has_root (double magnitude)
{
    return (magnitude >= 1e-280) & (magnitude <= 1e280);
}

/* The cube root to the last digits but one: its inverse, guessed by a third of the exponent to 4 %, comes near in two steps
 * of the third order without any division. */
static inline double
rf_cbrt (double x)
{
    double magnitude = fabs (x);
    RfBits inverse = {magnitude};
    uint64_t third = inverse.bits >> 2; /* a division that vectors have not: 1/3 = 1/4 + 1/16 + ... */

    third += third >> 2;
    third += third >> 4;
    third += third >> 8;
    third += third >> 16;
    inverse.bits = 0x553ef10cb295e9e2u - third;
    double y = inverse.number;
    for (int step = 0; step < 2; step++) {
        double rest = 1 - magnitude * y * y * y;
        y += y * rest * (1 / 3.0 + rest * (2 / 9.0));
    }
    double root = magnitude * y * y;
    root -= (root * root * root - magnitude) * y * y * (1 / 3.0);
    return rf_has_root (magnitude) ? copysign (root, x) : x;
}

/* x^(5/12) and x^(12/5) for x >= 0: what the sRGB curve is made of. */
static inline double
rf_power_5_12 (double x)
{
    double root = rf_cbrt (x);
    return root * sqrt (sqrt (root));
}

static inline double
rf_power_12_5 (double x)
{
    RfBits inverse = {x};
    uint64_t fifth = (inverse.bits >> 3) + (inverse.bits >> 4); /* 1/5 = 3/16 + 3/256 + ... */

    fifth += fifth >> 4;
    fifth += fifth >> 8;
    fifth += fifth >> 16;
    inverse.bits = 0x4cb8a8c154c985f0u - fifth; /* of the fifth root, as above */
    double y = inverse.number;
    for (int step = 0; step < 3; step++) {
        double y2 = y * y, rest = 1 - x * y2 * y2 * y;
        y += y * rest * (1 / 5.0 + rest * (3 / 25.0));
    }
    double power = x * y; /* to the 4/5 */
    return rf_has_root (x) ? power * power * power : x;
}

/* e^-x for x >= 0, to 1e-13 of it: a power of two and Taylor's series of what is left. */
static inline double
rf_exp_minus (double x)
{
    static const double whole = 0x1.8p52; /* added, it leaves the nearest whole number in the last digits */
    double exponent = (x < 700 ? x : 700) * -1.4426950408889634;
    RfBits power = {exponent + whole};
    double rest = (exponent - (power.number - whole)) * 0.6931471805599453;
    double sum = 1 / 3628800.0;

    sum = sum * rest + 1 / 362880.0;
    sum = sum * rest + 1 / 40320.0;
    sum = sum * rest + 1 / 5040.0;
    sum = sum * rest + 1 / 720.0;
    sum = sum * rest + 1 / 120.0;
    sum = sum * rest + 1 / 24.0;
    sum = sum * rest + 1 / 6.0;
    sum = sum * rest + 1 / 2.0;
    sum = sum * rest + 1;
    sum = sum * rest + 1;
    power.bits = (power.bits + 1023) << 52;
    return sum * power.number;
}

/* Cosine and sine, to 1e-10: of a quarter of the angle, doubled twice. */
static inline void
rf_turn (double angle, double *cosine, double *sine)
{
    static const double whole = 0x1.8p52, circle = 6.283185307179586;
    double turns = angle * (1 / circle);
    double quarter = (turns - ((turns + whole) - whole)) * (circle / 4), q2 = quarter * quarter;
    double c = 1 + q2 * (-1 / 2.0 +
                         q2 * (1 / 24.0 + q2 * (-1 / 720.0 +
                                                q2 * (1 / 40320.0 + q2 * (-1 / 3628800.0 + q2 * (1 / 479001600.0))))));
    double s =
        quarter *
        (1 + q2 * (-1 / 6.0 + q2 * (1 / 120.0 + q2 * (-1 / 5040.0 + q2 * (1 / 362880.0 + q2 * (-1 / 39916800.0))))));

    for (int twice = 0; twice < 2; twice++) {
        double turned = c * c - s * s;
        s = 2 * s * c;
        c = turned;
    }
    *cosine = c;
    *sine = s;
}

#endif
