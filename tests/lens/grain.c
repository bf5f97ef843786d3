/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Film grain: the same for every tiling, of the size and strength asked for, and like film to the eye. */
#include "grain.h"
#include "../tap.h"
#include "kernel-steps.h"
#include "look.h"
#include "space.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 512, HEIGHT = 384 };

static const RfFrame frame = {0, 0, WIDTH, HEIGHT};
static const RfGrainKeys film = {.amount = 5, .size = 8, .shadows = 1, .midtones = 1, .highlights = 1};

/* Adds grain to n pixels of a row that begin at x, y: what every kernel does to what comes from its table. */
static void
add_grain (const RfGrain *grain, const RfFrame *whole, RfEncoding encoding, int x, int y, float *pixels, int n)
{
    gboolean linear = encoding == RF_ENCODING_LINEAR;
    RfGrainRows *rows = rf_grain_rows (grain, whole, x, n);
    float noise[3][RF_PIECE];
    const float *channels[3];

    rf_grain_rows_turn (rows, whole, y);
    for (int i = 0; i < n; i++) {
        if (i % RF_PIECE == 0)
            rf_grain_rows_read (rows, i, MIN (RF_PIECE, n - i), noise, channels);
        for (int c = 0; c < 3; c++) {
            float *v = &pixels[4 * i + c], level = linear ? sqrtf (*v) : *v;
            level = rf_step_add_grain (level, (float)rf_grain_deviation (grain, level), channels[c][i % RF_PIECE]);
            *v = linear ? level * level : level;
        }
    }
}

/* A grey picture with grain; free it. */
static float *
new_grainy (const RfGrainKeys *keys, RfEncoding encoding, uint32_t seed, int width, int height, float level)
{
    RfFrame whole = {0, 0, width, height};
    float *pixels = g_new (float, (size_t)width *height * 4);
    RfGrain grain;

    rf_grain_init (&grain, keys, 1, seed, encoding);
    for (int i = 0; i < width * height * 4; i++)
        pixels[i] = i % 4 == 3 ? 0.25f : level;
    for (int y = 0; y < height; y++)
        add_grain (&grain, &whole, encoding, 0, y, pixels + (size_t)y * width * 4, width);
    return pixels;
}

typedef struct {
    double mean, deviation;
} Moments;

static Moments
measure (const float *pixels, int n, int channel)
{
    double sum = 0, squares = 0;

    for (int i = 0; i < n; i++)
        sum += pixels[4 * i + channel];
    for (int i = 0; i < n; i++)
        squares += pow (pixels[4 * i + channel] - sum / n, 2);
    return (Moments){sum / n, sqrt (squares / n)};
}

static double
correlate (const float *a, const float *b, int n)
{
    Moments x = measure (a, n, 0), y = measure (b, n, 0);
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += (a[4 * i] - x.mean) * (b[4 * i] - y.mean);
    return sum / n / (x.deviation * y.deviation);
}

TEST (every_tiling_gives_the_same_bits)
{
    static const struct {
        double size, colour;
    } cases[] = {{8, 0}, {1.1, 0}, {0.2, 0}, {6, 0.5}};
    g_autofree float *tiled = g_new (float, WIDTH *HEIGHT * 4);

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        RfGrainKeys keys = film;
        keys.size = cases[i].size;
        keys.colour = cases[i].colour;
        RfGrain grain;
        g_autofree float *whole = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 7, WIDTH, HEIGHT, 0.5f);
        rf_grain_init (&grain, &keys, 1, 7, RF_ENCODING_PERCEPTUAL);
        for (int p = 0; p < WIDTH * HEIGHT * 4; p++)
            tiled[p] = p % 4 == 3 ? 0.25f : 0.5f;
        /* Pieces of odd lengths, the lower rows first. */
        for (int y = HEIGHT - 1; y >= 0; y--)
            for (int x = 0, length; x < WIDTH; x += length) {
                length = MIN (1 + (x * 7 + y) % 140, WIDTH - x);
                add_grain (&grain, &frame, RF_ENCODING_PERCEPTUAL, x, y, tiled + 4 * (y * WIDTH + x), length);
            }
        REQUIRE (memcmp (tiled, whole, sizeof *tiled * WIDTH * HEIGHT * 4) == 0, "size %g, colour %g", keys.size,
                 keys.colour);
        /* The same columns: upwards, then in leaps. */
        for (int step = HEIGHT - 1; step > HEIGHT - 8; step -= 3)
            for (int k = 1, y = step; k <= HEIGHT; k++, y = (y + step) % HEIGHT) {
                float *row = tiled + 4 * y * WIDTH;
                for (int p = 0; p < WIDTH * 4; p++)
                    row[p] = p % 4 == 3 ? 0.25f : 0.5f;
                add_grain (&grain, &frame, RF_ENCODING_PERCEPTUAL, 0, y, row, WIDTH);
                REQUIRE (memcmp (row, whole + 4 * y * WIDTH, sizeof *row * WIDTH * 4) == 0,
                         "size %g, colour %g, row %d, step %d", keys.size, keys.colour, y, step);
            }
    }
}

TEST (a_frame_elsewhere_has_the_same_grain)
{
    RfFrame moved = {-1000, 250, WIDTH, HEIGHT};
    RfGrain grain;
    g_autofree float *here = new_grainy (&film, RF_ENCODING_PERCEPTUAL, 7, WIDTH, HEIGHT, 0.5f);
    float row[4 * WIDTH];

    rf_grain_init (&grain, &film, 1, 7, RF_ENCODING_PERCEPTUAL);
    for (int i = 0; i < 4 * WIDTH; i++)
        row[i] = 0.5f;
    add_grain (&grain, &moved, RF_ENCODING_PERCEPTUAL, -1000, 250 + 100, row, WIDTH);
    for (int i = 0; i < WIDTH; i++)
        REQUIRE_CMP (row[4 * i], ==, here[4 * (100 * WIDTH + i)], "%g", "pixel %d", i);
}

TEST (both_levels_of_the_machine_give_the_same_bits)
{
    if (!g_getenv ("RANGEFINDER_CPU")) {
        /* The choice is made once a process, so a second one prints what it gets. */
        g_autofree char *first = NULL, *second = NULL, *self = g_file_read_link ("/proc/self/exe", NULL);
        char *command[] = {self, (char *)"--print", NULL};
        g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &first, NULL, NULL, NULL);
        g_setenv ("RANGEFINDER_CPU", "base", TRUE);
        g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &second, NULL, NULL, NULL);
        g_unsetenv ("RANGEFINDER_CPU");
        REQUIRE (first && strlen (first) == 65, "no checksum: %s", first ? first : "nothing");
        REQUIRE (g_strcmp0 (first, second) == 0, "%s and %s", first, second);
    }
}

TEST (other_seeds_give_other_grain)
{
    g_autofree float *a = new_grainy (&film, RF_ENCODING_PERCEPTUAL, 7, WIDTH, HEIGHT, 0.5f);
    g_autofree float *b = new_grainy (&film, RF_ENCODING_PERCEPTUAL, 8, WIDTH, HEIGHT, 0.5f);

    REQUIRE_CMP (fabs (correlate (a, b, WIDTH * HEIGHT)), <, 0.05, "%g", "correlation of two seeds");
}

TEST (every_tone_keeps_its_mean_and_has_the_grain_asked_for)
{
    RfGrainKeys keys = {.amount = 5, .size = 8, .shadows = 1.6, .midtones = 1, .highlights = 0.3};

    for (int percent = 5; percent <= 95; percent += 5) {
        g_autofree float *pixels = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, WIDTH, HEIGHT, percent / 100.f);
        Moments moments = measure (pixels, WIDTH * HEIGHT, 1);
        REQUIRE_CMP (fabs (moments.mean - percent / 100.0), <, 0.0015, "%g", "mean at %d %%", percent);
        if (percent == 15)
            REQUIRE_CMP (moments.deviation, >, 0.045, "%g", "shadows of 1.6 times the grain");
        if (percent == 50) {
            REQUIRE_CMP (moments.deviation, >, 0.047, "%g", "five L*, of which pixels take a part");
            REQUIRE_CMP (moments.deviation, <, 0.052, "%g", "five L*");
        }
        if (percent == 85)
            REQUIRE_CMP (moments.deviation, <, 0.015, "%g", "highlights of 0.3 times the grain");
    }
}

TEST (linear_pixels_get_the_same_grain)
{
    for (int percent = 5; percent <= 95; percent += 10) {
        float level = percent / 100.f, light = (float)rf_decode (level);
        g_autofree float *a = new_grainy (&film, RF_ENCODING_PERCEPTUAL, 3, WIDTH, 64, level);
        g_autofree float *b = new_grainy (&film, RF_ENCODING_LINEAR, 3, WIDTH, 64, light);
        double worst = 0;
        for (int i = 0; i < WIDTH * 64 * 4; i += 4)
            worst = fmax (worst, fabs (a[i] - rf_encode (b[i])));
        REQUIRE_CMP (worst, <, 0.006, "%g", "greatest difference at %d %%, of grain up to 0.25", percent);
    }
}

TEST (black_and_white_have_none)
{
    RfGrainKeys strong = {.amount = 15, .size = 8, .shadows = 2, .midtones = 2, .highlights = 2, .colour = 1};

    for (RfEncoding encoding = RF_ENCODING_LINEAR; encoding <= RF_ENCODING_PERCEPTUAL; encoding++)
        for (int white = 0; white <= 1; white++) {
            g_autofree float *pixels = new_grainy (&strong, encoding, 3, WIDTH, 16, (float)white);
            for (int i = 0; i < WIDTH * 16 * 4; i++)
                REQUIRE_CMP (pixels[i], ==, i % 4 == 3 ? 0.25f : (float)white, "%g", "number %d", i);
        }
}

TEST (the_strongest_grain_stays_between_black_and_white)
{
    RfGrainKeys strong = {.amount = 15, .size = 8, .shadows = 2, .midtones = 2, .highlights = 2};

    for (int percent = 1; percent < 100; percent += 7) {
        g_autofree float *pixels = new_grainy (&strong, RF_ENCODING_PERCEPTUAL, 3, WIDTH, HEIGHT, percent / 100.f);
        for (int i = 0; i < WIDTH * HEIGHT * 4; i += 4)
            REQUIRE (pixels[i] >= 0 && pixels[i] <= 1, "%g at %d %%", pixels[i], percent);
    }
}

TEST (channels_differ_only_where_that_is_asked_for)
{
    RfGrainKeys keys = film;

    for (int colour = 0; colour <= 1; colour++) {
        double differences = 0;
        keys.colour = colour * 0.6;
        g_autofree float *pixels = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, WIDTH, HEIGHT, 0.5f);
        for (int i = 0; i < WIDTH * HEIGHT * 4; i += 4)
            differences += pow (pixels[i] - pixels[i + 2], 2) / (WIDTH * HEIGHT);
        /* Each channel has 0.6 of its deviation for itself. */
        REQUIRE_CMP (sqrt (differences), >=, colour * 0.035, "%g", "between red and blue");
        REQUIRE_CMP (sqrt (differences), <=, colour * 0.050, "%g", "between red and blue");
        REQUIRE_CMP (measure (pixels, WIDTH * HEIGHT, 2).deviation, >, 0.047, "%g", "grain of blue");
    }
}

/* The power of the grain of one row at a frequency, in cycles a pixel. */
static double
power_at (const float *row, double frequency)
{
    double real = 0, imaginary = 0;

    for (int x = 0; x < WIDTH; x++) {
        real += (row[4 * x] - 0.5) * cos (2 * G_PI * frequency * x);
        imaginary += (row[4 * x] - 0.5) * sin (2 * G_PI * frequency * x);
    }
    return (real * real + imaginary * imaginary) / WIDTH;
}

TEST (its_spectrum_is_flat_below_the_size_of_a_grain_and_empty_above)
{
    RfGrainKeys keys = film;
    double low = 0, middle = 0, grain_size = 0, high = 0;

    keys.size = 1000.0 * 6 / HEIGHT; /* grains of six pixels */
    g_autofree float *pixels = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, WIDTH, HEIGHT, 0.5f);
    for (int y = 0; y < HEIGHT; y++)
        for (int i = 0; i < 8; i++) {
            const float *row = pixels + 4 * (size_t)y * WIDTH;
            low += power_at (row, 0.004 + 0.002 * i);
            middle += power_at (row, 0.03 + 0.002 * i);
            grain_size += power_at (row, 1 / 6.0 + 0.002 * i);
            high += power_at (row, 0.45 + 0.002 * i);
        }
    REQUIRE_CMP (middle / low, >, 0.6, "%g", "five grains' length against twenty");
    REQUIRE_CMP (middle / low, <, 1.2, "%g", "five grains' length against twenty");
    REQUIRE_CMP (grain_size / low, <, 0.1, "%g", "one grain's length");
    REQUIRE_CMP (grain_size / low, >, 0.004, "%g", "one grain's length: specks are finer than that");
    REQUIRE_CMP (high / low, <, 1e-3, "%g", "neighbouring pixels: no salt and pepper");
}

TEST (it_has_no_direction_and_no_lattice)
{
    RfGrainKeys keys = film;
    double along = 0, across = 0, diagonal = 0, even[8] = {0}, least = INFINITY, most = 0;

    keys.size = 1000.0 * 6 / HEIGHT;
    g_autofree float *pixels = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, WIDTH, HEIGHT, 0.5f);
    for (int y = 0; y < HEIGHT - 4; y++)
        for (int x = 0; x < WIDTH - 4; x++) {
            const float *p = pixels + 4 * ((size_t)y * WIDTH + x);
            along += pow (p[0] - p[16], 2);
            across += pow (p[0] - p[16 * WIDTH], 2);
            diagonal += pow (p[0] - p[12 * WIDTH + 12], 2); /* 4.24 pixels instead of 4 */
            even[x % 8] += pow (p[0] - 0.5, 2);
        }
    REQUIRE_CMP (fabs (along / across - 1), <, 0.06, "%g", "differences along rows and columns");
    REQUIRE_CMP (fabs (diagonal / along - 1.05), <, 0.10, "%g", "differences along the diagonal and along rows");
    for (int i = 0; i < 8; i++) {
        least = fmin (least, even[i]);
        most = fmax (most, even[i]);
    }
    REQUIRE_CMP (most / least, <, 1.25, "%g", "power of the grain in columns of the picture");
}

/* How alike pixels are that lie dx, dy apart, of a grey picture. */
static double
correlate_shifted (const float *pixels, int width, int height, int dx, int dy)
{
    double sum = 0, squares = 0;

    for (int y = 0; y < height - dy; y++)
        for (int x = MAX (-dx, 0); x < width - MAX (dx, 0); x++) {
            double here = pixels[4 * (y * width + x)] - 0.5, there = pixels[4 * ((y + dy) * width + x + dx)] - 0.5;
            sum += here * there;
            squares += (here * here + there * there) / 2;
        }
    return sum / squares;
}

TEST (its_autocorrelation_is_a_grain_wide_in_every_direction_and_empty_beyond)
{
    enum { LARGE = 960 };
    static const struct {
        double grains, least, most;
    } rings[] = {{0.5, 0.55, 0.70}, {1, 0.20, 0.32}, {2, -0.06, 0.06}, {3, -0.06, 0.06}, {4.5, -0.06, 0.06}};
    static const int directions[][2] = {{5, 0}, {4, 3}, {3, 4}, {0, 5}, {-3, 4}, {-4, 3}}; /* of one length */

    for (int size = 5; size <= 20; size *= 2) {
        RfGrainKeys keys = film;
        keys.size = 1000.0 * size / LARGE;
        g_autofree float *pixels = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, LARGE, LARGE, 0.5f);
        for (size_t r = size == 5; r < G_N_ELEMENTS (rings); r++) {
            double least = 1, most = -1;
            int fifth = (int)(size * rings[r].grains / 5);
            for (size_t i = 0; i < G_N_ELEMENTS (directions); i++) {
                int dx = fifth * directions[i][0], dy = fifth * directions[i][1];
                double alike = correlate_shifted (pixels, LARGE, LARGE, dx, dy);
                least = fmin (least, alike);
                most = fmax (most, alike);
            }
            REQUIRE_CMP (least, >, rings[r].least, "%g", "grains of %d pixels, %g of them apart", size,
                         rings[r].grains);
            REQUIRE_CMP (most, <, rings[r].most, "%g", "grains of %d pixels, %g of them apart", size, rings[r].grains);
            REQUIRE_CMP (most - least, <, 0.06, "%g", "directions, grains of %d pixels, %g of them apart", size,
                         rings[r].grains);
        }
    }
}

/* The means of `factor` x `factor` pixels. */
static float *
reduce (const float *pixels, int width, int height, int factor)
{
    float *small = g_new0 (float, (size_t)width / factor * (height / factor) * 4);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int c = 0; c < 4; c++)
                small[4 * ((size_t)(y / factor) * (width / factor) + x / factor) + c] +=
                    pixels[4 * ((size_t)y * width + x) + c] / (factor * factor);
    return small;
}

TEST (a_smaller_picture_has_the_grain_of_the_large_one_scaled_down)
{
    enum { LARGE = 1536 };
    static const struct {
        double size;
        int factor;
    } cases[] = {{1.6, 2}, {1.6, 4}, {0.8, 2}, {4, 6}}; /* grains of 2.5, 1.2 and 6 pixels in the large one */

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        RfGrainKeys keys = film;
        int factor = cases[i].factor, small = LARGE / factor;
        keys.size = cases[i].size;
        g_autofree float *large = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, LARGE, LARGE, 0.5f);
        g_autofree float *reduced = reduce (large, LARGE, LARGE, factor);
        g_autofree float *direct = new_grainy (&keys, RF_ENCODING_PERCEPTUAL, 3, small, small, 0.5f);
        Moments a = measure (reduced, small * small, 0), b = measure (direct, small * small, 0);
        double apart = 0;
        int far = 0;
        for (int p = 0; p < small * small; p++) {
            apart += pow (reduced[4 * p] - direct[4 * p], 2) / (small * small);
            far += fabsf (reduced[4 * p] - direct[4 * p]) > 0.01f; /* one L*, and as much of CIEDE2000 here */
        }
        REQUIRE_CMP (fabs (b.deviation / a.deviation - 1), <, 0.03, "%g", "deviation of size %g by %d", keys.size,
                     factor);
        REQUIRE_CMP (sqrt (apart), <, a.deviation * 0.1, "%g", "difference of size %g by %d", keys.size, factor);
        REQUIRE_CMP (far, <, small * small / 100, "%d", "pixels one L* apart, size %g by %d", keys.size, factor);
    }
}

/* ---- The whole way, from a look file ---- */

static RfLook *
parse (const char *grain)
{
    g_autofree char *text = g_strdup_printf ("[look]\ntitle=Test\n\n[grain]\n%s\n", grain);
    GError *error = NULL;
    RfLook *look = rf_look_parse (text, strlen (text), "test.look", &error);

    if (!look)
        printf ("# %s\n", error->message);
    g_clear_error (&error);
    return look;
}

/* The deviation of a grey picture developed by the look. */
static double
develop (const RfLook *look, const RfSettings *settings, const RfFrame *of)
{
    g_autofree float *pixels = g_new (float, WIDTH *HEIGHT * 4);
    RfTile tile = {pixels, WIDTH * 4 * sizeof (float), 0, 0, WIDTH, HEIGHT};
    RfSpace space;

    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    RfPlan *plan = rf_plan_new (look, settings, &space, NULL);
    if (!plan)
        return NAN;
    for (int i = 0; i < WIDTH * HEIGHT * 4; i++)
        pixels[i] = 0.5f;
    rf_plan_apply (plan, of, &tile, &tile);
    rf_plan_unref (plan);
    return measure (pixels, WIDTH * HEIGHT, 0).deviation;
}

TEST (it_follows_the_strength_and_its_own_setting)
{
    RfLook *look = parse ("amount=4\nsize=6");
    RfSettings settings = RF_SETTINGS_DEFAULT;

    double whole = develop (look, &settings, &frame);
    REQUIRE_CMP (fabs (whole - 0.04), <, 0.004, "%g", "deviation");
    REQUIRE_CMP (develop (look, &settings, NULL), ==, 0.0, "%g", "without a frame");
    settings.strength = 0.5;
    REQUIRE_CMP (fabs (develop (look, &settings, &frame) / whole - 0.5), <, 0.03, "%g", "half the strength");
    settings.strength = 1;
    settings.grain = 2;
    REQUIRE_CMP (fabs (develop (look, &settings, &frame) / whole - 2), <, 0.06, "%g", "twice the grain");
    settings.grain = 0;
    REQUIRE_CMP (develop (look, &settings, &frame), ==, 0.0, "%g", "no grain");
    settings.grain = 2.5;
    REQUIRE (isnan (develop (look, &settings, &frame)), "2.5 is out of range");
    rf_look_free (look);
}

TEST (looks_have_none_unless_they_ask)
{
    RfLook *look = parse ("size=2");
    RfSettings settings = RF_SETTINGS_DEFAULT;

    REQUIRE_CMP (develop (look, &settings, &frame), ==, 0.0, "%g", "deviation");
    rf_look_free (look);
}

TEST (keys_out_of_range_are_errors_that_name_them)
{
    static const char *const bad[] = {"amount=16",    "size=0.1",     "shadows=-1",
                                      "midtones=2.1", "highlights=3", "colour=1.1"};

    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autofree char *text = g_strdup_printf ("[look]\ntitle=Test\n[grain]\n%s\n", bad[i]);
        g_autofree char *key = g_strndup (bad[i], strcspn (bad[i], "="));
        g_autoptr (GError) error = NULL;
        RfLook *look = rf_look_parse (text, strlen (text), "test.look", &error);
        REQUIRE (!look, "%s", bad[i]);
        REQUIRE (g_error_matches (error, RF_ERROR, RF_ERROR_VALUE), "%s", bad[i]);
        REQUIRE_TEXT (error->message, key, "%s", bad[i]);
    }
}

static int
print_checksum (void)
{
    RfGrainKeys keys = film;

    keys.colour = 0.3;
    g_autofree float *pixels = new_grainy (&keys, RF_ENCODING_LINEAR, 3, WIDTH, HEIGHT, 0.2f);
    g_autofree char *sum =
        g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)pixels, sizeof *pixels * WIDTH * HEIGHT * 4);
    puts (sum);
    return 0;
}

int
main (int argc, char **argv)
{
    return argc > 1 && strcmp (argv[1], "--print") == 0 ? print_checksum () : tap_main ();
}
