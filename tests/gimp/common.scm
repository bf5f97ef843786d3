; SPDX-License-Identifier: GPL-3.0-or-later
; What several tests do in GIMP.
(script-fu-use-v3)

(define (export image path)
  (if (string=? (substring path (- (string-length path) 3) (string-length path)) "png")
    (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:file path #:save-transparent TRUE
                     #:include-color-profile TRUE #:include-thumbnail FALSE #:compression 1)
    (file-tiff-export #:run-mode RUN-NONINTERACTIVE #:image image #:file path #:save-transparent-pixels TRUE
                      #:include-color-profile TRUE #:include-thumbnail FALSE)))

(define (open path)
  (gimp-file-load RUN-NONINTERACTIVE path))

(define (layer-of image)
  (vector-ref (gimp-image-get-layers image) 0))

; What a script is told when something fails: GIMP 3.2 prints nothing of errors that a script catches.
(set! *error-hook* (lambda message
  (for-each display message)
  (newline)
  (apply throw message)))

; Calls thunk and goes on if it fails; between the two lines stands what GIMP said, which `outcome` takes from the log.
(define (attempt name thunk)
  (display (string-append "\nattempt " name "\n"))
  (display (string-append "\nend " name (catch " failed\n" (thunk) " done\n"))))

; Notes whether something is true, in the same form.
(define (claim name true)
  (display (string-append "\nattempt " name "\nend " name (if true " done\n" " failed\n"))))
