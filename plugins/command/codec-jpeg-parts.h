/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a JPEG has behind its picture: an HDR gain map (a JPEG of its own, which tells screens of great range where to be
 * brighter), the film of a motion photo, further pictures. */
#ifndef RF_CODEC_JPEG_PARTS_H
#define RF_CODEC_JPEG_PARTS_H

#include <glib.h>

typedef struct {
    GBytes *gain_map;      /* a whole JPEG; NULL: there is none */
    gboolean is_announced; /* its metadata speak of a gain map, found or not */
    GBytes *film;          /* what the file ends with; NULL: there is none */
    gboolean has_more;     /* further pictures, such as previews */
    gsize unknown;         /* bytes of no known kind at the end */
} RfJpegParts;

/* Never fails: in a file that is no sound JPEG nothing is found. The bytes are those of the file, which stays mapped. */
RfJpegParts *rf_jpeg_parts_find (const char *path);
void rf_jpeg_parts_free (RfJpegParts *parts); /* NULL is fine */

/* The segments (RfSegment) before a JPEG's picture; free with g_ptr_array_unref. NULL: it is not a whole JPEG. */
GPtrArray *rf_jpeg_header (const char *path);

/* The room that rf_jpeg_parts_append needs in the first picture: an APP2 segment of a list of two pictures (CIPA DC-007). */
GBytes *rf_jpeg_parts_segment (void);

/* Puts map and film, either of which may be NULL, behind a finished JPEG, and into its list where the map is. */
gboolean rf_jpeg_parts_append (const char *path, GBytes *gain_map, GBytes *film, GError **error);

/* Of a gain map's own metadata, Adobe's or those of ISO 21496-1: gains in stops, a channel each, and how they are encoded. */
typedef struct {
    double min[3], max[3], gamma[3];
} RfGainRange;

void rf_gain_range_read (RfGainRange *range, GBytes *gain_map);
double rf_gain_encode (const RfGainRange *range, int channel, double stops); /* to [0, 1] */
double rf_gain_decode (const RfGainRange *range, int channel, double number);

#endif
