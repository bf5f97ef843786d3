/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * From what cameras call themselves to what people call them. */
#include "names.h"

#include <string.h>

/* "Foo Imaging Co., Ltd." -> "Foo Imaging": of makers that no table knows. */
static char *
cut_company (const char *make)
{
    static const char *const forms[] = {"corporation", "corp",         "company", "co",  "ltd", "limited",
                                        "inc",         "incorporated", "gmbh",    "ag",  "kg",  "llc",
                                        "s.a",         "b.v",          "plc",     "pty", "a/s"};
    char *name = g_strdup (make);

    for (;;) {
        gsize length = strlen (name), before = length;
        while (length > 0 && strchr (" .,", name[length - 1]))
            name[--length] = '\0';
        for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
            gsize n = strlen (forms[i]);
            if (length > n + 1 && strchr (" ,.", name[length - n - 1]) &&
                g_ascii_strcasecmp (name + length - n, forms[i]) == 0) {
                name[length - n] = '\0';
                break;
            }
        }
        if (strlen (name) == before)
            return name;
    }
}

/* The first of several, without what is round it: "<Digimax S500 / Kenox S500>", "u760,S760". */
static void
cut_others (char *name)
{
    if (*name == '<' || *name == '[') {
        memmove (name, name + 1, strlen (name));
        name[strcspn (name, ">]")] = '\0';
        char *other = strstr (name, " / ");
        if (other)
            *other = '\0';
    }
    char *comma = strchr (name, ',');
    if (comma && comma > name && g_ascii_isalnum (comma[1]))
        *comma = '\0';
    g_strstrip (name);
}

/* "(V05.00)", " Ver.1.02", and what every one of them is. */
static void
cut_notes (char *name)
{
    static const char *const notes[] = {" digital still camera", " digital camera"};
    static const char spelt[] = "[ ,]*[([]?\\b(ver(sion)?|v|fw|firmware)[. ]*[0-9]+([.][0-9]+)+[)\\]]?$";
    static GRegex *version;
    static gsize ready;

    if (g_once_init_enter (&ready)) {
        version = g_regex_new (spelt, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave (&ready, 1);
    }
    GMatchInfo *match = NULL;
    int start;
    if (g_regex_match (version, name, 0, &match) && g_match_info_fetch_pos (match, 0, &start, NULL) && start > 0)
        name[start] = '\0';
    g_match_info_unref (match);
    for (gsize i = 0; i < G_N_ELEMENTS (notes); i++) {
        gsize length = strlen (name), n = strlen (notes[i]);
        if (length > n && g_ascii_strcasecmp (name + length - n, notes[i]) == 0)
            name[length - n] = '\0';
    }
    g_strstrip (name);
}

/* The bytes at the start of `name` that are `word`, whole and in any case, and what separates it from the rest. */
static gsize
begins_with (const char *name, const char *word)
{
    g_autofree char *folded_name = g_utf8_strdown (name, -1), *folded_word = g_utf8_strdown (word, -1);
    gsize n = strlen (folded_word);

    if (n == 0 || strncmp (folded_name, folded_word, n) != 0 || strlen (folded_name) != strlen (name) ||
        g_ascii_isalnum (name[n]) || (name[n] & 0x80))
        return 0;
    return n + strspn (name + n, " _-");
}

/* Takes the maker's name off the model's start, however often it stands there. */
static void
cut_maker (char *name, const char *make, const char *maker)
{
    for (;;) {
        gsize n = maker ? begins_with (name, maker) : 0;
        if (n == 0 && make)
            n = begins_with (name, make);
        if (n == 0)
            return;
        memmove (name, name + n, strlen (name + n) + 1);
    }
}

void
rf_names_camera (const char *make, const char *model, const char *phone, char **maker, char **name)
{
    size_t length;
    g_autofree char *nice_make = NULL;
    g_autofree char *nice = NULL;
    const char *known = make ? rf_names_find_maker (make, &length) : NULL;

    if (make)
        nice_make = known ? g_strdup (known) : cut_company (make);
    if (phone || model) {
        nice = g_strdup (phone ? phone : model);
        cut_others (nice);
        cut_notes (nice);
        if (!make && (known = rf_names_find_maker (nice, &length)))
            nice_make = g_strdup (known);
        const char *brand = rf_names_find_brand (nice, &length);
        if (brand && g_strcmp0 (brand, nice_make) != 0) {
            g_free (nice_make);
            nice_make = g_strdup (brand);
        }
        cut_maker (nice, make, nice_make);
        char *written = *nice && !phone ? rf_names_find_model (nice_make, nice) : NULL;
        if (written) {
            g_free (nice);
            nice = written;
        }
        if (*nice == '\0')
            g_clear_pointer (&nice, g_free);
    }
    if (maker)
        *maker = g_steal_pointer (&nice_make);
    if (name)
        *name = g_steal_pointer (&nice);
}
