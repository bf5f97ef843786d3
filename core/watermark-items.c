/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From boxes that have their places to things that are drawn. */
#include "watermark.h"

#include <string.h>

/* Halos, in em of the letters. */
#define SHADOW_EM   0.45
#define SHADOW_GAIN 2.5
#define SCRIM_GAIN  16.0
#define GLOW_EM     0.35
#define GLOW_GAIN   1.6

/* A picture of one colour that stands out less than this from what is under it takes the colour of letters. */
#define VISIBLE_CONTRAST 2.0
#define ONE_COLOR        24 /* of 255: how much its colours differ at most */

typedef struct {
    RfWatermark *watermark;
    const RfPlanning *planning;
    const RfBoxes *boxes;
} Adding;

static cairo_t *
begin_outline (void)
{
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cr = cairo_create (surface);

    cairo_surface_destroy (surface);
    return cr;
}

static cairo_path_t *
end_outline (cairo_t *cr)
{
    cairo_path_t *outline = cairo_copy_path (cr);

    cairo_destroy (cr);
    return outline;
}

static void
clear_item (gpointer data)
{
    RfWatermarkItem *item = data;

    g_free ((char *)item->name);
    g_free ((char *)item->text);
    g_free ((char *)item->font);
}

static void
add (const Adding *adding, RfWatermarkItem item, RfArt art)
{
    art.part = item.part;
    art.ink = item.ink;
    memcpy (art.color, item.color, sizeof art.color);
    g_array_append_val (adding->watermark->items, item);
    g_array_append_val (adding->watermark->arts, art);
}

/* ---- Colours ------------------------------------------------------------------------------------------------------ */

/* What lies under all of the box without parent that this one belongs to, so that a caption has one colour. */
static RfUnder
look_under (const Adding *adding, const RfNode *node)
{
    while (node->parent)
        node = node->parent;
    return rf_color_look_under (&adding->watermark->ground, adding->planning->photo, &node->ink);
}

/* The box's colour; `halo` receives the opacity of what must lie under automatic letters. */
static void
choose_color (const Adding *adding, const RfNode *node, float color[4], double *halo)
{
    const RfBox *box = node->box;
    const RfColor *own = adding->planning->dark ? &box->color_dark : &box->color;
    gboolean is_words = box->kind == RF_BOX_TEXT || box->kind == RF_BOX_SIGNATURE;

    memcpy (color, own->rgba, sizeof own->rgba);
    color[3] *= (float)box->opacity;
    *halo = 0;
    if (own->automatic || (adding->planning->foreign && (is_words || box->kind == RF_BOX_DIVIDER))) {
        RfLegible legible = rf_color_make_legible (look_under (adding, node), color[3], adding->planning->dark);
        color[0] = color[1] = color[2] = legible.letters;
        if (is_words)
            color[3] = (float)legible.opacity;
        *halo = legible.halo;
    }
}

static void
set_halo (RfHalo *halo, float grey, double opacity, double reach_px, double gain)
{
    *halo = (RfHalo){{grey, grey, grey, (float)opacity}, reach_px, gain};
}

/* What must lie under letters so that they can be read, and what the format wants under and round them. */
static void
set_halos (RfArt *art, const RfBox *box, const float color[4], double scrim, double em)
{
    float letters = (color[0] + color[1] + color[2]) / 3;

    if (scrim > 0)
        set_halo (&art->halos[RF_HALO_SHADOW], 1 - letters, MAX (scrim, letters > 0.5f ? box->shadow : 0),
                  SHADOW_EM * em, SCRIM_GAIN);
    else if (box->shadow > 0 && letters > 0.3f) /* under dark letters it would only be dirt */
        set_halo (&art->halos[RF_HALO_SHADOW], 0, box->shadow, SHADOW_EM * em, SHADOW_GAIN);
    if (box->glow > 0) {
        set_halo (&art->halos[RF_HALO_GLOW], 0, box->glow * color[3], GLOW_EM * em, GLOW_GAIN);
        memcpy (art->halos[RF_HALO_GLOW].color, color, 3 * sizeof *color);
    }
}

/* ---- Words --------------------------------------------------------------------------------------------------------- */

/* Letters in colours cannot be kept as outlines. */
static cairo_surface_t *
draw_runs (const RfShape *shape, const cairo_matrix_t *placed, const RfFrame *ink)
{
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, ink->width, ink->height);
    cairo_t *cr = cairo_create (surface);

    cairo_translate (cr, -ink->x, -ink->y);
    cairo_transform (cr, placed);
    rf_shape_draw_runs (shape, cr);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    /* Wider than Cairo can: better without these letters than without all. */
    if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
        g_clear_pointer (&surface, cairo_surface_destroy);
    return surface;
}

static void
add_words (const Adding *adding, const RfNode *node, RfContent *content)
{
    RfShape *shape = content->shape;
    double em = content->em_px * adding->boxes->fitting.shrunk, px = em / RF_SHAPE_EM, halo;
    double x = node->x - shape->ink.x * px, y = node->y + node->height;
    RfRect ink = {node->x, y + shape->ink.y * px, shape->ink.width * px, shape->ink.height * px};
    RfWatermarkItem item = {.name = g_strdup (node->box->name),
                            .part = RF_PART_TEXT,
                            .ink = rf_rect_pixels (&ink),
                            .text = g_strdup (shape->text),
                            .font = g_strdup (shape->font),
                            .size_px = em,
                            .tracking_em = shape->tracking_em,
                            .x = x,
                            .baseline_y = y};
    RfArt art = {.outline = g_steal_pointer (&shape->outline)};

    choose_color (adding, node, item.color, &halo);
    cairo_matrix_init (&art.placed, px, 0, 0, px, x, y);
    if (shape->runs->len)
        art.picture = draw_runs (shape, &art.placed, &item.ink);
    set_halos (&art, node->box, item.color, halo, em);
    add (adding, item, art);
}

/* ---- Other things ---------------------------------------------------------------------------------------------------- */

/* Everything in it that is seen has nearly the same colour: that one, sRGB-encoded. */
static gboolean
has_one_color (cairo_surface_t *picture, float color[3])
{
    int width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
    int low[3] = {255, 255, 255}, high[3] = {0, 0, 0};

    for (int y = 0; y < height; y++) {
        const guchar *row =
            cairo_image_surface_get_data (picture) + y * (ptrdiff_t)cairo_image_surface_get_stride (picture);
        for (int x = 0; x < width; x++) {
            guint32 pixel;
            memcpy (&pixel, row + 4 * (gsize)x, sizeof pixel);
            int alpha = (int)(pixel >> 24);
            for (int c = 0; c < 3 && alpha >= 128; c++) {
                int value = (int)(pixel >> (16 - 8 * c) & 255) * 255 / alpha;
                low[c] = MIN (low[c], value);
                high[c] = MAX (high[c], value);
            }
        }
    }
    for (int c = 0; c < 3; c++) {
        color[c] = (float)(low[c] + high[c]) / 510;
        if (high[c] - low[c] > ONE_COLOR)
            return FALSE;
    }
    return TRUE;
}

static void
paint_over (cairo_surface_t *picture, float grey)
{
    cairo_t *cr = cairo_create (picture);

    cairo_set_operator (cr, CAIRO_OPERATOR_IN);
    cairo_set_source_rgb (cr, grey, grey, grey);
    cairo_paint (cr);
    cairo_destroy (cr);
    cairo_surface_flush (picture);
}

static RfFrame
get_frame (const RfNode *node)
{
    return (RfFrame){(int)node->x, (int)node->y, (int)node->width, (int)node->height};
}

/* A black signature on a dark mat would be lost: what has one colour takes that of letters then. */
static void
add_picture (const Adding *adding, const RfNode *node, cairo_surface_t *picture)
{
    RfWatermarkItem item = {.name = g_strdup (node->box->name),
                            .part = RF_PART_LOGO,
                            .ink = get_frame (node),
                            .color = {0, 0, 0, (float)node->box->opacity}};
    RfUnder under = look_under (adding, node);
    float color[3];

    if (has_one_color (picture, color)) {
        double own = rf_luminance (color);
        if (rf_contrast (own, under.darkest) < VISIBLE_CONTRAST || rf_contrast (own, under.lightest) < VISIBLE_CONTRAST)
            paint_over (picture, rf_color_make_legible (under, 1, adding->planning->dark).letters);
    }
    add (adding, item, (RfArt){.picture = cairo_surface_reference (picture)});
}

/* A rectangle with round corners: disc, line or swatch. */
static void
add_shape (const Adding *adding, const RfNode *node, RfFrame ink, double corner, const float color[4])
{
    RfWatermarkItem item = {.name = g_strdup (node->box->name), .part = RF_PART_LOGO, .ink = ink};
    cairo_t *cr = begin_outline ();
    double x = ink.x, y = ink.y, right = x + ink.width, bottom = y + ink.height;
    RfArt art = {0};

    corner = MIN (corner, MIN (ink.width, ink.height) / 2.0);
    if (corner > 0) {
        cairo_set_tolerance (cr, 0.01);
        cairo_arc (cr, right - corner, y + corner, corner, -G_PI / 2, 0);
        cairo_arc (cr, right - corner, bottom - corner, corner, 0, G_PI / 2);
        cairo_arc (cr, x + corner, bottom - corner, corner, G_PI / 2, G_PI);
        cairo_arc (cr, x + corner, y + corner, corner, G_PI, 3 * G_PI / 2);
        cairo_close_path (cr);
    } else {
        cairo_rectangle (cr, x, y, ink.width, ink.height);
    }
    art.outline = end_outline (cr);
    cairo_matrix_init_identity (&art.placed);
    memcpy (item.color, color, sizeof item.color);
    add (adding, item, art);
}

static void
add_palette (const Adding *adding, const RfNode *node)
{
    const RfScale *scale = &adding->planning->scale;
    int width = rf_length_grid (&node->box->width, scale), gap = rf_length_grid (&node->box->gap, scale);
    float palette[RF_PALETTE_SIZE][3];
    RfFrame ink = get_frame (node);

    rf_palette_find (adding->planning->photo, palette);
    ink.width = width;
    for (int i = 0; i < RF_PALETTE_SIZE; i++, ink.x += width + gap) {
        float color[4] = {palette[i][0], palette[i][1], palette[i][2], 1};
        add_shape (adding, node, ink, rf_length_px (&node->box->corner, scale), color);
    }
}

void
rf_watermark_add_items (RfWatermark *watermark, const RfPlanning *planning, const RfBoxes *boxes)
{
    Adding adding = {watermark, planning, boxes};

    g_array_set_clear_func (watermark->items, clear_item);
    g_array_set_clear_func (watermark->arts, rf_art_clear);
    for (int i = 0; i < boxes->fitting.layout.n; i++) {
        const RfNode *node = &boxes->fitting.layout.nodes[i];
        float color[4];
        double halo;
        if (!node->shown || node->box->kind == RF_BOX_ROW || node->box->kind == RF_BOX_COLUMN)
            continue;
        if (boxes->fitting.contents[i].shape) {
            add_words (&adding, node, &boxes->fitting.contents[i]);
        } else if (boxes->pictures[i]) {
            add_picture (&adding, node, boxes->pictures[i]);
        } else if (node->box->kind == RF_BOX_PALETTE) {
            add_palette (&adding, node);
        } else {
            choose_color (&adding, node, color, &halo);
            add_shape (&adding, node, get_frame (node), node->box->kind == RF_BOX_DIVIDER ? 0 : node->width, color);
        }
    }
}
