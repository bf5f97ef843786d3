/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * Functions for one kind of processor; kernel.c asks whether the machine has it. `flatten` draws all that they call into them,
 * so that it is compiled for that processor, too. */
#ifndef RF_FOR_CPU_H
#define RF_FOR_CPU_H

#define RF_AVX2 "avx2"
#ifdef __clang__ /* which does not know the last of these */
#define RF_AVX512 "avx512f,avx512bw,avx512dq,avx512vl"
#else
#define RF_AVX512 "avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512"
#endif

#define RF_FOR_BASE   __attribute__ ((flatten))
#define RF_FOR_AVX2   __attribute__ ((flatten, target (RF_AVX2)))
#define RF_FOR_AVX512 __attribute__ ((flatten, target (RF_AVX512)))

#endif
