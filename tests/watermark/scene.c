/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

const Shape scene_shapes[] = {
    {"landscape", 3.0 / 2}, {"portrait", 3.0 / 4}, {"square", 1}, {"panorama", 3.5}, {NULL, 0},
};

void
scene_shape_size (const Shape *shape, int short_side, int *width, int *height)
{
    int long_side = (int)lround (short_side * MAX (shape->aspect, 1 / shape->aspect));

    *width = shape->aspect >= 1 ? long_side : short_side;
    *height = shape->aspect >= 1 ? short_side : long_side;
}

/* ---- Captions -------------------------------------------------------------------------------------------------- */

const char *const scene_captions[] = {"full",   "little", "long",  "typed",   "chinese", "japanese",
                                      "korean", "arabic", "emoji", "nothing", NULL};

typedef struct {
    const char *caption, *field, *text;
} Line;

static const Line lines[] = {
    {"full", "make", "Optica"},
    {"full", "model", "R35 Mark II"},
    {"full", "lens", "Optar 35mm f/1.4 ASPH."},
    {"full", "focal", "35mm"},
    {"full", "aperture", "f/1.4"},
    {"full", "exposure", "1/250s"},
    {"full", "iso", "ISO200"},
    {"full", "date", NULL},
    {"full", "gps", "33°35'16\"N  7°36'50\"W"},
    {"full", "artist", "Anna Muster"},
    {"little", "model", "DC-20"},
    {"little", "date", NULL},
    {"long", "make", "Vereinigte Optische Werke"},
    {"long", "model", "Reisekamera Panorama Professional Edition Mark III"},
    {"long", "lens", "Super-Telephoto Apochromatic Zoom 180-600mm f/5.6-6.3 DG OS HSM Contemporary"},
    {"long", "focal", "600mm (960mm)"},
    {"long", "aperture", "f/6.3"},
    {"long", "exposure", "1/8000s"},
    {"long", "iso", "ISO102400"},
    {"long", "date", NULL},
    {"long", "gps", "33°35'16\"N  107°36'50\"W"},
    {"long", "artist", "Maximiliane Freifrau von Hohenstein-Wittelsbach"},
    {"typed", "title", "Morning by the sea"},
    {"chinese", "model", "徕光 35 数码相机"},
    {"chinese", "lens", "标准镜头 35mm f/1.4"},
    {"chinese", "focal", "35mm"},
    {"chinese", "aperture", "f/1.4"},
    {"chinese", "exposure", "1/250s"},
    {"chinese", "iso", "ISO200"},
    {"chinese", "place", "北京，中国"},
    {"chinese", "artist", "王小明"},
    {"japanese", "title", "雨上がりの「京都」、夕暮れ"},
    {"japanese", "artist", "山田 太郎"},
    {"japanese", "focal", "35mm"},
    {"japanese", "aperture", "f/2"},
    {"korean", "title", "제주도의 아침"},
    {"korean", "artist", "김민준"},
    {"arabic", "title", "صباح في الدار البيضاء"},
    {"arabic", "artist", "ليلى بن علي"},
    {"arabic", "focal", "35mm"},
    {"arabic", "aperture", "f/2"},
    {"emoji", "title", "Sunset 🌅 with 👩‍🚀 and 🇲🇦"},
    {"emoji", "artist", "Ana 🦊"},
    {"emoji", "focal", "35mm"},
    {"emoji", "aperture", "f/2"},
};

/* Fields without a text here are those of the library's sample: so dates follow the format's pattern. */
RfCaption *
scene_caption (const char *id)
{
    RfCaption *caption = rf_caption_sample ();
    gboolean found = strcmp (id, "nothing") == 0;
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++) {
        const char *text = "";
        for (size_t k = 0; k < G_N_ELEMENTS (lines); k++)
            if (strcmp (lines[k].caption, id) == 0) {
                found = TRUE;
                if (strcmp (lines[k].field, fields[i].id) == 0)
                    text = lines[k].text;
            }
        gboolean joined = strcmp (fields[i].id, "body") == 0 || (strcmp (fields[i].id, "place") == 0 && !*text);
        rf_caption_set (caption, fields[i].id, joined ? NULL : text, NULL);
    }
    if (!found)
        g_clear_pointer (&caption, rf_caption_free);
    return caption;
}

/* ---- Pictures -------------------------------------------------------------------------------------------------- */

static guint32 *
get_row (cairo_surface_t *surface, int y)
{
    return (guint32 *)(void *)(cairo_image_surface_get_data (surface) +
                               y * (ptrdiff_t)cairo_image_surface_get_stride (surface));
}

cairo_surface_t *
scene_make_photo (int width, int height)
{
    cairo_surface_t *photo = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
    cairo_pattern_t *sky = cairo_pattern_create_linear (0, 0, 0, height);
    cairo_t *cr = cairo_create (photo);

    cairo_pattern_add_color_stop_rgb (sky, 0, 0.16, 0.35, 0.62);
    cairo_pattern_add_color_stop_rgb (sky, 0.55, 0.93, 0.76, 0.58);
    cairo_pattern_add_color_stop_rgb (sky, 0.56, 0.12, 0.23, 0.22);
    cairo_pattern_add_color_stop_rgb (sky, 1, 0.05, 0.09, 0.08);
    cairo_set_source (cr, sky);
    cairo_paint (cr);
    cairo_pattern_destroy (sky);
    cairo_destroy (cr);
    return photo;
}

cairo_surface_t *
scene_load_photo (const char *path, int width, int height)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GdkPixbuf) whole = gdk_pixbuf_new_from_file (path, &error);

    if (!whole)
        g_error ("%s", error->message);
    double scale = MAX ((double)width / gdk_pixbuf_get_width (whole), (double)height / gdk_pixbuf_get_height (whole));
    g_autoptr (GdkPixbuf) cut = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
    gdk_pixbuf_scale (whole, cut, 0, 0, width, height, (width - gdk_pixbuf_get_width (whole) * scale) / 2,
                      (height - gdk_pixbuf_get_height (whole) * scale) / 2, scale, scale, GDK_INTERP_BILINEAR);
    cairo_surface_t *photo = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
    for (int y = 0; y < height; y++) {
        const guchar *from = gdk_pixbuf_read_pixels (cut) + y * (ptrdiff_t)gdk_pixbuf_get_rowstride (cut);
        guint32 *to = get_row (photo, y);
        for (int x = 0; x < width; x++, from += 3)
            to[x] = (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
    }
    cairo_surface_mark_dirty (photo);
    return photo;
}

RfTile
scene_reduced (cairo_surface_t *photo, int side)
{
    int width = cairo_image_surface_get_width (photo), height = cairo_image_surface_get_height (photo);
    double scale = MIN (1, (double)side / MAX (width, height));
    int columns = MAX (1, (int)lround (width * scale)), rows = MAX (1, (int)lround (height * scale));
    cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns, rows);
    cairo_t *cr = cairo_create (small);
    float *pixels = g_new (float, 4 * (gsize)columns * (gsize)rows), *pixel = pixels;

    cairo_scale (cr, (double)columns / width, (double)rows / height);
    cairo_set_source_surface (cr, photo, 0, 0);
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
    cairo_paint (cr);
    cairo_destroy (cr);
    cairo_surface_flush (small);
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++, pixel += 4) {
            guint32 rgb = get_row (small, y)[x];
            for (int c = 0; c < 3; c++)
                pixel[c] = (float)(rgb >> (16 - 8 * c) & 255) / 255;
            pixel[3] = 1;
        }
    cairo_surface_destroy (small);
    return (RfTile){pixels, 4 * (ptrdiff_t)sizeof (float) * columns, 0, 0, columns, rows};
}

cairo_surface_t *
scene_compose (const RfWatermark *watermark, cairo_surface_t *photo, const RfFrame *view)
{
    int width, height;
    RfFrame place;

    rf_watermark_canvas (watermark, &width, &height, &place);
    cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view->width, view->height);
    cairo_t *cr = cairo_create (picture);
    cairo_set_source_surface (cr, photo, place.x - view->x, place.y - view->y);
    cairo_paint (cr);
    cairo_destroy (cr);
    cairo_surface_flush (picture);

    g_autofree guchar *row = g_malloc (4 * (gsize)view->width);
    for (int y = 0; y < view->height; y++) {
        RfTile tile = {row, 4 * (ptrdiff_t)view->width, view->x, view->y + y, view->width, 1};
        guint32 *under = get_row (picture, y);
        rf_watermark_draw (watermark, RF_PART_ALL, RF_PIXELS_U8, &tile);
        for (int x = 0; x < view->width; x++) {
            const guchar *over = row + 4 * x;
            guint32 mixed = 0;
            for (int c = 0; c < 3; c++) {
                guint below = under[x] >> (16 - 8 * c) & 255;
                mixed |= ((over[c] * over[3] + below * (255u - over[3]) + 127) / 255) << (16 - 8 * c);
            }
            under[x] = mixed;
        }
    }
    cairo_surface_mark_dirty (picture);
    return picture;
}
