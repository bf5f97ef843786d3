; SPDX-License-Identifier: GPL-3.0-or-later
; For watermark-colour.sh: a bar under pictures of every precision and kind of profile.

; The bar with letters that are areas of one colour; the date has the weaker colour of the second line.
(define (set-bar image merge)
  (plug-in-rangefinder-watermark #:image image #:drawables (gimp-image-get-layers image) #:size 150 #:merge merge
    #:fields "body=███ M; date=█████; exposure=H; lens=; gps="))

(define (crop-and-export image name)
  (gimp-image-crop image 480 360 0 0)
  (export image name)
  (gimp-image-delete image))

(define (open-as file precision)
  (let ((image (open file)))
    (if (not (= precision (gimp-image-get-precision image)))
      (gimp-image-convert-precision image precision))
    image))

(define (bar-and-export name file precision)
  (let ((grouped (open-as file precision))
        (merged (open-as file precision)))
    (export grouped (string-append name "-before.tif"))
    (let* ((group (set-bar grouped FALSE))
           (flat (gimp-image-duplicate grouped)))
      (gimp-image-flatten flat)
      (export flat (string-append name "-grouped.tif"))
      ; GIMP's own merging goes through numbers that cannot hold every precision and curve; these they can.
      (if (member name '("srgb" "srgb-linear" "grey"))
        (crop-and-export flat (string-append name "-flat.tif")))
      (gimp-image-remove-layer grouped group)
      (crop-and-export grouped (string-append name "-after.tif")))
    (set-bar merged TRUE)
    (export merged (string-append name "-merged.tif"))
    (crop-and-export merged (string-append name "-merged-photo.tif"))))

(bar-and-export "srgb" "srgb.png" PRECISION-U8-NON-LINEAR)
(bar-and-export "srgb-linear" "srgb.png" PRECISION-FLOAT-LINEAR)
(bar-and-export "p3" "display-p3.png" PRECISION-U8-NON-LINEAR)
(bar-and-export "adobe" "adobe-rgb.png" PRECISION-U16-NON-LINEAR)
(bar-and-export "prophoto" "prophoto.png" PRECISION-U16-NON-LINEAR)
(bar-and-export "prophoto-float" "prophoto.png" PRECISION-FLOAT-LINEAR)
(bar-and-export "table" "table.png" PRECISION-U16-NON-LINEAR)
(bar-and-export "grey" "grey.png" PRECISION-U8-NON-LINEAR)
(bar-and-export "grey-32" "grey.png" PRECISION-U32-LINEAR)
