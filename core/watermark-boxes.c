/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The boxes of a format with what is in them: words, pictures, sizes. */
#include "i18n.h"
#include "watermark-picture.h"
#include "watermark.h"

#include <string.h>

static const RfBox *
get_box (const RfFormat *format, int i)
{
    return &g_array_index (format->boxes, RfBox, i);
}

static void
set_words (RfContent *content, RfNode *node, const RfPlanning *planning)
{
    const RfBox *box = node->box;
    const char *font = planning->options->font;

    content->words = rf_template_parse (box->text, NULL); /* which was checked when the format was read */
    content->face = (RfTypeface){box->family,     font && *font ? font : NULL, box->weight, box->italic, box->capitals,
                                 box->tracking_em};
    content->em_px = rf_length_px (&box->size, &planning->scale);
    node->letters = TRUE;
}

static void
set_size (RfNode *node, int width, int height)
{
    node->width = width;
    node->height = height;
    node->shown = TRUE;
}

static gboolean
set_picture (RfNode *node, cairo_surface_t **surface, const char *path, const RfPlanning *planning, GError **error)
{
    g_autoptr (RfPicture) picture = rf_picture_load (path, error);
    int height = rf_length_grid (&node->box->size, &planning->scale);
    int most = rf_length_grid (&node->box->width, &planning->scale);

    if (!picture)
        return FALSE;
    int width = (int)MAX (1, floor (height * rf_picture_aspect (picture) + 0.5));
    if (width > most) {
        width = most;
        height = (int)MAX (1, floor (width / rf_picture_aspect (picture) + 0.5));
    }
    *surface = rf_picture_draw (picture, width, height, error);
    if (!*surface)
        return FALSE;
    set_size (node, width, height);
    return TRUE;
}

/* The user's picture, or that of the maker; without any, or with one that is broken, the disc. */
static gboolean
set_logo (RfNode *node, cairo_surface_t **surface, const RfPlanning *planning, GPtrArray *notes, GError **error)
{
    int diameter = rf_length_grid (&node->box->size, &planning->scale);
    const char *chosen = planning->options->logo;

    if (chosen && *chosen)
        return set_picture (node, surface, chosen, planning, error);
    if (!chosen) {
        g_autofree char *path = rf_caption_logo (planning->caption);
        g_autoptr (GError) reason = NULL;
        if (path && set_picture (node, surface, path, planning, &reason))
            return TRUE;
        if (reason)
            g_ptr_array_add (notes, g_strdup (reason->message));
    }
    set_size (node, diameter, diameter);
    return TRUE;
}

static void
set_divider (RfNode *node, const RfScale *scale)
{
    int thick = rf_length_grid (&node->box->width, scale), length = rf_length_grid (&node->box->size, scale);

    if (node->parent && node->parent->box->kind == RF_BOX_ROW)
        set_size (node, thick, length);
    else
        set_size (node, length, thick);
}

static gboolean
set_content (RfBoxes *boxes, int i, const RfPlanning *planning, GPtrArray *notes, GError **error)
{
    RfNode *node = &boxes->fitting.layout.nodes[i];
    const RfBox *box = node->box;
    const char *signature = planning->options->signature;
    int size = rf_length_grid (&box->size, &planning->scale);

    switch (box->kind) {
    case RF_BOX_ROW:
    case RF_BOX_COLUMN:
        break;
    case RF_BOX_SIGNATURE:
        if (signature && *signature)
            return set_picture (node, &boxes->pictures[i], signature, planning, error);
        set_words (&boxes->fitting.contents[i], node, planning);
        break;
    case RF_BOX_TEXT:
        set_words (&boxes->fitting.contents[i], node, planning);
        break;
    case RF_BOX_LOGO:
        return set_logo (node, &boxes->pictures[i], planning, notes, error);
    case RF_BOX_DISC:
        set_size (node, size, size);
        break;
    case RF_BOX_DIVIDER:
        set_divider (node, &planning->scale);
        break;
    case RF_BOX_PALETTE:
        set_size (node,
                  RF_PALETTE_SIZE * rf_length_grid (&box->width, &planning->scale) +
                      (RF_PALETTE_SIZE - 1) * rf_length_grid (&box->gap, &planning->scale),
                  size);
        break;
    }
    return TRUE;
}

/* A frame, a picture of the user or of the photograph's colours: worth having without words. */
static gboolean
is_more_than_words (const RfBoxes *boxes, const RfPlanning *planning)
{
    const RfFormat *format = planning->format;
    const RfLength *mats[] = {&format->canvas.top, &format->canvas.right, &format->canvas.bottom, &format->canvas.left};
    double aspect = 0;
    int n_mats = 0;

    for (int i = 0; i < 4; i++)
        n_mats += rf_length_px (mats[i], &planning->scale) > 0;
    rf_aspect_read (planning->options->aspect ? planning->options->aspect : format->canvas.aspect, &aspect);
    if (n_mats > 1 || aspect > 0 || rf_length_px (&format->photo.corner, &planning->scale) > 0)
        return TRUE;
    for (int i = 0; i < boxes->fitting.layout.n; i++)
        if (boxes->pictures[i] || get_box (format, i)->kind == RF_BOX_PALETTE)
            return TRUE;
    return FALSE;
}

static gboolean
has_something_to_say (const RfBoxes *boxes, const RfPlanning *planning)
{
    for (int i = 0; i < boxes->fitting.layout.n; i++) {
        const RfContent *content = &boxes->fitting.contents[i];
        g_autofree char *text = content->words ? rf_template_expand (content->words, planning->caption, NULL) : NULL;
        g_autofree char *clean = text ? rf_shape_clean (text) : NULL;
        if (clean && *clean)
            return TRUE;
    }
    return FALSE;
}

gboolean
rf_boxes_init (RfBoxes *boxes, const RfPlanning *planning, RfWatermark *watermark, GError **error)
{
    const RfFormat *format = planning->format;
    int n = (int)format->boxes->len;
    RfFitting *fitting = &boxes->fitting;

    *fitting = (RfFitting){.layout = {g_new0 (RfNode, n), n, planning->scale},
                           .contents = g_new0 (RfContent, n),
                           .caption = planning->caption,
                           .drop = g_strsplit (format->drop, ";", -1),
                           .notes = watermark->notes};
    boxes->pictures = g_new0 (cairo_surface_t *, n);
    for (int i = 0; i < n; i++) {
        RfNode *node = &fitting->layout.nodes[i];
        node->box = get_box (format, i);
        if (node->box->parent >= 0)
            node->parent = &fitting->layout.nodes[node->box->parent];
        else
            node->region = rf_canvas_region (&watermark->ground.canvas, node->box->in);
    }
    for (int i = 0; i < n; i++)
        if (!set_content (boxes, i, planning, watermark->notes, error))
            return FALSE;
    if (!has_something_to_say (boxes, planning) && !is_more_than_words (boxes, planning)) {
        g_set_error (error, RF_ERROR, RF_ERROR_VALUE,
                     _ ("the photograph tells nothing that “%s” could say; give a text yourself, such as the model"),
                     format->title);
        return FALSE;
    }
    rf_fit (fitting);
    return TRUE;
}

void
rf_boxes_clear (RfBoxes *boxes)
{
    for (int i = 0; i < boxes->fitting.layout.n; i++) {
        RfContent *content = &boxes->fitting.contents[i];
        g_clear_pointer (&content->words, rf_template_free);
        rf_shape_free (content->shape);
        g_free (content->text);
        g_clear_pointer (&boxes->pictures[i], cairo_surface_destroy);
    }
    g_free (boxes->fitting.contents);
    g_free (boxes->fitting.layout.nodes);
    g_strfreev (boxes->fitting.drop);
    g_free (boxes->pictures);
}
