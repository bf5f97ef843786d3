; SPDX-License-Identifier: GPL-3.0-or-later
; For metadata.sh: the photographs with everything in them, in every format, and those of every orientation.
(define (batch input output format)
  (attempt output
    (lambda () (plug-in-rangefinder-batch #:input input #:look "vibrant" #:output output #:format format))))

(batch "full" "jpeg" "jpeg")
(batch "full" "png" "png")
(batch "full" "tiff" "tiff")
(batch "bare" "from-bare" "jpeg")
(batch "turned" "upright" "jpeg")
