/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "lut-look.h"

#include "curve.h"
#include "i18n.h"

#include <math.h>
#include <string.h>

#define MAX_ID 64

/* "Kodak 2383 D60.cube" -> "kodak-2383-d60". A name without a Latin letter or digit gets a number of its own. */
static char *
make_id (const char *name)
{
    g_autofree char *plain = g_str_to_ascii (name, "C");
    GString *id = g_string_new (NULL);

    for (const char *c = plain; *c && id->len < MAX_ID; c++) {
        if (g_ascii_isalnum (*c))
            g_string_append_c (id, g_ascii_tolower (*c));
        else if (id->len && id->str[id->len - 1] != '-')
            g_string_append_c (id, '-');
    }
    while (id->len && id->str[id->len - 1] == '-')
        g_string_truncate (id, id->len - 1);
    if (id->len == 0)
        g_string_printf (id, "lut-%08x", g_str_hash (name));
    return g_string_free (id, FALSE);
}

static gboolean
check_input (RfInput input, const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_basename (path);

    if (input == RF_INPUT_DISPLAY)
        return TRUE;
    g_set_error (error, RF_ERROR, RF_ERROR_VALUE,
                 _ ("%s: takes scene-linear light; a look has to take pictures, sRGB to sRGB"), name);
    return FALSE;
}

RfLook *
rf_lut_look_new (const char *path, GError **error)
{
    static const char empty[] = "[look]\ntitle=LUT\n";
    g_autofree char *name = g_filename_display_basename (path);
    g_autofree char *title = NULL;
    RfInput input;

    if (!rf_lut_peek (path, &title, &input, error) || !check_input (input, path, error))
        return NULL;
    RfLook *look = rf_look_parse (empty, strlen (empty), "lut.look", error);
    if (!look)
        return NULL;
    *strrchr (name, '.') = '\0';
    g_free (look->id);
    g_free (look->path);
    g_free (look->title);
    g_free (look->description);
    g_free (look->group);
    look->id = make_id (name);
    look->path = g_strdup (path);
    look->title = g_strdup (*title ? title : name);
    look->description = g_strdup_printf (_ ("LUT from your folder of looks: %s"), name);
    look->group = g_strdup ("user");
    look->lut = TRUE;
    return look;
}

gboolean
rf_lut_stage_init (RfLutStage *stage, const RfLook *look, double tone, double colour, const RfColorimetry *colorimetry,
                   GError **error)
{
    RfSpace srgb;
    RfMatrix srgb_to_xyz, xyz_to_srgb;

    *stage = (RfLutStage){.tone = tone, .colour = colour};
    if (!look->lut)
        return TRUE;
    stage->lut = rf_lut_load (look->path, error);
    if (!stage->lut)
        return FALSE;
    if (!check_input (stage->lut->input, look->path, error)) {
        rf_lut_stage_clear (stage);
        return FALSE;
    }
    rf_space_init (&srgb, "srgb", RF_ENCODING_LINEAR);
    memcpy (srgb_to_xyz.m, srgb.to_xyz, sizeof srgb.to_xyz);
    rf_matrix_invert (&srgb_to_xyz, &xyz_to_srgb);
    stage->to_srgb = rf_matrix_product (&xyz_to_srgb, &colorimetry->to_xyz);
    stage->from_srgb = rf_matrix_product (&colorimetry->from_xyz, &srgb_to_xyz);
    return TRUE;
}

void
rf_lut_stage_clear (RfLutStage *stage)
{
    g_clear_pointer (&stage->lut, rf_lut_unref);
}

/* Moves a colour outside the cube along the way to the grey of its Oklab lightness until it is on the surface. */
static void
fit (double lightness, double rgb[3])
{
    double grey = rf_clamp (lightness * lightness * lightness, 0, 1), reach = 1;

    for (int c = 0; c < 3; c++) {
        double way = rgb[c] - grey, room = way > 0 ? 1 - grey : grey;
        reach = fmax (reach, fabs (way) / fmax (room, 1e-12));
    }
    if (reach > 1)
        for (int c = 0; c < 3; c++)
            rgb[c] = rf_clamp (grey + (rgb[c] - grey) / reach, 0, 1);
}

void
rf_lut_stage_apply (const RfLutStage *stage, const RfColorimetry *colorimetry, const double in[3], double out[3])
{
    static const RfLutUse use = {RF_LUT_TETRAHEDRAL, RF_LUT_AS_IS, 1};
    double srgb[3], before[3], after[3];

    rf_matrix_apply (&stage->to_srgb, in, srgb);
    for (int c = 0; c < 3; c++)
        srgb[c] = rf_encode (srgb[c]);
    rf_lut_evaluate (stage->lut, &use, srgb, srgb, 1);
    for (int c = 0; c < 3; c++)
        srgb[c] = rf_decode (srgb[c]);
    rf_to_oklab (colorimetry, in, before);
    rf_matrix_apply (&stage->from_srgb, srgb, out);
    rf_to_oklab (colorimetry, out, after);
    if (stage->tone != 1 || stage->colour != 1) {
        after[0] = rf_mix (before[0], after[0], stage->tone);
        after[1] = rf_mix (before[1], after[1], stage->colour);
        after[2] = rf_mix (before[2], after[2], stage->colour);
        rf_from_oklab (colorimetry, after, out);
    }
    fit (after[0], out);
}
