/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-upright.h"

/* The EXIF orientation, 1 to 8, from libgimp's own text form of the metadata: the functions of gexiv2 that would tell it
 * changed between the versions that GIMP 3.0 and 3.2 come with. */
static int
read_orientation (GimpImage *image)
{
    static const char name[] = "\"Exif.Image.Orientation\">";
    g_autoptr (GObject) metadata = (GObject *)gimp_image_get_metadata (image);
    g_autofree char *text = metadata ? gimp_metadata_serialize (GIMP_METADATA (metadata)) : NULL;
    const char *found = text ? strstr (text, name) : NULL;

    return found ? (int)g_ascii_strtoll (found + strlen (name), NULL, 10) : 1;
}

static void
turn (GimpImage *image, int orientation)
{
    if (orientation >= 5 && orientation <= 7)
        gimp_image_rotate (image, GIMP_ROTATE_DEGREES90);
    else if (orientation == 8)
        gimp_image_rotate (image, GIMP_ROTATE_DEGREES270);
    else if (orientation == 3)
        gimp_image_rotate (image, GIMP_ROTATE_DEGREES180);

    if (orientation == 2 || orientation == 5)
        gimp_image_flip (image, GIMP_ORIENTATION_HORIZONTAL);
    else if (orientation == 4 || orientation == 7)
        gimp_image_flip (image, GIMP_ORIENTATION_VERTICAL);
}

void
rf_upright (GimpImage *image)
{
    g_autofree char *policy = gimp_gimprc_query ("metadata-rotation-policy");
    int orientation = read_orientation (image);

    /* With the preference to discard the orientation, this call only does that: nothing would tell later how to hold the
     * photograph. */
    gimp_image_policy_rotate (image, FALSE);
    if (g_strcmp0 (policy, "keep") == 0)
        turn (image, orientation);
}
