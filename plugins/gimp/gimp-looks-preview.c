/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-looks-preview.h"

#include "../i18n.h"
#include "gimp-cell.h"
#include "gimp-looks-render.h"

#include <math.h>

#define MAX_ENLARGED 8 /* of very small pictures, so that one sees their pixels */

typedef struct {
    RfLooksPreview *owner;
    const RfLook *look; /* NULL: the photograph as it is */
    RfRenderSlot *slot;
    cairo_surface_t *surface;
    char *problem;
} Side;

struct RfLooksPreview {
    GtkWidget *area;
    RfProxy *photo;
    RfProxy *level; /* the photograph in the size it is shown */
    RfSettings settings;
    RfSelection selection;
    Side look, other, before; /* the last one only with a selection */
    gboolean split, held, pressed;
    double line; /* where the two meet, [0, 1] of the picture */
    guint count;
};

/* The picture's place in the widget, in its pixels. */
static void
find_place (RfLooksPreview *preview, GdkRectangle *place)
{
    int width = gtk_widget_get_allocated_width (preview->area),
        height = gtk_widget_get_allocated_height (preview->area);
    const RfTile *tile = &preview->photo->tile;
    double fit = MIN (MIN ((double)width / tile->width, (double)height / tile->height), MAX_ENLARGED);

    place->width = MAX (1, (int)(tile->width * fit));
    place->height = MAX (1, (int)(tile->height * fit));
    place->x = (width - place->width) / 2;
    place->y = (height - place->height) / 2;
}

/* ---- Pictures -------------------------------------------------------------------------------------------------- */

static void
take_picture (cairo_surface_t *surface, const GError *error, gpointer data)
{
    Side *side = data;

    g_clear_pointer (&side->surface, cairo_surface_destroy);
    g_clear_pointer (&side->problem, g_free);
    if (surface)
        side->surface = cairo_surface_reference (surface);
    else
        side->problem = g_strdup (error->message);
    side->owner->count += side == &side->owner->look;
    gtk_widget_queue_draw (side->owner->area);
}

static int
find_longest (RfLooksPreview *preview)
{
    GdkRectangle place;

    find_place (preview, &place);
    return MAX (place.width, place.height) * gtk_widget_get_scale_factor (preview->area);
}

static void
ask (RfLooksPreview *preview, Side *side)
{
    if (preview->level)
        rf_render_slot_ask (side->slot, preview->level, side->look, &preview->settings,
                            gtk_widget_get_scale_factor (preview->area));
}

/* The photograph or the size is another. */
static void
ask_both (RfLooksPreview *preview)
{
    if (!preview->photo || gtk_widget_get_allocated_width (preview->area) <= 1)
        return;
    int longest = find_longest (preview);
    gboolean is_part = preview->selection.mask != NULL;
    rf_proxy_unref (preview->level);
    preview->level = is_part || longest < MAX (preview->photo->tile.width, preview->photo->tile.height)
                         ? rf_proxy_reduce (preview->photo, longest)
                         : rf_proxy_ref (preview->photo);
    if (is_part) {
        preview->level->part = preview->selection.part;
        ask (preview, &preview->before);
    }
    ask (preview, &preview->look);
    ask (preview, &preview->other);
}

/* ---- Drawing --------------------------------------------------------------------------------------------------- */

/* Makes it the source, as large as the place. */
static void
set_source (cairo_t *cr, cairo_surface_t *surface, const GdkRectangle *place)
{
    double scale_x, scale_y;
    cairo_matrix_t matrix;

    cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
    double width = cairo_image_surface_get_width (surface) / scale_x,
           height = cairo_image_surface_get_height (surface) / scale_y;
    cairo_set_source_surface (cr, surface, 0, 0);
    cairo_matrix_init_scale (&matrix, width / place->width, height / place->height);
    cairo_pattern_set_matrix (cairo_get_source (cr), &matrix);
    cairo_pattern_set_filter (cairo_get_source (cr),
                              place->width > 2 * width ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
}

/* The look where it is selected, the photograph elsewhere. */
static void
paint_selected (const Side *side, cairo_t *cr, const GdkRectangle *place)
{
    const RfLooksPreview *preview = side->owner;

    set_source (cr, preview->selection.mask, place);
    cairo_pattern_t *mask = cairo_pattern_reference (cairo_get_source (cr));
    cairo_push_group (cr);
    set_source (cr, preview->before.surface, place);
    cairo_paint (cr);
    cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
    set_source (cr, side->surface, place);
    cairo_mask (cr, mask);
    cairo_pop_group_to_source (cr);
    cairo_paint (cr);
    cairo_pattern_destroy (mask);
}

static void
draw_side (const Side *side, cairo_t *cr, const GdkRectangle *place, double from, double to)
{
    gboolean is_part = side->look && side->owner->selection.mask;

    if (!side->surface || (is_part && !side->owner->before.surface))
        return;
    cairo_save (cr);
    cairo_rectangle (cr, from * place->width, 0, (to - from) * place->width, place->height);
    cairo_clip (cr);
    if (is_part) {
        paint_selected (side, cr, place);
    } else {
        set_source (cr, side->surface, place);
        cairo_paint (cr);
    }
    cairo_restore (cr);
}

static const char *
side_title (const Side *side)
{
    return side->look ? rf_look_title (side->look) : _ ("Before");
}

/* In a lower corner, `at` 0 the left one, 1 the right one. */
static void
draw_title (RfLooksPreview *preview, cairo_t *cr, const GdkRectangle *place, const char *title, int at)
{
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (preview->area, title);
    int width, height;

    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    pango_layout_get_pixel_size (layout, &width, &height);
    if (width > place->width / 2 - 24) {
        pango_layout_set_width (layout, MAX (1, place->width / 2 - 24) * PANGO_SCALE);
        pango_layout_get_pixel_size (layout, &width, &height);
    }
    double x = at ? place->width - width - 14 : 6, y = place->height - height - 10;
    if (place->width < 120 || y < 0)
        return;
    cairo_rectangle (cr, x, y, width + 8, height + 4);
    cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
    cairo_fill (cr);
    cairo_move_to (cr, x + 4, y + 2);
    cairo_set_source_rgb (cr, 1, 1, 1);
    pango_cairo_show_layout (cr, layout);
}

static void
draw_problem (RfLooksPreview *preview, cairo_t *cr, const char *text)
{
    GtkStyleContext *style = gtk_widget_get_style_context (preview->area);
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (preview->area, text);

    pango_layout_set_width (layout, (gtk_widget_get_allocated_width (preview->area) - 24) * PANGO_SCALE);
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    gtk_render_layout (style, cr, 12, 12, layout);
}

static gboolean
draw (GtkWidget *area, cairo_t *cr, RfLooksPreview *preview)
{
    gboolean only_other = preview->held || preview->pressed;
    GdkRectangle place;

    if (!preview->photo)
        return FALSE;
    if (preview->look.problem) {
        draw_problem (preview, cr, preview->look.problem);
        return FALSE;
    }
    find_place (preview, &place);
    cairo_save (cr);
    cairo_translate (cr, place.x, place.y);
    cairo_rectangle (cr, 0, 0, place.width, place.height);
    cairo_clip (cr);
    rf_cell_paint_checks (cr, place.width, place.height, 1);
    double line = only_other ? 1 : preview->split ? preview->line : 0;
    draw_side (&preview->other, cr, &place, 0, line);
    draw_side (&preview->look, cr, &place, line, 1);
    if (only_other || preview->split)
        draw_title (preview, cr, &place, side_title (&preview->other), 0);
    if (!only_other && preview->split) {
        draw_title (preview, cr, &place, side_title (&preview->look), 1);
        cairo_rectangle (cr, floor (line * place.width) - 1, 0, 3, place.height);
        cairo_set_source_rgba (cr, 0, 0, 0, 0.5);
        cairo_fill (cr);
        cairo_rectangle (cr, floor (line * place.width), 0, 1, place.height);
        cairo_set_source_rgb (cr, 1, 1, 1);
        cairo_fill (cr);
    }
    cairo_restore (cr);
    return FALSE;
}

/* ---- Events ---------------------------------------------------------------------------------------------------- */

static gboolean
pointer_moved (GtkWidget *area, GdkEventMotion *event, RfLooksPreview *preview)
{
    GdkRectangle place;

    if (!preview->split || !preview->photo)
        return FALSE;
    find_place (preview, &place);
    preview->line = CLAMP ((event->x - place.x) / place.width, 0, 1);
    gtk_widget_queue_draw (area);
    return FALSE;
}

static gboolean
button_changed (GtkWidget *area, GdkEventButton *event, RfLooksPreview *preview)
{
    if (event->button != GDK_BUTTON_PRIMARY)
        return FALSE;
    preview->pressed = event->type != GDK_BUTTON_RELEASE;
    gtk_widget_queue_draw (area);
    return TRUE;
}

static void
free_preview (gpointer data)
{
    RfLooksPreview *preview = data;
    Side *sides[] = {&preview->look, &preview->other, &preview->before};

    for (size_t i = 0; i < G_N_ELEMENTS (sides); i++) {
        rf_render_slot_free (sides[i]->slot);
        g_clear_pointer (&sides[i]->surface, cairo_surface_destroy);
        g_free (sides[i]->problem);
    }
    rf_proxy_unref (preview->photo);
    rf_proxy_unref (preview->level);
    rf_selection_clear (&preview->selection);
    g_free (preview);
}

static void
init_side (RfLooksPreview *preview, Side *side)
{
    side->owner = preview;
    side->slot = rf_render_slot_new (RF_RENDER_PREVIEW, take_picture, side);
}

RfLooksPreview *
rf_looks_preview_new (void)
{
    RfLooksPreview *preview = g_new0 (RfLooksPreview, 1);
    GtkWidget *area = preview->area = gtk_drawing_area_new ();

    preview->settings = (RfSettings)RF_SETTINGS_DEFAULT;
    preview->line = 0.5;
    init_side (preview, &preview->look);
    init_side (preview, &preview->other);
    init_side (preview, &preview->before);
    gtk_widget_add_events (area, GDK_POINTER_MOTION_MASK | GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK);
    gtk_widget_set_tooltip_text (area,
                                 _ ("Hold the mouse button, or the space bar, to see the photograph before the look"));
    g_signal_connect (area, "draw", G_CALLBACK (draw), preview);
    g_signal_connect (area, "motion-notify-event", G_CALLBACK (pointer_moved), preview);
    g_signal_connect (area, "button-press-event", G_CALLBACK (button_changed), preview);
    g_signal_connect (area, "button-release-event", G_CALLBACK (button_changed), preview);
    g_signal_connect_swapped (area, "size-allocate", G_CALLBACK (ask_both), preview);
    g_signal_connect_swapped (area, "notify::scale-factor", G_CALLBACK (ask_both), preview);
    g_object_set_data_full (G_OBJECT (area), "rf-preview", preview, free_preview);
    gtk_widget_show (area);
    return preview;
}

GtkWidget *
rf_looks_preview_widget (RfLooksPreview *preview)
{
    return preview->area;
}

void
rf_looks_preview_set_photo (RfLooksPreview *preview, RfProxy *photo, RfSelection *selection)
{
    rf_selection_clear (&preview->selection);
    preview->selection = *selection;
    *selection = (RfSelection){NULL};
    rf_proxy_ref (photo);
    rf_proxy_unref (preview->photo);
    preview->photo = photo;
    ask_both (preview);
}

void
rf_looks_preview_set_look (RfLooksPreview *preview, const RfLook *look, const RfSettings *settings)
{
    preview->settings = *settings;
    preview->look.look = look;
    ask (preview, &preview->look);
    if (preview->other.look)
        ask (preview, &preview->other);
}

void
rf_looks_preview_set_other (RfLooksPreview *preview, const RfLook *look)
{
    preview->other.look = look;
    ask (preview, &preview->other);
}

void
rf_looks_preview_split (RfLooksPreview *preview, gboolean on)
{
    preview->split = on;
    gtk_widget_set_has_tooltip (preview->area, !on); /* it would hang on the line */
    gtk_widget_queue_draw (preview->area);
}

void
rf_looks_preview_hold (RfLooksPreview *preview, gboolean on)
{
    preview->held = on;
    gtk_widget_queue_draw (preview->area);
}

guint
rf_looks_preview_count (const RfLooksPreview *preview)
{
    return preview->count;
}
