/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "rangefinder.h"

G_DEFINE_QUARK (rf - error - quark, rf_error)
