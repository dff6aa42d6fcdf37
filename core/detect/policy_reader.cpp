// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/policy_reader.h"

#include "core/base/text_safety.h"
#include "core/detect/sentence.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace penstock {
namespace {

constexpr std::size_t kMostText = 256;

std::string listed(std::initializer_list<std::string_view> words)
{
    std::string out;
    for (const std::string_view word : words)
        out.append(out.empty() ? "" : ", ").append(word);
    return out;
}

} // namespace

PolicyReader::Inside::Inside(PolicyReader& reader, const PolicyNode& node, std::size_t index)
    : m_reader(reader), m_before(reader.m_path.size())
{
    std::string& path = reader.m_path;
    if (node.key.empty())
        path += "[" + std::to_string(index) + "]";
    else
        path += (path.empty() ? "" : ".") + visibleLine(node.key, 80);
}

bool PolicyReader::wrong(const PolicyNode& node, std::string problem)
{
    m_error = policyError(m_name, node.line, m_path, problem);
    return false;
}

bool PolicyReader::is(const PolicyNode& node, Type type, std::string_view wanted)
{
    return node.type == type || wrong(node, "this must be " + std::string(wanted) + ", and is " +
                                                std::string(node.typeName()));
}

bool PolicyReader::isObject(const PolicyNode& node, std::initializer_list<std::string_view> keys)
{
    if (!is(node, Type::object, "an object"))
        return false;
    for (const PolicyNode& item : node.items)
        if (std::find(keys.begin(), keys.end(), item.key) == keys.end()) {
            const Inside inside(*this, item);
            return wrong(item, "there is no such key; known are " + listed(keys));
        }
    return true;
}

bool PolicyReader::number(const PolicyNode& node, double least, double most, double& out)
{
    if (!is(node, Type::number, "a number"))
        return false;
    if (!(node.number >= least))
        return wrong(node, numberText(node.number) + " is less than " + numberText(least) +
                               ", the least that is allowed");
    if (!(node.number <= most))
        return wrong(node, numberText(node.number) + " is more than " + numberText(most) +
                               ", the most that is allowed");
    out = node.number;
    return true;
}

bool PolicyReader::text(const PolicyNode& node, std::string& out)
{
    if (!is(node, Type::text, "a text"))
        return false;
    if (node.text.empty())
        return wrong(node, "this text must not be empty");
    if (node.text.size() > kMostText)
        return wrong(node, "this text is longer than 256 bytes");
    out = node.text;
    return true;
}

bool PolicyReader::texts(const PolicyNode& node, std::vector<std::string>& out)
{
    if (!is(node, Type::list, "a list of texts"))
        return false;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Inside inside(*this, node.items[i], i);
        std::string one;
        if (!text(node.items[i], one))
            return false;
        if (std::find(out.begin(), out.end(), one) != out.end())
            return wrong(node.items[i], quoted(one) + " stands here a second time");
        out.push_back(std::move(one));
    }
    return true;
}

bool PolicyReader::duration(const PolicyNode& node, Nanos& out)
{
    constexpr std::string_view kHint =
        " is no time; write a number and s, min, h or d, such as 15 min";
    constexpr std::pair<std::string_view, Nanos> kUnits[] = {
        {"s", kSecond}, {"min", kMinute}, {"h", kHour}, {"d", kDay}};
    std::string said;
    if (!text(node, said))
        return false;
    std::int64_t amount = 0;
    const auto read = std::from_chars(said.data(), said.data() + said.size(), amount);
    std::string_view unit(read.ptr, static_cast<std::size_t>(said.data() + said.size() - read.ptr));
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    for (const auto& [name, size] : kUnits)
        if (unit == name && read.ec == std::errc() && amount > 0 && amount <= 366 * kDay / size) {
            out = amount * size;
            return true;
        }
    return wrong(node, quoted(said) + std::string(kHint));
}

bool PolicyReader::priority(const PolicyNode& node, Priority& out)
{
    constexpr std::pair<std::string_view, Priority> kNames[] = {{"high", Priority::high},
                                                                {"medium", Priority::medium},
                                                                {"low", Priority::low},
                                                                {"note", Priority::note}};
    std::string said;
    if (!text(node, said))
        return false;
    for (const auto& [name, value] : kNames)
        if (said == name) {
            out = value;
            return true;
        }
    return wrong(node, quoted(said) + " is no priority; there are high, medium, low, note");
}

Result<Policy> PolicyReader::read(const PolicyNode& root)
{
    bool ok =
        isObject(root, {"policy", "watch", "alarms", "detectors", "tools", "agents", "budgets"}) &&
        version(root);
    for (std::size_t i = 0; ok && i < root.items.size(); ++i) {
        const PolicyNode& node = root.items[i];
        const Inside inside(*this, node);
        ok = node.key == "watch"       ? watch(node)
             : node.key == "alarms"    ? alarms(node)
             : node.key == "detectors" ? detectors(node)
             : node.key == "tools"     ? tools(node)
             : node.key == "agents"    ? agents(node)
             : node.key == "budgets"   ? budgets(node)
                                       : true;
    }
    if (!ok)
        return m_error;
    return std::move(m_policy);
}

bool PolicyReader::version(const PolicyNode& root)
{
    const PolicyNode* node = root.member("policy");
    if (node == nullptr)
        return wrong(root, "the key “policy”, the version of the format, is missing; write "
                           "\"policy\": 1");
    const Inside inside(*this, *node);
    double version = 0;
    if (!number(*node, 1, 1e9, version))
        return false;
    return version == 1 || wrong(*node, "this version of the format is not known; known is 1");
}

bool PolicyReader::watch(const PolicyNode& node)
{
    if (!isObject(node, {"traces"}))
        return false;
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        double traces = 0;
        if (!number(item, 16, 65'536, traces))
            return false;
        if (traces != std::floor(traces))
            return wrong(item, "this must be a whole number");
        m_policy.detection.watchedTraces = static_cast<std::uint32_t>(traces);
    }
    return true;
}

bool PolicyReader::alarms(const PolicyNode& node)
{
    if (!isObject(node, {"chatter_times", "chatter_window"}))
        return false;
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        double times = 0;
        if (item.key == "chatter_window") {
            if (!duration(item, m_policy.alarms.chatterWindow))
                return false;
            continue;
        }
        if (!number(item, 2, AlarmRules::kMostChatter, times))
            return false;
        if (times != std::floor(times))
            return wrong(item, "this must be a whole number");
        m_policy.alarms.chatterTimes = static_cast<std::uint32_t>(times);
    }
    return true;
}

bool PolicyReader::latch(const PolicyNode& node, const DetectorDef& def)
{
    if (!is(node, Type::boolean, "true or false"))
        return false;
    if (node.boolean)
        m_policy.alarms.latching.insert(std::string(def.id));
    return true;
}

bool PolicyReader::detectors(const PolicyNode& node)
{
    if (!is(node, Type::object, "an object"))
        return false;
    const auto defs = detectorDefs();
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        const auto def = std::find_if(defs.begin(), defs.end(),
                                      [&item](const auto* d) { return d->id == item.key; });
        if (def == defs.end())
            return wrong(item, "there is no such detector");
        const auto at = static_cast<std::size_t>(def - defs.begin());
        if (!detector(item, **def, m_policy.detection.detectors[at]))
            return false;
    }
    return true;
}

bool PolicyReader::detector(const PolicyNode& node, const DetectorDef& def,
                            DetectorSetting& setting)
{
    if (!is(node, Type::object, "an object"))
        return false;
    for (const PolicyNode& item : node.items) {
        const Inside inside(*this, item);
        if (item.key == "on") {
            if (!is(item, Type::boolean, "true or false"))
                return false;
            setting.on = item.boolean;
            continue;
        }
        if (item.key == "latch") {
            if (!latch(item, def))
                return false;
            continue;
        }
        if (item.key == "priority") {
            if (!priority(item, setting.priority))
                return false;
            continue;
        }
        const auto known = std::find_if(def.parameters.begin(), def.parameters.end(),
                                        [&item](const auto& p) { return p.name == item.key; });
        if (known == def.parameters.end())
            return wrong(item, "this detector has no such parameter");
        double& value = setting.values[static_cast<std::size_t>(known - def.parameters.begin())];
        if (!number(item, known->least, known->most, value))
            return false;
    }
    return true;
}

} // namespace penstock
