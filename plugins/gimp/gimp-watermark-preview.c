/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-preview.h"

#include "../i18n.h"
#include "gimp-cell.h"

#define MARGIN     12
#define MIN_WIDTH  420
#define MIN_HEIGHT 320
#define LARGEST    16 /* times; of pictures of a few pixels */

struct RfWatermarkPreview {
    RfDraft *draft;
    void (*resized) (gpointer data);
    gpointer data;
    GtkWidget *box, *area, *size, *bar, *icon, *words;
    cairo_surface_t *picture;
    int width, height; /* of the area, when the picture was drawn */
};

static void
paint (cairo_t *cr, RfWatermarkPreview *preview, int room_width, int room_height)
{
    int width = cairo_image_surface_get_width (preview->picture);
    int height = cairo_image_surface_get_height (preview->picture);
    double scale = MIN ((double)room_width / width, (double)room_height / height);
    int device = gtk_widget_get_scale_factor (preview->area);

    /* At one pixel for one it is not touched; between two drawings, while the window is resized, it is. */
    if (scale > 1)
        scale = MIN (width * device > room_width || height * device > room_height ? 1.0 : scale, LARGEST);
    if (scale > 0.9 && scale < 1.1)
        scale = 1;
    cairo_translate (cr, (int)((room_width - width * scale) / 2), (int)((room_height - height * scale) / 2));
    cairo_rectangle (cr, 0, 0, width * scale, height * scale);
    cairo_clip (cr);
    rf_cell_paint_checks (cr, (int)(width * scale), (int)(height * scale), device);
    cairo_scale (cr, scale, scale);
    cairo_set_source_surface (cr, preview->picture, 0, 0);
    cairo_pattern_set_filter (cairo_get_source (cr), scale > 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    cairo_paint (cr);
}

static gboolean
draw_area (GtkWidget *area, cairo_t *cr, RfWatermarkPreview *preview)
{
    int scale = gtk_widget_get_scale_factor (area);
    int width = gtk_widget_get_allocated_width (area), height = gtk_widget_get_allocated_height (area);

    gtk_render_background (gtk_widget_get_style_context (area), cr, 0, 0, width, height);
    if (!preview->picture)
        return FALSE;
    cairo_scale (cr, 1.0 / scale, 1.0 / scale);
    cairo_translate (cr, MARGIN * scale, MARGIN * scale);
    paint (cr, preview, (width - 2 * MARGIN) * scale, (height - 2 * MARGIN) * scale);
    return FALSE;
}

static void
take_size (GtkWidget *area, GdkRectangle *place, RfWatermarkPreview *preview)
{
    int scale = gtk_widget_get_scale_factor (area);

    if (place->width * scale != preview->width || place->height * scale != preview->height)
        preview->resized (preview->data);
}

void
rf_watermark_preview_draw (RfWatermarkPreview *preview)
{
    int scale = gtk_widget_get_scale_factor (preview->area);

    preview->width = gtk_widget_get_allocated_width (preview->area) * scale;
    preview->height = gtk_widget_get_allocated_height (preview->area) * scale;
    int width = preview->width - 2 * MARGIN * scale, height = preview->height - 2 * MARGIN * scale;
    if (width < 1 || height < 1)
        return;
    g_clear_pointer (&preview->picture, cairo_surface_destroy);
    preview->picture = rf_draft_render (preview->draft, width, height);
    gtk_widget_queue_draw (preview->area);
}

void
rf_watermark_preview_tell (RfWatermarkPreview *preview)
{
    const RfDraft *draft = preview->draft;
    const char *words = draft->problem ? draft->problem : draft->notes;
    g_autofree char *size = NULL;

    if (draft->width && !draft->problem)
        size = g_strdup_printf (_ ("%d × %d pixels, of which the photograph has %d × %d"), draft->width, draft->height,
                                draft->photo.width, draft->photo.height);
    gtk_label_set_text (GTK_LABEL (preview->size), size ? size : "");
    gtk_image_set_from_icon_name (GTK_IMAGE (preview->icon), draft->problem ? "dialog-error" : "dialog-warning",
                                  GTK_ICON_SIZE_LARGE_TOOLBAR);
    gtk_label_set_text (GTK_LABEL (preview->words), words ? words : "");
    gtk_widget_set_tooltip_text (preview->bar, words);
    gtk_widget_set_opacity (preview->bar, words ? 1 : 0); /* its room stays, so that nothing jumps */
}

static void
free_preview (gpointer data)
{
    RfWatermarkPreview *preview = data;

    g_clear_pointer (&preview->picture, cairo_surface_destroy);
    g_free (preview);
}

static void
add_bar (RfWatermarkPreview *preview)
{
    preview->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    preview->icon = gtk_image_new ();
    preview->words = gtk_label_new (NULL);
    gtk_label_set_xalign (GTK_LABEL (preview->words), 0);
    gtk_label_set_yalign (GTK_LABEL (preview->words), 0);
    gtk_label_set_line_wrap (GTK_LABEL (preview->words), TRUE);
    gtk_label_set_lines (GTK_LABEL (preview->words), 2);
    gtk_label_set_ellipsize (GTK_LABEL (preview->words), PANGO_ELLIPSIZE_END);
    gtk_widget_set_valign (preview->icon, GTK_ALIGN_START);
    gtk_box_pack_start (GTK_BOX (preview->bar), preview->icon, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (preview->bar), preview->words, TRUE, TRUE, 0);
    gtk_widget_set_size_request (preview->bar, -1, 38); /* two lines */
    gtk_box_pack_start (GTK_BOX (preview->box), preview->bar, FALSE, FALSE, 0);
}

RfWatermarkPreview *
rf_watermark_preview_new (RfDraft *draft, void (*resized) (gpointer data), gpointer data)
{
    RfWatermarkPreview *preview = g_new0 (RfWatermarkPreview, 1);
    GtkWidget *frame = gtk_frame_new (NULL);

    preview->draft = draft;
    preview->resized = resized;
    preview->data = data;
    preview->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    preview->area = gtk_drawing_area_new ();
    preview->size = gtk_label_new (NULL);
    gtk_widget_set_size_request (preview->area, MIN_WIDTH, MIN_HEIGHT);
    gtk_frame_set_shadow_type (GTK_FRAME (frame), GTK_SHADOW_IN);
    gtk_container_add (GTK_CONTAINER (frame), preview->area);
    gtk_style_context_add_class (gtk_widget_get_style_context (preview->size), GTK_STYLE_CLASS_DIM_LABEL);
    gtk_label_set_ellipsize (GTK_LABEL (preview->size), PANGO_ELLIPSIZE_END);
    gtk_box_pack_start (GTK_BOX (preview->box), frame, TRUE, TRUE, 0);
    gtk_box_pack_start (GTK_BOX (preview->box), preview->size, FALSE, FALSE, 0);
    add_bar (preview);
    g_signal_connect (preview->area, "draw", G_CALLBACK (draw_area), preview);
    g_signal_connect (preview->area, "size-allocate", G_CALLBACK (take_size), preview);
    g_object_set_data_full (G_OBJECT (preview->box), "rf-preview", preview, free_preview);
    return preview;
}

GtkWidget *
rf_watermark_preview_widget (RfWatermarkPreview *preview)
{
    return preview->box;
}
