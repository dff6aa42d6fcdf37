// SPDX-License-Identifier: GPL-3.0-or-later
// What any span may say, whatever else speaks through it (semconv.md 2 row 19): general OTel keys for sessions, users and
// errors, and Penstock's own keys for mandates and declared delegations.
#include "core/dialect/dialect.h"

namespace penstock {
namespace {

constexpr FieldRule kFields[] = {
    {KeyId::sessionId, Field::session},
    {KeyId::userId, Field::user},
    {KeyId::enduserId, Field::user},
    {KeyId::organizationId, Field::organization},
    {KeyId::errorTypeDotted, Field::errorType},
    {KeyId::errorMessage, Field::errorMessage},
    {KeyId::penstockDelegatedBy, Field::delegatedBy},
    {KeyId::penstockMandateGrantedBy, Field::mandateGrantedBy},
    {KeyId::penstockMandateScope, Field::mandateScope},
    {KeyId::penstockMandateConstraints, Field::mandateConstraints},
    {KeyId::penstockMandateContext, Field::mandateContext},
    {KeyId::penstockMandateRevocableBy, Field::mandateRevocableBy},
    {KeyId::penstockMandateAuthorizedAt, Field::mandateAuthorizedAt, As::time},
    {KeyId::penstockMandateExpiresAt, Field::mandateExpiresAt, As::time},
};

} // namespace

const DialectDef& plainDialect()
{
    static const DialectDef kDef = {.id = Dialect::plain, .fields = kFields};
    return kDef;
}

} // namespace penstock
