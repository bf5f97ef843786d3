/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The schema of format files: one row a key. */
#include "format.h"

#include "i18n.h"

#define F(field) G_STRUCT_OFFSET (RfFormat, field)
#define B(field) G_STRUCT_OFFSET (RfBox, field)

#define TEXT(group, key, offset, required, help)  {group, key, RF_KEY_TEXT, offset, 0, 0, 0, NULL, required, help}
#define BOOLEAN(group, key, offset, help)         {group, key, RF_KEY_BOOLEAN, offset, 0, 0, 0, NULL, FALSE, help}
#define CHOICE(group, key, offset, choices, help) {group, key, RF_KEY_CHOICE, offset, 0, 0, 0, choices, FALSE, help}
#define NEEDED(kind, group, key, offset, choices, help)                                                                \
    {group, key, RF_KEY_##kind, offset, 0, 0, 0, choices, TRUE, help}
#define PRESET(kind, group, key, offset, preset, help)                                                                 \
    {group, key, RF_KEY_##kind, offset, 0, 0, 0, NULL, FALSE, help, preset}
#define NUMBER(group, key, offset, min, max, standard, help)                                                           \
    {group, key, RF_KEY_NUMBER, offset, min, max, standard, NULL, FALSE, help}
#define LENGTH(group, key, offset, min, max, preset, help)                                                             \
    {group, key, RF_KEY_LENGTH, offset, min, max, 0, NULL, FALSE, help, preset}

#define ANY   "row|column|text|logo|signature|disc|divider|palette"
#define WORDS "text|signature"

static const RfKey keys[] = {
    TEXT ("format", "title", F (title), TRUE, N_ ("name for people; title[de] and so on for other languages")),
    TEXT ("format", "description", F (description), FALSE,
          N_ ("one sentence for people; can be translated like the title")),
    BOOLEAN ("format", "hidden", F (hidden), N_ ("true retires a format: scripts still find it, menus do not list it")),
    NUMBER ("format", "order", F (order), 0, 1000, 500, N_ ("place in menus; of the same number, by title")),
    CHOICE ("format", "theme", F (theme), "light|dark", N_ ("what it is by itself; users may ask for the other")),
    PRESET (FIELDS, "format", "drop", F (drop), "",
            N_ ("fields that go first where there is no room, in that order: gps; date")),

    LENGTH ("canvas", "top", F (canvas.top), 0, 1080, "0u", N_ ("height of the mat above the photograph")),
    LENGTH ("canvas", "right", F (canvas.right), 0, 1080, "0u", N_ ("width of the mat at its right")),
    LENGTH ("canvas", "bottom", F (canvas.bottom), 0, 1080, "0u", N_ ("height of the mat below it")),
    LENGTH ("canvas", "left", F (canvas.left), 0, 1080, "0u", N_ ("width of the mat at its left")),
    CHOICE ("canvas", "ground", F (canvas.ground), "color|blur",
            N_ ("what the mats are: a colour, or the photograph enlarged and blurred")),
    PRESET (COLOR, "canvas", "color", F (canvas.color), "#ffffff", N_ ("of the mats, in the light theme")),
    PRESET (COLOR, "canvas", "color_dark", F (canvas.color_dark), "#000000", N_ ("of the mats, in the dark theme")),
    PRESET (ASPECT, "canvas", "aspect", F (canvas.aspect), "free",
            N_ ("width to height of the canvas, such as 4:5: opposite mats grow alike until it has that")),

    LENGTH ("photo", "corner", F (photo.corner), 0, 540, "0u", N_ ("radius of the photograph's rounded corners")),
    LENGTH ("photo", "shadow", F (photo.shadow), 0, 200, "0u", N_ ("how far its shadow reaches")),
    NUMBER ("photo", "shadow_opacity", F (photo.shadow_opacity), 0, 1, 0.35, N_ ("how dark that shadow is")),

    NEEDED (
        NAME, ANY, "in", B (in), "top|right|bottom|left|photo|canvas",
        N_ ("where it stands: a mat, on the photograph, on the canvas, or the name of a row or column of this file")),
    CHOICE (ANY, "at", B (at), "center|top-left|top|top-right|left|right|bottom-left|bottom|bottom-right",
            N_ ("place there; not of a box in a row or column")),
    LENGTH (ANY, "margin_x", B (margin_x), 0, 1080, "0u", N_ ("distance from the left or right there")),
    LENGTH (ANY, "margin_y", B (margin_y), 0, 1080, "0u", N_ ("distance from the top or bottom there")),

    LENGTH ("row|column|palette", "gap", B (gap), 0, 540, "20u", N_ ("between its boxes or swatches")),
    CHOICE ("row", "align", B (align), "center|start|end|baseline",
            N_ ("where its boxes stand across it: in the middle, at the top, at the bottom, or on one baseline")),
    CHOICE ("column", "align", B (align), "start|center|end",
            N_ ("where its boxes stand across it: at the left, in the middle, or at the right")),

    NEEDED (TEMPLATE, "text", "text", B (text), NULL, N_ ("words with fields in them: ${make}{ }${model}")),
    PRESET (TEMPLATE, "signature", "text", B (text), "${artist}",
            N_ ("words where the user has no picture of a signature")),
    CHOICE (WORDS, "family", B (family), "sans|serif|mono|script|segments",
            N_ ("kind of letters; segments are the digits of a clock radio")),
    NUMBER (WORDS, "weight", B (weight), 100, 900, 400, N_ ("300 is light, 400 regular, 500 medium, 700 bold")),
    BOOLEAN (WORDS, "italic", B (italic), N_ ("slanted letters")),
    BOOLEAN (WORDS, "capitals", B (capitals), N_ ("all letters as capitals")),
    NUMBER (WORDS, "tracking_em", B (tracking_em), -0.1, 1, 0,
            N_ ("space added between letters, in parts of their size")),
    NUMBER (WORDS, "shadow", B (shadow), 0, 1, 0, N_ ("soft dark shadow for letters on the photograph")),
    NUMBER (WORDS, "glow", B (glow), 0, 1, 0, N_ ("soft light round letters, in their own colour")),

    LENGTH (WORDS, "size", B (size), 8, 400, "30u", N_ ("em of the letters, or height of the signature's picture")),
    LENGTH ("logo|disc", "size", B (size), 4, 540, "64u", N_ ("height of the logo, diameter of the disc")),
    LENGTH ("divider", "size", B (size), 0, 1080, "64u", N_ ("its length; 0u is as long as what stands beside it")),
    LENGTH ("palette", "size", B (size), 4, 540, "64u", N_ ("height of a swatch")),
    LENGTH ("logo", "width", B (width), 4, 1080, "300u", N_ ("most the logo may be wide")),
    LENGTH ("signature", "width", B (width), 4, 1080, "600u", N_ ("most the signature's picture may be wide")),
    LENGTH ("divider", "width", B (width), 0.5, 64, "2u", N_ ("its thickness; never less than a pixel")),
    LENGTH ("palette", "width", B (width), 4, 540, "64u", N_ ("width of a swatch")),
    LENGTH ("palette", "corner", B (corner), 0, 270, "0u",
            N_ ("radius of a swatch's corners; half its size makes it round")),

    PRESET (COLOR, WORDS, "color", B (color), "auto",
            N_ ("in the light theme; auto is black or white, what reads better")),
    PRESET (COLOR, WORDS, "color_dark", B (color_dark), "auto", N_ ("in the dark theme")),
    PRESET (COLOR, "logo|disc", "color", B (color), "accent", N_ ("of the disc, in the light theme")),
    PRESET (COLOR, "logo|disc", "color_dark", B (color_dark), "accent", N_ ("of the disc, in the dark theme")),
    PRESET (COLOR, "divider", "color", B (color), "#00000033", N_ ("in the light theme")),
    PRESET (COLOR, "divider", "color_dark", B (color_dark), "#ffffff33", N_ ("in the dark theme")),
    NUMBER ("text|logo|signature|disc|divider", "opacity", B (opacity), 0, 1, 1, N_ ("times the colour's own")),
};

const RfSchema rf_format_schema = {keys, G_N_ELEMENTS (keys), rf_format_value_parse};

gboolean
rf_key_is_of_box (const RfKey *key)
{
    return !rf_key_in_group (key, "format") && !rf_key_in_group (key, "canvas") && !rf_key_in_group (key, "photo");
}
