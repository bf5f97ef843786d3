; SPDX-License-Identifier: GPL-3.0-or-later
; For watermark-files.sh: photographs with all kinds of metadata, and those that lie on their side.

(define (mark image . arguments)
  (apply plug-in-rangefinder-watermark
    (append (list #:image image #:drawables (gimp-image-get-layers image)) arguments)))

(define (write-jpeg image path)
  (file-jpeg-export #:run-mode RUN-NONINTERACTIVE #:image image #:file path #:quality 0.95 #:include-exif TRUE
                    #:include-xmp TRUE #:include-iptc TRUE #:include-color-profile TRUE #:include-thumbnail TRUE)
  (gimp-image-delete image))

(let ((image (open "photo.jpg")))
  (mark image #:format "bar")
  (write-jpeg image "exported.jpg"))
(let ((image (open "photo.jpg")))
  (mark image #:format "bar" #:anonymous TRUE)
  (write-jpeg image "anonymous.jpg"))
(let ((image (open "xmp-only.png")))
  (attempt "xmp-only" (lambda () (mark image #:format "bar")))
  (export image "xmp-only-marked.png")
  (let ((typed (open "bare.png")))
    (mark typed #:format "bar" #:fields "body=Nikon Z 8; aperture=f/2.8; exposure=1/250s; iso=ISO400")
    (export typed "typed-marked.png")))

(for-each
  (lambda (format) (plug-in-rangefinder-batch #:input "batch" #:strength 0 #:watermark "bar" #:output "out" #:format format))
  '("jpeg" "png" "tiff"))

; Not turned by GIMP for scripts: the procedure has to.
(for-each
  (lambda (name)
    (let ((image (open (string-append "turned/" name))))
      (mark image #:format "bar" #:fields "body=Held upright")
      (write-jpeg image (string-append "upright/" name))))
  turned)
