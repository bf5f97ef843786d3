// SPDX-License-Identifier: GPL-3.0-or-later
/* read-selection: prints the text that is selected on the display, nothing if nobody answers in three seconds.
 * read-selection --drop: from now on nothing is selected. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>

enum { PATIENCE_MS = 3000, LONGEST = 1 << 16 };

/* wait_for: the next event of that type, FALSE when the time is over. */
static Bool
wait_for (Display *display, Window window, int type, XEvent *event)
{
    while (!XCheckTypedWindowEvent (display, window, type, event)) {
        struct pollfd file = {ConnectionNumber (display), POLLIN, 0};
        if (poll (&file, 1, PATIENCE_MS) <= 0)
            return False;
    }
    return True;
}

int
main (int argc, char **argv)
{
    Display *display = XOpenDisplay (NULL);

    if (!display)
        return 1;
    if (argc > 1 && !strcmp (argv[1], "--drop")) {
        XSetSelectionOwner (display, XA_PRIMARY, None, CurrentTime);
        XCloseDisplay (display);
        return 0;
    }

    Window window = XCreateSimpleWindow (display, DefaultRootWindow (display), 0, 0, 1, 1, 0, 0, 0);
    Atom text_type = XInternAtom (display, "UTF8_STRING", False), here = XInternAtom (display, "RF_TEXT", False);
    XEvent event;
    XConvertSelection (display, XA_PRIMARY, text_type, here, window, CurrentTime);
    if (wait_for (display, window, SelectionNotify, &event) && event.xselection.property != None) {
        Atom type;
        int bits;
        unsigned long n, left;
        unsigned char *text = NULL;
        if (XGetWindowProperty (display, window, here, 0, LONGEST / 4, True, text_type, &type, &bits, &n, &left,
                                &text) == Success &&
            type == text_type && bits == 8)
            fwrite (text, 1, n, stdout);
        if (text)
            XFree (text);
    }
    XCloseDisplay (display);
    return 0;
}
