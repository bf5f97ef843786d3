/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The halo of letters as a part of its own, for hosts that set letters themselves. */
#include "plans.h"

TEST (a_halo_alone_is_what_letters_have_round_them)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);
    int with_halo = 0;

    for (size_t i = 0; i < n; i++) {
        RfCaption *caption = rf_caption_sample ();
        RfWatermark *watermark = plan_with (formats[i], caption, NULL, 900, 600);
        RfFrame area, halos;
        rf_watermark_extent (watermark, RF_PART_TEXT, &area);
        rf_watermark_extent (watermark, RF_PART_HALO, &halos);
        with_halo += halos.width > 0;
        REQUIRE (halos.width == 0 || (halos.x >= area.x && halos.x + halos.width <= area.x + area.width),
                 "%s: halos are not within the text", formats[i]->id);

        float *text = draw_area (watermark, RF_PART_TEXT, RF_PIXELS_FLOAT, area);
        float *halo = draw_area (watermark, RF_PART_HALO, RF_PIXELS_FLOAT, area);
        int outside = 0, weaker = 0;
        for (gsize pixel = 0; pixel < (gsize)area.width * (gsize)area.height; pixel++) {
            const float *a = text + 4 * pixel, *b = halo + 4 * pixel;
            REQUIRE (a[3] >= b[3], "%s: the halo covers %g where it covers %g with its letters", formats[i]->id,
                     (double)b[3], (double)a[3]);
            outside += a[3] > 0 && memcmp (a, b, 4 * sizeof *a) == 0;
            weaker += a[3] > b[3];
        }
        REQUIRE (weaker > 0, "%s: the letters are drawn with the halo alone", formats[i]->id);
        REQUIRE ((outside > 0) == (halos.width > 0), "%s: %d pixels have the halo alone", formats[i]->id, outside);
        g_free (text);
        g_free (halo);
        rf_watermark_free (watermark);
        rf_caption_free (caption);
    }
    REQUIRE (with_halo > 0, "no format has a halo");
}

int
main (void)
{
    return tap_main ();
}
