/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a test picture: the same one for the same size at every call, whatever the format. Its levels are multiples of
 * 1/255 in the perceptual encoding, so that 8-bit, 16-bit and float files hold the very same colours. From top to bottom:
 * a neutral ramp, ramps of the six primaries and secondaries, saturated patches, every hue at falling chroma, shadows,
 * noise. With alpha: from transparent on the left to opaque on the right. */
#include <gegl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static char *size, *format, *space, *icc;

static const GOptionEntry options[] = {
    {"size", 0, 0, G_OPTION_ARG_STRING, &size, "Pixels (256x192)", "WxH"},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, "A babl format (R'G'B' u8)", "FORMAT"},
    {"space", 0, 0, G_OPTION_ARG_STRING, &space, "The colour space, as babl calls it (sRGB)", "NAME"},
    {"icc", 0, 0, G_OPTION_ARG_FILENAME, &icc, "The colour space, from a profile", "FILE"},
    {NULL},
};

/* A picture or a failure: GEGL only warns. */
static void
end_at_warning (const char *domain, GLogLevelFlags log_level, const char *message, gpointer data)
{
    if (log_level > G_LOG_LEVEL_WARNING) /* the greater, the less serious */
        return;
    g_printerr ("rf-test-image: %s\n", message);
    exit (1);
}

/* A fixed noise: the finaliser of MurmurHash3. [0, 1) */
static double
noise (guint32 x, guint32 y, guint32 channel)
{
    guint32 h = x * 0x9e3779b1u ^ y * 0x85ebca77u ^ channel * 0xc2b2ae3du;

    h = (h ^ h >> 16) * 0x85ebca6bu;
    h = (h ^ h >> 13) * 0xc2b2ae35u;
    return (h ^ h >> 16) / 4294967296.0;
}

/* A channel of the fully saturated colour of that hue, [0, 1] round the circle. */
static double
hue_channel (double hue, int channel)
{
    double distance = fabs (fmod (hue + 1 - channel / 3.0, 1.0) - 0.5) * 6; /* 3 at the channel's own hue */

    return CLAMP (distance - 1, 0, 1);
}

static double
level (int x, int y, int width, int height, int channel)
{
    double u = width > 1 ? x / (width - 1.0) : 0.5, v = (y + 0.5) / height * 6;
    int band = (int)v;
    double within = v - band;

    switch (band) {
    case 0:
        return u;
    case 1:
        return u * hue_channel (floor (within * 6) / 6, channel);
    case 2:
        return hue_channel (floor (u * 12) / 12, channel) * (within < 0.5 ? 1.0 : 0.6);
    case 3:
        return 0.75 - within * 0.7 * (1 - hue_channel (u, channel));
    case 4:
        return 0.15 * u * (channel == (int)(within * 4) ? 1.0 : 0.7);
    default:
        return noise ((guint32)x, (guint32)y, (guint32)channel);
    }
}

static GeglBuffer *
draw (int width, int height, const Babl *pixel_format)
{
    GeglBuffer *buffer = gegl_buffer_new (GEGL_RECTANGLE (0, 0, width, height), pixel_format);
    const Babl *row_format = babl_format_with_space ("R'G'B'A float", babl_format_get_space (pixel_format));
    float *row = g_new (float, (gsize)width * 4);

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            for (int channel = 0; channel < 3; channel++)
                row[x * 4 + channel] = (float)(round (level (x, y, width, height, channel) * 255) / 255);
            row[x * 4 + 3] = (float)(round (255.0 * (x + 1) / width) / 255);
        }
        gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, width, 1), 0, row_format, row, GEGL_AUTO_ROWSTRIDE);
    }
    g_free (row);
    return buffer;
}

static void
save (GeglBuffer *buffer, const char *path, const Babl *pixel_format)
{
    GeglNode *graph = gegl_node_new ();
    GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", buffer, NULL);
    GeglNode *target;

    if (g_str_has_suffix (path, ".png")) {
        const char *type = babl_get_name (babl_format_get_type (pixel_format, 0));
        target = gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth",
                                      g_str_equal (type, "u8") ? 8 : 16, "compression", 1, NULL);
    } else {
        target = gegl_node_new_child (graph, "operation", "gegl:save", "path", path, NULL);
    }
    gegl_node_link (source, target);
    gegl_node_process (target);
    g_object_unref (graph);
}

static const Babl *
find_space (void)
{
    g_autofree char *profile = NULL;
    const char *problem = NULL;
    gsize length;
    GError *error = NULL;

    if (!icc)
        return babl_space (space ? space : "sRGB");
    if (!g_file_get_contents (icc, &profile, &length, &error))
        g_warning ("%s", error->message);
    const Babl *found = babl_space_from_icc (profile, (int)length, BABL_ICC_INTENT_RELATIVE_COLORIMETRIC, &problem);
    if (!found)
        g_warning ("%s: %s", icc, problem);
    return found;
}

int
main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("FILE.{png,tif,exr,gegl,...}");
    g_autoptr (GError) error = NULL;
    int width, height;

    g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 ||
        sscanf (size ? size : "256x192", "%dx%d", &width, &height) != 2 || width < 1 || height < 1) {
        g_printerr ("%s\n", error ? error->message : "rf-test-image [--size WxH] [--format FORMAT] FILE");
        return 2;
    }
    g_setenv ("GEGL_PATH", RF_GEGL_PLUGINS, TRUE); /* GEGL's own operations, none under test */
    gegl_init (NULL, NULL);
    g_log_set_default_handler (end_at_warning, NULL);
    if (format && !babl_format_exists (format))
        g_warning ("babl has no format %s", format);
    const Babl *pixel_format = babl_format_with_space (format ? format : "R'G'B' u8", find_space ());
    GeglBuffer *buffer = draw (width, height, pixel_format);
    save (buffer, argv[1], pixel_format);
    g_object_unref (buffer);
    gegl_exit ();
    return g_file_test (argv[1], G_FILE_TEST_EXISTS) ? 0 : 1;
}
