// SPDX-License-Identifier: GPL-3.0-or-later
// How to point each kind of agent at this Penstock, as text to copy, made for the addresses it really listens on and
// for the TLS and token rules that hold. One of the two protocols is enough. Pure.
#pragma once

#include <QtCore/QString>

#include <vector>

#include "core/session/session.h"

namespace penstock::ui {

struct Recipe {
    QString name;
    QString note; ///< where it goes, what it switches on
    QString text; ///< exactly what is copied
};

/// `http://127.0.0.1:4318`; empty when not listening.
QString httpEndpoint(const EngineStatus& status);
QString grpcEndpoint(const EngineStatus& status);
std::vector<Recipe> recipesFor(const EngineStatus& status);

} // namespace penstock::ui
