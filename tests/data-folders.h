/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Registries load once a process: so every test of one is a child process with folders of its own. */
#ifndef RF_TEST_DATA_FOLDERS_H
#define RF_TEST_DATA_FOLDERS_H

#include "tap.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* "looks" or "formats"; the program that includes this says which. */
static const char *const data_kind;

/* The folders of a child: data/KIND holds what is shipped, home/rangefinder/KIND the user's own. */
static char *folder, *shipped, *own;

static void
make_folders (void)
{
    folder = make_folder ();
    shipped = g_build_filename (folder, "data", data_kind, NULL);
    own = g_build_filename (folder, "home", "rangefinder", data_kind, NULL);
    g_mkdir_with_parents (shipped, 0700);
    g_mkdir_with_parents (own, 0700);
}

static void
delete_folders (void)
{
    delete_folder (folder);
    g_clear_pointer (&folder, g_free);
    g_clear_pointer (&shipped, g_free);
    g_clear_pointer (&own, g_free);
}

static void
ship (const char *name, const char *text)
{
    write_file (shipped, name, text, -1);
}

static void
own_file (const char *name, const char *text)
{
    write_file (own, name, text, -1);
}

/* Runs `body` where the registry and GLib have not yet looked round. Its requirements end the child. */
static void
in_child (void (*body) (void))
{
    int status = -1;

    fflush (stdout);
    pid_t child = fork ();
    if (child == 0) {
        g_autofree char *data = g_build_filename (folder, "data", NULL),
                        *home = g_build_filename (folder, "home", NULL);
        int result = setjmp (tap_end);
        if (result == TAP_PASSED) {
            g_setenv ("RANGEFINDER_DATA", data, TRUE);
            g_setenv ("XDG_DATA_HOME", home, TRUE);
            body ();
        }
        fflush (stdout);
        _exit (result);
    }
    REQUIRE (child > 0 && waitpid (child, &status, 0) == child, "no child process");
    REQUIRE (WIFEXITED (status), "the child crashed: status %d", status);
    REQUIRE_CMP (WEXITSTATUS (status), ==, 0, "%d", "what failed stands above");
}

static void
with_folders (void (*prepare) (void), void (*body) (void))
{
    make_folders ();
    prepare ();
    in_child (body);
    delete_folders ();
}

#endif
