/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The floor under developing a JPEG: libjpeg-turbo decodes and encodes it, row by row, and nothing is done in between.
 * rf-bench-jpeg IN OUT QUALITY: the sampling of colours stays as it is. */
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h> /* wants the others before it */

int
main (int argc, char **argv)
{
    struct jpeg_error_mgr errors;
    struct jpeg_decompress_struct in = {.err = jpeg_std_error (&errors)};
    struct jpeg_compress_struct out = {.err = &errors};
    FILE *from = argc == 4 ? fopen (argv[1], "rb") : NULL, *to = argc == 4 ? fopen (argv[2], "wb") : NULL;

    if (!from || !to) {
        fprintf (stderr, "rf-bench-jpeg IN OUT QUALITY\n");
        return 2;
    }
    jpeg_create_decompress (&in);
    jpeg_stdio_src (&in, from);
    jpeg_read_header (&in, TRUE);
    in.out_color_space = JCS_RGB;
    jpeg_start_decompress (&in);
    jpeg_create_compress (&out);
    jpeg_stdio_dest (&out, to);
    out.image_width = in.output_width;
    out.image_height = in.output_height;
    out.input_components = 3;
    out.in_color_space = JCS_RGB;
    jpeg_set_defaults (&out);
    jpeg_set_quality (&out, atoi (argv[3]), TRUE);
    for (int c = 0; c < 3; c++) {
        out.comp_info[c].h_samp_factor = in.comp_info[c].h_samp_factor;
        out.comp_info[c].v_samp_factor = in.comp_info[c].v_samp_factor;
    }
    jpeg_start_compress (&out, TRUE);
    JSAMPROW row = malloc ((size_t)in.output_width * 3);
    while (in.output_scanline < in.output_height) {
        jpeg_read_scanlines (&in, &row, 1);
        jpeg_write_scanlines (&out, &row, 1);
    }
    jpeg_finish_compress (&out);
    jpeg_finish_decompress (&in);
    jpeg_destroy_compress (&out);
    jpeg_destroy_decompress (&in);
    free (row);
    fclose (from);
    return fclose (to) == 0 ? 0 : 1;
}
