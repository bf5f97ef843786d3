/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "watermark-picture.h"

#include "data-folder.h"
#include "i18n.h"
#include "names.h"
#include "rangefinder.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

#define MAX_BYTES   (16 << 20)
#define MAX_SIDE    8192       /* of a PNG */
#define MAX_PIXELS  (24 << 20) /* of a PNG: 96 MB while it is scaled */
#define MAX_SECONDS 3          /* for drawing an SVG */
#define MAX_ASPECT  50.0

struct RfPicture {
    char *name; /* of the file, for errors */
    RsvgHandle *svg;
    cairo_surface_t *png;
    double width, height; /* in units of its own */
};

static gboolean
read_file (const char *path, const char *name, char **data, gsize *length, GError **error)
{
    GStatBuf status;

    if (!rf_data_file_stat (path, &status, error))
        return FALSE;
    if (status.st_size > MAX_BYTES) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: larger than %d MB, too large for a logo"), name,
                     MAX_BYTES >> 20);
        return FALSE;
    }
    return rf_data_file_read (path, data, length, error);
}

typedef struct {
    const char *data;
    gsize left;
} Reading;

static cairo_status_t
read_bytes (void *closure, guchar *to, guint n)
{
    Reading *reading = closure;

    if (n > reading->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy (to, reading->data, n);
    reading->data += n;
    reading->left -= n;
    return CAIRO_STATUS_SUCCESS;
}

/* The size stands right after the signature, so that a bomb is known before it is unpacked. */
static gboolean
load_png (RfPicture *picture, const char *data, gsize length, GError **error)
{
    guint32 side[2];
    Reading reading = {data, length};

    if (length < 24 || memcmp (data + 12, "IHDR", 4) != 0) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: a damaged PNG file"), picture->name);
        return FALSE;
    }
    memcpy (side, data + 16, sizeof side);
    side[0] = GUINT32_FROM_BE (side[0]);
    side[1] = GUINT32_FROM_BE (side[1]);
    if (side[0] > MAX_SIDE || side[1] > MAX_SIDE || (guint64)side[0] * side[1] > MAX_PIXELS) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE,
                     _ ("%s: %u × %u pixels, too large for a logo; scale it down, to 2000 for example"), picture->name,
                     side[0], side[1]);
        return FALSE;
    }
    picture->png = cairo_image_surface_create_from_png_stream (read_bytes, &reading);
    if (cairo_surface_status (picture->png) != CAIRO_STATUS_SUCCESS) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: a damaged PNG file"), picture->name);
        return FALSE;
    }
    picture->width = side[0];
    picture->height = side[1];
    return TRUE;
}

/* What librsvg says, without where in its own terms. */
static char *
get_reason (const GError *error)
{
    const char *place = strstr (error->message, " of data: ");
    char *reason = g_strdup (place ? place + strlen (" of data: ") : error->message);

    reason[strcspn (reason, "\n")] = '\0';
    return reason;
}

/* Without a place of its own in the file system an SVG can refer to nothing outside of itself. */
static gboolean
load_svg (RfPicture *picture, const char *data, gsize length, GError **error)
{
    g_autoptr (GError) reason = NULL;
    gboolean has_width, has_height, has_box;
    RsvgLength width, height;
    RsvgRectangle box, ink;

    picture->svg = rsvg_handle_new_from_data ((const guint8 *)data, length, &reason);
    if (!picture->svg) {
        g_autofree char *words = get_reason (reason);
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: not an SVG or PNG file (%s)"), picture->name, words);
        return FALSE;
    }
    rsvg_handle_set_dpi (picture->svg, 96);
    if (!rsvg_handle_get_intrinsic_size_in_pixels (picture->svg, &picture->width, &picture->height)) {
        rsvg_handle_get_intrinsic_dimensions (picture->svg, &has_width, &width, &has_height, &height, &has_box, &box);
        if (!has_box && rsvg_handle_get_geometry_for_element (picture->svg, NULL, &ink, &box, NULL))
            box = ink;
        picture->width = box.width;
        picture->height = box.height;
    }
    return TRUE;
}

RfPicture *
rf_picture_load (const char *path, GError **error)
{
    static const guchar signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    g_autoptr (RfPicture) picture = g_new0 (RfPicture, 1);
    g_autofree char *data = NULL;
    gsize length;

    picture->name = g_filename_display_basename (path);
    if (!read_file (path, picture->name, &data, &length, error))
        return NULL;
    gboolean is_png = length >= sizeof signature && memcmp (data, signature, sizeof signature) == 0;
    if (!(is_png ? load_png : load_svg) (picture, data, length, error))
        return NULL;
    double aspect = picture->width / picture->height;
    if (!(picture->width > 0 && picture->height > 0) || aspect > MAX_ASPECT || aspect < 1 / MAX_ASPECT) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: has no usable size"), picture->name);
        return NULL;
    }
    return g_steal_pointer (&picture);
}

void
rf_picture_free (RfPicture *picture)
{
    if (!picture)
        return;
    g_clear_object (&picture->svg);
    g_clear_pointer (&picture->png, cairo_surface_destroy);
    g_free (picture->name);
    g_free (picture);
}

double
rf_picture_aspect (const RfPicture *picture)
{
    return picture->width / picture->height;
}

static void
draw_png (const RfPicture *picture, cairo_t *cr, const RsvgRectangle *place)
{
    cairo_translate (cr, place->x, place->y);
    cairo_scale (cr, place->width / picture->width, place->height / picture->height);
    cairo_set_source_surface (cr, picture->png, 0, 0);
    cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
    cairo_paint (cr);
}

#if LIBRSVG_CHECK_VERSION(2, 59, 0)
typedef struct {
    GMutex mutex;
    GCond done_changed;
    gboolean done;
    GCancellable *cancellable;
} Watch;

static gpointer
wait_and_cancel (gpointer data)
{
    Watch *watch = data;
    gint64 end = g_get_monotonic_time () + MAX_SECONDS * G_TIME_SPAN_SECOND;

    g_mutex_lock (&watch->mutex);
    while (!watch->done)
        if (!g_cond_wait_until (&watch->done_changed, &watch->mutex, end)) {
            g_cancellable_cancel (watch->cancellable);
            break;
        }
    g_mutex_unlock (&watch->mutex);
    return NULL;
}

/* A few lines of SVG can keep a machine busy for an hour. */
static gboolean
draw_svg (const RfPicture *picture, cairo_t *cr, const RsvgRectangle *place, GError **error)
{
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Watch watch = {.cancellable = cancellable};
    g_autoptr (GError) reason = NULL;

    g_mutex_init (&watch.mutex);
    g_cond_init (&watch.done_changed);
    GThread *thread = g_thread_try_new ("rangefinder", wait_and_cancel, &watch, NULL);
    rsvg_handle_set_cancellable_for_rendering (picture->svg, cancellable);
    gboolean drawn = rsvg_handle_render_document (picture->svg, cr, place, &reason);
    g_mutex_lock (&watch.mutex);
    watch.done = TRUE;
    g_cond_signal (&watch.done_changed);
    g_mutex_unlock (&watch.mutex);
    if (thread)
        g_thread_join (thread);
    g_mutex_clear (&watch.mutex);
    g_cond_clear (&watch.done_changed);
    if (!drawn)
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: cannot be drawn: %s"), picture->name,
                     g_cancellable_is_cancelled (cancellable) ? _ ("too complicated") : reason->message);
    return drawn;
}
#else
static gboolean
draw_svg (const RfPicture *picture, cairo_t *cr, const RsvgRectangle *place, GError **error)
{
    g_autoptr (GError) reason = NULL;

    if (rsvg_handle_render_document (picture->svg, cr, place, &reason))
        return TRUE;
    g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: cannot be drawn: %s"), picture->name, reason->message);
    return FALSE;
}
#endif

cairo_surface_t *
rf_picture_draw (const RfPicture *picture, int width, int height, GError **error)
{
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
    if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS) {
        g_set_error (error, RF_ERROR, RF_ERROR_FILE, _ ("%s: cannot be drawn: %s"), picture->name,
                     cairo_status_to_string (cairo_surface_status (surface)));
        cairo_surface_destroy (surface);
        return NULL;
    }
    cairo_t *cr = cairo_create (surface);
    double scale = MIN (width / picture->width, height / picture->height);
    RsvgRectangle place = {(width - picture->width * scale) / 2, (height - picture->height * scale) / 2,
                           picture->width * scale, picture->height * scale};
    gboolean drawn = TRUE;

    if (picture->png)
        draw_png (picture, cr, &place);
    else
        drawn = draw_svg (picture, cr, &place, error);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    if (!drawn)
        g_clear_pointer (&surface, cairo_surface_destroy);
    return surface;
}

char *
rf_picture_find_logo (const char *maker)
{
    static const char *const endings[] = {"svg", "png"};
    g_autofree char *stem = rf_names_logo (maker);

    for (size_t i = 0; stem && i < G_N_ELEMENTS (endings); i++) {
        g_autofree char *name = g_strdup_printf ("%s.%s", stem, endings[i]);
        g_autofree char *path = g_build_filename (g_get_user_data_dir (), "rangefinder", "logos", name, NULL);
        if (g_file_test (path, G_FILE_TEST_EXISTS))
            return g_steal_pointer (&path);
    }
    return NULL;
}
