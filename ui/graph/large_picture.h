// SPDX-License-Identifier: GPL-3.0-or-later
// largePicture(): an opaque picture whose pixels lie in large pages where the system has them. A line that goes down a
// wide picture touches another page of ordinary size with every row or two, and finding the page costs more than the pixel.
// Any thread.
#pragma once

#include <QtGui/QImage>

namespace penstock::ui {

/// RGB32, not filled.
QImage largePicture(const QSize& size);

} // namespace penstock::ui
