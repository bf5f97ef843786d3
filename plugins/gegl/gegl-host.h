/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a GEGL operation has to know of its host: the pixels' format and what its numbers mean, and the whole picture. */
#ifndef RF_PLUGIN_GEGL_HOST_H
#define RF_PLUGIN_GEGL_HOST_H

#include <gegl-plugin.h>
#include <rangefinder.h>

/* The encoding of the four floats a pixel that costs least. babl takes 20 ns a pixel for each way between R'G'B' and
 * R~G~B~, although the two are the same where the space has sRGB's curve; a space with another curve is quicker in linear
 * light. */
static inline const char *
rf_choose_encoding (const Babl *source, const Babl *space, RfInput input, RfEncoding *encoding)
{
    BablModelFlag flags = source ? babl_get_model_flags (source) : 0;
    const Babl *srgb = babl_trc ("sRGB"), *red, *green, *blue;

    *encoding = RF_ENCODING_LINEAR;
    if (input == RF_INPUT_SCENE || flags & BABL_MODEL_FLAG_LINEAR)
        return "RGBA float";
    *encoding = RF_ENCODING_PERCEPTUAL;
    if (flags & BABL_MODEL_FLAG_PERCEPTUAL)
        return "R~G~B~A float";
    babl_space_get (space, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, &red, &green, &blue);
    if (red == srgb && green == srgb && blue == srgb)
        return "R'G'B'A float";
    *encoding = RF_ENCODING_LINEAR;
    return "RGBA float";
}

/* The format in which pixels of the format `source` (NULL: not known) with the primaries of `space` are developed;
 * `meaning` receives what its numbers mean. */
static inline const Babl *
rf_choose_format (const Babl *source, const Babl *space, RfInput input, RfSpace *meaning)
{
    static const double primaries[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    double xyz[9];
    const char *encoding;

    if (!space || !babl_space_is_rgb (space))
        space = babl_space ("sRGB"); /* grey and CMYK profiles: babl converts */
    encoding = rf_choose_encoding (source, space, input, &meaning->encoding);

    /* babl's CIE XYZ is relative to D50, as RfSpace wants it; the XYZ of the primaries are the columns of the matrix. */
    babl_process (babl_fish (babl_format_with_space ("RGB double", space), babl_format ("CIE XYZ double")), primaries,
                  xyz, 3);
    for (int i = 0; i < 9; i++)
        meaning->to_xyz[i] = xyz[i % 3 * 3 + i / 3];
    return babl_format_with_space (encoding, space);
}

/* Pixels as GEGL and the core call them. */
typedef struct {
    const Babl *format;
    RfPixels pixels;
} RfHostPixels;

enum { RF_HOST_FLOAT, RF_HOST_U8, RF_HOST_U16, RF_HOST_OTHER };

static inline RfHostPixels
rf_host_pixels (const Babl *format, const char *encoded, gboolean has_alpha, int type)
{
    static const char *const types[] = {"float", "u8", "u16"};
    static const RfPixels with_alpha[] = {RF_PIXELS_FLOAT, RF_PIXELS_U8, RF_PIXELS_U16},
                          without[] = {RF_PIXELS_RGB_FLOAT, RF_PIXELS_RGB_U8, RF_PIXELS_RGB_U16};
    g_autofree char *name = g_strdup_printf ("%s%s %s", encoded, has_alpha ? "A" : "", types[type]);

    return (RfHostPixels){babl_format_with_space (name, babl_format_get_space (format)),
                          has_alpha ? with_alpha[type] : without[type]};
}

/* `format` (RGBA float) with the kind of numbers that the source has, and alpha only if it has some: whatever babl would
 * have to convert costs more than the look. Whole numbers only where both encode alike, and never multiplied by alpha.
 * 8 bits come out as floats: GIMP keeps these from one filter of a layer to the next, and rounding in between shows. */
static inline void
rf_mirror_format (const Babl *source, const Babl *format, RfEncoding encoding, RfHostPixels *in, RfHostPixels *out)
{
    const char *name = babl_get_name (babl_format_get_model (format));
    const char *encoded = encoding == RF_ENCODING_LINEAR ? "RGB" : g_str_has_prefix (name, "R~") ? "R~G~B~" : "R'G'B'";
    const Babl *number = source ? babl_format_get_type (source, 0) : NULL;
    gboolean whole = encoding == RF_ENCODING_PERCEPTUAL;
    int type = number == babl_type ("float")          ? RF_HOST_FLOAT
               : whole && number == babl_type ("u8")  ? RF_HOST_U8
               : whole && number == babl_type ("u16") ? RF_HOST_U16
                                                      : RF_HOST_OTHER;

    *in = *out = (RfHostPixels){format, RF_PIXELS_FLOAT};
    if (type == RF_HOST_OTHER || babl_get_model_flags (source) & BABL_MODEL_FLAG_ASSOCIATED ||
        babl_format_is_palette (source))
        return;
    *in = rf_host_pixels (format, encoded, babl_format_has_alpha (source), type);
    *out = rf_host_pixels (format, encoded, babl_format_has_alpha (source), type == RF_HOST_U8 ? RF_HOST_FLOAT : type);
}

/* The source of a node of that operation; NULL if it is another one. */
static inline GeglNode *
rf_source_of (GeglNode *node, const char *name)
{
    if (!node || g_strcmp0 (gegl_node_get_operation (node), name) != 0)
        return NULL;
    return gegl_operation_get_source_node (gegl_node_get_gegl_operation (node), "input");
}

/* The whole picture. A filter that GIMP limits to a selection sees only that (the graph is nop, translate, crop, filter),
 * yet a vignette belongs to the photograph: there the picture is what comes before the crop. FALSE: it has no end. */
static inline gboolean
rf_find_frame (GeglOperation *operation, gint level, RfFrame *frame)
{
    GeglNode *picture = gegl_operation_get_source_node (operation, "input");
    GeglNode *before_crop = rf_source_of (picture, "gegl:crop");

    if (rf_source_of (rf_source_of (before_crop, "gegl:translate"), "gegl:nop"))
        picture = before_crop;

    GeglRectangle box = gegl_node_get_bounding_box (picture);
    if (gegl_rectangle_is_infinite_plane (&box))
        return FALSE;
    *frame = (RfFrame){box.x >> level, box.y >> level, MAX (box.width >> level, 1), MAX (box.height >> level, 1)};
    return TRUE;
}

#endif
