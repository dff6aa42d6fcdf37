// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/large_picture.h"

#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace penstock::ui {

QImage largePicture(const QSize& size)
{
#ifdef MADV_HUGEPAGE
    constexpr std::size_t kPage = 2u << 20;
    const qsizetype stride = qsizetype{size.width()} * 4;
    const auto bytes = static_cast<std::size_t>(stride * size.height());
    if (bytes >= kPage) {
        const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
        if (void* pixels = std::aligned_alloc(kPage, whole)) {
            (void)::madvise(pixels, whole, MADV_HUGEPAGE); // if not: slower, and as right
            return QImage(static_cast<uchar*>(pixels), size.width(), size.height(), stride,
                          QImage::Format_RGB32, &std::free, pixels);
        }
    }
#endif
    return QImage(size, QImage::Format_RGB32);
}

} // namespace penstock::ui
