#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#SBATCH --job-name=rangefinder
#SBATCH --requeue
# Develops photographs as an array of Slurm: each task takes its share of one list.
#
#   find /photos -name '*.jpg' -print0 >list
#   sbatch --array=0-15 --cpus-per-task=4 develop-slurm.sh list OUTPUT [OPTION OF rangefinder develop...]
#
# When tasks are lost, the same line again finishes the work: what is there already is left out.
set -eu
[ $# -ge 2 ] || { echo "usage: sbatch --array=0-N develop-slurm.sh LIST OUTPUT [OPTION...]" >&2; exit 2; }
[ -n "${SLURM_ARRAY_TASK_COUNT-}" ] || { echo "develop-slurm.sh: not a task of an array; sbatch --array=0-15 ..." >&2; exit 2; }
list=$1
output=$2
shift 2

share=$(((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN) / ${SLURM_ARRAY_TASK_STEP:-1}))
sed --null-data --quiet "$((share + 1))~${SLURM_ARRAY_TASK_COUNT}p" "$list" |
    "${RANGEFINDER:-rangefinder}" develop --resume --jobs "${SLURM_CPUS_PER_TASK:-1}" "$@" --output "$output" --files0-from -
