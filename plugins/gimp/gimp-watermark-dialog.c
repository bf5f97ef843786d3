/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-dialog.h"

#include "../i18n.h"
#include "gimp-help.h"
#include "rangefinder.h"

#include <pango/pangocairo.h>

const RfDialogChoice rf_watermark_themes[RF_N_THEMES] = {
    {"format", N_ ("As the format has it")},
    {"light", N_ ("Light")},
    {"dark", N_ ("Dark")},
};
const RfDialogChoice rf_watermark_focals[RF_N_FOCALS] = {
    {"equivalent", N_ ("As on 24 × 36 mm, if known")},
    {"real", N_ ("The lens's own")},
    {"both", N_ ("Both")},
};
const RfDialogChoice rf_watermark_places[RF_N_PLACES] = {
    {"dms", N_ ("Degrees, minutes, seconds")},
    {"decimal", N_ ("Decimal degrees")},
    {"private", N_ ("Rounded to some ten kilometres")},
    {"off", N_ ("Left out")},
};
const RfDialogChoice rf_watermark_marks[RF_N_MARKS] = {
    {"logo", N_ ("The logo, if there is one")},
    {"disc", N_ ("The disc")},
};

/* The list of grounds; "color" stands for an argument that is one. */
static const RfDialogChoice grounds[] = {
    {"", N_ ("As the format has it")},
    {"blur", N_ ("The photograph, blurred")},
    {"color", N_ ("A colour")},
};

static const char *const aspects[] = {"1:1", "4:5", "3:2", "2:3", "16:9", "9:16", NULL};
static const char *const dates[] = {"%Y.%m.%d", "%Y.%m.%d  %H:%M:%S", "%d.%m.%Y", "%d %B %Y", NULL};

GtkWidget *
rf_watermark_format_row (GimpProcedureConfig *config, const char *property, const char *none)
{
    size_t n, first = none ? 1 : 0;
    const RfFormat *const *formats = rf_formats (&n);
    g_autofree RfDialogChoice *choices = g_new0 (RfDialogChoice, n + 1);

    choices[0] = (RfDialogChoice){"", none};
    for (size_t i = 0; i < n; i++)
        choices[first + i] = (RfDialogChoice){rf_format_id (formats[i]), rf_format_title (formats[i])};
    return rf_dialog_choice_row (config, property, choices, first + n);
}

/* The ground is one argument and two fields, a list and a colour. */
static void
show_ground (GtkWidget *row, GParamSpec *spec, GObject *config)
{
    GtkWidget *combo = g_object_get_data (G_OBJECT (row), "rf-combo");
    GtkWidget *button = g_object_get_data (G_OBJECT (row), "rf-color");
    g_autofree char *value = NULL;

    g_object_get (config, "ground", &value, NULL);
    gboolean is_color = value && value[0] == '#';
    if (is_color) {
        GeglColor *color = gegl_color_new (value);
        gimp_color_button_set_color (GIMP_COLOR_BUTTON (button), color);
        g_object_unref (color);
    }
    gtk_combo_box_set_active_id (GTK_COMBO_BOX (combo), is_color ? "color" : value ? value : "");
    gtk_widget_set_sensitive (button, is_color);
}

/* Not what is there already: each change calls show_ground, and that one changes the fields. */
static void
set_ground (GObject *config, const char *value)
{
    g_autofree char *present = NULL;

    g_object_get (config, "ground", &present, NULL);
    if (g_strcmp0 (present, value) != 0)
        g_object_set (config, "ground", value, NULL);
}

static void
take_ground (GtkWidget *row)
{
    GObject *config = g_object_get_data (G_OBJECT (row), "rf-config");
    GtkComboBox *combo = g_object_get_data (G_OBJECT (row), "rf-combo");
    const char *id = gtk_combo_box_get_active_id (combo);

    if (id && strcmp (id, "color") == 0) {
        GeglColor *color = gimp_color_button_get_color (g_object_get_data (G_OBJECT (row), "rf-color"));
        guint8 rgb[3];
        gegl_color_get_pixel (color, babl_format ("R'G'B' u8"), rgb);
        g_object_unref (color);
        g_autofree char *text = g_strdup_printf ("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
        set_ground (config, text);
    } else if (id) {
        set_ground (config, id);
    }
}

static GtkWidget *
make_ground_row (GimpProcedureConfig *config)
{
    GeglColor *white = gegl_color_new ("white");
    GtkWidget *combo = gtk_combo_box_text_new ();
    GtkWidget *color = gimp_color_button_new (_ ("Colour of the ground"), 40, 20, white, GIMP_COLOR_AREA_FLAT);
    GtkWidget *row = rf_dialog_row (config, "ground", combo);

    for (size_t i = 0; i < G_N_ELEMENTS (grounds); i++)
        gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (combo), grounds[i].id, _ (grounds[i].title));
    g_object_unref (white);
    gtk_box_pack_start (GTK_BOX (row), color, FALSE, FALSE, 0);
    gtk_widget_show (color);
    g_object_set_data (G_OBJECT (row), "rf-config", config);
    g_object_set_data (G_OBJECT (row), "rf-combo", combo);
    g_object_set_data (G_OBJECT (row), "rf-color", color);
    show_ground (row, NULL, G_OBJECT (config));
    g_signal_connect_object (config, "notify::ground", G_CALLBACK (show_ground), row, G_CONNECT_SWAPPED);
    g_signal_connect_object (combo, "changed", G_CALLBACK (take_ground), row, G_CONNECT_SWAPPED);
    g_signal_connect_object (color, "color-changed", G_CALLBACK (take_ground), row, G_CONNECT_SWAPPED);
    return row;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

/* The families there are; free with g_strfreev. */
static char **
list_families (void)
{
    g_autofree PangoFontFamily **families = NULL;
    int n = 0;

    pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
    char **names = g_new0 (char *, n + 1);
    for (int i = 0; i < n; i++)
        names[i] = g_strdup (pango_font_family_get_name (families[i]));
    qsort (names, n, sizeof *names, compare_names);
    return names;
}

static void
insert_rows (GtkWidget *box, GtkWidget **rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        rf_dialog_insert_row (box, rows[i], i);
    gtk_box_set_spacing (GTK_BOX (box), 6);
    gtk_container_set_border_width (GTK_CONTAINER (box), 12);
}

static void
sync_logo (GObject *config, GParamSpec *spec, GtkWidget *row)
{
    g_autofree char *mark = NULL;
    g_object_get (config, "mark", &mark, NULL);
    gtk_widget_set_sensitive (row, g_strcmp0 (mark, "logo") == 0);
}

static void
fill_appearance (GtkWidget *box, GimpProcedureConfig *config)
{
    const char *hint = _ ("As the format has it");
    g_auto (GStrv) families = list_families ();
    GtkWidget *logo = rf_dialog_file_row (config, "logo", _ ("A logo, SVG or PNG"));
    GtkWidget *rows[] = {
        rf_watermark_format_row (config, "format", NULL),
        rf_dialog_choice_row (config, "theme", rf_watermark_themes, RF_N_THEMES),
        make_ground_row (config),
        rf_dialog_text_row (config, "aspect", hint, aspects),
        rf_dialog_text_row (config, "font", hint, (const char *const *)families),
        rf_dialog_choice_row (config, "mark", rf_watermark_marks, RF_N_MARKS),
        logo,
        rf_dialog_file_row (config, "signature", _ ("A signature, SVG or PNG")),
    };

    insert_rows (box, rows, G_N_ELEMENTS (rows));
    g_signal_connect_object (config, "notify::mark", G_CALLBACK (sync_logo), logo, 0);
    sync_logo (G_OBJECT (config), NULL, logo);
}

static void
fill_caption (GtkWidget *box, GimpProcedureConfig *config)
{
    const char *own = _ ("The photograph's own");
    GtkWidget *rows[] = {
        rf_dialog_text_row (config, "caption", own, NULL),
        rf_dialog_text_row (config, "artist", own, NULL),
        rf_dialog_text_row (config, "copyright", own, NULL),
        rf_dialog_text_row (config, "fields", _ ("model=M; lens=35mm f/1.4"), NULL),
        rf_dialog_choice_row (config, "focal", rf_watermark_focals, RF_N_FOCALS),
        rf_dialog_text_row (config, "date", _ ("As the format has it"), dates),
        rf_dialog_choice_row (config, "gps", rf_watermark_places, RF_N_PLACES),
    };

    insert_rows (box, rows, G_N_ELEMENTS (rows));
}

gboolean
rf_watermark_run_dialog (GimpProcedure *procedure, GimpProcedureConfig *config)
{
    gimp_ui_init ("rangefinder");

    GtkWidget *widget = gimp_procedure_dialog_new (procedure, config, _ ("Watermark"));
    GimpProcedureDialog *dialog = GIMP_PROCEDURE_DIALOG (widget);

    gimp_procedure_dialog_get_spin_scale (dialog, "size", 1.0);
    gimp_procedure_dialog_get_label (dialog, "appearance-tab", _ ("Appearance"), FALSE, FALSE);
    gimp_procedure_dialog_get_label (dialog, "caption-tab", _ ("Caption"), FALSE, FALSE);
    fill_appearance (gimp_procedure_dialog_fill_box (dialog, "appearance", "size", "merge", "text-layers", NULL),
                     config);
    gimp_procedure_dialog_set_sensitive (dialog, "text-layers", TRUE, G_OBJECT (config), "merge", TRUE);
    fill_caption (gimp_procedure_dialog_fill_box (dialog, "captions", "local-date", "anonymous", NULL), config);
    gimp_procedure_dialog_fill_notebook (dialog, "pages", "appearance-tab", "appearance", "caption-tab", "captions",
                                         NULL);
    gimp_procedure_dialog_fill (dialog, "pages", NULL);
    rf_help_attach (widget, "watermark");
    gboolean ok = gimp_procedure_dialog_run (dialog);
    gtk_widget_destroy (widget);
    return ok;
}
