/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "targets.h"

#include <math.h>
#include <string.h>

#define ANY {-INFINITY, INFINITY}

static const Target targets[] = {
    {"authentic",
     0.050,
     0.5,
     {-0.5, -0.3},
     {1.27, 1.31},
     {0.92, 1.03},
     {{"blue sky", {0.80, 0.90}, {-16, -10}},
      {"light skin", {0.90, 1.05}, {3, 9}},
      {"dark skin", {0, 1.35}, {0, 5}},
      {"foliage", {0.95, 1.30}, {-6, -3}},
      {"red", {1.05, 1.25}, {3, 8}}},
     {-0.5, 0.5},
     {0, 1, 2, 4, 5, 0.5},
     FALSE,
     {4, 17, 40, 74, 164, 203, 228, 244}},
    {"vibrant",
     0.060,
     2,
     {0, 0.5},
     {1.1, 1.4},
     {1.10, 1.22},
     {{"blue sky", {1.10, 1.25}, {-5, 5}},
      {"light skin", {1.00, 1.10}, {-3, 3}},
      {"dark skin", {1.05, 1.25}, {-5, 5}},
      {"foliage", {1.10, 1.25}, {-5, 5}},
      {"red", {1.10, 1.25}, {-5, 5}}},
     {-0.3, 0.3},
     {0},
     FALSE},
    {"natural", 0.050, 0.5, {-0.05, 0.05}, {1.15, 1.23}, {0.88, 0.96}, {{0}}, {-0.3, 0.3}, {0}, FALSE},
    {"vivid", 0.060, 2, {-0.05, 0.05}, {1.23, 1.45}, {1.08, 1.25}, {{0}}, {-0.3, 0.3}, {0}, FALSE},
    {"classic", 0.050, 0.5, {-0.3, 0.3}, {1.3, 1.55}, {0.7, 1}, {{0}}, {-1, 2}, {0}, TRUE},
    {"contemporary", 0.050, 0.5, {0, 0.4}, {1.1, 1.25}, {0.88, 1.05}, {{0}}, {0, 3}, {0}, TRUE},
    {"chrome", 0.050, 0.5, {-0.3, 0.1}, {1.05, 1.25}, {0.6, 0.85}, {{0}}, {-0.3, 0.3}, {0}, FALSE},
    {"ccd", 0.050, 0.5, {-1.1, -0.75}, {1.2, 1.4}, {0.88, 0.97}, {{0}}, {-0.5, 0.5}, {0}, TRUE},
    {"eternal", 0.060, 2, {-0.2, 0.2}, {1.3, 1.55}, {1.1, 1.3}, {{0}}, {0, 5}, {0}, TRUE},
    {"bleach", 0.060, 2, {-0.4, 0.1}, {1.4, 1.55}, {0.3, 0.65}, {{0}}, {-1, 1}, {0}, TRUE},
    {"teal", 0.060, 2, {-0.2, 0.2}, {1.2, 1.4}, {0.85, 1.1}, {{0}}, {-7, 2}, {0}, TRUE},
    {"brass", 0.060, 2, {-0.3, 0.1}, {1.2, 1.4}, {0.8, 1.05}, {{0}}, {-2, 2}, {0}, TRUE},
    {"mono-natural", 0.050, 0.5, {-0.1, 0.1}, {1.1, 1.3}, {0, 0.01}, {{0}}, {-0.3, 0.3}, {0}, FALSE},
    {"mono-contrast", 0.050, 0.5, {-0.3, 0.3}, {1.3, 1.55}, {0, 0.01}, {{0}}, {-0.3, 0.3}, {0}, FALSE},
};

/* 17 steps are for previews: they have no bar of their own beyond not being seen. Dark colours are a hundredth of a cube
 * and have no bar in the whole: alone, they are held to nearly the same. */
const LutTarget lut_targets[N_LUT_TARGETS] = {
    {RF_INPUT_DISPLAY, 17, 0.3, 1.0, INFINITY, 1.2},
    {RF_INPUT_DISPLAY, 33, 0.05, 0.30, 1.0, 0.35},
    {RF_INPUT_DISPLAY, 65, 0.015, 0.10, 1.0, 0.12},
    {RF_INPUT_SCENE, 65, INFINITY, 0.25, INFINITY, 0.25},
};

static const Target any = {NULL, 0.060, 2, ANY, {0.5, 1.55}, ANY, {{0}}, ANY, {0}, TRUE};

const Target *
target_of (const RfLook *look)
{
    for (size_t i = 0; i < G_N_ELEMENTS (targets); i++)
        if (strcmp (targets[i].id, rf_look_id (look)) == 0)
            return &targets[i];
    return &any;
}
