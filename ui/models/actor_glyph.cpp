// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/actor_glyph.h"

namespace penstock::ui {

Glyph actorGlyph(ActorKind kind)
{
    switch (kind) {
    case ActorKind::remoteAgent:
        return Glyph::remote;
    case ActorKind::tool:
        return Glyph::tool;
    case ActorKind::memory:
        return Glyph::store;
    case ActorKind::human:
        return Glyph::person;
    case ActorKind::agent:
        break;
    }
    return Glyph::agent;
}

} // namespace penstock::ui
