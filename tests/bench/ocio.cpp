/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocio.h"

#include <OpenColorIO/OpenColorIO.h>

namespace OCIO = OCIO_NAMESPACE;

struct Ocio {
    OCIO::ConstCPUProcessorRcPtr processor;
    OCIO::BitDepth depth;
    int bytes; /* a number */
};

extern "C" Ocio *
ocio_new (const float *cells, int size, int bits)
{
    auto lut = OCIO::Lut3DTransform::Create (static_cast<unsigned long> (size));
    lut->setInterpolation (OCIO::INTERP_TETRAHEDRAL);
    for (int blue = 0; blue < size; blue++)
        for (int green = 0; green < size; green++)
            for (int red = 0; red < size; red++, cells += 4)
                lut->setValue (red, green, blue, cells[0], cells[1], cells[2]);
    OCIO::BitDepth depth = bits == 8 ? OCIO::BIT_DEPTH_UINT8 : OCIO::BIT_DEPTH_F32;
    auto processor = OCIO::Config::CreateRaw ()->getProcessor (lut);
    auto cpu = processor->getOptimizedCPUProcessor (depth, depth, OCIO::OPTIMIZATION_VERY_GOOD);
    return new Ocio{cpu, depth, bits / 8};
}

extern "C" void
ocio_apply (const Ocio *ocio, const void *in, void *out, int width, int height)
{
    ptrdiff_t number = ocio->bytes, pixel = 4 * number;
    OCIO::PackedImageDesc from (const_cast<void *> (in), width, height, OCIO::CHANNEL_ORDERING_RGBA, ocio->depth,
                                number, pixel, width * pixel);
    OCIO::PackedImageDesc to (out, width, height, OCIO::CHANNEL_ORDERING_RGBA, ocio->depth, number, pixel,
                              width * pixel);
    ocio->processor->apply (from, to);
}

extern "C" void
ocio_free (Ocio *ocio)
{
    delete ocio;
}

extern "C" const char *
ocio_version (void)
{
    return OCIO::GetVersion ();
}
