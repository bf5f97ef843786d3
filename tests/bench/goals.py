# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev bench has to measure, and how far it should get: a key of its JSON, and the most that the number may be (or, with
LEAST, the least). "memcpy" is always that of the RGBA floats; peers are on the right of the stroke."""

LEAST = ">="
MOST = "<="

GEGL = ["u8_rgba", "u8_rgb", "u16_rgba", "f32_perceptual_rgba", "f32_perceptual_rgb", "f32_linear_rgba", "f32_linear_rgb"]

GOALS = {
    "kernel_f32_33_1t/memcpy": (MOST, 2.5),
    "kernel_f32_33_1t/ocio": (MOST, 0.1),
    "kernel_f32_65_1t/memcpy": (MOST, 3.1),
    "kernel_f32_33_speedup_2t": (LEAST, 1.7),
    "kernel_f32_65_speedup_2t": (LEAST, 1.7),
    "kernel_u8_33_1t/memcpy": (MOST, 2.4),
    "kernel_u8_33_1t/ffmpeg_lut3d": (MOST, 0.1),
    "kernel_u8_33_1t/gm_hald": (MOST, 0.1),
    "kernel_f32_33_base_1t/memcpy": (MOST, 5.3),
    "kernel_f32_33_base_1t/plain": (MOST, 0.3),
    "fused_perceptual_1t/memcpy": (MOST, 3.4),
    "fused_scene_1t/memcpy": (MOST, 5),
    **{f"gegl_{kind}_{threads}t/copy": (MOST, 1.15) for kind in GEGL for threads in (1, 2)},
    **{f"gegl_{kind}_{threads}t/exposure": (MOST, 1.1) for kind in GEGL for threads in (1, 2)},
    "gimp_u8_merge/exposure": (MOST, 1.0),
    "plan_authentic_perceptual_33_ms": (MOST, 12),
    "plan_authentic_perceptual_65_ms": (MOST, 60),
    "plan_authentic_perceptual_kept_ms": (MOST, 1),
    "start_gimp_more_ms": (MOST, 50),
    "develop_bar/libjpeg-turbo": (MOST, 1.4),
    "develop_bar/fastest_peer": (MOST, 0.35),
    "develop_bar_mib": (MOST, 64),
}
