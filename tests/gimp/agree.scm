; SPDX-License-Identifier: GPL-3.0-or-later
; For agree.sh: writes every way in which GIMP can apply the filter to one picture, at every precision.
; Calls (change image layer) on a copy of the original and writes it.
(define (write-changed original path change)
  (let ((image (gimp-image-duplicate original)))
    (change image (layer-of image))
    (export image path)
    (gimp-image-delete image)))

(define (merge look strength)
  (lambda (image layer)
    (gimp-drawable-merge-new-filter layer "rangefinder:look" "" LAYER-MODE-REPLACE 1.0
                                    "look" look "strength" strength)))

(define (append-filter look strength)
  (lambda (image layer)
    (gimp-drawable-append-new-filter layer "rangefinder:look" "" LAYER-MODE-REPLACE 1.0
                                     "look" look "strength" strength)))

(define (by-procedure look strength merged)
  (lambda (image layer)
    (plug-in-rangefinder-look #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector layer)
                              #:look look #:strength strength #:merge merged)))

; A selection that touches no edge and is not in the middle.
(define (select image)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 20 30 90 70))

(define (blacken image layer)
  (select image)
  (gimp-context-set-foreground "black")
  (gimp-drawable-edit-fill layer FILL-FOREGROUND))

(define (in-selection change)
  (lambda (image layer)
    (select image)
    (change image layer)
    (gimp-selection-none image)))

; After merging: GIMP leaves a filter's selection where it was in the uncropped picture, with its own filters too.
(define (crop image layer)
  (gimp-drawable-merge-filters layer)
  (gimp-image-crop image 90 70 20 30))

(define (both first second)
  (lambda (image layer)
    (first image layer)
    (second image layer)))

(define (nothing image layer) #t)

(define (write-all name source precision suffix look)
  (define original (open source))
  (define (write what change)
    (write-changed original (string-append name "." what "." suffix) change))
  (if precision
    (gimp-image-convert-precision original precision))
  (write "before" nothing)
  (write "merged" (merge look 100))
  (write "appended" (append-filter look 100))
  (write "procedure-merged" (by-procedure look 100 TRUE))
  (write "procedure-appended" (by-procedure look 100 FALSE))
  (write "zero-merged" (merge look 0))
  (write "zero-appended" (append-filter look 0))
  (write "whole-cropped" (both (merge look 100) crop))
  (write "selected-cropped" (both (in-selection (merge look 100)) crop))
  (write "selected-appended-cropped" (both (in-selection (append-filter look 100)) crop))
  (write "before-blackened" blacken)
  (write "selected-blackened" (both (in-selection (merge look 100)) blacken))
  (gimp-image-delete original))
