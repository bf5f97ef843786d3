; SPDX-License-Identifier: GPL-3.0-or-later
; For watermark.sh and develop.sh: reads back what it has saved, and does the same without a screen.

; The layers of `name`.xcf to .layers, one a line: its group, its name, its place and size.
(define (list-layers name)
  (let* ((image (gimp-file-load RUN-NONINTERACTIVE (string-append name ".xcf")))
         (port (open-output-file (string-append name ".layers"))))
    (define (write-layers path layers)
      (for-each
        (lambda (layer)
          (let ((own (string-append path (gimp-item-get-name layer))))
            (for-each (lambda (thing) (display thing port) (display " " port))
              (append (list own) (gimp-drawable-get-offsets layer)
                (list (gimp-drawable-get-width layer) (gimp-drawable-get-height layer))))
            (newline port)
            (if (gimp-item-is-group layer)
              (write-layers (string-append own "/") (gimp-item-get-children layer)))))
        (vector->list layers)))
    (write-layers "" (gimp-image-get-layers image))
    (close-port port)
    (gimp-image-delete image)))

; photo.png of the folder as a procedure makes it by script: to NAME.xcf.
(define (run-by-script procedure folder name arguments)
  (let ((image (gimp-file-load RUN-NONINTERACTIVE (string-append folder "/photo.png"))))
    (apply procedure (append (list #:image image #:drawables (gimp-image-get-layers image)) arguments))
    (gimp-file-save RUN-NONINTERACTIVE image (string-append folder "/" name ".xcf") -1)
    (gimp-image-delete image)))

(define (set-by-script folder name . arguments)
  (run-by-script plug-in-rangefinder-watermark folder name arguments))

(define (develop-by-script folder name . arguments)
  (run-by-script plug-in-rangefinder-develop folder name arguments))
