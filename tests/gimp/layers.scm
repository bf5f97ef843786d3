; SPDX-License-Identifier: GPL-3.0-or-later
; For layers.sh: plug-in-rangefinder-look on what it can and cannot be applied to.

(define (look items . arguments)
  (apply plug-in-rangefinder-look
    (append (list #:run-mode RUN-NONINTERACTIVE #:image image #:drawables items) arguments)))

(define image (open "u8.png"))
(define layer (layer-of image))

; Names and numbers that are wrong; the picture must stay as it is.
(attempt "unknown-look" (lambda () (look (vector layer) #:look "kodak")))
(attempt "no-look" (lambda () (look (vector layer) #:look "")))
(attempt "unknown-vignette" (lambda () (look (vector layer) #:vignette "dark")))
(attempt "unknown-picture" (lambda () (look (vector layer) #:picture "raw")))
(attempt "strength-101" (lambda () (look (vector layer) #:strength 101)))
(attempt "misspelt" (lambda () (look (vector layer) #:strenth 50)))
(attempt "no-layer" (lambda () (look (vector))))
(claim "untouched" (= 0 (vector-length (gimp-drawable-get-filters layer))))
(export image "untouched.png")

; Layers of all kinds.
(define group (gimp-group-layer-new image "Group"))
(gimp-image-insert-layer image group 0 0)
(define inside (gimp-layer-copy layer FALSE))
(gimp-image-insert-layer image inside group 0)
(attempt "group-kept" (lambda () (look (vector group) #:look "vibrant")))
(claim "group-has-filter" (= 1 (vector-length (gimp-drawable-get-filters group))))
(attempt "group-merged" (lambda () (look (vector layer group) #:look "vibrant" #:merge TRUE)))
(gimp-item-set-visible group FALSE)
(export image "group-refused.png")
(gimp-image-remove-layer image group)

(define mask (gimp-layer-create-mask layer ADD-MASK-WHITE))
(gimp-layer-add-mask layer mask)
(attempt "mask-kept" (lambda () (look (vector mask))))
(attempt "mask-merged" (lambda () (look (vector mask) #:merge TRUE)))
(gimp-layer-remove-mask layer MASK-DISCARD)

(gimp-item-set-lock-content layer TRUE)
(attempt "locked-kept" (lambda () (look (vector layer) #:look "vibrant")))
(attempt "locked-merged" (lambda () (look (vector layer) #:look "vibrant" #:merge TRUE)))
(gimp-image-delete image)

; Two layers at once: each must be developed as it is alone.
(set! image (open "u8.png"))
(set! layer (layer-of image))
(define second (gimp-layer-copy layer FALSE))
(gimp-image-insert-layer image second 0 0)
(attempt "two-layers" (lambda () (look (vector layer second) #:look "vibrant" #:merge TRUE)))
(export image "two-upper.png")
(gimp-image-remove-layer image second)
(export image "two-lower.png")
(gimp-image-delete image)

(set! image (open "u8.png"))
(look (vector (layer-of image)) #:look "vibrant" #:merge TRUE)
(export image "one.png")
(gimp-image-delete image)

; Grey: a look goes through, and GIMP keeps the picture grey.
(define (grey-copy)
  (let ((copy (open "u8.png")))
    (gimp-image-convert-grayscale copy)
    copy))
(set! image (grey-copy))
(export image "grey.png")
(attempt "grey-merged" (lambda () (look (vector (layer-of image)) #:look "sepia" #:merge TRUE)))
(export image "grey-merged.png")
(gimp-image-delete image)
(set! image (grey-copy))
(attempt "grey-kept" (lambda () (look (vector (layer-of image)) #:look "sepia")))
(export image "grey-kept.png")
(gimp-image-delete image)

; Indexed: the filter itself does what GIMP does with any filter, the procedure says what to do.
(set! image (open "u8.png"))
(gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")
(export image "indexed.png")
(attempt "indexed-procedure" (lambda () (look (vector (layer-of image)) #:look "vibrant" #:merge TRUE)))
(export image "indexed-after.png")
(attempt "indexed-filter" (lambda ()
  (gimp-drawable-merge-new-filter (layer-of image) "rangefinder:look" "" LAYER-MODE-REPLACE 1.0 "look" "mono-contrast")))
(export image "indexed-filter.png")
(gimp-image-delete image)

; Every argument, in a file of GIMP's own. xcf-reload.scm reads it in another GIMP.
(set! image (open "u8.png"))
(look (vector (layer-of image)) #:look "natural" #:strength 60 #:tone 40 #:colour 70 #:exposure 0.5
      #:vignette "value" #:vignette-ev -1.5 #:grain 50 #:picture "display-referred")
(gimp-file-save RUN-NONINTERACTIVE image "saved.xcf" -1)
(export image "saved.png")
(gimp-image-delete image)

; Each argument alone: none may be ignored. The look is one of the user's own, which has all there is.
(define (write-with name . arguments)
  (set! image (open "u8.png"))
  (apply look (append (list (vector (layer-of image)) #:look "own") arguments))
  (export image (string-append "with-" name ".png"))
  (gimp-image-delete image))
(write-with "nothing")
(write-with "strength" #:strength 50)
(write-with "tone" #:tone 0)
(write-with "colour" #:colour 0)
(write-with "exposure" #:exposure -1)
(write-with "vignette" #:vignette "off")
(write-with "vignette-ev" #:vignette "value" #:vignette-ev 1)
(write-with "grain" #:grain 0)
(write-with "picture" #:picture "scene-linear")
