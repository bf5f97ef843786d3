; SPDX-License-Identifier: GPL-3.0-or-later
; For watermark-text.sh, in a GIMP that has its fonts: watermarks with text layers beside those with drawn texts.

(define (marked format text-layers)
  (let ((image (open "photo.jpg")))
    (plug-in-rangefinder-watermark #:image image #:drawables (gimp-image-get-layers image) #:format format
                                   #:text-layers text-layers)
    image))

(define (children image)
  (vector->list (gimp-item-get-children (layer-of image))))

(define (texts image)
  (let loop ((rest (children image)) (found '()))
    (if (null? rest)
      found
      (loop (cdr rest) (if (gimp-item-id-is-text-layer (car rest)) (cons (car rest) found) found)))))

; The box round all that has more than half the ink.
(define (ink-bounds image layers)
  (gimp-selection-none image)
  (for-each (lambda (layer) (gimp-image-select-item image CHANNEL-OP-ADD layer)) layers)
  (gimp-selection-bounds image))

(define (near? a b)
  (let loop ((a (cdr a)) (b (cdr b)))
    (or (null? a) (and (<= (abs (- (car a) (car b))) 1) (loop (cdr a) (cdr b))))))

(define (try format)
  (let* ((drawn (marked format FALSE)) (set (marked format TRUE)) (layers (texts set)))
    (claim (string-append format "-texts") (>= (length layers) 2))
    (claim (string-append format "-words")
      (= (length layers) (length (filter (lambda (layer) (> (string-length (gimp-text-layer-get-text layer)) 2)) layers))))
    (display (ink-bounds set layers))
    (display (ink-bounds drawn (list (car (children drawn)))))
    (if (not (string=? format "overlay")) ; whose drawn text has a shadow in the same layer
      (claim (string-append format "-place") (near? (ink-bounds set layers) (ink-bounds drawn (list (car (children drawn)))))))
    (gimp-selection-none set)
    (gimp-selection-none drawn)
    (export drawn (string-append format "-drawn.png"))
    (export set (string-append format "-set.png"))))

(define (filter keep? items)
  (cond ((null? items) '())
        ((keep? (car items)) (cons (car items) (filter keep? (cdr items))))
        (else (filter keep? (cdr items)))))

(for-each try '("bar" "mat" "overlay" "film-frame"))

; A date of segments is no font's: it is drawn, with its glow.
(let ((drawn (marked "datestamp" FALSE)) (set (marked "datestamp" TRUE)))
  (claim "segments-drawn" (null? (texts set)))
  (export drawn "datestamp-drawn.png")
  (export set "datestamp-set.png"))

; They can be edited, also after saving; and replaced.
(let ((image (marked "bar" TRUE)))
  (gimp-file-save RUN-NONINTERACTIVE image "bar.xcf" -1)
  (let* ((again (open "bar.xcf")) (layer (car (texts again))))
    (attempt "edit" (lambda () (gimp-text-layer-set-text layer "Edited")))
    (claim "edited" (string=? "Edited" (gimp-text-layer-get-text layer)))
    (plug-in-rangefinder-watermark #:image again #:drawables (gimp-image-get-layers again) #:format "bar")
    (claim "replaced" (and (null? (texts again)) (= 2 (vector-length (gimp-image-get-layers again)))))))
