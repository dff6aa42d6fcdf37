// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar of the filter language for PEGTL. Included by parser.cpp only: it compiles slowly. Where a rule has begun
// nothing else fits (if_must), so a text is read once from left to right and the first problem is the one reported.
#pragma once

#include <tao/pegtl.hpp>

namespace penstock::grammar {

using tao::pegtl::any;
using tao::pegtl::digit;
using tao::pegtl::eof;
using tao::pegtl::if_must;
using tao::pegtl::must;
using tao::pegtl::not_at;
using tao::pegtl::not_one;
using tao::pegtl::one;
using tao::pegtl::opt;
using tao::pegtl::plus;
using tao::pegtl::range;
using tao::pegtl::ranges;
using tao::pegtl::rep;
using tao::pegtl::rep_min_max;
using tao::pegtl::seq;
using tao::pegtl::sor;
using tao::pegtl::star;
using tao::pegtl::string;
using tao::pegtl::success;
using tao::pegtl::two;
using tao::pegtl::until;
using tao::pegtl::xdigit;

struct Blank : one<' ', '\t', '\n', '\r'> {};
struct Ws : star<Blank> {};
struct WordChar
    : sor<ranges<'a', 'z', 'A', 'Z', '0', '9'>, one<'_', '-', '.', ':', '/', '@', '+', '#', '%'>,
          range<static_cast<char>(0x80), static_cast<char>(0xFF)>> {};
struct Word : plus<WordChar> {};
template <class Text> struct Whole : seq<Text, not_at<WordChar>> {
};

struct And_ : Whole<TAO_PEGTL_ISTRING("and")> {};
struct Or_ : Whole<TAO_PEGTL_ISTRING("or")> {};
struct Not_ : Whole<TAO_PEGTL_ISTRING("not")> {};
struct In_ : Whole<TAO_PEGTL_ISTRING("in")> {};
struct Exists_ : Whole<TAO_PEGTL_ISTRING("exists")> {};
struct DelegatedBy : Whole<TAO_PEGTL_ISTRING("delegated_by")> {};
struct Under : Whole<TAO_PEGTL_ISTRING("under")> {};
struct DownstreamOf : Whole<TAO_PEGTL_ISTRING("downstream_of")> {};
struct Keyword : sor<And_, Or_, Not_, In_, Exists_, DelegatedBy, Under, DownstreamOf> {};

// Foreign spellings that hands know; they are read and called deprecated.
struct AndSign : two<'&'> {};
struct OrSign : two<'|'> {};
struct NotSign : seq<one<'!'>, not_at<one<'=', '~'>>> {};
struct EqualSign : two<'='> {};
struct UnequalSign : string<'<', '>'> {};

struct Regex : sor<string<'=', '~'>, string<'!', '~'>> {};
struct NotEqual : string<'!', '='> {};
struct LessEqual : string<'<', '='> {};
struct GreaterEqual : string<'>', '='> {};
struct Equal : one<'='> {};
struct Less : one<'<'> {};
struct Greater : one<'>'> {};
struct Contains : one<'~'> {};
struct Op : sor<Regex, EqualSign, NotEqual, UnequalSign, LessEqual, GreaterEqual, Equal, Less,
                Greater, Contains> {};

// Values. `3 min 28 s` is one value although it has blanks; only words that are units may follow a number so.
struct Unit : sor<Whole<TAO_PEGTL_STRING("minutes")>, Whole<TAO_PEGTL_STRING("minute")>,
                  Whole<TAO_PEGTL_STRING("mins")>, Whole<TAO_PEGTL_STRING("min")>,
                  Whole<TAO_PEGTL_STRING("seconds")>, Whole<TAO_PEGTL_STRING("second")>,
                  Whole<TAO_PEGTL_STRING("secs")>, Whole<TAO_PEGTL_STRING("sec")>,
                  Whole<TAO_PEGTL_STRING("hours")>, Whole<TAO_PEGTL_STRING("hour")>,
                  Whole<TAO_PEGTL_STRING("hrs")>, Whole<TAO_PEGTL_STRING("hr")>,
                  Whole<TAO_PEGTL_STRING("days")>, Whole<TAO_PEGTL_STRING("day")>,
                  Whole<TAO_PEGTL_STRING("weeks")>, Whole<TAO_PEGTL_STRING("week")>,
                  Whole<TAO_PEGTL_STRING("ms")>, Whole<TAO_PEGTL_STRING("us")>,
                  Whole<TAO_PEGTL_STRING("µs")>, Whole<TAO_PEGTL_STRING("μs")>,
                  Whole<TAO_PEGTL_STRING("ns")>, Whole<one<'d', 'h', 'm', 's', 'w'>>> {};
struct Number : seq<plus<digit>, opt<one<'.'>, plus<digit>>> {};
struct SpacedQuantity : seq<Number, Ws, Unit, star<Ws, Number, Ws, Unit>> {};
struct Dollars : seq<opt<one<'-'>>, one<'$'>, Word> {};
struct EscapeBody : sor<one<'"', '\'', '\\', 'n', 'r', 't'>,
                        seq<string<'u', '{'>, rep_min_max<1, 6, xdigit>, one<'}'>>,
                        seq<one<'x'>, rep<2, xdigit>>> {};
struct QuotedChar : sor<if_must<one<'\\'>, EscapeBody>, any> {};
template <char Mark> struct UntilMark : until<one<Mark>, QuotedChar> {
};
template <char Mark> struct OpenMark : one<Mark> {
};
template <char Mark> struct QuotedBy : if_must<OpenMark<Mark>, UntilMark<Mark>> {
};
struct Quoted : sor<QuotedBy<'"'>, QuotedBy<'\''>> {};
struct QuotedValue : seq<Quoted> {};
struct BareValue : sor<Dollars, SpacedQuantity, seq<not_at<Keyword>, Word>> {};
struct Value : sor<QuotedValue, BareValue> {};

// Terms.
struct FieldName : seq<not_at<Keyword>, Word> {};
struct ListOpen : one<'('> {};
struct ListClose : one<')'> {};
struct ListWord : In_ {};
struct ListTail : if_must<ListWord, Ws, ListOpen, Ws, Value, star<Ws, one<','>, must<Ws, Value>>,
                          Ws, ListClose> {};
struct NotBeforeIn : Not_ {};
struct NotListTail : if_must<NotBeforeIn, Ws, ListTail> {};
struct CompareTail : if_must<Op, Ws, Value> {};
struct FieldTail : sor<CompareTail, ListTail, NotListTail> {};
struct FieldTerm : if_must<FieldName, Ws, FieldTail> {};
struct TextTerm : seq<Quoted> {};
struct ExistsField : seq<FieldName> {};
struct ExistsTerm : if_must<Exists_, Ws, ExistsField> {};
struct PathWord : sor<DelegatedBy, Under, DownstreamOf> {};
struct PathTerm : if_must<PathWord, Ws, Value> {};

// Conditions.
struct Any;
struct GroupOpen : one<'('> {};
struct GroupClose : one<')'> {};
struct Group : if_must<GroupOpen, Ws, Any, Ws, GroupClose> {};
struct NotWord : sor<Not_, NotSign> {};
struct Term;
struct Negated : if_must<NotWord, Ws, Term> {};
struct Term : sor<Negated, Group, ExistsTerm, PathTerm, TextTerm, FieldTerm> {};
struct AllBegin : success {};
struct All : seq<AllBegin, Term, star<Ws, sor<And_, AndSign>, must<Ws, Term>>> {};
struct AnyBegin : success {};
struct Any : seq<AnyBegin, All, star<Ws, sor<Or_, OrSign>, must<Ws, All>>> {};
struct End : eof {};
struct Expression : must<Ws, Any, Ws, End> {};

// Tokens for highlighting and completion: total, and lenient where the grammar is not.
template <char Mark>
struct LooseQuoted : seq<one<Mark>, star<sor<seq<one<'\\'>, any>, not_one<Mark>>>, opt<one<Mark>>> {
};
struct QuotedToken : sor<LooseQuoted<'"'>, LooseQuoted<'\''>> {};
struct WordToken : sor<Dollars, Word> {};
struct OpToken : sor<AndSign, OrSign, Op, one<'!'>> {};
struct BracketToken : one<'(', ')'> {};
struct CommaToken : one<','> {};
struct OtherToken : any {};
struct Tokens
    : star<
          sor<plus<Blank>, QuotedToken, WordToken, OpToken, BracketToken, CommaToken, OtherToken>> {
};

} // namespace penstock::grammar
