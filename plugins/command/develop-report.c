/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "develop-report.h"

#include "../i18n.h"
#include "command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_COLUMNS 24

struct RfReport {
    GMutex mutex;
    RfReportStyle style;
    gboolean shows_bar;
    guint total, written, skipped;
    goffset bytes, bytes_done;
    GPtrArray *failures; /* "file: reason" */
    GTimer *timer;
};

RfReport *
rf_report_new (RfReportStyle style, guint n_photos, goffset n_bytes)
{
    RfReport *report = g_new0 (RfReport, 1);

    g_mutex_init (&report->mutex);
    report->style = style;
    report->shows_bar = style == RF_REPORT_PLAIN && isatty (STDOUT_FILENO) && isatty (STDERR_FILENO);
    report->total = n_photos;
    report->bytes = MAX (n_bytes, 1);
    report->failures = g_ptr_array_new_with_free_func (g_free);
    report->timer = g_timer_new ();
    return report;
}

void
rf_report_free (RfReport *report)
{
    g_ptr_array_unref (report->failures);
    g_timer_destroy (report->timer);
    g_mutex_clear (&report->mutex);
    g_free (report);
}

/* Not by printf's %f: programs read these numbers, and the user's locale may have a comma. */
static char *
format_seconds (double seconds)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", seconds));
}

/* ---- The bar ---- */

static void
erase_bar (const RfReport *report)
{
    if (report->shows_bar)
        g_printerr ("\r\033[K");
}

static int
columns_of_terminal (void)
{
    struct winsize size;

    return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static int
columns_of (const char *text)
{
    int columns = 0;

    for (; *text; text = g_utf8_next_char (text)) {
        gunichar c = g_utf8_get_char (text);
        columns += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
    return columns;
}

static char *
describe_progress (const RfReport *report, guint done, int cells)
{
    double part = MIN ((double)report->bytes_done / (double)report->bytes, 1);
    g_autofree char *read = g_format_size ((guint64)report->bytes_done);
    g_autofree char *all = g_format_size ((guint64)report->bytes);
    GString *line = g_string_new (NULL);
    char bar[BAR_COLUMNS + 1];

    for (int i = 0; i < cells; i++)
        bar[i] = i < part * cells ? '=' : ' ';
    bar[cells] = 0;
    g_string_append_printf (line, _ ("[%s] %u of %u photographs, %s of %s"), bar, done, report->total, read, all);
    if (part > 0) {
        int left = (int)(g_timer_elapsed (report->timer, NULL) * (1 - part) / part + 0.5);
        g_string_append_printf (line, _ (", %d:%02d left"), left / 60, left % 60);
    }
    return g_string_free (line, FALSE);
}

/* Only the line that the cursor is in can be erased: nothing may go on in a second one. */
static void
draw_bar (const RfReport *report)
{
    guint done = report->written + report->skipped + report->failures->len;
    int columns = columns_of_terminal ();

    if (!report->shows_bar || done == report->total)
        return;
    for (int cells = BAR_COLUMNS; cells >= 4; cells -= 4) {
        g_autofree char *line = describe_progress (report, done, cells);
        if (columns_of (line) < columns) {
            g_printerr ("%s", line);
            return;
        }
    }
    g_printerr ("%u/%u", done, report->total);
}

/* ---- Events for programs ---- */

static void
print_event (const char *event, const char *source, const char *target)
{
    g_autofree char *shown = g_filename_display_name (source);

    g_print ("{\"event\": \"%s\", \"file\": ", event);
    rf_command_print_json (shown);
    if (target) {
        g_autofree char *shown_target = g_filename_display_name (target);
        g_print (", \"output\": ");
        rf_command_print_json (shown_target);
    }
}

static void
print_notes (const GPtrArray *notes)
{
    g_print (", \"notes\": [");
    for (guint i = 0; i < notes->len; i++) {
        g_print (i ? ", " : "");
        rf_command_print_json (notes->pdata[i]);
    }
    g_print ("]}\n");
}

/* ---- One photograph ---- */

void
rf_report_written (RfReport *report, const char *source, const char *target, goffset bytes, double seconds,
                   const GPtrArray *notes)
{
    g_autofree char *shown = g_filename_display_name (source);
    g_autofree char *shown_target = g_filename_display_name (target);
    g_autofree char *time = format_seconds (seconds);

    g_mutex_lock (&report->mutex);
    report->written += 1;
    report->bytes_done += bytes;
    erase_bar (report);
    if (report->style == RF_REPORT_JSON) {
        print_event ("written", source, target);
        g_print (", \"seconds\": %s", time);
        print_notes (notes);
    } else {
        if (report->style == RF_REPORT_PLAIN && !report->shows_bar)
            g_print ("%s -> %s %s s\n", shown, shown_target, time);
        for (guint i = 0; report->style == RF_REPORT_PLAIN && i < notes->len; i++)
            g_printerr ("rangefinder: %s: %s\n", shown, (const char *)notes->pdata[i]);
    }
    draw_bar (report);
    g_mutex_unlock (&report->mutex);
}

void
rf_report_skipped (RfReport *report, const char *source, const char *target, goffset bytes)
{
    g_autofree char *shown = g_filename_display_name (source);
    g_autofree char *shown_target = g_filename_display_name (target);

    g_mutex_lock (&report->mutex);
    report->skipped += 1;
    report->bytes_done += bytes;
    erase_bar (report);
    if (report->style == RF_REPORT_JSON) {
        print_event ("skipped", source, target);
        g_print ("}\n");
    } else if (report->style == RF_REPORT_PLAIN && !report->shows_bar) {
        g_print (_ ("%s: %s is there already\n"), shown, shown_target);
    }
    draw_bar (report);
    g_mutex_unlock (&report->mutex);
}

void
rf_report_failed (RfReport *report, const char *source, goffset bytes, const char *reason)
{
    g_autofree char *shown = g_filename_display_name (source);

    g_mutex_lock (&report->mutex);
    report->bytes_done += bytes;
    g_ptr_array_add (report->failures, g_strdup_printf ("%s: %s", shown, reason));
    erase_bar (report);
    if (report->style == RF_REPORT_JSON) {
        print_event ("failed", source, NULL);
        g_print (", \"error\": ");
        rf_command_print_json (reason);
        g_print ("}\n");
    } else {
        g_printerr ("rangefinder: %s: %s\n", shown, reason);
    }
    draw_bar (report);
    g_mutex_unlock (&report->mutex);
}

/* ---- The end ---- */

static void
print_summary (const RfReport *report, const char *stop)
{
    g_autofree char *seconds = format_seconds (g_timer_elapsed (report->timer, NULL));

    if (report->style == RF_REPORT_PLAIN) {
        g_print (_ ("%u of %u photographs developed in %s s"), report->written, report->total, seconds);
        if (report->skipped)
            g_print (_ (", %u were there already"), report->skipped);
        if (report->failures->len)
            g_print (_ (", %u failed"), report->failures->len);
        g_print ("\n");
    }
    /* Each was told when it happened: again only where that has scrolled away. */
    if (report->failures->len && report->total > 1) {
        g_printerr (_ ("Failed:\n"));
        for (guint i = 0; i < report->failures->len; i++)
            g_printerr ("  %s\n", (const char *)report->failures->pdata[i]);
    }
    if (stop)
        g_printerr (_ ("rangefinder: %s; %u of %u photographs written, run again with --resume\n"), stop,
                    report->written + report->skipped, report->total);
}

guint
rf_report_end (RfReport *report, const char *stop)
{
    erase_bar (report);
    if (report->style == RF_REPORT_JSON) {
        g_autofree char *seconds = format_seconds (g_timer_elapsed (report->timer, NULL));
        g_print ("{\"event\": \"end\", \"total\": %u, \"written\": %u, \"skipped\": %u, \"failed\": %u, \"stopped\": ",
                 report->total, report->written, report->skipped, report->failures->len);
        rf_command_print_json (stop);
        g_print (", \"seconds\": %s}\n", seconds);
    } else {
        print_summary (report, stop);
    }
    return report->failures->len;
}
