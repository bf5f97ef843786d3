; SPDX-License-Identifier: GPL-3.0-or-later
; For batch.sh: plug-in-rangefinder-batch with one thing wrong after the other, in one GIMP.

(define (batch . arguments)
  (apply plug-in-rangefinder-batch (append (list #:run-mode RUN-NONINTERACTIVE) arguments)))

(define written 0)
(attempt "plain" (lambda () (set! written (batch #:input "photos" #:look "vibrant" #:output "out/plain"))))
(claim "plain-number" (= 5 written))
(attempt "again" (lambda () (batch #:input "photos" #:look "sepia" #:output "out/plain")))
(attempt "overwrite" (lambda () (batch #:input "photos" #:look "sepia" #:output "out/over" #:overwrite TRUE)))
(attempt "default-output" (lambda () (batch #:input "beside/*.png")))
(attempt "one-file" (lambda () (batch #:input "beside/without-extension" #:output "out/one")))
(attempt "pattern" (lambda () (batch #:input "photos/IMG_1*.*" #:look "vibrant" #:output "out/pattern")))
(attempt "odd-names" (lambda () (batch #:input "odd" #:look "vibrant" #:output "out/odd")))
(attempt "in-place" (lambda () (batch #:input "originals" #:look "vibrant" #:strength 50 #:output "originals"
                                 #:overwrite TRUE)))
(attempt "beside-originals" (lambda () (batch #:input "kept" #:look "sepia" #:output "kept")))

(attempt "damaged" (lambda () (batch #:input "damaged" #:look "vibrant" #:output "out/damaged")))
(attempt "unknown-look" (lambda () (batch #:input "photos" #:look "kodak" #:output "out/never1")))
(attempt "unknown-format" (lambda () (batch #:input "photos" #:format "gif" #:output "out/never2")))
(attempt "no-input" (lambda () (batch #:output "out/never3")))
(attempt "no-folder" (lambda () (batch #:input "nowhere" #:output "out/never4")))
(attempt "no-match" (lambda () (batch #:input "photos/*.webp" #:output "out/never5")))
(attempt "no-photographs" (lambda () (batch #:input "texts" #:output "out/never6")))
(attempt "output-below-file" (lambda () (batch #:input "photos" #:output "photos/IMG_2.jpg/out")))
(attempt "output-is-file" (lambda () (batch #:input "photos" #:output "photos/IMG_2.jpg")))
(attempt "quality-0" (lambda () (batch #:input "photos" #:quality 0 #:output "out/never7")))

(attempt "zero-png" (lambda () (batch #:input "exact" #:strength 0 #:output "out/zero" #:format "png")))
(attempt "zero-tiff" (lambda () (batch #:input "exact" #:strength 0 #:output "out/zero" #:format "tiff")))
(attempt "half" (lambda () (batch #:input "exact" #:strength 50 #:output "out/half" #:format "png")))
(attempt "full" (lambda () (batch #:input "exact" #:output "out/full" #:format "png")))
(attempt "low" (lambda () (batch #:input "photos/IMG_2.jpg" #:output "out/low" #:quality 20)))
(attempt "grey" (lambda () (batch #:input "grey" #:look "sepia" #:output "out/grey" #:format "png")))
(attempt "webp" (lambda () (batch #:input "webp" #:look "sepia" #:output "out/webp")))
