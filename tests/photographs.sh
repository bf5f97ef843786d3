# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by what shows looks on photographs and was given none: a mountain lake with sky and wood, a low sun, a city at
# night, an animal in the green. Public domain (CC0), from Debian's package budgie-backgrounds.
rf_photographs_folder=/usr/share/backgrounds/budgie
rf_photographs="lake-sherburne beacon-street-sunset singaporean-cityscape perched-osprey"
