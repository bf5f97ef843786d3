/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Crops have the ratio that was asked for, sizes what was said, and neither ever grows. */
#include "../tap.h"
#include "rangefinder.h"

#include <glib.h>
#include <math.h>

static const int sizes[][2] = {{1, 1},       {1, 5000},    {3, 2},       {480, 320},
                               {3000, 4000}, {6000, 4001}, {9504, 6336}, {20000, 7}};
static const double ratios[] = {1.0, 4.0 / 5, 9.0 / 16, 16.0 / 9, 0.1, 10};
static const double positions[] = {-1, 0, 0.25, 0.5, 1, 7};

TEST (a_crop_lies_in_the_picture_and_has_the_ratio_to_the_pixel)
{
    for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
        for (size_t r = 0; r < G_N_ELEMENTS (ratios); r++)
            for (size_t p = 0; p < G_N_ELEMENTS (positions); p++) {
                int w = sizes[s][0], h = sizes[s][1];
                RfFrame c;
                rf_crop_find (ratios[r], positions[p], w, h, &c);
                REQUIRE (c.x >= 0 && c.y >= 0 && c.width > 0 && c.height > 0 && c.x + c.width <= w &&
                             c.y + c.height <= h,
                         "%d x %d, ratio %g: %d, %d, %d x %d", w, h, ratios[r], c.x, c.y, c.width, c.height);
                REQUIRE (c.width == w || c.height == h, "%d x %d, ratio %g: %d x %d", w, h, ratios[r], c.width,
                         c.height);
                REQUIRE (fabs (c.width - c.height * ratios[r]) <= 0.5 * fmax (1, ratios[r]) + 1e-6 || c.width == 1 ||
                             c.height == 1,
                         "%d x %d, ratio %g: %d x %d", w, h, ratios[r], c.width, c.height);
            }
}

TEST (a_crop_of_a_crop_is_all_of_it)
{
    for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
        for (size_t r = 0; r < G_N_ELEMENTS (ratios); r++) {
            RfFrame once, twice;
            rf_crop_find (ratios[r], 0.5, sizes[s][0], sizes[s][1], &once);
            rf_crop_find (ratios[r], 0.5, once.width, once.height, &twice);
            REQUIRE (twice.width == once.width && twice.height == once.height,
                     "%d x %d, ratio %g: %d x %d, then %d x %d", sizes[s][0], sizes[s][1], ratios[r], once.width,
                     once.height, twice.width, twice.height);
        }
}

TEST (the_position_moves_a_crop_from_one_end_to_the_other)
{
    RfFrame c;
    for (int i = 0; i <= 10; i++) {
        rf_crop_find (1, i / 10.0, 600, 400, &c);
        REQUIRE (c.x == i * 20 && c.y == 0, "%d: %d, %d", i, c.x, c.y);
        rf_crop_find (1, i / 10.0, 400, 600, &c);
        REQUIRE (c.x == 0 && c.y == i * 20, "%d: %d, %d", i, c.x, c.y);
    }
    rf_crop_find (0, 0.5, 400, 600, &c);
    REQUIRE (c.width == 400 && c.height == 600, "without a ratio: %d x %d", c.width, c.height);
}

TEST (a_size_is_what_the_rule_says_and_never_larger)
{
    static const struct {
        RfSizeRule rule;
        double value;
    } rules[] = {{RF_SIZE_KEEP, 5},       {RF_SIZE_LONG_SIDE, 1000}, {RF_SIZE_SHORT_SIDE, 1080},
                 {RF_SIZE_PERCENT, 50},   {RF_SIZE_MEGAPIXELS, 2},   {RF_SIZE_LONG_SIDE, 1e9},
                 {RF_SIZE_PERCENT, 400},  {RF_SIZE_PERCENT, NAN},    {RF_SIZE_MEGAPIXELS, 1e-9},
                 {RF_SIZE_SHORT_SIDE, -1}};

    for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
        for (size_t r = 0; r < G_N_ELEMENTS (rules); r++) {
            int w = sizes[s][0], h = sizes[s][1], nw, nh;
            double value = rules[r].value;
            rf_size_find (rules[r].rule, value, w, h, &nw, &nh);
            REQUIRE (nw >= 1 && nh >= 1 && nw <= w && nh <= h, "%d x %d, rule %zu: %d x %d", w, h, r, nw, nh);
            double scale = (double)MAX (nw, nh) / MAX (w, h);
            REQUIRE (fabs (nw - w * scale) <= 0.51 + 0.5 * (w < h) || nw == 1, "%d x %d, rule %zu: %d x %d", w, h, r,
                     nw, nh);
            if (rules[r].rule == RF_SIZE_LONG_SIDE && MAX (w, h) >= value)
                REQUIRE (MAX (nw, nh) == value, "%d x %d: %d x %d", w, h, nw, nh);
            else if (rules[r].rule == RF_SIZE_SHORT_SIDE && value > 0 && MIN (w, h) >= value)
                REQUIRE (MIN (nw, nh) == value, "%d x %d: %d x %d", w, h, nw, nh);
            else if (rules[r].rule == RF_SIZE_MEGAPIXELS && value == 2 && (double)w * h >= 2e6 && MIN (w, h) > 100)
                REQUIRE (fabs ((double)nw * nh / 2e6 - 1) < 0.01, "%d x %d: %d x %d", w, h, nw, nh);
            else if (rules[r].rule == RF_SIZE_KEEP || !(value > 0) ||
                     (rules[r].rule == RF_SIZE_PERCENT && value >= 100))
                REQUIRE (nw == w && nh == h, "%d x %d, rule %zu: %d x %d", w, h, r, nw, nh);
        }
}

int
main (void)
{
    return tap_main ();
}
