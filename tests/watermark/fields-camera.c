/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makers, models and lenses: names as people write them. */
#include "fields.h"

#define MAKE  "Exif.Image.Make="
#define MODEL "\nExif.Image.Model="

TEST (makers_are_spelt_as_people_do)
{
    static const Case cases[] = {
        {MAKE "NIKON CORPORATION", "Nikon"},
        {MAKE "NIKON", "Nikon"},
        {MAKE "LEICA CAMERA AG", "Leica"},
        {MAKE "Leica Camera AG", "Leica"},
        {MAKE "LEICA", "Leica"},
        {MAKE "OLYMPUS IMAGING CORP.  ", "Olympus"},
        {MAKE "OLYMPUS OPTICAL CO.,LTD", "Olympus"},
        {MAKE "OLYMPUS CORPORATION", "Olympus"},
        {MAKE "OLYMPUS_IMAGING_CORP.", "Olympus"},
        {MAKE "OM Digital Solutions", "OM System"},
        {MAKE "EASTMAN KODAK COMPANY", "Kodak"},
        {MAKE "Eastman Kodak Company", "Kodak"},
        {MAKE "SANYO Electric Co.,Ltd.", "Sanyo"},
        {MAKE "CASIO COMPUTER CO.,LTD.", "Casio"},
        {MAKE "SAMSUNG TECHWIN", "Samsung"},
        {MAKE "Samsung Techwin Co.", "Samsung"},
        {MAKE "samsung", "Samsung"},
        {MAKE "FUJIFILM", "Fujifilm"},
        {MAKE "FUJI PHOTO FILM CO., LTD.", "Fujifilm"},
        {MAKE "Canon", "Canon"},
        {MAKE "Canon Inc.", "Canon"},
        {MAKE "SONY", "Sony"},
        {MAKE "Sony Ericsson", "Sony Ericsson"},
        {MAKE "Panasonic", "Panasonic"},
        {MAKE "PENTAX Corporation", "Pentax"},
        {MAKE "Asahi Optical Co.,Ltd.", "Pentax"},
        {MAKE "RICOH", "Ricoh"},
        {MAKE "Minolta Co., Ltd.", "Minolta"},
        {MAKE "KONICA MINOLTA", "Konica Minolta"},
        {MAKE "Konica Minolta Camera, Inc.", "Konica Minolta"},
        {MAKE "Konica Corporation", "Konica"},
        {MAKE "SEIKO EPSON CORP.", "Epson"},
        {MAKE "Hewlett-Packard", "HP"},
        {MAKE "SIGMA", "Sigma"},
        {MAKE "Hasselblad", "Hasselblad"},
        {MAKE "Phase One A/S", "Phase One"},
        {MAKE "Arashi Vision", "Insta360"},
        {MAKE "Arashi Vision Inc.", "Insta360"},
        {MAKE "DJI", "DJI"},
        {MAKE "GoPro", "GoPro"},
        {MAKE "Apple", "Apple"},
        {MAKE "Google", "Google"},
        {MAKE "HUAWEI", "Huawei"},
        {MAKE "XIAOMI", "Xiaomi"},
        {MAKE "LG Electronics", "LG"},
        {MAKE "LGE", "LG"},
        {MAKE "Research In Motion", "BlackBerry"},
        {MAKE "motorola", "Motorola"},
        {MAKE "OnePlus", "OnePlus"},
        {MAKE "Muster Optik GmbH", "Muster Optik"},
        {MAKE "Foo Imaging Co., Ltd.", "Foo Imaging"},
        {MAKE "LGB Cameras", "LGB Cameras"},
        {MAKE "Canonical", "Canonical"},
        {MAKE "Redmond Optics", "Redmond Optics"},
        {MAKE "  Nikon\t Corporation  ", "Nikon"},
        {MAKE "unknown", NULL},
        {MAKE "   ", NULL},
        {MAKE "----", NULL},
        {"Xmp.tiff.Make=NIKON CORPORATION", "Nikon"},
        {MAKE "Canon\nXmp.tiff.Make=NIKON CORPORATION", "Canon"},
        {"Exif.Image.Model=PENTAX K-1", "Pentax"},
        {"Exif.Photo.ISOSpeedRatings=100", NULL},
    };
    RUN ("make", cases);
}

TEST (models_do_not_repeat_their_maker)
{
    static const Case cases[] = {
        {MAKE "NIKON CORPORATION" MODEL "NIKON D70", "D70"},
        {MAKE "NIKON CORPORATION" MODEL "NIKON Z 6_2", "Z6II"},
        {MAKE "NIKON CORPORATION" MODEL "NIKON Z f", "Z f"},
        {MAKE "LEICA CAMERA AG" MODEL "LEICA M11", "M11"},
        {MAKE "Leica Camera AG" MODEL "M8 Digital Camera", "M8"},
        {MAKE "LEICA CAMERA AG" MODEL "LEICA Q (Typ 116)", "Q (Typ 116)"},
        {MAKE "Leica Camera AG" MODEL "LEICA M9 Digital Camera ", "M9"},
        {MAKE "Canon" MODEL "Canon EOS R5", "EOS R5"},
        {MAKE "Canon" MODEL "Canon", NULL},
        {MAKE "FUJIFILM" MODEL "X-T5", "X-T5"},
        {MAKE "SONY" MODEL "ILCE-7M4", "ILCE-7M4"},
        {MAKE "Panasonic" MODEL "DC-S5M2", "LUMIX S5M2"},
        {MAKE "Panasonic" MODEL "DMC-GX8", "LUMIX GX8"},
        {MAKE "LEICA" MODEL "DMC-X", "DMC-X"},
        {MAKE "EASTMAN KODAK COMPANY" MODEL "KODAK DC210 Zoom (V05.00)", "DC210 Zoom"},
        {MAKE "Eastman Kodak Company" MODEL "DC210 Zoom (V05.00)", "DC210 Zoom"},
        {MAKE "EASTMAN KODAK COMPANY" MODEL "KODAK DX4900 ZOOM DIGITAL CAMERA", "DX4900 ZOOM"},
        {MAKE "Hewlett-Packard" MODEL "HP PhotoSmart C850 (V05.27)", "PhotoSmart C850"},
        {MAKE "Hewlett-Packard" MODEL "hp PhotoSmart 43x series", "PhotoSmart 43x series"},
        {MAKE "Samsung Techwin" MODEL "<Digimax S500 / Kenox S500 / Digimax Cyber 530>", "Digimax S500"},
        {MAKE "SAMSUNG TECHWIN" MODEL "<KENOX S630  / Samsung S630>", "KENOX S630"},
        {MAKE "OLYMPUS IMAGING CORP." MODEL "u760,S760", "u760"},
        {MAKE "RICOH IMAGING COMPANY, LTD." MODEL "PENTAX K-1", "K-1"},
        {MAKE "RICOH IMAGING COMPANY, LTD." MODEL "RICOH GR III", "GR III"},
        {MAKE "Arashi Vision" MODEL "Insta360 X3", "X3"},
        {MAKE "FLIR Systems AB" MODEL "FLIR_i7", "i7"},
        {MAKE "Apple" MODEL "iPhone 13 Pro", "iPhone 13 Pro"},
        {MAKE "Muster" MODEL "Musterfoto 3", "Musterfoto 3"},
        {MAKE "Canon" MODEL "Canon EOS  5D\t Mark II", "EOS 5D Mark II"},
        {MAKE "Foo" MODEL "Foo Foo", NULL},
        {MAKE "Foo" MODEL "X100 Ver.1.02", "X100"},
        {MAKE "Foo" MODEL "unknown", NULL},
        {"Xmp.tiff.Model=Canon EOS 5D", "EOS 5D"},
        {"Exif.Image.UniqueCameraModel=Leica M10-R", "M10-R"},
        {MAKE "Canon", NULL},
    };
    RUN ("model", cases);
}

#define PHONE "Exif.Photo.0x9a00="

TEST (telephones_are_called_what_they_are_sold_as)
{
    static const Case cases[] = {
        {MAKE "Xiaomi" MODEL "2304FPN6DC", "13 Ultra"},
        {MAKE "Xiaomi" MODEL "2304FPN6DG", "13 Ultra"},
        {MAKE "Xiaomi" MODEL "2304fpn6dg", "13 Ultra"},
        {MAKE "Xiaomi" MODEL "23049PCD8G", "23049PCD8G"},
        {MAKE "Xiaomi" MODEL "A301XM", "13T Pro"},
        {MAKE "Xiaomi" MODEL "XIG04", "13T"},
        {MAKE "Xiaomi" MODEL "2308CPXD0C", "MIX Fold 3"},
        {MAKE "Xiaomi" MODEL "25010PN30G", "15 Ultra"},
        {MAKE "Canon" MODEL "2304FPN6DC", "2304FPN6DC"},
        {PHONE "Xiaomi 13 Ultra\n" MAKE "Xiaomi" MODEL "2304FPN6DC", "13 Ultra"},
        {PHONE "Xiaomi 99 Ultra\n" MAKE "Xiaomi" MODEL "99999", "99 Ultra"},
        {PHONE " \n" MAKE "Xiaomi" MODEL "2304FPN6DC", "13 Ultra"},
        {PHONE "Redmi Note 13\n" MAKE "Xiaomi" MODEL "99999", "Note 13"},
    };
    RUN ("model", cases);
}

TEST (the_body_is_maker_and_model)
{
    static const Case cases[] = {
        {MAKE "NIKON CORPORATION" MODEL "NIKON D70", "Nikon D70"},
        {MAKE "RICOH IMAGING COMPANY, LTD." MODEL "PENTAX K-1", "Pentax K-1"},
        {MAKE "RICOH IMAGING COMPANY, LTD." MODEL "GR III", "Ricoh GR III"},
        {MAKE "Xiaomi" MODEL "2304FPN6DC", "Xiaomi 13 Ultra"},
        {MAKE "Xiaomi" MODEL "Redmi Note 8", "Redmi Note 8"},
        {MAKE "Xiaomi" MODEL "POCO F3", "POCO F3"},
        {MAKE "HMD Global" MODEL "Nokia 8.3 5G", "Nokia 8.3 5G"},
        {MAKE "Panasonic" MODEL "DMC-GX8", "Panasonic LUMIX GX8"},
        {MAKE "Canon", "Canon"},
        {"Exif.Image.Model=X-1", "X-1"},
        {"Xmp.tiff.Make=LEICA CAMERA AG\nXmp.tiff.Model=LEICA M11", "Leica M11"},
        {"Exif.Photo.ISOSpeedRatings=100", NULL},
    };
    RUN ("body", cases);
}

#define LENS "Exif.Photo.LensModel="
#define SPEC "Exif.Photo.LensSpecification="

TEST (lenses_are_named_or_described)
{
    static const Case cases[] = {
        {LENS "EF24-70mm f/2.8L II USM", "EF24-70mm f/2.8L II USM"},
        {LENS "Summilux-M 1:1.4/35 ASPH.", "Summilux-M 1:1.4/35 ASPH."},
        {LENS "----", NULL},
        {LENS "0.0 mm f/0.0", NULL},
        {LENS "0.00mm f/0.00", NULL},
        {LENS "Unknown", NULL},
        {LENS "n/a", NULL},
        {LENS "    ", NULL},
        {LENS "----\n" SPEC "24/1 70/1 28/10 28/10", "24-70mm f/2.8"},
        {SPEC "24/1 70/1 28/10 28/10", "24-70mm f/2.8"},
        {SPEC "18/1 55/1 35/10 56/10", "18-55mm f/3.5-5.6"},
        {SPEC "50/1 50/1 14/10 14/10", "50mm f/1.4"},
        {SPEC "24/1 70/1 0/0 0/0", "24-70mm"},
        {SPEC "35/1 35/1 0/1 0/1", "35mm"},
        {SPEC "35/1 0/1 2/1 0/1", "35mm f/2"},
        {SPEC "51/10 204/10 28/10 5/1", "5.1-20.4mm f/2.8-5"},
        {SPEC "0/0 0/0 0/0 0/0", NULL},
        {SPEC "0/1 0/1 0/1 0/1", NULL},
        {LENS "18.0-55.0 mm f/3.5-5.6", "18-55mm f/3.5-5.6"},
        {LENS "50.0 mm f/1.4", "50mm f/1.4"},
        {LENS "50 mm", "50mm"},
        {LENS "18-55mm F3.5-5.6", "18-55mm f/3.5-5.6"},
        {LENS "24-70mm F2.8 DG DN | Art 019", "24-70mm F2.8 DG DN | Art 019"},
        {"Xmp.aux.Lens=24.0-105.0 mm", "24-105mm"},
        {"Xmp.aux.Lens=Zeiss Milvus 2/50M", "Zeiss Milvus 2/50M"},
        {"Xmp.aux.LensInfo=240/10 700/10 28/10 28/10", "24-70mm f/2.8"},
        {"Xmp.exifEX.LensModel=XF35mmF1.4 R", "XF35mmF1.4 R"},
        {LENS "A lens\nXmp.aux.Lens=Another", "A lens"},
        {"Exif.Image.LensInfo=18/1 55/1 0/0 0/0", "18-55mm"},
        {"Exif.Nikon3.Lens=180/10 700/10 35/10 45/10", "18-70mm f/3.5-4.5"},
        {"Exif.Canon.LensModel=EF16-35mm f/2.8L II USM", "EF16-35mm f/2.8L II USM"},
        {"Exif.CanonCs.LensType=65535", NULL},
        {"Exif.CanonCs.LensType=0", NULL},
        {"Exif.CanonCs.LensType=65535\n" SPEC "18/1 55/1 35/10 56/10", "18-55mm f/3.5-5.6"},
        {"Exif.Photo.ISOSpeedRatings=100", NULL},
    };
    RUN ("lens", cases);
}

TEST (a_lens_that_only_repeats_the_camera_is_left_out)
{
    static const Case cases[] = {
        {MAKE "FUJIFILM" MODEL "X100V\n" LENS "X100V", NULL},
        {MAKE "FUJIFILM" MODEL "X100V\n" LENS "FUJIFILM X100V", NULL},
        {MAKE "LEICA CAMERA AG" MODEL "LEICA Q3\n" LENS "Leica Q3", NULL},
        {MAKE "LEICA CAMERA AG" MODEL "LEICA Q3\n" LENS "Leica", NULL},
        {MAKE "Xiaomi" MODEL "2304FPN6DC\n" LENS "2304FPN6DC", NULL},
        {MAKE "Xiaomi" MODEL "2304FPN6DC\n" LENS "Xiaomi 13 Ultra", NULL},
        {MAKE "Apple" MODEL "iPhone 13 Pro\n" LENS "iPhone 13 Pro back triple camera 5.7mm f/1.5",
         "iPhone 13 Pro back triple camera 5.7mm f/1.5"},
        {MAKE "LEICA CAMERA AG" MODEL "LEICA Q3\n" LENS "Summilux 28 f/1.7 ASPH.", "Summilux 28 f/1.7 ASPH."},
    };
    RUN ("lens", cases);
}

/* exiv2's own names differ from version to version, so only what is asked of them. */
TEST (lenses_of_maker_notes_have_names_and_no_numbers)
{
    static const struct {
        const char *tags, *part;
    } rows[] = {
        {MAKE "PENTAX\nExif.Pentax.LensType=4 214\nExif.Photo.FocalLength=50/1", "mm"},
        {MAKE "OLYMPUS\nExif.OlympusEq.LensType=0 0 1 0 0 0", "50mm"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        RfCaption *caption = caption_of (rows[i].tags);
        g_autofree char *text = rf_caption_text (caption, "lens", NULL);
        REQUIRE_TEXT (text, rows[i].part, "%s", rows[i].tags);
        REQUIRE (strlen (text) > 8 && !strstr (text, " or ") && !strchr (text, '('), "%s: %s", rows[i].tags, text);
        rf_caption_free (caption);
    }
}

int
main (void)
{
    return tap_main ();
}
