// SPDX-License-Identifier: GPL-3.0-or-later
// OtlpIntake: what the listeners hand requests to. Decodes and translates on the calling network thread, offers the
// result to the writer and answers when the commit is on disk (invariant 1). Every refusal is counted (invariant 5).
// Thread-safe. Must outlive the listeners.
#pragma once

#include "core/net/otlp_service.h"
#include "core/session/translator.h"
#include "core/session/writer.h"

#include <memory>

namespace penstock {

class OtlpIntake final : public OtlpService {
public:
    OtlpIntake(std::shared_ptr<const Translator> translator, Writer& writer);

    void handle(OtlpRequest request, std::function<void(OtlpReply)> done) override;
    void refused(const std::string& listener, const std::string& reason,
                 std::uint64_t count) override;

private:
    void store(const OtlpRequest& request, std::size_t bytes, std::shared_ptr<RawBatch> raw,
               DecodeOutcome outcome, std::function<void(OtlpReply)> done);

    std::shared_ptr<const Translator> m_translator;
    Writer& m_writer;
};

} // namespace penstock
