/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One list for all shells: their scripts only ask for it. */
#include "command-describe.h"

#include "../i18n.h"
#include "codec.h"

#include <string.h>

/* ---- What a command reads ---- */

static RfCommandWords *kept;

gboolean
rf_command_keep_words (const RfCommandWords *words)
{
    if (kept)
        *kept = *words;
    return kept != NULL;
}

RfCommandWords
rf_command_words (const RfCommand *command)
{
    static const GOptionEntry none[] = {{NULL}};
    RfCommandWords words = {.entries = none};
    char *argv[] = {(char *)command->name, NULL};

    kept = &words;
    command->run (1, argv); /* which ends where it wants its options read */
    kept = NULL;
    return words;
}

/* ---- Candidates ---- */

typedef struct {
    const char *before; /* "--look=": stands in the word already */
    const char *part;   /* what is typed of the candidate */
} Wanted;

static void
offer (const Wanted *wanted, const char *candidate, const char *meaning)
{
    if (g_str_has_prefix (candidate, wanted->part))
        g_print ("%s%s\t%s\n", wanted->before, candidate, meaning);
}

static void
offer_looks (const Wanted *wanted)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    for (size_t i = 0; i < n; i++)
        offer (wanted, rf_look_id (looks[i]), rf_look_title (looks[i]));
}

static void
offer_lenses (const Wanted *wanted)
{
    size_t n;
    const RfLens *const *lenses = rf_lenses (&n);

    for (size_t i = 0; i < n; i++)
        offer (wanted, rf_lens_id (lenses[i]), rf_lens_title (lenses[i]));
}

static void
offer_formats (const Wanted *wanted)
{
    size_t n;
    const RfFormat *const *formats = rf_formats (&n);

    for (size_t i = 0; i < n; i++)
        offer (wanted, rf_format_id (formats[i]), rf_format_title (formats[i]));
}

static void
offer_fields (const Wanted *wanted)
{
    size_t n;
    const RfField *fields = rf_fields (&n);

    for (size_t i = 0; i < n; i++) {
        g_autofree char *candidate = g_strconcat (fields[i].id, "=", NULL);
        offer (wanted, candidate, fields[i].title);
    }
}

static void
offer_kinds (const Wanted *wanted)
{
    for (int kind = 0; kind < RF_FILE_KINDS; kind++)
        if (rf_file_kind_check ((RfFileKind)kind, NULL))
            offer (wanted, rf_file_kind_id ((RfFileKind)kind), "");
}

/* Values of options, and of what stands without one ("": looks to bake). */
static const struct {
    const char *command, *option;
    void (*offer) (const Wanted *wanted);
} values[] = {
    {"develop", "look", offer_looks},   {"develop", "lens", offer_lenses}, {"develop", "watermark", offer_formats},
    {"develop", "format", offer_kinds}, {"develop", "set", offer_fields},  {"bake", "", offer_looks},
};

static void
offer_values (const char *command, const char *option, const Wanted *wanted)
{
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        if (strcmp (values[i].command, command) == 0 && strcmp (values[i].option, option) == 0)
            values[i].offer (wanted);
}

static void
offer_options (const RfCommandWords *words, const Wanted *wanted)
{
    for (const GOptionEntry *entry = words->entries; entry->long_name; entry++)
        if (entry->description) {
            g_autofree char *candidate = g_strconcat ("--", entry->long_name, NULL);
            offer (wanted, candidate, _ (entry->description));
        }
    offer (wanted, "--help", _ ("Show help options"));
}

/* The option of that word ("--look", "-l") if a value follows it. */
static const GOptionEntry *
find_option (const RfCommandWords *words, const char *word)
{
    for (const GOptionEntry *entry = words->entries; entry->long_name; entry++) {
        gboolean is_long = g_str_has_prefix (word, "--") && strcmp (word + 2, entry->long_name) == 0;
        gboolean is_short = word[0] == '-' && word[1] && word[1] == entry->short_name && !word[2];
        if (entry->arg_description && (is_long || is_short))
            return entry;
    }
    return NULL;
}

static void
complete_word (const RfCommand *command, int n, char **words)
{
    RfCommandWords known = rf_command_words (command);
    const char *word = words[n - 1], *before = n > 1 ? words[n - 2] : "";
    const char *equals = g_str_has_prefix (word, "--") ? strchr (word, '=') : NULL;

    /* bash takes the = for a word of its own. */
    if (strcmp (word, "=") == 0 && n > 1)
        word = "";
    else if (strcmp (before, "=") == 0 && n > 2)
        before = words[n - 3];
    const GOptionEntry *option = find_option (&known, before);
    if (option) {
        offer_values (command->name, option->long_name, &(Wanted){"", word});
    } else if (equals) {
        g_autofree char *name = g_strndup (word, (gsize)(equals - word));
        g_autofree char *kept_part = g_strndup (word, (gsize)(equals - word) + 1);
        option = find_option (&known, name);
        if (option)
            offer_values (command->name, option->long_name, &(Wanted){kept_part, equals + 1});
    } else if (*word == '-') {
        offer_options (&known, &(Wanted){"", word});
    } else {
        offer_values (command->name, "", &(Wanted){"", word});
    }
}

void
rf_command_complete (const RfCommand *commands, gsize n, int n_words, char **words)
{
    for (gsize i = 0; n_words == 1 && i < n; i++)
        offer (&(Wanted){"", words[0]}, commands[i].name, _ (commands[i].summary));
    for (gsize i = 0; n_words > 1 && i < n; i++)
        if (strcmp (commands[i].name, words[0]) == 0)
            complete_word (&commands[i], n_words - 1, words + 1);
}
