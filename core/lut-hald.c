/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Hald images: a cube of level^2 steps as a square picture of level^3 pixels, red fastest, then green, then blue. */
#include "i18n.h"
#include "lut.h"

#include <png.h>
#include <string.h>

#define MAX_LEVEL 12

/* libpng leaves through longjmp, so what has to survive that lives here. */
typedef struct {
    const char *data; /* what is being read */
    gsize left;
    GByteArray *written;
    png_bytep pixels;
    png_bytepp rows;
    char problem[128];
} Work;

static void
note_problem (png_structp png, png_const_charp text)
{
    Work *work = png_get_error_ptr (png);

    g_strlcpy (work->problem, text, sizeof work->problem);
    png_longjmp (png, 1);
}

static void
ignore_warning (png_structp png, png_const_charp text)
{
}

static void
read_bytes (png_structp png, png_bytep to, size_t n)
{
    Work *work = png_get_io_ptr (png);

    if (n > work->left)
        png_error (png, "the file ends too early");
    memcpy (to, work->data, n);
    work->data += n;
    work->left -= n;
}

static int
find_level (png_uint_32 width, png_uint_32 height)
{
    for (png_uint_32 level = 2; level <= MAX_LEVEL; level++)
        if (width == height && width == level * level * level)
            return (int)level;
    return 0;
}

gboolean
rf_lut_is_hald_head (const guchar *head, gsize length)
{
    /* Signature, length and name of the first chunk, then width and height, big end first. */
    static const guchar start[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    guint32 side[2];

    if (length < 24 || memcmp (head, start, 16) != 0)
        return FALSE;
    memcpy (side, head + 16, sizeof side);
    return find_level (GUINT32_FROM_BE (side[0]), GUINT32_FROM_BE (side[1])) != 0;
}

static char *
find_title (png_structp png, png_infop info)
{
    png_textp texts;
    int n;

    png_get_text (png, info, &texts, &n);
    for (int i = 0; i < n; i++)
        if (strcmp (texts[i].key, "Title") == 0 && texts[i].text)
            return g_utf8_make_valid (texts[i].text, -1);
    return NULL;
}

/* Pixels as 16-bit RGB, in Work; the level, or 0 with the reason in Work. */
static int
read_pixels (png_structp png, png_infop info, Work *work)
{
    png_set_user_limits (png, MAX_LEVEL * MAX_LEVEL * MAX_LEVEL, MAX_LEVEL * MAX_LEVEL * MAX_LEVEL);
    png_set_chunk_malloc_max (png, 1 << 20);
    png_set_read_fn (png, work, read_bytes);
    png_read_info (png, info);
    png_uint_32 width = png_get_image_width (png, info), height = png_get_image_height (png, info);
    int level = find_level (width, height);
    if (level == 0) {
        g_snprintf (work->problem, sizeof work->problem,
                    _ ("%u × %u pixels: a Hald image has 64 × 64, 512 × 512, 1728 × 1728 or another cube's square"),
                    (guint)width, (guint)height);
        return 0;
    }
    png_set_expand_16 (png);
    png_set_gray_to_rgb (png);
    png_set_strip_alpha (png);
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
        png_set_swap (png);
    png_set_interlace_handling (png);
    png_read_update_info (png, info);
    if (png_get_rowbytes (png, info) != width * 6)
        png_error (png, "unknown kind of pixels");
    work->pixels = g_malloc (width * height * 6);
    work->rows = g_new (png_bytep, height);
    for (png_uint_32 y = 0; y < height; y++)
        work->rows[y] = work->pixels + y * width * 6;
    png_read_image (png, work->rows);
    png_read_end (png, info);
    return level;
}

RfLut *
rf_lut_parse_hald (const char *data, gsize length, const char *name, GError **error)
{
    Work *work = g_new0 (Work, 1);
    RfLut *volatile lut = NULL;
    png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, work, note_problem, ignore_warning);
    png_infop info = png_create_info_struct (png);

    work->data = data;
    work->left = length;
    if (!setjmp (png_jmpbuf (png))) {
        int level = read_pixels (png, info, work), size = level * level;
        if (level) {
            const guint16 *pixel = (const guint16 *)(gpointer)work->pixels;
            lut = rf_lut_new ();
            rf_lut_alloc_cells (lut, size);
            for (int i = 0; i < size * size * size; i++)
                for (int c = 0; c < 3; c++)
                    lut->cells[4 * i + c] = (float)*pixel++ / 65535;
            lut->title = find_title (png, info);
        }
    }
    if (!lut)
        g_set_error (error, RF_ERROR, RF_ERROR_SYNTAX, _ ("%s: not a Hald image: %s"), name, work->problem);
    png_destroy_read_struct (&png, &info, NULL);
    g_free (work->pixels);
    g_free (work->rows);
    g_free (work);
    return lut;
}

static void
write_bytes (png_structp png, png_bytep from, size_t n)
{
    Work *work = png_get_io_ptr (png);

    g_byte_array_append (work->written, from, (guint)n);
}

static void
flush_nothing (png_structp png)
{
}

static void
write_texts (png_structp png, png_infop info, const RfLut *lut)
{
    png_text texts[2] = {{.compression = PNG_ITXT_COMPRESSION_NONE, .key = (char *)"Title"},
                         {.compression = PNG_ITXT_COMPRESSION_NONE, .key = (char *)"Comment"}};

    texts[0].text = (char *)rf_lut_title (lut);
    texts[1].text = (char *)(lut->note ? lut->note : "");
    png_set_text (png, info, texts, *texts[1].text ? 2 : 1);
}

static void
write_pixels (png_structp png, png_infop info, const RfLut *lut, int level, Work *work)
{
    png_uint_32 side = (png_uint_32)(level * level * level);

    png_set_IHDR (png, info, side, side, 16, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                  PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    write_texts (png, info, lut);
    png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
    png_set_compression_level (png, 6);
    png_set_write_fn (png, work, write_bytes, flush_nothing);
    png_write_info (png, info);

    work->pixels = g_malloc (side * 6);
    const float *cell = lut->cells;
    for (png_uint_32 y = 0; y < side; y++) {
        for (png_uint_32 x = 0; x < side; x++, cell += 4)
            for (int c = 0; c < 3; c++) {
                int value = (int)(CLAMP ((double)cell[c], 0, 1) * 65535 + 0.5);
                work->pixels[6 * x + 2 * (png_uint_32)c] = (png_byte)(value >> 8);
                work->pixels[6 * x + 2 * (png_uint_32)c + 1] = (png_byte)value;
            }
        png_write_row (png, work->pixels);
    }
    png_write_end (png, info);
}

/* The level that holds the LUT; 0 if none does. */
static int
level_of (const RfLut *lut)
{
    for (int level = 2; level <= MAX_LEVEL; level++)
        if (lut->cells && !lut->curve && lut->input == RF_INPUT_DISPLAY && lut->size == level * level)
            return level;
    return 0;
}

/* FALSE with the reason in `work`. */
static gboolean
write_image (const RfLut *lut, Work *work)
{
    png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, work, note_problem, ignore_warning);
    png_infop info = png_create_info_struct (png);
    volatile gboolean ok = FALSE;

    if (!setjmp (png_jmpbuf (png))) {
        write_pixels (png, info, lut, level_of (lut), work);
        ok = TRUE;
    }
    png_destroy_write_struct (&png, &info);
    return ok;
}

GByteArray *
rf_lut_format_hald (const RfLut *lut, GError **error)
{
    if (!level_of (lut)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE,
                     _ ("A Hald image holds a cube of 4, 9, 16 … 144 steps that takes pictures, nothing else"));
        return NULL;
    }

    Work *work = g_new0 (Work, 1);
    GByteArray *written = work->written = g_byte_array_new ();
    if (!write_image (lut, work)) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("The Hald image cannot be made: %s"), work->problem);
        g_clear_pointer (&written, g_byte_array_unref);
    }
    g_free (work->pixels);
    g_free (work);
    return written;
}
