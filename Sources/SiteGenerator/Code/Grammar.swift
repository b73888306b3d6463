/// What the lexer knows of a language: a row of the table that drives it.
struct Grammar: Sendable {
  /// Words of one meaning, written one after the other.
  struct Words: Sendable {
    let list: [Substring]
    let meaning: WordTable.Meaning

    static func keywords(
      _ words: String, first: Bool = false, beginsCommand: Bool = false, declares: Bool = false
    ) -> Words {
      let meaning = WordTable.Meaning(
        kind: .keyword, isFirstOnly: first, beginsCommand: beginsCommand, declares: declares)
      return Words(list: words.split(separator: " "), meaning: meaning)
    }

    /// Values that have a name, like `true`.
    static func constants(_ words: String) -> Words {
      Words(list: words.split(separator: " "), meaning: WordTable.Meaning(kind: .number))
    }
  }

  struct Quote: Sendable {
    let mark: UInt8

    /// What takes the next byte its meaning; zero when the mark itself does, by being there twice.
    var escape = UInt8(ascii: "\\")
    var spansLines = false

    /// Three marks begin a string that spans lines.
    var hasTripled = false

    /// Behind a letter it is no quote: `don't`.
    var isApostrophe = false

    /// A quote within `${…}` does not end the string.
    var hasHoles = false

    static func plain(_ mark: Unicode.Scalar) -> Quote { Quote(mark: UInt8(ascii: mark)) }
    static func long(_ mark: Unicode.Scalar) -> Quote {
      Quote(mark: UInt8(ascii: mark), spansLines: true)
    }
    static func raw(_ mark: Unicode.Scalar) -> Quote {
      Quote(mark: UInt8(ascii: mark), escape: 0, spansLines: true)
    }
    static func tripled(_ mark: Unicode.Scalar) -> Quote {
      Quote(mark: UInt8(ascii: mark), hasTripled: true)
    }
  }

  /// A byte that is one token with the word behind it: `@property`, `:symbol`, `$host`.
  struct Sigil: Sendable {
    let mark: UInt8
    let kind: CodeToken.Kind

    /// Bytes besides those of a word that may follow.
    var more = ByteSet.empty
    var isFirstOnly = false

    init(
      _ mark: Unicode.Scalar, _ kind: CodeToken.Kind, more: ByteSet = .empty, first: Bool = false
    ) {
      self.mark = UInt8(ascii: mark)
      self.kind = kind
      self.more = more
      isFirstOnly = first
    }
  }

  struct BlockComment: Sendable {
    let start: StaticString
    let end: StaticString
    var isNested = false
  }

  var words: [Words] = []
  var ignoresCase = false

  /// Bytes besides letters, digits and underscores that a word may go on with, or begin with.
  var wordBytes = ByteSet.empty
  var wordStarts = ByteSet.empty
  var quotes: [Quote] = [.plain("\""), .plain("'")]

  /// Letters of a word that belongs to the string behind it: `rb"…"`.
  var stringPrefixes = ByteSet.empty

  /// A quote within a value is an apostrophe.
  var quotesBeginValues = false
  var sigils: [Sigil] = []

  /// `#` counts only behind white space; see ``CodeLexer/comment()``.
  var lineComments: [StaticString] = ["#"]
  var blockComment: BlockComment?

  /// Bytes after which a new command or value begins.
  var commandEnds = ByteSet.empty

  /// The first word of a command is its name.
  var namesCommands = false

  /// What stands behind a key; empty when keys do not stand out.
  var keyEnds = ByteSet.empty

  /// A key is everything before its mark, and the mark counts only before white space.
  var keysHaveSpaces = false

  /// `.word` is never a keyword.
  var hasMembers = false

  /// `$name`, `${name}`, and `$(name)` where that is no command.
  var hasVariables = false
  var hasNamesInParentheses = false
  var hasFlags = false

  /// A backslash takes the next byte its meaning, also a line feed.
  var hasEscapes = false
  var hasHeredocs = false
  var hasBlockScalars = false
  var hasPatterns = false
  var hasTags = false

  /// `[name]` at the beginning of a line.
  var hasSections = false
}
