/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damaged looks. */
#include "look.h"

#include "../key-fuzz.h"

static void
check (void *file, const char *text)
{
    static const char *const groups[] = {"tone", "colour", "mono", "vignette", "grain"};
    RfLook *look = file;

    REQUIRE (look->title && *look->title && look->description && look->group && *look->group, "texts of «%s»", text);
    REQUIRE (look->n_bands >= 0 && look->n_bands <= RF_MAX_BANDS, "%d bands in «%s»", look->n_bands, text);
    REQUIRE (look->tint.curve.n >= 0 && look->tint.curve.n <= RF_MAX_KNOTS, "%d knots in «%s»", look->tint.curve.n,
             text);
    for (size_t i = 0; i < G_N_ELEMENTS (groups); i++)
        require_numbers_in_range (&rf_look_schema, groups[i], look, text);
    for (int i = 0; i < look->n_bands; i++)
        require_numbers_in_range (&rf_look_schema, "band", &look->bands[i], text);
    rf_look_free (look);
}

static void *
parse (const char *text, gsize length, const char *path, GError **error)
{
    return rf_look_parse (text, length, path, error);
}

TEST (a_damaged_look_is_a_look_or_an_error)
{
    static const Damaged looks = {&rf_look_schema, "luts", ".look", parse, check};
    require_files_or_errors (&looks);
}

int
main (void)
{
    return tap_main ();
}
