/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-font.h"

#include <string.h>

/* Tried in this order; what is not installed is passed over. The last one is fontconfig's name for the whole kind. `cjk`
 * is completed by the region whose shapes are wanted. */
static const struct {
    const char *family, *fonts, *cjk;
} kinds[] = {
    {"sans", "Inter,Manrope,Noto Sans,Source Sans 3,DejaVu Sans,sans-serif", "Noto Sans CJK"},
    {"serif", "EB Garamond,Source Serif 4,Noto Serif,C059,DejaVu Serif,serif", "Noto Serif CJK"},
    {"mono", "JetBrains Mono,IBM Plex Mono,Noto Sans Mono,DejaVu Sans Mono,monospace", "Noto Sans Mono CJK"},
    {"script", "Dancing Script,Great Vibes,Z003,cursive", "Noto Serif CJK"},
    {"segments", "DejaVu Sans Mono,Noto Sans Mono,monospace", "Noto Sans Mono CJK"},
};

static const struct {
    const char *language, *region;
} regions[] = {{"ja", "JP"}, {"ko", "KR"}, {"zh-tw", "TC"}, {"zh-hk", "HK"}, {"zh-cn", "SC"}};

static GPrivate contexts = G_PRIVATE_INIT (g_object_unref);

PangoContext *
rf_font_context (void)
{
    PangoContext *context = g_private_get (&contexts);

    if (!context) {
        g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
        cairo_font_options_t *options = cairo_font_options_create ();
        cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
        context = pango_font_map_create_context (map);
        pango_cairo_context_set_font_options (context, options);
        pango_cairo_context_set_resolution (context, 72);
        pango_context_set_round_glyph_positions (context, FALSE);
        cairo_font_options_destroy (options);
        g_private_set (&contexts, context);
    }
    return context;
}

/* The first of the user's languages that writes Han characters. */
static const char *
find_han_locale (void)
{
    for (const char *const *name = g_get_language_names (); *name; name++) {
        if (g_str_has_prefix (*name, "zh_TW"))
            return "zh-tw";
        if (g_str_has_prefix (*name, "zh_HK"))
            return "zh-hk";
        if (g_str_has_prefix (*name, "zh"))
            return "zh-cn";
        if (g_str_has_prefix (*name, "ja"))
            return "ja";
        if (g_str_has_prefix (*name, "ko"))
            return "ko";
    }
    return "zh-cn";
}

const char *
rf_font_language (const char *text)
{
    gboolean han = FALSE;

    for (const char *c = text; *c; c = g_utf8_next_char (c))
        switch (g_unichar_get_script (g_utf8_get_char (c))) {
        case G_UNICODE_SCRIPT_HIRAGANA:
        case G_UNICODE_SCRIPT_KATAKANA:
            return "ja";
        case G_UNICODE_SCRIPT_HANGUL:
            return "ko";
        case G_UNICODE_SCRIPT_HAN:
            han = TRUE;
            break;
        default:
            break;
        }
    return han ? find_han_locale () : "en";
}

PangoFontDescription *
rf_font_describe (const RfTypeface *face, const char *text)
{
    PangoFontDescription *description = pango_font_description_new ();
    g_autoptr (GString) families = g_string_new (face->chosen);
    const char *language = rf_font_language (text);
    size_t kind = 0;

    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (kinds[i].family, face->family) == 0)
            kind = i;
    g_string_append_printf (families, "%s%s", families->len ? "," : "", kinds[kind].fonts);
    for (size_t i = 0; i < G_N_ELEMENTS (regions); i++)
        if (strcmp (regions[i].language, language) == 0)
            g_string_append_printf (families, ",%s %s", kinds[kind].cjk, regions[i].region);
    pango_font_description_set_family (description, families->str);
    pango_font_description_set_weight (description, (PangoWeight)face->weight);
    pango_font_description_set_style (description, face->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}

gboolean
rf_font_exists (const char *family)
{
    static const char *const generic[] = {"sans", "sans-serif", "serif", "monospace", "cursive"};
    PangoFontFamily **families;
    gboolean found = FALSE;
    int n;

    for (size_t i = 0; i < G_N_ELEMENTS (generic); i++)
        if (g_ascii_strcasecmp (generic[i], family) == 0)
            return TRUE;
    pango_context_list_families (rf_font_context (), &families, &n);
    for (int i = 0; i < n && !found; i++) {
        g_autofree char *wanted = g_utf8_casefold (family, -1);
        g_autofree char *there = g_utf8_casefold (pango_font_family_get_name (families[i]), -1);
        found = strcmp (wanted, there) == 0;
    }
    g_free (families);
    return found;
}
