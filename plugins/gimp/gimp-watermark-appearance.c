/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-appearance.h"

#include "../i18n.h"
#include "gimp-dialog-either.h"
#include "gimp-watermark-arguments.h"
#include "gimp-watermark-logo.h"

static const RfDialogChoice grounds[] = {
    {"", N_ ("As the format has it")},
    {"blur", N_ ("The photograph, blurred")},
    {"color", N_ ("A colour")},
};
static const RfDialogChoice fonts[] = {
    {"", N_ ("As the format has it")},
    {"family", N_ ("A family")},
};
static const char *const aspects[] = {"1:1", "4:5", "3:2", "2:3", "16:9", "9:16", NULL};

static gboolean
is_color (const char *value)
{
    return value[0] == '#';
}

static void
show_color (GtkWidget *button, const char *value)
{
    GeglColor *color = gegl_color_new (value);

    gimp_color_button_set_color (GIMP_COLOR_BUTTON (button), color);
    g_object_unref (color);
}

static char *
read_color (GtkWidget *button)
{
    GeglColor *color = gimp_color_button_get_color (GIMP_COLOR_BUTTON (button));
    guint8 rgb[3];

    gegl_color_get_pixel (color, babl_format ("R'G'B' u8"), rgb);
    g_object_unref (color);
    return g_strdup_printf ("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
}

static GtkWidget *
make_ground_row (GimpProcedureConfig *config)
{
    GeglColor *white = gegl_color_new ("white");
    GtkWidget *button = gimp_color_button_new (_ ("Colour of the ground"), 40, 20, white, GIMP_COLOR_AREA_FLAT);
    RfEither either = {grounds, G_N_ELEMENTS (grounds), button, "color-changed", is_color, show_color, read_color};

    g_object_unref (white);
    return rf_dialog_either_row (config, "ground", &either);
}

static gboolean
is_family (const char *value)
{
    return *value != '\0';
}

static void
show_family (GtkWidget *button, const char *value)
{
    gtk_font_chooser_set_font (GTK_FONT_CHOOSER (button), value);
}

static char *
read_family (GtkWidget *button)
{
    PangoFontDescription *font = gtk_font_chooser_get_font_desc (GTK_FONT_CHOOSER (button));
    char *family = g_strdup (font ? pango_font_description_get_family (font) : NULL);

    g_clear_pointer (&font, pango_font_description_free);
    return family ? family : g_strdup ("Sans");
}

static GtkWidget *
make_font_row (GimpProcedureConfig *config)
{
    GtkWidget *button = gtk_font_button_new_with_font ("Sans");
    RfEither either = {fonts, G_N_ELEMENTS (fonts), button, "font-set", is_family, show_family, read_family};

    gtk_font_chooser_set_level (GTK_FONT_CHOOSER (button), GTK_FONT_CHOOSER_LEVEL_FAMILY);
    gtk_font_button_set_show_size (GTK_FONT_BUTTON (button), FALSE);
    gtk_font_button_set_show_style (GTK_FONT_BUTTON (button), FALSE);
    gtk_font_button_set_use_font (GTK_FONT_BUTTON (button), TRUE);
    return rf_dialog_either_row (config, "font", &either);
}

static GtkWidget *
make_size_row (GimpProcedureConfig *config)
{
    GtkWidget *scale = gimp_prop_spin_scale_new (G_OBJECT (config), "size", 1, 10, 0);
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), "size");

    gtk_widget_set_tooltip_text (scale, g_param_spec_get_blurb (spec));
    gtk_widget_show (scale);
    return scale;
}

static GtkWidget *
make_check (GimpProcedureConfig *config, const char *property)
{
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (config), property);
    GtkWidget *check = gimp_prop_check_button_new (G_OBJECT (config), property, NULL);

    gtk_widget_set_tooltip_text (check, g_param_spec_get_blurb (spec));
    gtk_widget_show (check);
    return check;
}

GtkWidget *
rf_appearance_page_new (RfDraft *draft)
{
    GimpProcedureConfig *config = draft->config;
    GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *logo = rf_watermark_logo_row (draft);
    GtkWidget *text_layers = make_check (config, "text-layers");
    GtkWidget *rows[] = {
        rf_dialog_choice_row (config, "theme", rf_watermark_themes, RF_N_THEMES),
        make_ground_row (config),
        rf_dialog_text_row (config, "aspect", _ ("As the format has it"), aspects),
        make_font_row (config),
        logo,
        rf_dialog_file_row (config, "signature", _ ("A signature, SVG or PNG")),
    };

    gtk_container_set_border_width (GTK_CONTAINER (page), 12);
    for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
        rf_dialog_insert_row (page, rows[i], (int)i);
    gtk_box_pack_start (GTK_BOX (page), make_size_row (config), FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (page), make_check (config, "merge"), FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (page), text_layers, FALSE, FALSE, 0);
    g_object_bind_property (config, "merge", text_layers, "sensitive",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    g_object_set_data (G_OBJECT (page), "rf-logo", logo);
    gtk_widget_show (page);
    return page;
}

void
rf_appearance_page_update (GtkWidget *page)
{
    rf_watermark_logo_update (g_object_get_data (G_OBJECT (page), "rf-logo"));
}
