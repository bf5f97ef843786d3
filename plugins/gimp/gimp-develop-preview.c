/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview is the real thing, done to a small copy: so it cannot differ from the result but by what is too small to be
 * seen, and by layers that are not chosen. */
#include "gimp-develop-preview.h"

#include "../i18n.h"
#include "gimp-cell.h"
#include "gimp-develop-apply.h"
#include "gimp-proxy-load.h"
#include "gimp-selection.h"

#define SIDE     420 /* of the preview's space, in the units of GTK */
#define PATIENCE 60  /* milliseconds without another change, before it is worked out */

typedef struct {
    GimpProcedureConfig *config;
    GimpImage *image; /* the one that is asked about */
    GimpDrawable **drawables;
    GimpImage *small; /* ours; NULL until there is the photograph */
    RfProxyLoad *load;
    GtkWidget *picture, *message;
    cairo_surface_t *surface;
    guint waiting; /* the source that will work it out; 0: none */
} Preview;

static void
free_preview (gpointer data)
{
    Preview *p = data;

    if (p->waiting)
        g_source_remove (p->waiting);
    rf_proxy_load_free (p->load);
    if (p->small)
        gimp_image_delete (p->small);
    g_clear_pointer (&p->surface, cairo_surface_destroy);
    g_free (p);
}

/* An image with one layer, of the photograph reduced, and what it says of itself. */
static GimpImage *
make_small (GimpImage *image, const RfProxy *proxy)
{
    const RfTile *tile = &proxy->tile;
    GimpImage *small = gimp_image_new_with_precision (tile->width, tile->height, proxy->is_gray ? GIMP_GRAY : GIMP_RGB,
                                                      GIMP_PRECISION_FLOAT_NON_LINEAR);
    GimpLayer *layer =
        gimp_layer_new (small, "small", tile->width, tile->height, proxy->is_gray ? GIMP_GRAYA_IMAGE : GIMP_RGBA_IMAGE,
                        100, GIMP_LAYER_MODE_NORMAL);
    g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
    g_autoptr (GimpMetadata) metadata = gimp_image_is_valid (image) ? gimp_image_get_metadata (image) : NULL;

    gimp_image_undo_disable (small);
    gimp_image_insert_layer (small, layer, NULL, 0);
    gegl_buffer_set (buffer, NULL, 0, babl_format ("R'G'B'A float"), tile->data, (gint)tile->stride);
    if (metadata)
        gimp_image_set_metadata (small, metadata);
    return small;
}

static gboolean
develop (GimpImage *image, GimpProcedureConfig *config, char **notes, GError **error)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    g_autofree GimpLayer **layers = gimp_image_get_selected_layers (image);
    RfRecipe recipe;

    if (!rf_recipe_read (config, &recipe, texts, error))
        return FALSE;
    g_object_get (config, "merge", &recipe.merge, NULL);
    return rf_develop_image (image, (GimpDrawable **)layers, &recipe, notes, error);
}

/* Error or notes, in one small line of the dialog. */
static void
tell (Preview *p, const char *text)
{
    gtk_label_set_text (GTK_LABEL (p->message), text ? text : "");
    gtk_widget_set_tooltip_text (p->message, text);
}

static void
show (Preview *p, GimpImage *image, int side, int factor)
{
    RfProxyRequest request = {.wanted = {.image = image}, .longest_px = side};
    g_autoptr (RfProxy) seen = rf_proxy_new (&request, NULL);

    g_clear_pointer (&p->surface, cairo_surface_destroy);
    if (seen)
        p->surface = rf_pixels_to_surface (&seen->tile, factor);
    gtk_widget_queue_draw (p->picture);
}

static gboolean
work_out (gpointer data)
{
    Preview *p = data;
    int factor = gtk_widget_get_scale_factor (p->picture), side = SIDE * factor;
    g_autofree char *notes = NULL;
    g_autoptr (GError) error = NULL;

    p->waiting = 0;
    if (!p->small)
        return G_SOURCE_REMOVE;
    GimpImage *copy = gimp_image_duplicate (p->small);
    if (!copy) {
        tell (p, _ ("GIMP could not make a copy of the photograph."));
        return G_SOURCE_REMOVE;
    }
    gimp_image_undo_disable (copy);
    gboolean done = develop (copy, p->config, &notes, &error);
    tell (p, done ? notes : error->message);
    if (done)
        show (p, copy, side, factor);
    gimp_image_delete (copy);
    return G_SOURCE_REMOVE;
}

static void
plan_work (Preview *p)
{
    if (p->waiting)
        g_source_remove (p->waiting);
    p->waiting = g_timeout_add (PATIENCE, work_out, p);
}

static void
take_photo (RfProxy *photo, gboolean whole, const GError *error, gpointer data)
{
    Preview *p = data;

    if (!photo) {
        tell (p, error->message);
        return;
    }
    if (p->small)
        gimp_image_delete (p->small);
    p->small = make_small (p->image, photo);
    RfProxyWanted wanted = {.image = p->image, .drawables = p->drawables};
    RfSelection selection;
    rf_selection_read (&wanted, &selection);
    rf_selection_set (&selection, p->small);
    rf_selection_clear (&selection);
    plan_work (p);
}

/* Only now is it known how many pixels the screen has. */
static void
load (GtkWidget *box)
{
    Preview *p = g_object_get_data (G_OBJECT (box), "rf-preview");
    static const char *const replaced[] = {RF_FILTER_OPERATION, RF_LENS_OPERATION, NULL};
    RfProxyRequest request = {.wanted = {.image = p->image, .drawables = p->drawables, .replaced = replaced},
                              .longest_px = SIDE * gtk_widget_get_scale_factor (p->picture)};

    rf_proxy_load_free (p->load);
    p->load = rf_proxy_load_new (&request, take_photo, p);
}

static void
config_changed (GtkWidget *box)
{
    plan_work (g_object_get_data (G_OBJECT (box), "rf-preview"));
}

static gboolean
draw (GtkWidget *area, cairo_t *cr, Preview *p)
{
    double x_scale, y_scale;

    if (!p->surface)
        return FALSE;
    cairo_surface_get_device_scale (p->surface, &x_scale, &y_scale);
    int width = (int)(cairo_image_surface_get_width (p->surface) / x_scale);
    int height = (int)(cairo_image_surface_get_height (p->surface) / y_scale);
    cairo_translate (cr, (gtk_widget_get_allocated_width (area) - width) / 2,
                     (gtk_widget_get_allocated_height (area) - height) / 2);
    cairo_rectangle (cr, 0, 0, width, height);
    cairo_clip (cr);
    rf_cell_paint_checks (cr, width, height, 1);
    cairo_set_source_surface (cr, p->surface, 0, 0);
    cairo_paint (cr);
    return FALSE;
}

GtkWidget *
rf_develop_preview_new (GimpProcedureConfig *config, GimpImage *image, GimpDrawable **drawables)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    Preview *p = g_new0 (Preview, 1);

    *p = (Preview){.config = config,
                   .image = image,
                   .drawables = drawables,
                   .picture = gtk_drawing_area_new (),
                   .message = gtk_label_new ("")};
    g_object_set_data_full (G_OBJECT (box), "rf-preview", p, free_preview);
    gtk_widget_set_size_request (p->picture, SIDE, SIDE);
    gtk_label_set_line_wrap (GTK_LABEL (p->message), TRUE);
    gtk_label_set_lines (GTK_LABEL (p->message), 2);
    gtk_label_set_ellipsize (GTK_LABEL (p->message), PANGO_ELLIPSIZE_END);
    gtk_label_set_max_width_chars (GTK_LABEL (p->message), 50);
    gtk_label_set_xalign (GTK_LABEL (p->message), 0);
    gtk_box_pack_start (GTK_BOX (box), p->picture, TRUE, TRUE, 0);
    gtk_box_pack_start (GTK_BOX (box), p->message, FALSE, FALSE, 0);
    g_signal_connect (p->picture, "draw", G_CALLBACK (draw), p);
    g_signal_connect_object (p->picture, "realize", G_CALLBACK (load), box, G_CONNECT_SWAPPED);
    g_signal_connect_object (p->picture, "notify::scale-factor", G_CALLBACK (load), box, G_CONNECT_SWAPPED);
    g_signal_connect_object (config, "notify", G_CALLBACK (config_changed), box, G_CONNECT_SWAPPED);
    gtk_widget_show_all (box);
    return box;
}
