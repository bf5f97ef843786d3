/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gimp-watermark-arguments.h"

#include "../i18n.h"
#include "gimp-photos.h"

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

/* Words, files and colours are strings, for a script that errs shall get our message and not GIMP's, which has defaults for
 * colours that scripts do not get. */
static void
add_appearance (GimpProcedure *procedure)
{
    gimp_procedure_add_string_argument (procedure, "format", _ ("For_mat"), _ ("Id of the format, such as “bar”"),
                                        "bar", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "theme", _ ("_Theme"),
                                        _ ("“light”, “dark” or as the format has it (“format”)"), "format",
                                        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "ground", _ ("_Ground"),
                                        _ ("A colour such as “#f4efe6”, or “blur” for the photograph's own blurred "
                                           "enlargement; as the format has it if empty"),
                                        "", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (
        procedure, "aspect", _ ("_Aspect ratio"),
        _ ("Makes the ground larger until the picture has it, such as “4:5”; as the format "
           "has it if empty"),
        "", G_PARAM_READWRITE);
    gimp_procedure_add_double_argument (procedure, "size", _ ("Si_ze"),
                                        _ ("Of all but the photograph, in percent of the format's"), 50, 200, 100,
                                        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "font", _ ("_Font"),
                                        _ ("A family of fonts; as the format has it if empty"), "", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (
        procedure, "mark", _ ("Mar_k"),
        _ ("“logo”: the file below, else the maker's from the folder of logos, else the disc; “disc”: the disc"),
        "logo", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "logo", _ ("Logo f_ile"), _ ("An SVG or PNG file; may be empty"), "",
                                        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "signature", _ ("Sig_nature file"),
                                        _ ("An SVG or PNG file that stands for the author's name; may be empty"), "",
                                        G_PARAM_READWRITE);
    gimp_procedure_add_boolean_argument (
        procedure, "merge", _ ("Merge into one la_yer"),
        _ ("Draw into the photograph's layer instead of a group above it. What the watermark does not touch keeps "
           "every "
           "bit, which GIMP's own merging does not grant; but a watermark set later is added to this one"),
        FALSE, G_PARAM_READWRITE);
    gimp_procedure_add_boolean_argument (procedure, "text-layers", _ ("_Editable text layers"),
                                         _ ("Each text becomes a text layer of its own. Otherwise, and with merge, "
                                            "they are drawn together, which is more exact"),
                                         FALSE, G_PARAM_READWRITE);
}

void
rf_imprint_add_fields (GimpProcedure *procedure)
{
    gimp_procedure_add_string_argument (
        procedure, "fields", _ ("Own texts"),
        _ ("In place of what the photograph says, as field=text, separated by semicolons or "
           "line ends, such as “model=M; lens=35mm f/1.4”. “lens=” leaves the lens out; “\\;” "
           "is a semicolon"),
        "", G_PARAM_READWRITE);
}

static void
add_caption (GimpProcedure *procedure)
{
    gimp_procedure_add_string_argument (procedure, "caption", _ ("Caption"),
                                        _ ("What the picture shows; the photograph's own caption if empty"), "",
                                        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "artist", _ ("Author"),
                                        _ ("The author's name; the photograph's own if empty"), "", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "copyright", _ ("Copyright"),
                                        _ ("The copyright notice; the photograph's own if empty"), "",
                                        G_PARAM_READWRITE);
    rf_imprint_add_fields (procedure);
    gimp_procedure_add_string_argument (
        procedure, "focal", _ ("_Focal length"),
        _ ("As on 24 × 36 mm where that is known (“equivalent”), the lens's own (“real”), or “both”"), "equivalent",
        G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (procedure, "date", _ ("_Date"),
                                        _ ("A pattern of strftime, such as “%d.%m.%Y”; as the format has it if empty"),
                                        "", G_PARAM_READWRITE);
    gimp_procedure_add_string_argument (
        procedure, "gps", _ ("Coord_inates"),
        _ ("GPS position: degrees, minutes and seconds (“dms”), “decimal”, rounded to a tenth of "
           "a degree (“private”), or “off”"),
        "dms", G_PARAM_READWRITE);
    gimp_procedure_add_boolean_argument (procedure, "local-date", _ ("Names of months and da_ys in my language"),
                                         _ ("In dates; otherwise they are in English"), FALSE, G_PARAM_READWRITE);
    gimp_procedure_add_boolean_argument (
        procedure, "anonymous", _ ("O_nly what I type of people and places"),
        _ ("Leaves out place, author, copyright, title and caption as the photograph has them"), FALSE,
        G_PARAM_READWRITE);
}

void
rf_imprint_add_arguments (GimpProcedure *procedure)
{
    add_appearance (procedure);
    add_caption (procedure);
}

static const char *
get_text_or_null (GimpProcedureConfig *config, const char *name, GPtrArray *texts)
{
    const char *text = rf_dialog_get_text (config, name, texts);
    return *text ? text : NULL;
}

static const char *
get_path_or_null (GimpProcedureConfig *config, const char *name, GPtrArray *texts)
{
    const char *typed = rf_dialog_get_text (config, name, texts);

    if (!*typed)
        return NULL;
    g_ptr_array_add (texts, rf_photos_resolve (typed));
    return texts->pdata[texts->len - 1];
}

/* Which of the words it is: GIMP cannot check them, an unknown one would pass for the default. */
static gboolean
get_choice (GimpProcedureConfig *config, const char *name, const RfDialogChoice *choices, size_t n, int *number,
            GPtrArray *texts, GError **error)
{
    const char *id = rf_dialog_get_text (config, name, texts);

    if (!rf_dialog_choice_require (name, id, choices, n, error))
        return FALSE;
    for (*number = 0; strcmp (choices[*number].id, id) != 0;)
        ++*number;
    return TRUE;
}

gboolean
rf_imprint_read_arguments (GimpProcedureConfig *config, RfImprint *imprint, GPtrArray *texts, GError **error)
{
    int theme, mark, focal, gps;
    double size_pct;

    if (!get_choice (config, "theme", rf_watermark_themes, RF_N_THEMES, &theme, texts, error) ||
        !get_choice (config, "mark", rf_watermark_marks, RF_N_MARKS, &mark, texts, error) ||
        !get_choice (config, "focal", rf_watermark_focals, RF_N_FOCALS, &focal, texts, error) ||
        !get_choice (config, "gps", rf_watermark_places, RF_N_PLACES, &gps, texts, error))
        return FALSE;

    *imprint = (RfImprint)RF_IMPRINT_DEFAULT (rf_dialog_get_text (config, "format", texts));
    imprint->fields = rf_dialog_get_text (config, "fields", texts);
    imprint->caption = rf_dialog_get_text (config, "caption", texts);
    imprint->artist = rf_dialog_get_text (config, "artist", texts);
    imprint->copyright = rf_dialog_get_text (config, "copyright", texts);
    imprint->style.focal = focal;
    imprint->style.gps = gps;
    imprint->style.date_pattern = get_text_or_null (config, "date", texts);
    imprint->options.theme = theme;
    imprint->options.logo = mark ? "" : get_path_or_null (config, "logo", texts);
    imprint->options.signature = get_path_or_null (config, "signature", texts);
    imprint->options.font = get_text_or_null (config, "font", texts);
    imprint->options.ground = get_text_or_null (config, "ground", texts);
    imprint->options.aspect = get_text_or_null (config, "aspect", texts);
    g_object_get (config, "size", &size_pct, "local-date", &imprint->style.local_date, "anonymous",
                  &imprint->style.anonymous, "merge", &imprint->merge, "text-layers", &imprint->text_layers, NULL);
    imprint->options.size = size_pct / 100;
    return TRUE;
}
