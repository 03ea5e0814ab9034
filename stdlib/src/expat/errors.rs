//! What is wrong with a text that is not XML: Expat's numbers and messages.

/// No element at all, or one that does not end.
pub const NO_ELEMENTS: u8 = 3;
/// A token that cannot stand where it does.
pub const SYNTAX: u8 = 2;
/// What is no token.
pub const INVALID_TOKEN: u8 = 4;
/// A token without an end.
pub const UNCLOSED_TOKEN: u8 = 5;
/// The end of another element.
pub const TAG_MISMATCH: u8 = 7;
/// An attribute twice.
pub const DUPLICATE_ATTRIBUTE: u8 = 8;
/// More than space and comments behind the outermost element.
pub const JUNK_AFTER_DOC_ELEMENT: u8 = 9;
/// An entity that nobody declared.
pub const UNDEFINED_ENTITY: u8 = 11;
/// An entity in itself.
pub const RECURSIVE_ENTITY_REF: u8 = 12;
/// An element that begins in an entity and does not end there.
pub const ASYNC_ENTITY: u8 = 13;
/// A number of no character.
pub const BAD_CHAR_REF: u8 = 14;
/// An entity that is not parsed.
pub const BINARY_ENTITY_REF: u8 = 15;
/// An entity of another file in an attribute.
pub const ATTRIBUTE_EXTERNAL_ENTITY_REF: u8 = 16;
/// `<?xml` that is not at the beginning.
pub const MISPLACED_XML_PI: u8 = 17;
/// An encoding that the text cannot be in.
pub const INCORRECT_ENCODING: u8 = 19;
/// A section without an end.
pub const UNCLOSED_CDATA_SECTION: u8 = 20;
/// The handler of references did not want one.
pub const EXTERNAL_ENTITY_HANDLING: u8 = 21;
/// The handler wants a document that stands alone.
pub const NOT_STANDALONE: u8 = 22;
/// A prefix of no namespace.
pub const UNBOUND_PREFIX: u8 = 27;
/// A prefix that is to have no namespace.
pub const UNDECLARING_PREFIX: u8 = 28;
/// What is no declaration of XML.
pub const XML_DECL: u8 = 30;
/// What is no declaration of an entity's text.
pub const TEXT_DECL: u8 = 31;
/// Characters that public identifiers do not have.
pub const PUBLICID: u8 = 32;
/// A handler has raised.
pub const ABORTED: u8 = 35;
/// There was a last piece already.
pub const FINISHED: u8 = 36;
/// `xml` for another namespace.
pub const RESERVED_PREFIX_XML: u8 = 38;
/// `xmlns` as a prefix.
pub const RESERVED_PREFIX_XMLNS: u8 = 39;
/// Another prefix for a reserved namespace.
pub const RESERVED_NAMESPACE_URI: u8 = 40;
/// Entities that make more of a text than they should.
pub const AMPLIFICATION_LIMIT_BREACH: u8 = 43;

/// The messages by their numbers, the first of which is 1.
pub static MESSAGES: [&str; 44] = [
    "out of memory",
    "syntax error",
    "no element found",
    "not well-formed (invalid token)",
    "unclosed token",
    "partial character",
    "mismatched tag",
    "duplicate attribute",
    "junk after document element",
    "illegal parameter entity reference",
    "undefined entity",
    "recursive entity reference",
    "asynchronous entity",
    "reference to invalid character number",
    "reference to binary entity",
    "reference to external entity in attribute",
    "XML or text declaration not at start of entity",
    "unknown encoding",
    "encoding specified in XML declaration is incorrect",
    "unclosed CDATA section",
    "error in processing external entity reference",
    "document is not standalone",
    "unexpected parser state - please send a bug report",
    "entity declared in parameter entity",
    "requested feature requires XML_DTD support in Expat",
    "cannot change setting once parsing has begun",
    "unbound prefix",
    "must not undeclare prefix",
    "incomplete markup in parameter entity",
    "XML declaration not well-formed",
    "text declaration not well-formed",
    "illegal character(s) in public id",
    "parser suspended",
    "parser not suspended",
    "parsing aborted",
    "parsing finished",
    "cannot suspend in external parameter entity",
    "reserved prefix (xml) must not be undeclared or bound to another namespace name",
    "reserved prefix (xmlns) must not be declared or undeclared",
    "prefix must not be bound to one of the reserved namespace names",
    "invalid argument",
    "a successful prior call to function XML_GetBuffer was required",
    "limit on input amplification factor (from DTD and entities) breached",
    "parser not started",
];

/// What an error is called.
pub fn message(code: i64) -> Option<&'static str> {
    MESSAGES.get(usize::try_from(code - 1).ok()?).copied()
}
