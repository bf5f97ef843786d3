/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the ids of the looks in the order of every list of looks, so that a test knows how often to press Down. */
#include <rangefinder.h>
#include <stdio.h>

int
main (void)
{
    size_t n;
    const RfLook *const *looks = rf_looks (&n);

    for (size_t i = 0; i < n; i++)
        puts (rf_look_id (looks[i]));
    return n == 0;
}
