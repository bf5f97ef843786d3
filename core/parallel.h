/* SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef RF_PARALLEL_H
#define RF_PARALLEL_H

/* Calls work (0, data) ... work (n - 1, data) on as many threads as the machine has processors, in no order, and returns when
 * all are done. */
void rf_parallel_run (int n, void (*work) (int i, void *data), void *data);

#endif
