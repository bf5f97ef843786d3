/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lut-hosts LOOK PHOTO RESULT: how far what another program made of a photograph with a baked LUT is from the look itself,
 * CIEDE2000: prints mean, p99 and maximum. Exit code: 0 where p99 is at most 0.3, 1 where it is more, 2 where the pictures
 * cannot be compared. Both are PPM files of 16 bits, which every program reads and writes. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int width, height;
    double *rgb; /* [0, 1] */
} Picture;

static Picture
load (const char *path)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    gsize length;
    Picture picture;
    int start = 0;

    if (!g_file_get_contents (path, &text, &length, &error)) {
        fprintf (stderr, "%s\n", error->message);
        exit (2);
    }
    if (sscanf (text, "P6 %d %d 65535%n", &picture.width, &picture.height, &start) != 2 || start == 0 ||
        length != (gsize)start + 1 + 6 * (gsize)picture.width * (gsize)picture.height) {
        fprintf (stderr, "%s: not a PPM of 16 bits\n", path);
        exit (2);
    }
    gsize n = 3 * (gsize)picture.width * (gsize)picture.height;
    const unsigned char *byte = (const unsigned char *)text + start + 1;
    picture.rgb = g_new (double, n);
    for (gsize i = 0; i < n; i++, byte += 2)
        picture.rgb[i] = (256 * byte[0] + byte[1]) / 65535.0;
    return picture;
}

int
main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    RfSettings settings = RF_SETTINGS_DEFAULT;
    RfSpace space;

    if (argc != 4) {
        fprintf (stderr, "usage: lut-hosts LOOK PHOTO RESULT\n");
        return 2;
    }
    const RfLook *look = rf_look_require (argv[1], &error);
    Picture photo = load (argv[2]), result = load (argv[3]);
    if (!look || photo.width != result.width || photo.height != result.height) {
        fprintf (stderr, "%s\n", look ? "the pictures differ in size" : error->message);
        return 2;
    }
    size_t n = (size_t)photo.width * (size_t)photo.height;
    double *differences = g_new (double, n);
    rf_space_init (&space, "srgb", RF_ENCODING_PERCEPTUAL);
    rf_look_evaluate (look, &settings, &space, photo.rgb, photo.rgb, n, NULL);
    for (size_t i = 0; i < n; i++)
        differences[i] = lab_difference (lab_of_srgb (photo.rgb + 3 * i), lab_of_srgb (result.rgb + 3 * i));
    Differences d = summarise (differences, n);
    printf ("mean %.4f p99 %.4f max %.3f\n", d.mean, d.p99, d.max);
    g_free (photo.rgb);
    g_free (result.rgb);
    g_free (differences);
    return d.p99 > 0.3;
}
