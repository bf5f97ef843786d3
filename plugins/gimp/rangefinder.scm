; SPDX-License-Identifier: GPL-3.0-or-later
;
; Develops photographs by hand, step by step: copy this and change what you like.
;
; plug-in-rangefinder-batch does the same for a whole folder and takes care of more (bad files, existing files, names);
; a script of your own is for what it does not do: another layer, a second filter, other sizes.
;
; In a terminal, with this file in GIMP's scripts folder:
;
;   gimp-console-3.0 -nidfs --batch-interpreter=plug-in-script-fu-eval --quit \
;     -b '(rangefinder-develop-all "photos/*.jpg" "developed" "authentic" "bar")'
;
; The folder "developed" has to be there. Functions of GIMP return lists in Script-Fu: (car ...) takes the first value.

; The name of a file without its folder: "photos/a.jpg" -> "a.jpg"
(define (rangefinder-name path)
  (car (reverse (strbreakup path "/"))))

; One photograph: reads `from`, gives it the look of that id and, unless it is "", the watermark of that format, writes the
; JPEG `to`.
(define (rangefinder-develop from to look watermark)
  (let* ((image (car (gimp-file-load RUN-NONINTERACTIVE from)))
         ; GIMP does not turn photographs upright for scripts: without this, portraits lie on their side.
         (upright (gimp-image-policy-rotate image FALSE))
         (layer (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE))))

    ; An unknown look stops the script with a list of those there are. Other arguments: strength, tone, colour (percent),
    ; exposure (EV), vignette ("look", "off" or "value" with vignette-ev), input. Without merge, the look stays an effect
    ; that can be edited after (gimp-file-save ... "a.xcf").
    (plug-in-rangefinder-look #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector layer)
                              #:look look #:strength 100 #:merge TRUE)

    ; What the photograph does not say itself is left out; #:fields "artist=Ana; gps=" adds and removes. Without merge, the
    ; watermark is a layer group that can be moved, edited and replaced.
    (if (not (string=? watermark ""))
      (plug-in-rangefinder-watermark #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector layer)
                                     #:format watermark #:merge TRUE))

    ; Scripts have to ask for the metadata: GIMP leaves it out otherwise.
    (file-jpeg-export #:run-mode RUN-NONINTERACTIVE #:image image #:file to #:quality 0.92
                      #:include-exif TRUE #:include-xmp TRUE #:include-iptc TRUE
                      #:include-color-profile TRUE #:include-thumbnail TRUE)

    ; GIMP keeps an image in memory until it is deleted.
    (gimp-image-delete image)))

; Every photograph that matches the pattern, into the folder `to`. It stops at the first error, with GIMP's exit code 70.
(define (rangefinder-develop-all pattern to look watermark)
  (for-each
    (lambda (path)
      (rangefinder-develop path (string-append to "/" (rangefinder-name path)) look watermark))
    (car (file-glob #:pattern pattern #:filename-encoding TRUE))))
