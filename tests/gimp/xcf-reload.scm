; SPDX-License-Identifier: GPL-3.0-or-later
; For layers.sh: the file that layers.scm saved, in a GIMP that has not seen it.
(define image (open "saved.xcf"))
(define layer (layer-of image))
(define filters (gimp-drawable-get-filters layer))
(claim "one-filter" (= 1 (vector-length filters)))
(claim "its-operation"
  (string=? "rangefinder:look" (gimp-drawable-filter-get-operation-name (vector-ref filters 0))))
(export image "reloaded.png")
(gimp-drawable-filter-delete (vector-ref filters 0))
(export image "filter-removed.png")
(gimp-image-delete image)
