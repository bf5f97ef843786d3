/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-fit.h"

#include "i18n.h"

#include <string.h>

#define LEAST_SCALE 0.7
#define BISECTIONS  7

/* Texts narrower than so many em are not worth shortening further. */
#define LEAST_WIDTH_EM 2.5

/* Expands the templates without the fields dropped; TRUE if a text became another. */
static gboolean
fill_in (RfFitting *fitting, const char *const *dropped)
{
    gboolean changed = FALSE;

    for (int i = 0; i < fitting->layout.n; i++) {
        RfContent *content = &fitting->contents[i];
        if (!content->words)
            continue;
        char *text = rf_template_expand (content->words, fitting->caption, dropped);
        if (g_strcmp0 (text, content->text) == 0) {
            g_free (text);
            continue;
        }
        g_free (content->text);
        content->text = text;
        rf_shape_free (content->shape);
        content->shape = text ? rf_shape_new (&content->face, text) : NULL;
        changed = TRUE;
    }
    return changed;
}

static void
place (RfFitting *fitting)
{
    for (int i = 0; i < fitting->layout.n; i++) {
        const RfContent *content = &fitting->contents[i];
        RfNode *node = &fitting->layout.nodes[i];
        if (!content->words)
            continue;
        node->shown = content->shape != NULL;
        if (!node->shown)
            continue;
        double px = content->em_px * fitting->shrunk / RF_SHAPE_EM;
        const RfRect *ink = &content->shape->ink;
        node->width = MIN (ink->width * px, content->limit_px);
        /* What will be shortened ends in an ellipsis, which does not hang. */
        gboolean whole = ink->width * px <= content->limit_px;
        node->hang_left = whole ? content->shape->hang_left * px : 0;
        node->hang_right = whole ? content->shape->hang_right * px : 0;
        node->height = content->shape->capital * px;
        node->above = MAX (0, -ink->y * px - node->height);
        node->below = MAX (0, (ink->y + ink->height) * px);
    }
    rf_layout_place (&fitting->layout);
}

static gboolean
fits_at (RfFitting *fitting, double shrunk)
{
    RfConflict conflict;

    fitting->shrunk = shrunk;
    place (fitting);
    return !rf_layout_conflict (&fitting->layout, &conflict);
}

/* The largest letters that fit, if the smallest do. */
static gboolean
shrink (RfFitting *fitting)
{
    double low = LEAST_SCALE, high = 1;

    if (fits_at (fitting, 1))
        return TRUE;
    if (!fits_at (fitting, LEAST_SCALE))
        return FALSE;
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;
        if (fits_at (fitting, middle))
            low = middle;
        else
            high = middle;
    }
    return fits_at (fitting, low);
}

static const char *
find_title (const char *field)
{
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++)
        if (strcmp (fields[i].id, field) == 0)
            return fields[i].title;
    return field;
}

/* The words without the fields that `gone` says; TRUE if that changes any. */
static gboolean
fill_in_without (RfFitting *fitting, const gboolean *gone)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    for (guint i = 0; fitting->drop[i]; i++)
        if (gone[i])
            g_ptr_array_add (names, fitting->drop[i]);
    g_ptr_array_add (names, NULL);
    return fill_in (fitting, (const char *const *)names->pdata);
}

/* Field after field until the rest fits; then those come back that were not in the way. TRUE if it fits. */
static gboolean
drop_fields (RfFitting *fitting)
{
    guint n = g_strv_length (fitting->drop);
    g_autofree gboolean *gone = g_new0 (gboolean, n + 1);
    gboolean fits = FALSE;

    for (guint i = 0; i < n && !fits; i++) {
        gone[i] = TRUE;
        gone[i] = fill_in_without (fitting, gone);
        fits = gone[i] && shrink (fitting);
    }
    double excess = rf_layout_excess (&fitting->layout);
    for (guint i = n; i-- > 0;) {
        if (!gone[i])
            continue;
        gone[i] = FALSE;
        fill_in_without (fitting, gone);
        if (!shrink (fitting) && rf_layout_excess (&fitting->layout) > excess)
            gone[i] = TRUE;
    }
    fill_in_without (fitting, gone);
    for (guint i = 0; i < n; i++) {
        /* One that is not said anyway, because another stands in for it, is not missed. */
        if (gone[i]) {
            gone[i] = FALSE;
            gone[i] = fill_in_without (fitting, gone);
            fill_in_without (fitting, gone);
        }
        if (gone[i])
            g_ptr_array_add (fitting->notes, g_strdup_printf (_ ("No room for the field “%s”: it was left out"),
                                                              find_title (fitting->drop[i])));
    }
    return shrink (fitting);
}

static void
remove_node (RfFitting *fitting, RfNode *node)
{
    RfContent *content = &fitting->contents[node - fitting->layout.nodes];

    node->gone = TRUE;
    if (content->text)
        g_ptr_array_add (fitting->notes, g_strdup_printf (_ ("No room for “%s”: it was left out"), content->text));
    else if (node->box->kind != RF_BOX_DIVIDER)
        g_ptr_array_add (fitting->notes,
                         g_strdup_printf (_ ("No room for the box “%s”: it was left out"), node->box->name));
    g_clear_pointer (&content->text, g_free);
    g_clear_pointer (&content->shape, rf_shape_free);
}

static gboolean
is_concerned (const RfNode *node, const RfConflict *conflict)
{
    return node->shown && (rf_node_is_in (node, conflict->a) || (conflict->b && rf_node_is_in (node, conflict->b)));
}

/* The widest of the texts that are in each other's way and can still give something. */
static RfNode *
find_widest (const RfFitting *fitting, const RfConflict *conflict)
{
    RfNode *widest = NULL;

    for (int i = 0; i < fitting->layout.n; i++) {
        RfNode *node = &fitting->layout.nodes[i];
        const RfContent *content = &fitting->contents[i];
        if (content->shape && is_concerned (node, conflict) &&
            node->width > LEAST_WIDTH_EM * content->em_px * fitting->shrunk && (!widest || node->width > widest->width))
            widest = node;
    }
    return widest;
}

/* The last one in the file, words before other things. */
static RfNode *
find_last (const RfFitting *fitting, const RfConflict *conflict)
{
    RfNode *last = NULL, *last_words = NULL;

    for (int i = 0; i < fitting->layout.n; i++) {
        RfNode *node = &fitting->layout.nodes[i];
        if (!is_concerned (node, conflict) || node->box->kind == RF_BOX_ROW || node->box->kind == RF_BOX_COLUMN)
            continue;
        last = node;
        if (fitting->contents[i].shape)
            last_words = node;
    }
    return last_words ? last_words : last;
}

/* Limits widths until nothing is in the way of anything. A little at a time, so that what is long gives most. */
static void
make_room (RfFitting *fitting)
{
    RfConflict conflict;

    for (;;) {
        place (fitting);
        if (!rf_layout_conflict (&fitting->layout, &conflict))
            return;
        RfNode *node = conflict.sideways ? find_widest (fitting, &conflict) : NULL;
        if (node) {
            RfContent *content = &fitting->contents[node - fitting->layout.nodes];
            double least = LEAST_WIDTH_EM * content->em_px * fitting->shrunk;
            double less = MAX (0.5, MIN (conflict.excess, node->width / 8));
            content->limit_px = MAX (least, node->width - less);
        } else {
            remove_node (fitting, find_last (fitting, &conflict));
        }
    }
}

static void
shorten (RfFitting *fitting)
{
    for (int i = 0; i < fitting->layout.n; i++) {
        RfContent *content = &fitting->contents[i];
        double px = content->em_px * fitting->shrunk / RF_SHAPE_EM;
        if (!content->shape || content->shape->ink.width * px <= content->limit_px)
            continue;
        RfShape *shape = rf_shape_shorten (&content->face, content->text, content->limit_px / px);
        if (!shape) {
            remove_node (fitting, &fitting->layout.nodes[i]);
            continue;
        }
        rf_shape_free (content->shape);
        content->shape = shape;
        g_ptr_array_add (fitting->notes,
                         g_strdup_printf (_ ("No room for all of “%s”: it was shortened"), content->text));
    }
}

void
rf_fit (RfFitting *fitting)
{
    for (int i = 0; i < fitting->layout.n; i++)
        fitting->contents[i].limit_px = G_MAXDOUBLE;
    fill_in (fitting, NULL);
    if (shrink (fitting) || drop_fields (fitting))
        return;
    fitting->shrunk = LEAST_SCALE;
    make_room (fitting);
    shorten (fitting);
    place (fitting);
}
