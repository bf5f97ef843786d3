/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include "kernel-steps.h"

#include <string.h>

void
rf_falloff_init (RfFalloff *falloff, double corner_ev, const RfSpace *space)
{
    double sum = 0;

    falloff->fall = exp2 (-corner_ev / 2) - 1;
    /* Imaginary primaries may have a luminance below 0. */
    for (int c = 0; c < 3; c++)
        sum += fmax (space->to_xyz[3 + c], 0);
    for (int c = 0; c < 3; c++)
        falloff->luma[c] = (float)(fmax (space->to_xyz[3 + c], 0) / sum);
}

void
rf_excess_fold (float excess[3], float strength, float mono_strength)
{
    rf_step_fold (excess, strength, mono_strength);
}

const RfCpuLevel *
rf_cpu_levels (size_t *n)
{
    static const RfCpuLevel levels[] = {
        {"plain", rf_develop_plain, NULL, NULL, rf_load_base, rf_store_base, rf_render_block_base, &rf_lattice_base},
        {"base", rf_develop_base, NULL, NULL, rf_load_base, rf_store_base, rf_render_block_base, &rf_lattice_base},
#ifdef __x86_64__
        {"avx2", rf_develop_avx2, rf_develop_rgb_avx2, rf_develop_whole_avx2, rf_load_avx2, rf_store_avx2,
         rf_render_block_avx2, &rf_lattice_avx2},
        {"avx512", rf_develop_avx512, rf_develop_rgb_avx512, rf_develop_whole_avx512, rf_load_avx512, rf_store_avx512,
         rf_render_block_avx512, &rf_lattice_avx512},
#endif
    };

    *n = G_N_ELEMENTS (levels);
#ifdef __x86_64__
    /* Processors with VBMI2 do not slow down for vectors that wide, as the first ones did that had them. */
    if (!__builtin_cpu_supports ("avx512vbmi2") || !__builtin_cpu_supports ("avx512vl") ||
        !__builtin_cpu_supports ("avx512bw") || !__builtin_cpu_supports ("avx512dq"))
        (*n)--;
    if (!__builtin_cpu_supports ("avx2"))
        (*n)--;
#endif
    return levels;
}

const RfCpuLevel *
rf_cpu_level_choose (void)
{
    const char *wanted = g_getenv ("RANGEFINDER_CPU");
    size_t n;
    const RfCpuLevel *levels = rf_cpu_levels (&n);

    for (size_t i = 0; i < n; i++)
        if (g_strcmp0 (wanted, levels[i].name) == 0)
            return &levels[i];
    return &levels[n - 1];
}
