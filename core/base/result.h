// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: a value or an Error with a sentence the user can act on. For everything that can be expected to
// fail; exceptions are only caught at thread tops. PENSTOCK_ASSERT is for bugs and stays on in release.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace penstock {

enum class ErrorCode : std::uint8_t {
    invalid,     ///< the input is wrong; trying again does not help
    notFound,    ///< no such thing
    busy,        ///< a bound is reached; try again later
    full,        ///< no space on the disk; recovers when space returns
    damaged,     ///< stored data does not verify
    denied,      ///< not allowed
    locked,      ///< another process owns it
    unsupported, ///< a version or feature we do not read
    io,          ///< the operating system said no
    cancelled,   ///< asked to stop
};

struct Error {
    ErrorCode code = ErrorCode::invalid;
    std::string
        sentence;       ///< for a person, complete, says what to do where there is something to do
    std::string detail; ///< for the log: errno text, position, raw message; may be empty
};

template <class T> class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value)) {} // NOLINT: implicit on purpose
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {} // NOLINT

    explicit operator bool() const { return m_state.index() == 0; }
    bool ok() const { return m_state.index() == 0; }
    T& value() { return std::get<0>(m_state); }
    const T& value() const { return std::get<0>(m_state); }
    T& operator*() { return std::get<0>(m_state); }
    const T& operator*() const { return std::get<0>(m_state); }
    T* operator->() { return &std::get<0>(m_state); }
    const T* operator->() const { return &std::get<0>(m_state); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

[[noreturn]] void assertionFailed(const char* what, const char* file, int line);

} // namespace penstock

#define PENSTOCK_ASSERT(condition)                                                                 \
    ((condition) ? static_cast<void>(0)                                                            \
                 : ::penstock::assertionFailed(#condition, __FILE__, __LINE__))
