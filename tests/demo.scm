; SPDX-License-Identifier: GPL-3.0-or-later
; ./dev demo: develops INPUT (a photograph or a folder of them) with every look of LOOKS in one GIMP, each into a folder
; of OUTPUT with the look's name; "original" gets strength 0, which is the photograph itself, upright.

(define (develop input output look strength)
  (plug-in-rangefinder-batch
    #:run-mode RUN-NONINTERACTIVE
    #:input input
    #:look look
    #:strength strength
    #:output output
    #:format "jpeg"
    #:quality 92
    #:overwrite TRUE))

(define (develop-all input output looks)
  (develop input (string-append output "/original") (car looks) 0)
  (for-each
    (lambda (look)
      (develop input (string-append output "/" look) look 100))
    looks))
