; SPDX-License-Identifier: GPL-3.0-or-later
; For the tests on screen: reads back what they have saved, without a screen.
(script-fu-use-v3)

(define (write-line-to path text)
  (let ((port (open-output-file path)))
    (display text port)
    (close-port port)))

; The image `name`.xcf: its filters and their settings to .txt, its selection to .selection, its look to .png
(define (inspect name)
  (let* ((image (gimp-file-load RUN-NONINTERACTIVE (string-append name ".xcf")))
         (bounds (gimp-selection-bounds image)))
    (plug-in-rangefinder-test-filters #:run-mode RUN-NONINTERACTIVE #:image image
                                      #:drawables (gimp-image-get-layers image)
                                      #:path (string-append name ".txt"))
    (write-line-to (string-append name ".selection") bounds)
    (gimp-selection-none image)
    (gimp-image-flatten image)
    (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:file (string-append name ".png")
                     #:include-color-profile FALSE)
    (gimp-image-delete image)))
