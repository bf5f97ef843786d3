/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain arithmetic next to libm's functions. */
#include "maths.h"
#include "../tap.h"
#include "unit.h"

TEST (roots_and_powers_are_libms)
{
    for (int i = -6000; i <= 6000; i++) {
        double x = exp2 (i / 17.0), root = cbrt (x);
        REQUIRE_CMP (fabs (rf_cbrt (x) / root - 1), <, 1e-15, "%g", "the cube root of %g", x);
        REQUIRE (rf_cbrt (-x) == -rf_cbrt (x), "the cube root of -%g", x);
        if (fabs (log10 (x)) > 100)
            continue;
        REQUIRE_CMP (fabs (rf_power_5_12 (x) / pow (x, 5 / 12.0) - 1), <, 1e-13, "%g", "%g to the 5/12", x);
        REQUIRE_CMP (fabs (rf_power_12_5 (x) / pow (x, 12 / 5.0) - 1), <, 1e-13, "%g", "%g to the 12/5", x);
    }
}

TEST (what_has_no_root_stays)
{
    static const double odd[] = {0.0, -0.0, 1e-300, INFINITY, -INFINITY};

    for (size_t i = 0; i < G_N_ELEMENTS (odd); i++)
        REQUIRE (rf_cbrt (odd[i]) == odd[i] && signbit (rf_cbrt (odd[i])) == signbit (odd[i]), "%g", odd[i]);
    REQUIRE (isnan (rf_cbrt (NAN)) && isnan (rf_power_5_12 (NAN)) && isnan (rf_power_12_5 (NAN)), "NaN");
    REQUIRE (rf_power_5_12 (0) == 0 && rf_power_12_5 (0) == 0, "0");
    REQUIRE (isinf (rf_power_5_12 (INFINITY)) && isinf (rf_power_12_5 (INFINITY)), "infinity");
}

TEST (exponentials_are_libms)
{
    for (int i = 0; i <= 20000; i++) {
        double x = i * 0.025;
        REQUIRE_CMP (fabs (rf_exp_minus (x) / exp (-x) - 1), <, 1e-12, "%g", "e to the -%g", x);
    }
    REQUIRE (rf_exp_minus (0) == 1, "e to the 0");
    REQUIRE_CMP (rf_exp_minus (1e300), <, 1e-300, "%g", "far out");
}

TEST (turns_are_libms)
{
    for (int i = -20000; i <= 20000; i++) {
        double angle = i * 0.001, cosine, sine;
        rf_turn (angle, &cosine, &sine);
        REQUIRE_CMP (fabs (cosine - cos (angle)), <, 1e-10, "%g", "the cosine of %g", angle);
        REQUIRE_CMP (fabs (sine - sin (angle)), <, 1e-10, "%g", "the sine of %g", angle);
    }
}

int
main (void)
{
    return tap_main ();
}
