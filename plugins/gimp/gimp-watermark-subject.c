/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-subject.h"

#include "../i18n.h"
#include "gimp-watermark-group.h"

/* What GIMP would refuse half-way, or do badly. */
static gboolean
check_image (GimpImage *image, GError **error)
{
    if (gimp_image_get_base_type (image) == GIMP_INDEXED) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                             _ ("The image is indexed: a watermark needs more colours than its palette has. "
                                "Convert it first, by Image > Mode > RGB."));
        return FALSE;
    }
    if (gimp_image_get_floating_sel (image)) {
        g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                             _ ("There is a floating selection: anchor it or make it a layer first."));
        return FALSE;
    }
    return TRUE;
}

/* A watermark that is there stands at the bottom as the image is, so the image is held that way up, whatever its metadata
 * says. */
static void
find_photo (RfSubject *subject, GimpImage *image)
{
    int orientation = rf_caption_orientation (subject->caption);

    subject->groups = rf_group_find (image);
    rf_group_locate_photo (image, subject->groups, &subject->photo);
    subject->turn = !subject->groups && orientation > 1;
    if (subject->turn && orientation > 4)
        subject->photo = (GeglRectangle){0, 0, subject->photo.height, subject->photo.width};
}

gboolean
rf_subject_init (RfSubject *subject, GimpImage *image, GError **error)
{
    *subject = (RfSubject){0};
    if (!check_image (image, error))
        return FALSE;
    g_autoptr (GObject) metadata = (GObject *)gimp_image_get_metadata (image);
    subject->caption = metadata ? rf_caption_read ((struct _GExiv2Metadata *)metadata) : rf_caption_new ();
    find_photo (subject, image);
    return TRUE;
}

RfProxyRequest
rf_subject_request (const RfSubject *subject, GimpImage *image, int longest_px)
{
    return (RfProxyRequest){.wanted = {.image = image, .bare = subject->groups != NULL, .area = subject->photo},
                            .longest_px = longest_px,
                            .orientation = subject->turn ? rf_caption_orientation (subject->caption) : 1};
}

void
rf_subject_clear (RfSubject *subject)
{
    g_clear_pointer (&subject->groups, g_list_free);
    g_clear_pointer (&subject->caption, rf_caption_free);
}
