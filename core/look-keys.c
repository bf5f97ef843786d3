/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The schema of look files: one row a key. */
#include "look.h"

#include "i18n.h"

#define NUMBER(group, field, min, max, standard, help)                                                                 \
    {#group, #field, RF_KEY_NUMBER, G_STRUCT_OFFSET (RfLook, group.field), min, max, standard, NULL, FALSE, help}
#define BAND(field, min, max, standard, required, help)                                                                \
    {"band", #field, RF_KEY_NUMBER, G_STRUCT_OFFSET (RfBandKeys, field), min, max, standard, NULL, required, help}

static const RfKey keys[] = {
    {"look", "title", RF_KEY_TEXT, G_STRUCT_OFFSET (RfLook, title), 0, 0, 0, NULL, TRUE,
     N_ ("name for people; title[de] and so on for other languages")},
    {"look", "description", RF_KEY_TEXT, G_STRUCT_OFFSET (RfLook, description), 0, 0, 0, NULL, FALSE,
     N_ ("one sentence for people; can be translated like the title")},
    {"look", "group", RF_KEY_CHOICE, G_STRUCT_OFFSET (RfLook, group), 0, 0, 0, "base|monochrome|filter|camera", FALSE,
     N_ ("where menus list it")},
    {"look", "hidden", RF_KEY_BOOLEAN, G_STRUCT_OFFSET (RfLook, hidden), 0, 0, 0, NULL, FALSE,
     N_ ("true retires a look: old files still find it, menus do not")},

    NUMBER (tone, mid_grey_ev, -2, 2, 0, N_ ("where middle grey lands, in stops above or below 18.45 %")),
    NUMBER (tone, slope, 0.5, 1.55, 1.22325, N_ ("contrast: log-log slope at middle grey; cameras use 1.2 to 1.35")),
    NUMBER (tone, toe, 0.4, 3, 1,
            N_ ("shape below grey: larger deepens the shadows and sharpens black, smaller keeps them open")),
    NUMBER (tone, shoulder, 0.4, 3, 1, N_ ("shape above grey: larger rolls highlights off earlier and longer")),
    NUMBER (tone, black_l, 0, 25, 0, N_ ("L* of black in the result; above 0 looks faded")),
    NUMBER (tone, white_l, 75, 100, 100, N_ ("L* of white in the result; below 100 looks like paper")),

    NUMBER (colour, chroma, 0, 2, 1, N_ ("factor on chroma")),
    NUMBER (colour, vibrance, -1, 1, 0, N_ ("chroma added to weak colours more than to strong ones")),
    NUMBER (colour, shadow_chroma, 0, 2, 1, N_ ("factor on chroma in the shadows")),
    NUMBER (colour, highlight_chroma, 0, 2, 1, N_ ("factor on chroma in the highlights")),
    NUMBER (colour, skin_protection, 0, 1, 0, N_ ("how far skin stays out of hue and chroma changes")),

    BAND (hue_deg, 0, 360, 0, TRUE,
          N_ ("centre of the band, Oklab hue: red 29, skin 55, yellow 110, green 142, cyan 195, blue 264")),
    BAND (width_deg, 8, 90, 30, FALSE, N_ ("how far it reaches: there the change is 61 percent of its full")),
    BAND (shift_deg, -40, 40, 0, FALSE, N_ ("hue rotation; positive goes from red to yellow to green to blue")),
    BAND (chroma, 0, 2, 1, FALSE, N_ ("factor on chroma")),
    BAND (lightness, -0.1, 0.1, 0, FALSE, N_ ("added to Oklab lightness")),
    BAND (to_white, -1, 1, 0, FALSE, N_ ("how early it washes out towards white; below 0 how late")),

    {"tint", "curve", RF_KEY_CURVE, G_STRUCT_OFFSET (RfLook, tint.curve), 0, 0, 0, NULL, FALSE,
     N_ ("colour of the greys: L*:a*,b* at rising L*, such as 20:0,1; 72:0,4; black and white stay neutral")},

    NUMBER (mono, red, -1, 2, 0.25, N_ ("weight of red light; the group makes the look monochrome")),
    NUMBER (mono, green, -1, 2, 0.65, N_ ("weight of green light")),
    NUMBER (mono, blue, -1, 2, 0.10, N_ ("weight of blue light; the three weights count by their proportion")),

    NUMBER (vignette, corner_ev, -3, 1, 0, N_ ("exposure at the corners, in stops; a 35 mm lens has -0.93")),

    NUMBER (grain, amount, 0, 15, 0,
            N_ ("film grain: its standard deviation at middle grey, in L*; 2 is fine, 5 coarse")),
    NUMBER (grain, size, 0.2, 6, 0.8,
            N_ ("width of a grain in thousandths of the picture's height; 0.5 is fine 35 mm film, 1.5 coarse")),
    NUMBER (grain, shadows, 0, 2, 1, N_ ("factor on the grain of the shadows; black has none")),
    NUMBER (grain, midtones, 0, 2, 1, N_ ("factor on the grain of the midtones")),
    NUMBER (grain, highlights, 0, 2, 1, N_ ("factor on the grain of the highlights; white has none")),
    NUMBER (grain, colour, 0, 1, 0, N_ ("how far the grain of red, green and blue differ; 0 is grain without colour")),
};

const RfSchema rf_look_schema = {keys, G_N_ELEMENTS (keys), rf_look_value_parse};
