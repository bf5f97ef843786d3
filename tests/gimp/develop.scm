; SPDX-License-Identifier: GPL-3.0-or-later
; For develop.sh: plug-in-rangefinder-develop against its parts one after the other, once and again, and with one thing wrong.

(define base (open "photo.png"))
(define (fresh) (gimp-image-duplicate base))

(define (run procedure image arguments)
  (apply procedure
    (append (list #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector (photo-of image))) arguments)))
(define (develop image . arguments) (run plug-in-rangefinder-develop image arguments))
(define (look image . arguments) (run plug-in-rangefinder-look image arguments))
(define (mark image . arguments) (run plug-in-rangefinder-watermark image arguments))

(define (photo-of image)
  (let ((layers (gimp-image-get-layers image)))
    (vector-ref layers (- (vector-length layers) 1))))

; Looks the same, in every bit of every pixel; both are used up.
(define (same? image other)
  (and (= (gimp-image-get-width image) (gimp-image-get-width other))
       (= (gimp-image-get-height image) (gimp-image-get-height other))
       (begin
         (gimp-image-flatten image)
         (gimp-image-flatten other)
         (let ((layer (gimp-layer-new-from-drawable (layer-of other) image)))
           (gimp-image-insert-layer image layer 0 0)
           (gimp-layer-set-mode layer LAYER-MODE-DIFFERENCE-LEGACY)
           (= 0 (list-ref (gimp-drawable-histogram (gimp-image-flatten image) HISTOGRAM-VALUE (/ 0.5 255) 1) 4))))))

(define (filters-of image)
  (map gimp-drawable-filter-get-operation-name (vector->list (gimp-drawable-get-filters (photo-of image)))))

; The parts, by hand: crop, lens, look, watermark.
(define (by-hand merge)
  (let ((image (fresh)))
    (gimp-image-crop image 320 320 40 0)
    (if (= merge TRUE)
      (gimp-drawable-merge-new-filter (photo-of image) "rangefinder:lens" "" LAYER-MODE-REPLACE 1.0
                                      "character" "soft-90" "strength" 60)
      (gimp-drawable-append-new-filter (photo-of image) "rangefinder:lens" "" LAYER-MODE-REPLACE 1.0
                                       "character" "soft-90" "strength" 60))
    (look image #:look "vibrant" #:strength 80 #:merge merge)
    (mark image #:format "bar" #:merge merge)
    image))
(define (in-one-go image merge . more)
  (apply develop (append (list image #:look "vibrant" #:strength 80 #:lens "soft-90" #:lens-strength 60 #:watermark "bar"
                               #:crop "1:1" #:crop-position 25 #:merge merge) more))
  image)
(define own-texts "model=A \\; B; iso=")

(claim "merged" (same? (in-one-go (fresh) TRUE) (by-hand TRUE)))
(claim "kept" (same? (in-one-go (fresh) FALSE) (by-hand FALSE)))
(claim "differs" (not (same? (in-one-go (fresh) TRUE) (fresh))))
(let ((image (in-one-go (fresh) FALSE)))
  (claim "kept-filters" (and (member "rangefinder:lens" (filters-of image)) (member "rangefinder:look" (filters-of image)) #t))
  (claim "kept-layers" (= 2 (vector-length (gimp-image-get-layers image))))
  (in-one-go image FALSE)
  (claim "twice-filters" (= 2 (length (filters-of image))))
  (claim "twice-layers" (= 2 (vector-length (gimp-image-get-layers image))))
  (claim "twice" (same? image (by-hand FALSE))))

; A second recipe in place of the first, in the same proportions.
(let ((image (in-one-go (fresh) FALSE)) (other (fresh)))
  (develop image #:look "sepia" #:watermark "mat" #:crop "1:1")
  (gimp-image-crop other 320 320 40 0)
  (develop other #:look "sepia" #:watermark "mat")
  (claim "replaced" (same? image other)))

; Another crop of an image with a watermark: of the photograph, without the frame.
(let ((other (in-one-go (fresh) FALSE)))
  (develop other #:look "sepia" #:crop "4:5")
  (claim "cropped-frame" (and (= 256 (gimp-image-get-width other)) (= 320 (gimp-image-get-height other))))
  (claim "cropped-frame-layers" (= 1 (vector-length (gimp-image-get-layers other)))))

(let ((image (fresh)) (other (fresh)))
  (develop image)
  (look other)
  (claim "default" (same? image other)))
(for-each
  (lambda (position)
    (let ((image (fresh)) (other (fresh)))
      (develop image #:crop "9:16" #:crop-position position)
      (gimp-image-crop other 180 320 (* 3 position) 0)
      (look other)
      (claim (string-append "position-" (number->string position)) (same? image other))))
  '(0 50 100))
(let ((image (fresh)))
  (gimp-image-convert-grayscale image)
  (develop image #:look "sepia" #:lens "halation" #:watermark "bar" #:merge TRUE)
  (claim "grey" (= GRAY (gimp-image-get-base-type image))))
(let ((image (open "turned.jpg")))
  (develop image #:watermark "bar" #:crop "1:1" #:merge TRUE)
  (claim "upright" (and (= 320 (gimp-image-get-width image)) (< 320 (gimp-image-get-height image)))))

; Texts of the user's own, as those of the watermark's own procedure.
(let ((image (fresh)) (other (fresh)))
  (develop image #:look "vibrant" #:strength 0 #:watermark "bar" #:fields own-texts)
  (mark other #:format "bar" #:fields own-texts)
  (claim "own-texts" (same? image other)))

(let ((image (in-one-go (fresh) TRUE #:fields own-texts)))
  (export image "procedure.png"))
(export (in-one-go (fresh) TRUE) "procedure-plain.png")

; ---- One thing wrong: an error, and nothing has happened.
(define (wrong name prepare . arguments)
  (let* ((image (fresh)) (ignored (prepare image)) (before (gimp-image-duplicate image)))
    (attempt name (lambda () (apply develop (cons image arguments))))
    (claim (string-append name "-untouched")
      (and (null? (filters-of image))
           (= (vector-length (gimp-image-get-layers image)) (vector-length (gimp-image-get-layers before)))
           (= 480 (gimp-image-get-width image))
           (begin
             (if (= INDEXED (gimp-image-get-base-type image))
               (for-each gimp-image-convert-rgb (list image before)))
             (same? image before))))))
(define (nothing image) #t)

(wrong "unknown-look" nothing #:look "kodak" #:crop "1:1")
(wrong "unknown-lens" nothing #:lens "fisheye" #:crop "1:1")
(wrong "unknown-watermark" nothing #:watermark "frame" #:crop "1:1")
(wrong "unknown-crop" nothing #:crop "golden" #:watermark "bar")
(wrong "unknown-field" nothing #:fields "camera=X" #:crop "1:1")
(wrong "strength-200" nothing #:strength 200 #:crop "1:1")
(wrong "indexed" (lambda (image)
                   (gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE ""))
  #:crop "1:1")
(wrong "locked" (lambda (image) (gimp-item-set-lock-content (photo-of image) TRUE)) #:crop "1:1" #:merge TRUE)

; ---- The batch does the same.
(define (batch . arguments)
  (apply plug-in-rangefinder-batch
    (append (list #:run-mode RUN-NONINTERACTIVE #:input "photos" #:look "vibrant" #:format "png") arguments)))
(attempt "batch" (lambda () (batch #:output "out/all" #:strength 80 #:lens "soft-90" #:lens-strength 60
                              #:watermark "bar" #:fields own-texts #:crop "1:1" #:crop-position 25)))
(attempt "long" (lambda () (batch #:output "out/long" #:resize "long" #:resize-to 240)))
(attempt "short" (lambda () (batch #:output "out/short" #:resize "short" #:resize-to 160 #:watermark "bar")))
(attempt "percent" (lambda () (batch #:output "out/percent" #:resize "percent" #:resize-to 25)))
(attempt "megapixels" (lambda () (batch #:output "out/megapixels" #:resize "megapixels" #:resize-to 0.1)))
(attempt "larger" (lambda () (batch #:output "out/larger" #:resize "long" #:resize-to 5000)))
(attempt "files" (lambda () (batch #:output "out/files" #:files "SEC*.jpg")))
(attempt "no-files" (lambda () (batch #:output "out/never1" #:files "*.raw")))
(attempt "unknown-resize" (lambda () (batch #:output "out/never2" #:resize "width")))
(attempt "batch-unknown-lens" (lambda () (batch #:output "out/never3" #:lens "fisheye")))
(attempt "batch-unknown-field" (lambda () (batch #:output "out/never5" #:fields "camera=X")))
(attempt "batch-unknown-crop" (lambda () (batch #:output "out/never4" #:crop "3:7")))
