/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-target.h"

#include "../i18n.h"
#include "codec-own.h"
#include "develop-tags.h"

#include <string.h>
#include <sys/stat.h>

char *
rf_target_key (const char *source, const char *target, const RfDevelopOptions *options)
{
    g_autoptr (GString) words = g_string_new ("rangefinder 2");
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    FILE *file = fopen (source, "rb");

    if (!file)
        return NULL; /* which is told when it is read */
    g_string_append_printf (words, "\n%s\n%d\n%s\n%s\n%s\n%d\n%d", options->recipe, options->drops_film,
                            options->look ? rf_look_id (options->look) : "",
                            g_ascii_dtostr (number, sizeof number, options->settings.strength),
                            options->format ? rf_format_id (options->format) : "",
                            options->kind >= 0 ? options->kind : rf_file_kind_of_name (target), options->quality);
    g_string_append_printf (words, "\n%s\n%s", options->size ? options->size : "",
                            options->lens ? rf_lens_id (options->lens) : "");
    g_string_append_printf (words, "\n%s", g_ascii_dtostr (number, sizeof number, options->lens_settings.strength));
    for (const char *const *text = options->texts; text && *text; text++)
        g_string_append_printf (words, "\n%s", *text);
    GChecksum *sum = g_checksum_new (G_CHECKSUM_MD5);
    g_checksum_update (sum, (const guchar *)words->str, (gssize)words->len);
    g_autofree guchar *block = g_malloc (1 << 16);
    for (gsize n; (n = fread (block, 1, 1 << 16, file)) > 0;)
        g_checksum_update (sum, block, (gssize)n);
    fclose (file);
    char *key = g_strdup (g_checksum_get_string (sum));
    g_checksum_free (sum);
    return key;
}

static gboolean
is_same_file (const char *a, const char *b)
{
    struct stat first, second;

    return stat (a, &first) == 0 && stat (b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

RfPhotoResult
rf_target_check (const char *source, const char *target, const RfDevelopOptions *options, char **key, GError **error)
{
    g_autofree char *shown = g_filename_display_name (target);

    if (!g_file_test (target, G_FILE_TEST_EXISTS))
        return RF_PHOTO_WRITTEN;
    if (is_same_file (source, target)) {
        rf_codec_fail (error, _ ("%s is the photograph itself, which is never overwritten"), shown);
        return RF_PHOTO_FAILED;
    }
    if (options->resumes) {
        g_autofree char *made_from = rf_photo_tags_key (target);
        *key = rf_target_key (source, target, options);
        if (*key && g_strcmp0 (made_from, *key) == 0)
            return RF_PHOTO_SKIPPED;
    }
    if (options->forces)
        return RF_PHOTO_WRITTEN;
    if (options->resumes)
        rf_codec_fail (error, _ ("%s exists already and was made otherwise; --force replaces it"), shown);
    else
        rf_codec_fail (error, _ ("%s exists already; --force replaces it"), shown);
    return RF_PHOTO_FAILED;
}
