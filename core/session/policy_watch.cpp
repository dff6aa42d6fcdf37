// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/policy_watch.h"

#include "core/base/thread_name.h"
#include "core/detect/policy.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace penstock {
namespace {

constexpr auto kEvery = std::chrono::seconds(1);

} // namespace

PolicyWatch::PolicyWatch(std::string file, bool mustExist, Changed changed)
    : m_file(std::move(file)), m_mustExist(mustExist), m_changed(std::move(changed))
{
    look();
    m_thread = std::thread([this] { run(); });
}

PolicyWatch::~PolicyWatch()
{
    stop();
}

void PolicyWatch::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

PolicyStatus PolicyWatch::status() const
{
    const std::lock_guard lock(m_mutex);
    return {m_file, m_problem};
}

void PolicyWatch::run()
{
    nameThisThread("policy watch");
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            if (m_wake.wait_for(lock, kEvery, [this] { return m_stopping; }))
                return;
        }
        look();
    }
}

/// The file as it is, if it is sound; empty without one.
Result<std::string> PolicyWatch::read() const
{
    std::error_code gone;
    if (!m_mustExist && !std::filesystem::exists(m_file, gone))
        return std::string();
    std::ifstream file(m_file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open() || file.bad())
        return Error{ErrorCode::notFound, "The policy " + m_file + " cannot be read.", {}};
    if (const auto policy = Policy::parse(text, std::filesystem::path(m_file).filename().string());
        !policy)
        return policy.error();
    return text;
}

void PolicyWatch::look()
{
    const std::lock_guard one(m_lookMutex);
    Result<std::string> text = read();
    {
        const std::lock_guard lock(m_mutex);
        m_problem = text ? std::string() : text.error().sentence;
    }
    const bool isNew = text && !(m_given && *text == m_text);
    if (isNew && m_changed(*text)) {
        m_text = std::move(*text);
        m_given = true;
    }
}

} // namespace penstock
