// SPDX-License-Identifier: GPL-3.0-or-later
// ListenerFixture: one listener on a free loopback port in front of a ScriptedService, anew for every test. A test
// class inherits it and calls openFixture() and closeFixture() from init() and cleanup().
#pragma once

#include "core/net/listeners.h"
#include "tests/core/net/raw_client.h"

#include <QTest>

#include <memory>
#include <utility>

namespace penstock::test {

inline constexpr auto kProtobuf = "application/x-protobuf";
inline constexpr auto kJson = "application/json";

inline ListenerOptions withLimits(const NetLimits& limits)
{
    ListenerOptions options;
    options.limits = limits;
    return options;
}

class ListenerFixture {
protected:
    using Start = Result<std::unique_ptr<Listener>> (*)(const ListenerOptions&, OtlpService&);

    explicit ListenerFixture(Start start) : m_start(start) {}
    ~ListenerFixture() = default;

    void openFixture()
    {
        m_service = std::make_unique<ScriptedService>();
        listen({});
    }
    void closeFixture()
    {
        m_listener.reset();
        m_service.reset();
    }
    /// Replaces the listener by one with these options.
    void listen(const ListenerOptions& options)
    {
        m_listener.reset();
        auto listener = m_start(options, *m_service);
        QVERIFY2(listener, listener ? "" : listener.error().sentence.c_str());
        m_listener = std::move(*listener);
    }
    void stopListening() { m_listener.reset(); }

    ScriptedService& service() { return *m_service; }
    Listener& listener() { return *m_listener; }
    std::uint16_t port() const { return m_listener->port(); }

private:
    const Start m_start;
    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<Listener> m_listener;
};

} // namespace penstock::test
