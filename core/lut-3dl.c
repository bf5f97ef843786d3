/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Reading .3dl files (Flame, Lustre): whole numbers whose bit depth is nowhere stated but in Lustre's "Mesh" line. A line of
 * more than three numbers is the shaper; colours follow, blue fastest. As the format was never written down, unclear points
 * are read as OpenColorIO reads them. */
#include "i18n.h"
#include "lut-text.h"
#include "lut.h"

#include <math.h>
#include <string.h>

typedef struct {
    RfLutText text;
    GArray *shaper; /* int */
    int shaper_line;
    GArray *colours;          /* three ints each */
    int max;                  /* of the colours */
    int mesh_size, mesh_bits; /* as Lustre states them; 0: not */
} File;

/* The largest number of the bit depth that a file with this maximum has: files overshoot, none is more than half empty. */
static int
guess_full_scale (int max)
{
    return max < 2 * 256 ? 255 : max < 2 * 1024 ? 1023 : max < 2 * 4096 ? 4095 : 65535;
}

/* "Mesh 4 12": cells of 2^4 steps, colours of 12 bits. */
static gboolean
read_mesh (File *file, const char *rest, GError **error)
{
    double numbers[2];

    if (!rf_lut_text_numbers (&file->text, rest, numbers, 2, error))
        return FALSE;
    for (int i = 0; i < 2; i++)
        if (numbers[i] != floor (numbers[i]) || numbers[i] < 1 || numbers[i] > (i == 0 ? 7 : 16)) {
            rf_lut_text_error (&file->text, error,
                               _ ("“Mesh” with the steps and the bits expected, such as “Mesh 4 12”"));
            return FALSE;
        }
    file->mesh_size = (1 << (int)numbers[0]) + 1;
    file->mesh_bits = (int)numbers[1];
    return TRUE;
}

static gboolean
read_keyword (File *file, GError **error)
{
    const char *line = file->text.line, *rest;

    if ((rest = rf_lut_text_after (line, "Mesh")))
        return read_mesh (file, rest, error);
    if ((rest = rf_lut_text_after (line, "gamma"))) {
        double gamma;
        if (!rf_lut_text_numbers (&file->text, rest, &gamma, 1, error))
            return FALSE;
        if (gamma == 1)
            return TRUE;
        rf_lut_text_error (&file->text, error, _ ("only gamma 1.0 is known"));
        return FALSE;
    }
    if (rf_lut_text_after (line, "3DMESH") || g_ascii_strncasecmp (line, "LUT", 3) == 0)
        return TRUE;
    g_autofree char *word = rf_lut_text_quote (line);
    rf_lut_text_error (&file->text, error, _ ("“%s” is not a keyword of .3dl files"), word);
    return FALSE;
}

static gboolean
read_whole_numbers (File *file, GArray *numbers, GError **error)
{
    char *at = file->text.line;

    while (*at) {
        char *end;
        gint64 number = g_ascii_strtoll (at, &end, 10);
        if (end == at || (*end && *end != ' ' && *end != '\t') || ABS (number) > 2 * 65535) {
            rf_lut_text_error (&file->text, error, _ ("whole numbers of at most 16 bits expected"));
            return FALSE;
        }
        int value = (int)number;
        g_array_append_val (numbers, value);
        for (at = end; *at == ' ' || *at == '\t'; at++)
            ;
    }
    return TRUE;
}

static gboolean
add_colour (File *file, const GArray *numbers, GError **error)
{
    static const char *const wrong[] = {N_ ("no number, three expected"), N_ ("one number, three expected"),
                                        N_ ("two numbers, three expected")};

    if (numbers->len < 3) {
        rf_lut_text_error (&file->text, error, "%s", _ (wrong[numbers->len]));
        return FALSE;
    }
    if (file->colours->len == RF_LUT_MAX_SIZE * RF_LUT_MAX_SIZE * RF_LUT_MAX_SIZE) {
        rf_lut_text_error (&file->text, error, _ ("more than %d colours"), (int)file->colours->len);
        return FALSE;
    }
    g_array_append_vals (file->colours, numbers->data, 1);
    for (int c = 0; c < 3; c++)
        file->max = MAX (file->max, g_array_index (numbers, int, c));
    return TRUE;
}

static gboolean
read_line (File *file, GError **error)
{
    const char *line = file->text.line;
    g_autoptr (GArray) numbers = NULL;

    if (*line == '#')
        return TRUE;
    if (g_ascii_isalpha (*line) || rf_lut_text_after (line, "3DMESH"))
        return read_keyword (file, error);

    numbers = g_array_new (FALSE, FALSE, sizeof (int));
    if (!read_whole_numbers (file, numbers, error))
        return FALSE;
    if (numbers->len <= 3)
        return add_colour (file, numbers, error);
    if (file->shaper || file->colours->len) {
        rf_lut_text_error (&file->text, error, _ ("more than three numbers, three expected"));
        return FALSE;
    }
    file->shaper = g_steal_pointer (&numbers);
    file->shaper_line = file->text.number;
    return TRUE;
}

/* How many steps the cube has; 0 if the colours make no cube. */
static int
cube_size (const File *file)
{
    for (guint size = 2; size <= RF_LUT_MAX_SIZE; size++)
        if (size * size * size == file->colours->len)
            return (int)size;
    return 0;
}

/* The shaper of a cube of three steps looks like a colour. */
static void
take_short_shaper (File *file)
{
    if (file->shaper || file->colours->len != 1 + 3 * 3 * 3)
        return;
    file->shaper = g_array_new (FALSE, FALSE, sizeof (int));
    g_array_append_vals (file->shaper, file->colours->data, 3);
    g_array_remove_index (file->colours, 0);
}

static gboolean
check (File *file, int size, GError **error)
{
    if (size == 0) {
        rf_lut_text_error (&file->text, error, _ ("the file ends after %d colours, which make no cube"),
                           (int)file->colours->len);
        return FALSE;
    }
    if (file->mesh_size && file->mesh_size != size) {
        rf_lut_text_error (&file->text, error, _ ("the file ends after %d of %d colours"), (int)file->colours->len,
                           file->mesh_size * file->mesh_size * file->mesh_size);
        return FALSE;
    }
    if (file->max < 128) {
        rf_lut_text_error (&file->text, error, _ ("the largest number is %d: too small for any bit depth"), file->max);
        return FALSE;
    }
    return TRUE;
}

/* The shaper states where the steps lie. When they lie evenly, give or take the rounding that usage shows, there is none. */
static gboolean
fill_curve (File *file, RfLut *lut, GError **error)
{
    int n = (int)file->shaper->len, max = 0;
    const int *values = (const int *)(gpointer)file->shaper->data;
    gboolean even = TRUE;

    file->text.number = file->shaper_line;
    for (int i = 0; i < n; i++)
        max = MAX (max, values[i]);
    if (n > RF_LUT_MAX_CURVE || max < 128) {
        rf_lut_text_error (&file->text, error,
                           _ ("this is no shaper: up to %d whole numbers rising to a bit depth's maximum "
                              "expected"),
                           RF_LUT_MAX_CURVE);
        return FALSE;
    }
    double full = guess_full_scale (max);
    for (int i = 0; i < n; i++)
        even &= fabs (full * i / (n - 1) - values[i]) < 2;
    if (even)
        return TRUE;
    rf_lut_alloc_curve (lut, n);
    for (int i = 0; i < 3 * n; i++)
        lut->curve[i] = (float)(values[i % n] / full);
    return TRUE;
}

static void
fill_cells (const File *file, RfLut *lut, int size)
{
    float full = (float)(file->mesh_bits ? (1 << file->mesh_bits) - 1 : guess_full_scale (file->max));
    const int *colour = (const int *)(gpointer)file->colours->data;

    rf_lut_alloc_cells (lut, size);
    for (int red = 0; red < size; red++)
        for (int green = 0; green < size; green++)
            for (int blue = 0; blue < size; blue++, colour += 3)
                for (int c = 0; c < 3; c++)
                    lut->cells[4 * ((blue * size + green) * size + red) + c] = (float)colour[c] / full;
}

RfLut *
rf_lut_parse_3dl (char *text, gsize length, const char *name, GError **error)
{
    File file = {.colours = g_array_new (FALSE, FALSE, 3 * sizeof (int))};
    RfLut *lut = rf_lut_new ();
    gboolean ok = rf_lut_text_init (&file.text, text, length, name, error);

    while (ok && rf_lut_text_next (&file.text))
        ok = read_line (&file, error);
    take_short_shaper (&file);
    int size = cube_size (&file);
    ok = ok && check (&file, size, error) && (!file.shaper || fill_curve (&file, lut, error));
    if (ok)
        fill_cells (&file, lut, size);
    else
        g_clear_pointer (&lut, rf_lut_unref);
    if (file.shaper)
        g_array_unref (file.shaper);
    g_array_unref (file.colours);
    return lut;
}
