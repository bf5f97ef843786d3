/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-thumbs.h"

#include "gimp-looks-render.h"

typedef struct {
    RfLooksThumbs *owner;
    const RfLook *look;
    RfRenderSlot *slot;
    GSList *images;           /* GtkImage, not owned; they take themselves off */
    cairo_surface_t *surface; /* NULL: not yet, or never */
    char *problem;
    gboolean is_there; /* since the last time it was asked for */
} Thumb;

struct RfLooksThumbs {
    Thumb *thumbs;
    size_t n;
};

static void
show (const Thumb *thumb, GtkImage *image)
{
    if (thumb->problem) {
        g_autoptr (GIcon) sign = g_themed_icon_new_with_default_fallbacks ("dialog-warning-symbolic");
        gtk_image_set_from_gicon (image, sign, GTK_ICON_SIZE_DIALOG);
        gtk_widget_set_tooltip_text (GTK_WIDGET (image), thumb->problem);
    } else if (thumb->surface) {
        gtk_image_set_from_surface (image, thumb->surface);
        gtk_widget_set_tooltip_text (GTK_WIDGET (image), rf_look_description (thumb->look));
    }
}

static void
take_picture (cairo_surface_t *surface, const GError *error, gpointer data)
{
    Thumb *thumb = data;

    g_clear_pointer (&thumb->surface, cairo_surface_destroy);
    g_clear_pointer (&thumb->problem, g_free);
    if (surface)
        thumb->surface = cairo_surface_reference (surface);
    else
        thumb->problem = g_strdup (error->message);
    thumb->is_there = TRUE;
    for (GSList *item = thumb->images; item; item = item->next)
        show (thumb, item->data);
}

RfLooksThumbs *
rf_looks_thumbs_new (void)
{
    RfLooksThumbs *thumbs = g_new0 (RfLooksThumbs, 1);
    const RfLook *const *looks = rf_looks (&thumbs->n);

    thumbs->thumbs = g_new0 (Thumb, thumbs->n);
    for (size_t i = 0; i < thumbs->n; i++) {
        Thumb *thumb = &thumbs->thumbs[i];
        thumb->owner = thumbs;
        thumb->look = looks[i];
        thumb->slot = rf_render_slot_new (RF_RENDER_THUMBNAIL, take_picture, thumb);
    }
    return thumbs;
}

static void
forget_image (gpointer data, GObject *image)
{
    Thumb *thumb = data;
    thumb->images = g_slist_remove (thumb->images, image);
}

void
rf_looks_thumbs_free (RfLooksThumbs *thumbs)
{
    for (size_t i = 0; i < thumbs->n; i++) {
        Thumb *thumb = &thumbs->thumbs[i];
        for (GSList *item = thumb->images; item; item = item->next)
            g_object_weak_unref (item->data, forget_image, thumb);
        g_slist_free (thumb->images);
        rf_render_slot_free (thumb->slot);
        g_clear_pointer (&thumb->surface, cairo_surface_destroy);
        g_free (thumb->problem);
    }
    g_free (thumbs->thumbs);
    g_free (thumbs);
}

GtkWidget *
rf_looks_thumbs_image (RfLooksThumbs *thumbs, const RfLook *look)
{
    GtkWidget *image = gtk_image_new ();

    gtk_widget_set_size_request (image, RF_THUMB_WIDTH, RF_THUMB_HEIGHT);
    for (size_t i = 0; i < thumbs->n; i++)
        if (thumbs->thumbs[i].look == look) {
            Thumb *thumb = &thumbs->thumbs[i];
            thumb->images = g_slist_prepend (thumb->images, image);
            g_object_weak_ref (G_OBJECT (image), forget_image, thumb);
            show (thumb, GTK_IMAGE (image));
        }
    return image;
}

/* Reduced once for all of them. */
static RfProxy *
reduce (const RfProxy *photo, int scale)
{
    const RfTile *tile = &photo->tile;
    double fit = MIN ((double)RF_THUMB_WIDTH / tile->width, (double)RF_THUMB_HEIGHT / tile->height);

    return rf_proxy_reduce (photo, MAX (1, (int)(MAX (tile->width, tile->height) * fit * scale)));
}

void
rf_looks_thumbs_ask (RfLooksThumbs *thumbs, RfProxy *photo, const RfSettings *settings, int scale,
                     const char *const *first)
{
    g_autoptr (RfProxy) small = reduce (photo, scale);

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < thumbs->n; i++) {
            Thumb *thumb = &thumbs->thumbs[i];
            gboolean is_first = first && g_strv_contains (first, rf_look_id (thumb->look));
            if (is_first != (pass == 0))
                continue;
            thumb->is_there = FALSE;
            rf_render_slot_ask (thumb->slot, small, thumb->look, settings, scale);
        }
}

guint
rf_looks_thumbs_count (const RfLooksThumbs *thumbs, guint *all)
{
    guint n = 0;

    for (size_t i = 0; i < thumbs->n; i++)
        n += thumbs->thumbs[i].is_there;
    *all = (guint)thumbs->n;
    return n;
}
