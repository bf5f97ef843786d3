/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot.h"

#include <math.h>

/* Plain properties, no variables: not only browsers show these files. Beside white, one grey for what is not data. */
static const char style[] =
    "text { font: 13px system-ui, 'DejaVu Sans', sans-serif; fill: #333 }\n"
    ".title { font-size: 15px; font-weight: 600 }\n"
    ".paper { fill: #fff }\n"
    ".grid { stroke: #d8d8d8; fill: none }\n"
    ".frame { stroke: #777; fill: none }\n"
    ".look { stroke: #111; stroke-width: 2.5; fill: none }\n"
    ".neutral { stroke: #777; stroke-width: 1.5; stroke-dasharray: 6 4; fill: none }\n"
    ".red { stroke: #d22; fill: none } .green { stroke: #183; fill: none } .blue { stroke: #25e; fill: none }\n"
    ".grey { fill: #111; stroke: #fff; stroke-width: 1.5 }\n"
    ".before { fill: none; stroke: #777; stroke-width: 1.2 }\n"
    ".arrow { stroke: #777; stroke-width: 1.2 } .head { fill: #777 }\n"
    ".after { stroke: #333; stroke-width: 0.6 }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "text { fill: #ddd } .paper { fill: #1c1c1e } .grid { stroke: #3c3c40 } .frame { stroke: #999 }\n"
    ".look { stroke: #fff } .neutral { stroke: #aaa } .red { stroke: #f66 } .green { stroke: #4c7 }\n"
    ".blue { stroke: #7af } .grey { fill: #fff; stroke: #000 } .before { stroke: #aaa } .arrow { stroke: #aaa }\n"
    ".head { fill: #aaa } .after { stroke: #eee }\n"
    "}\n";

double
panel_x (const Panel *panel, double value)
{
    return panel->left + panel->width * (value - panel->x.from) / (panel->x.to - panel->x.from);
}

double
panel_y (const Panel *panel, double value)
{
    return panel->top + panel->height * (panel->y.to - value) / (panel->y.to - panel->y.from);
}

void
plot_add (GString *plot, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *text = g_markup_vprintf_escaped (format, arguments);
    va_end (arguments);
    g_string_append (plot, text);
}

GString *
plot_new (double width, double height, const char *title, const char *description)
{
    GString *plot = g_string_new (NULL);

    plot_add (plot,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
              "role=\"img\" aria-labelledby=\"title description\">\n"
              "<title id=\"title\">%s</title>\n<desc id=\"description\">%s</desc>\n",
              width, height, width, height, title, description);
    g_string_append_printf (plot, "<style>\n%s</style>\n", style);
    plot_add (plot, "<rect class=\"paper\" width=\"%.0f\" height=\"%.0f\"/>\n", width, height);
    return plot;
}

/* A minus sign as wide as the digits; no sign and no decimals at 0. */
static char *
tick_text (double value)
{
    return g_strdup_printf ("%s%g", value < -1e-9 ? "−" : "", fabs (value) < 1e-9 ? 0 : fabs (value));
}

void
plot_panel (GString *plot, const Panel *panel)
{
    double right = panel->left + panel->width, bottom = panel->top + panel->height;
    double middle_x = panel->left + panel->width / 2, middle_y = panel->top + panel->height / 2;

    plot_add (plot, "<text class=\"title\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n", middle_x,
              panel->top - 14, panel->title);
    for (double value = panel->x.from; value < panel->x.to + panel->x.step / 1000; value += panel->x.step) {
        g_autofree char *text = tick_text (value);
        double x = panel_x (panel, value);
        plot_add (plot, "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", x, panel->top, bottom);
        plot_add (plot, "<text class=\"x-tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n", x,
                  bottom + 18, text);
    }
    for (double value = panel->y.from; value < panel->y.to + panel->y.step / 1000; value += panel->y.step) {
        g_autofree char *text = tick_text (value);
        double y = panel_y (panel, value);
        plot_add (plot, "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", panel->left, y, right);
        plot_add (plot, "<text class=\"y-tick\" x=\"%.1f\" y=\"%.1f\" dy=\"0.35em\" text-anchor=\"end\">%s</text>\n",
                  panel->left - 7, y, text);
    }
    plot_add (plot, "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", panel->left,
              panel->top, panel->width, panel->height);
    plot_add (plot, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n", middle_x, bottom + 38,
              panel->x.label);
    plot_add (plot, "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
              panel->left - 42, middle_y, panel->y.label);
}

void
plot_line (GString *plot, const Panel *panel, const char *class, const double (*points)[2], size_t n)
{
    plot_add (plot, "<polyline class=\"%s\" points=\"", class);
    for (size_t i = 0; i < n; i++)
        plot_add (plot, "%s%.3f,%.3f", i ? " " : "", panel_x (panel, points[i][0]), panel_y (panel, points[i][1]));
    plot_add (plot, "\"/>\n");
}

void
plot_key (GString *plot, double at, double y, const char *class, const char *text)
{
    plot_add (plot, "<path class=\"%s\" d=\"M%.1f %.1fh28\"/>", class, at, y);
    plot_add (plot, "<text class=\"key\" x=\"%.1f\" y=\"%.1f\" dy=\"0.35em\">%s</text>\n", at + 36, y, text);
}

gboolean
plot_save (GString *plot, const char *folder, const char *kind, const char *id, GError **error)
{
    g_autofree char *path = g_strdup_printf ("%s/plots/%s-%s.svg", folder, kind, id);

    g_string_append (plot, "</svg>\n");
    gboolean saved = g_file_set_contents (path, plot->str, (gssize)plot->len, error);
    g_string_free (plot, TRUE);
    return saved;
}
