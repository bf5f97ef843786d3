/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * gexiv2 0.16 took the names of its old functions for the new ones, which return a GError. The code here speaks 0.16. */
#ifndef RF_PHOTO_DATA_GEXIV2_H
#define RF_PHOTO_DATA_GEXIV2_H

#include <gexiv2/gexiv2.h>

#if !GEXIV2_CHECK_VERSION(0, 15, 0)
#define gexiv2_metadata_has_tag                    gexiv2_metadata_try_has_tag
#define gexiv2_metadata_get_tag_string             gexiv2_metadata_try_get_tag_string
#define gexiv2_metadata_get_tag_interpreted_string gexiv2_metadata_try_get_tag_interpreted_string
#define gexiv2_metadata_get_tag_multiple           gexiv2_metadata_try_get_tag_multiple
#define gexiv2_metadata_get_tag_raw                gexiv2_metadata_try_get_tag_raw
#endif

#endif
