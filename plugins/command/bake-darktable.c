/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Styles of darktable, byte by byte. */
#include "bake-darktable.h"

#include <string.h>

/* No mask, no blending, opacity 100 %: version 13 of that structure, compressed as darktable writes it. */
static const char blending[] = "gz08eJxjYGBgYAFiCQYYOOHEgAZY0QWAgBGLGANDgz0Ej1Q+dlAx68oBEMbFxwX+AwGIBgCbGCeh";

RfBlob
rf_blob_new (void)
{
    return (RfBlob){g_byte_array_new ()};
}

void
rf_blob_add_int (RfBlob *blob, gint32 value)
{
    guint32 little = GUINT32_TO_LE ((guint32)value);

    g_byte_array_append (blob->bytes, (const guint8 *)&little, sizeof little);
}

void
rf_blob_add_float (RfBlob *blob, double value)
{
    union {
        float f;
        gint32 i;
    } bits = {(float)value};

    rf_blob_add_int (blob, bits.i);
}

gboolean
rf_blob_add_text (RfBlob *blob, const char *text, gsize size)
{
    gsize length = strlen (text), start = blob->bytes->len;

    if (length >= size)
        return FALSE;
    g_byte_array_set_size (blob->bytes, (guint)(start + size));
    memset (blob->bytes->data + start, 0, size);
    memcpy (blob->bytes->data + start, text, length);
    return TRUE;
}

void
rf_blob_clear (RfBlob *blob)
{
    g_byte_array_unref (blob->bytes);
}

RfStyle
rf_style_new (const char *name, const char *description)
{
    RfStyle style = {g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), 0};
    g_autofree char *info = g_markup_printf_escaped (
        "<darktable_style version=\"1.0\"><info><name>%s</name><description>%s</description></info><style>\n", name,
        description);

    g_string_append (style.xml, info);
    return style;
}

void
rf_style_add (RfStyle *style, const char *operation, int version, RfBlob *blob, gboolean enabled)
{
    g_string_append_printf (style->xml, "<plugin><num>%d</num><module>%d</module><operation>%s</operation><op_params>",
                            style->n++, version, operation);
    for (guint i = 0; i < blob->bytes->len; i++)
        g_string_append_printf (style->xml, "%02x", blob->bytes->data[i]);
    g_string_append_printf (
        style->xml,
        "</op_params><enabled>%d</enabled><blendop_params>%s</blendop_params>"
        "<blendop_version>13</blendop_version><multi_priority>0</multi_priority>"
        "<multi_name>Rangefinder</multi_name><multi_name_hand_edited>1</multi_name_hand_edited></plugin>\n",
        enabled, blending);
    rf_blob_clear (blob);
}

gboolean
rf_style_finish (RfStyle *style, const char *path, GError **error)
{
    g_string_append (style->xml, "</style></darktable_style>\n");
    gboolean ok = g_file_set_contents (path, style->xml->str, (gssize)style->xml->len, error);
    g_string_free (style->xml, TRUE);
    return ok;
}

void
rf_style_cancel (RfStyle *style)
{
    g_string_free (style->xml, TRUE);
}
