/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-text.h"

#include "watermark-segments.h"

#include <hb-ot.h>
#include <string.h>

/* More marks than this on one letter are no language's, and tower over the lines above. */
#define MAX_MARKS 3

/* Nobody reads more on a photograph, and shaping takes its time. */
#define MAX_LETTERS 400

/* With fewer letters before it an ellipsis says nothing. */
#define LEAST_LETTERS 3

char *
rf_shape_clean (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *clean = g_string_new (NULL);
    int marks = 0, letters = 0;

    for (const char *c = valid; *c && letters < MAX_LETTERS; c = g_utf8_next_char (c)) {
        gunichar letter = g_utf8_get_char (c);
        GUnicodeType type = g_unichar_type (letter);
        marks = type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ? marks + 1 : 0;
        if (marks > MAX_MARKS)
            continue;
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
            letter = ' ';
        g_string_append_unichar (clean, letter);
        letters++;
    }
    return g_strstrip (g_string_free (clean, FALSE));
}

/* Scripts whose letters are joined: space between them would tear words apart. */
static gboolean
is_joined (const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char (c))
        switch (g_unichar_get_script (g_utf8_get_char (c))) {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_MONGOLIAN:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_MANDAIC:
        case G_UNICODE_SCRIPT_DEVANAGARI:
        case G_UNICODE_SCRIPT_BENGALI:
        case G_UNICODE_SCRIPT_GURMUKHI:
            return TRUE;
        default:
            break;
        }
    return FALSE;
}

static PangoLayout *
make_layout (const RfTypeface *face, const char *text, double tracking_em)
{
    PangoContext *context = rf_font_context ();
    PangoLayout *layout = pango_layout_new (context);
    PangoFontDescription *description = rf_font_describe (face, text);
    PangoAttrList *attributes = pango_attr_list_new ();

    pango_context_set_language (context, pango_language_from_string (rf_font_language (text)));
    pango_font_description_set_absolute_size (description, RF_SHAPE_EM * PANGO_SCALE);
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int)(tracking_em * RF_SHAPE_EM * PANGO_SCALE)));
    /* Figures as high as capitals: exposures are made of them. */
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("lnum 1"));
    pango_layout_set_single_paragraph_mode (layout, TRUE);
    pango_layout_set_font_description (layout, description);
    pango_layout_set_attributes (layout, attributes);
    pango_layout_set_text (layout, text, -1);
    pango_attr_list_unref (attributes);
    pango_font_description_free (description);
    return layout;
}

/* A context to collect outlines in: cairo wants a surface, though nothing is drawn. */
static cairo_t *
make_collector (void)
{
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cr = cairo_create (surface);

    cairo_surface_destroy (surface);
    /* Flat within a hundredth of a pixel where an em is 100 pixels. */
    cairo_set_tolerance (cr, 0.1);
    return cr;
}

static RfRect
get_path_ink (cairo_t *cr)
{
    double left, top, right, bottom;

    cairo_path_extents (cr, &left, &top, &right, &bottom);
    return (RfRect){left, top, right - left, bottom - top};
}

static gboolean
has_colors (PangoFont *font)
{
    hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (font));

    return hb_ot_color_has_png (face) || hb_ot_color_has_layers (face) || hb_ot_color_has_svg (face) ||
           hb_ot_color_has_paint (face);
}

static void
clear_run (gpointer data)
{
    RfColorRun *run = data;

    g_object_unref (run->font);
    pango_glyph_string_free (run->glyphs);
}

static void
add_color_run (RfShape *shape, const PangoGlyphItem *item, double x, double y)
{
    RfColorRun run = {g_object_ref (item->item->analysis.font), pango_glyph_string_copy (item->glyphs), x, y};
    PangoRectangle ink;

    g_array_append_val (shape->runs, run);
    pango_glyph_string_extents (run.glyphs, run.font, &ink, NULL);
    /* Scaled pictures are soft at their edges. */
    double soft = RF_SHAPE_EM * 0.02;
    RfRect box = {x + (double)ink.x / PANGO_SCALE - soft, y + (double)ink.y / PANGO_SCALE - soft,
                  (double)ink.width / PANGO_SCALE + 2 * soft, (double)ink.height / PANGO_SCALE + 2 * soft};
    shape->ink = rf_rect_unite (shape->ink, box);
}

static char *
name_font (PangoFont *font)
{
    PangoFontDescription *description = pango_font_describe (font);

    pango_font_description_unset_fields (description, PANGO_FONT_MASK_SIZE | PANGO_FONT_MASK_VARIATIONS);
    char *name = pango_font_description_to_string (description);
    pango_font_description_free (description);
    return name;
}

/* All runs of the line, beginning at x: outlines into the context, letters in colours into the shape. */
static void
collect_runs (RfShape *shape, PangoLayout *layout, double start, cairo_t *cr)
{
    PangoLayoutIter *iter = pango_layout_get_iter (layout);

    do {
        const PangoGlyphItem *item = pango_layout_iter_get_run_readonly (iter);
        PangoRectangle logical;
        if (!item)
            continue;
        pango_layout_iter_get_run_extents (iter, NULL, &logical);
        PangoFont *font = item->item->analysis.font;
        double x = start + (double)logical.x / PANGO_SCALE;
        gboolean colors = has_colors (font);
        if (colors) {
            add_color_run (shape, item, x, 0);
        } else {
            cairo_move_to (cr, x, 0);
            pango_cairo_glyph_string_path (cr, font, item->glyphs);
        }
        /* Emoji name the font of the words only where there are no others. */
        if (!shape->font || (shape->font_in_colors && !colors)) {
            g_free (shape->font);
            shape->font = name_font (font);
            shape->font_in_colors = colors;
        }
    } while (pango_layout_iter_next_run (iter));
    pango_layout_iter_free (iter);
}

/* Digits of segments, and what they cannot say in letters between them. */
static void
collect_segments (RfShape *shape, const RfTypeface *face, cairo_t *cr)
{
    const char *c = shape->text, *end;
    double x = 0, tracking = face->tracking_em * RF_SHAPE_EM;

    for (; *c; c = end) {
        end = g_utf8_next_char (c);
        if (rf_segments_have (g_utf8_get_char (c))) {
            x += rf_segments_add (cr, g_utf8_get_char (c), x, RF_SHAPE_EM) + tracking;
            continue;
        }
        while (*end && !rf_segments_have (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
        g_autofree char *words = g_strndup (c, (gsize)(end - c));
        g_autoptr (PangoLayout) layout = make_layout (face, words, face->tracking_em);
        PangoRectangle logical;
        collect_runs (shape, layout, x, cr);
        pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, 0), NULL, &logical);
        x += (double)logical.width / PANGO_SCALE + tracking;
    }
    g_clear_pointer (&shape->font, g_free);
    shape->capital = RF_SEGMENTS_CAPITAL_EM * RF_SHAPE_EM;
}

/* A title set half in segments would look broken, and its words would stand in the wrong order where they run from right to
 * left. */
static gboolean
is_mostly_figures (const char *text)
{
    int figures = 0, others = 0;

    for (const char *c = text; *c; c = g_utf8_next_char (c)) {
        gunichar letter = g_utf8_get_char (c);
        if (g_unichar_isdigit (letter))
            figures++;
        else if (!rf_segments_have (letter))
            others++;
    }
    return figures > others;
}

static gboolean
is_one_of (const char *letter, const char *set)
{
    return *letter && g_utf8_strchr (set, -1, g_utf8_get_char (letter)) != NULL;
}

/* Quotes and points are so light that a line looks indented where they keep to the margin. */
static void
measure_hanging (RfShape *shape, PangoLayout *layout)
{
    const char *text = pango_layout_get_text (layout), *start = text, *end = text + strlen (text);
    PangoRectangle place;

    if (pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL)
        return;
    while (is_one_of (start, "“‘„‚«‹\"'"))
        start = g_utf8_next_char (start);
    while (end > start && is_one_of (g_utf8_prev_char (end), "”’“‘»›\"'.,"))
        end = g_utf8_prev_char (end);
    if (end <= start)
        return;
    if (start > text) {
        pango_layout_index_to_pos (layout, (int)(start - text), &place);
        shape->hang_left = CLAMP ((double)place.x / PANGO_SCALE - shape->ink.x, 0, shape->ink.width);
    }
    if (*end) {
        pango_layout_index_to_pos (layout, (int)(end - text), &place);
        double right = shape->ink.x + shape->ink.width;
        shape->hang_right = CLAMP (right - (double)place.x / PANGO_SCALE, 0, shape->ink.width - shape->hang_left);
    }
}

/* Letters are centred by the height of capitals and not by the boxes of fonts, which are all different. */
static double
measure_capital (const RfTypeface *face)
{
    g_autoptr (PangoLayout) layout = make_layout (face, "H", 0);
    PangoRectangle ink;

    pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, 0), &ink, NULL);
    return -(double)ink.y / PANGO_SCALE;
}

RfShape *
rf_shape_new (const RfTypeface *face, const char *text)
{
    g_autofree char *clean = rf_shape_clean (text);
    g_autofree char *shown = face->capitals ? g_utf8_strup (clean, -1) : g_strdup (clean);

    if (*shown == '\0')
        return NULL;
    RfShape *shape = g_new0 (RfShape, 1);
    cairo_t *cr = make_collector ();
    shape->text = g_strdup (shown);
    shape->runs = g_array_new (FALSE, FALSE, sizeof (RfColorRun));
    g_array_set_clear_func (shape->runs, clear_run);
    shape->tracking_em = is_joined (shown) ? 0 : face->tracking_em;
    if (strcmp (face->family, "segments") == 0 && !face->chosen && is_mostly_figures (shown)) {
        collect_segments (shape, face, cr);
        shape->ink = rf_rect_unite (shape->ink, get_path_ink (cr));
    } else {
        g_autoptr (PangoLayout) layout = make_layout (face, shown, shape->tracking_em);
        collect_runs (shape, layout, 0, cr);
        shape->ink = rf_rect_unite (shape->ink, get_path_ink (cr));
        shape->capital = measure_capital (face);
        measure_hanging (shape, layout);
    }
    shape->outline = cairo_copy_path (cr);
    cairo_destroy (cr);
    if (rf_rect_is_empty (&shape->ink) || shape->capital <= 0)
        g_clear_pointer (&shape, rf_shape_free);
    return shape;
}

void
rf_shape_free (RfShape *shape)
{
    if (!shape)
        return;
    cairo_path_destroy (shape->outline);
    g_array_unref (shape->runs);
    g_free (shape->text);
    g_free (shape->font);
    g_free (shape);
}

/* The first `n` letters as a reader counts them, without blanks and separators at the end, and an ellipsis. */
static char *
cut_text (const char *text, const PangoLogAttr *letters, int n)
{
    const char *end = text;

    for (int i = 1; *end; i++) {
        end = g_utf8_next_char (end);
        if (letters[i].is_cursor_position && --n == 0)
            break;
    }
    GString *cut = g_string_new_len (text, end - text);
    while (cut->len) {
        const char *last = g_utf8_find_prev_char (cut->str, cut->str + cut->len);
        gunichar letter = g_utf8_get_char (last);
        if (!g_unichar_isspace (letter) && !strchr (",;:-|", (int)MIN (letter, 0x7f)))
            break;
        g_string_truncate (cut, (gsize)(last - cut->str));
    }
    g_string_append (cut, "…");
    return g_string_free (cut, FALSE);
}

RfShape *
rf_shape_shorten (const RfTypeface *face, const char *text, double width)
{
    g_autofree char *clean = rf_shape_clean (text);
    g_autoptr (PangoLayout) layout = make_layout (face, clean, 0);
    g_autoptr (RfShape) best = NULL;
    int n, low = LEAST_LETTERS, high = 0;
    const PangoLogAttr *letters = pango_layout_get_log_attrs_readonly (layout, &n);

    for (int i = 1; i < n; i++)
        high += letters[i].is_cursor_position;
    high--;
    while (low <= high) {
        int middle = (low + high) / 2;
        g_autofree char *cut = cut_text (clean, letters, middle);
        RfShape *shape = rf_shape_new (face, cut);
        if (shape && shape->ink.width <= width) {
            rf_shape_free (best);
            best = shape;
            low = middle + 1;
        } else {
            rf_shape_free (shape);
            high = middle - 1;
        }
    }
    return g_steal_pointer (&best);
}

void
rf_shape_draw_runs (const RfShape *shape, cairo_t *cr)
{
    for (guint i = 0; i < shape->runs->len; i++) {
        const RfColorRun *run = &g_array_index (shape->runs, RfColorRun, i);
        cairo_move_to (cr, run->x, run->y);
        pango_cairo_show_glyph_string (cr, run->font, run->glyphs);
    }
}
