/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * The schemas of look and format files, as tables for people and programs. */
#include "format.h"
#include "i18n.h"
#include "look.h"

#include <string.h>

static const char *const kinds[] = {
    [RF_KEY_NUMBER] = "number", [RF_KEY_BOOLEAN] = "boolean",   [RF_KEY_TEXT] = "text",
    [RF_KEY_CHOICE] = "choice", [RF_KEY_CURVE] = "curve",       [RF_KEY_LENGTH] = "length",
    [RF_KEY_COLOR] = "colour",  [RF_KEY_TEMPLATE] = "template", [RF_KEY_FIELDS] = "fields",
    [RF_KEY_NAME] = "name",     [RF_KEY_ASPECT] = "aspect",
};

/* As a file would spell it. */
static char *
spell_default (const RfKey *key)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    if (key->required)
        return NULL;
    switch (key->kind) {
    case RF_KEY_NUMBER:
        return g_strdup (g_ascii_formatd (number, sizeof number, "%g", key->standard));
    case RF_KEY_BOOLEAN:
        return g_strdup ("false");
    case RF_KEY_CHOICE:
        return g_strndup (key->choices, strcspn (key->choices, "|"));
    default:
        return g_strdup (key->preset ? key->preset : "");
    }
}

/* Kept for ever: the tables it is made from never change. */
static RfKeyInfo *
describe (const RfSchema *schema)
{
    RfKeyInfo *infos = g_new (RfKeyInfo, schema->n);

    for (gsize i = 0; i < schema->n; i++) {
        const RfKey *key = &schema->keys[i];
        infos[i] = (RfKeyInfo){
            .group = key->group,
            .key = key->key,
            .kind = kinds[key->kind],
            .min = key->min,
            .max = key->max,
            .standard = spell_default (key),
            .choices = key->choices,
            .required = key->required,
            .help = _ (key->help),
        };
    }
    return infos;
}

const RfKeyInfo *
rf_look_keys (size_t *n)
{
    static gsize infos;

    if (g_once_init_enter (&infos))
        g_once_init_leave (&infos, (gsize)describe (&rf_look_schema));
    *n = rf_look_schema.n;
    return (const RfKeyInfo *)infos;
}

const RfKeyInfo *
rf_format_keys (size_t *n)
{
    static gsize infos;

    if (g_once_init_enter (&infos))
        g_once_init_leave (&infos, (gsize)describe (&rf_format_schema));
    *n = rf_format_schema.n;
    return (const RfKeyInfo *)infos;
}
