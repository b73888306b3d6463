/// Walks over shell text once, and takes it apart into simple commands.
struct ShellCommandScanner {
  /// Something that is not followed.
  private struct Unsure: Error {}

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var found: [ShellCommand] = []
  private var documents: [(word: String, mayBeIndented: Bool)] = []

  private var words: [ShellCommand.Word] = []
  private var word: ShellCommand.Word?
  private var connector = ShellCommand.Connector.sequence
  private var commandLine = 1
  private var brackets = 0

  /// Blocks that reserved words have opened.
  private var blocks = 0

  /// Whether `!` stands before the command.
  private var isNegated = false

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// `nil` where it is not sure.
  mutating func commands() -> [ShellCommand]? {
    do {
      try scan(until: nil)
      return found
    } catch {
      return nil
    }
  }

  private mutating func scan(until end: UInt8?) throws {
    while !isAtEnd {
      let byte = peek
      switch byte {
      case _ where byte == end:
        endCommand()
        return advance(1)
      case " ", "\t": endWord(1)
      case "\n": try endLine()
      case "\\" where peek(1) == "\n": advance(2)
      case "\\":
        add(peek(1))
        advance(2)
      case "'": try singleQuotes()
      case "\"": try doubleQuotes()
      case "$": try dollar()
      case "`": throw Unsure()
      case "#" where word == nil: skipLine()
      case ";": try separate(.sequence)
      case "&" where peek(1) == ">":
        endWord(1)
        try redirection()
      case "&": try separate(peek(1) == "&" ? .and : .sequence)
      case "|": try separate(peek(1) == "|" ? .or : .pipe)
      case "<", ">": try redirection()
      case "(": try bracket()
      case ")": throw Unsure()
      default:
        add(byte)
        advance(1)
      }
    }
    guard end == nil, documents.isEmpty else { throw Unsure() }
    endCommand()
  }

  // MARK: - Words

  private mutating func add(_ byte: UInt8) {
    if words.isEmpty, word == nil { commandLine = line }
    var current = word ?? .init()
    // Names of commands and options are ASCII; of the rest nothing is asked but whether it is there.
    current.text.unicodeScalars.append(Unicode.Scalar(byte))
    word = current
  }

  private mutating func endWord(_ count: Int) {
    if let word { words.append(word) }
    word = nil
    advance(count)
  }

  private mutating func begin(isConstant: Bool) {
    if words.isEmpty, word == nil { commandLine = line }
    var current = word ?? .init()
    if !isConstant { current.isConstant = false }
    word = current
  }

  private mutating func singleQuotes() throws {
    begin(isConstant: true)
    advance(1)
    while !isAtEnd, case let byte = peek, byte != "'" {
      add(byte)
      advance(1)
    }
    guard !isAtEnd else { throw Unsure() }
    advance(1)
  }

  private mutating func doubleQuotes() throws {
    begin(isConstant: true)
    advance(1)
    while !isAtEnd, case let byte = peek, byte != "\"" {
      switch byte {
      case "\\":
        add(peek(1))
        advance(2)
      case "$": try dollar()
      case "`": throw Unsure()
      default:
        add(byte)
        advance(1)
      }
    }
    guard !isAtEnd else { throw Unsure() }
    advance(1)
  }

  private mutating func dollar() throws {
    let next = peek(1)
    guard next == "(" || next == "{" || next == "'" || next.isShellName else {
      add(peek)
      return advance(1)
    }
    begin(isConstant: false)
    switch next {
    case "(":
      if peek(2) == "(" { return try skipArithmetic() }
      advance(2)
      try substitution()
    case "{": try braces()
    case "'": throw Unsure()
    default:
      advance(2)
      while !isAtEnd, case let byte = peek, byte.isLetter || byte.isDigit || byte == "_" {
        advance(1)
      }
    }
  }

  /// The commands between `$(` or `<(` and `)`.
  private mutating func substitution() throws {
    let outer = (words, word, connector, commandLine, blocks)
    (words, word, connector, blocks) = ([], nil, .sequence, 0)
    brackets += 1
    try scan(until: UInt8(ascii: ")"))
    brackets -= 1
    (words, word, connector, commandLine, blocks) = outer
  }

  private mutating func braces() throws {
    advance(2)
    while !isAtEnd, case let byte = peek, byte != "}" {
      switch byte {
      case "\\": advance(2)
      case "$": try dollar()
      case "'", "`": throw Unsure()
      default: advance(1)
      }
    }
    guard !isAtEnd else { throw Unsure() }
    advance(1)
  }

  private mutating func skipArithmetic() throws {
    while !isAtEnd, case let byte = peek, !(byte == ")" && peek(1) == ")") { advance(1) }
    guard !isAtEnd else { throw Unsure() }
    advance(2)
  }

  // MARK: - Commands

  private mutating func separate(_ next: ShellCommand.Connector) throws {
    let byte = peek
    endCommand()
    connector = next
    advance(byte == peek(1) && byte != ";" ? 2 : 1)
    if byte == "|", peek == "&" { advance(1) }
    if byte == ";", peek == ";" { throw Unsure() }
  }

  private mutating func endLine() throws {
    endWord(1)
    // Behind `|`, `&&` and `||` the command may stand on the next line.
    if !words.isEmpty { endCommand() }
    for document in documents { try skip(document.word, document.mayBeIndented) }
    documents = []
  }

  private mutating func endCommand() {
    endWord(0)
    defer {
      words = []
      connector = .sequence
      isNegated = false
    }
    guard stripReserved() else { return }
    words.removeFirst(words.prefix { $0.isAssignment }.count)
    while let first = words.first, Self.prefixes.contains(first.text), words.count > 1,
      !words[1].text.hasPrefix("-")
    {
      words.removeFirst()
    }
    guard !words.isEmpty else { return }
    found.append(
      ShellCommand(
        words: words, line: commandLine, connector: connector,
        isNested: brackets > 0 || blocks > 0 || isNegated))
  }

  /// `false` when what is left is no command.
  private mutating func stripReserved() -> Bool {
    while let first = words.first, first.isConstant {
      switch first.text {
      case "if", "while", "until", "{":
        blocks += 1
        words.removeFirst()
      case "!":
        isNegated = true
        words.removeFirst()
      case "then", "else", "elif", "do", "time": words.removeFirst()
      case "fi", "done", "}":
        blocks -= 1
        return false
      case "for", "select":
        blocks += 1
        return false
      case "[[", "function": return false
      default: return true
      }
    }
    return !words.isEmpty
  }

  private mutating func bracket() throws {
    if word == nil, words.isEmpty {
      guard peek(1) != "(" else { throw Unsure() }
      advance(1)
      return try substitution()
    }
    // `name() {` and `[[ ( … ) ]]`, `NAME=(…)`
    guard peek(1) == ")", words.isEmpty else { throw Unsure() }
    advance(2)
    word = nil
  }

  // MARK: - Redirections

  /// The file's name is no word of the command.
  private mutating func redirection() throws {
    if word?.text.utf8.allSatisfy(\.isDigit) == true { word = nil }
    endWord(0)
    if peek == "<", peek(1) == "<", peek(2) != "<" { return try hereDocument() }
    if peek(1) == "(" {
      advance(2)
      return try substitution()
    }
    while !isAtEnd, case let byte = peek, "<>&|".utf8.contains(byte) { advance(1) }
    while peek == " " { advance(1) }
    let kept = words
    try argument()
    words = kept
    word = nil
  }

  /// One word.
  private mutating func argument() throws {
    while !isAtEnd, case let byte = peek, !" \t\n;&|<>)".utf8.contains(byte) {
      switch byte {
      case "'": try singleQuotes()
      case "\"": try doubleQuotes()
      case "$": try dollar()
      case "`", "(": throw Unsure()
      case "\\":
        add(byte)
        advance(2)
      default:
        add(byte)
        advance(1)
      }
    }
  }

  private mutating func hereDocument() throws {
    advance(2)
    let mayBeIndented = peek == "-"
    if mayBeIndented { advance(1) }
    while peek == " " { advance(1) }
    let kept = words
    try argument()
    guard let end = word?.text, !end.isEmpty else { throw Unsure() }
    documents.append((end, mayBeIndented))
    words = kept
    word = nil
  }

  /// To behind the line that ends it. What is put into it is not followed.
  private mutating func skip(_ end: String, _ mayBeIndented: Bool) throws {
    while !isAtEnd {
      var text = bytes[position...].prefix { $0 != "\n" }
      skipLine()
      advance(1)
      if mayBeIndented { text = text.drop { $0 == "\t" } }
      if text.elementsEqual(end.utf8) { return }
    }
    throw Unsure()
  }

  // MARK: - Bytes

  private var isAtEnd: Bool { position >= bytes.count }

  private var peek: UInt8 { peek(0) }

  /// 0 behind the end.
  private func peek(_ distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  private mutating func skipLine() {
    while !isAtEnd, case let byte = peek, byte != "\n" { advance(1) }
  }

  private mutating func advance(_ count: Int) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == "\n" { line += 1 }
      position += 1
    }
  }

  /// Words that only say how the command behind them is run.
  private static let prefixes: Set<String> = ["command", "exec", "nohup", "sudo"]
}

extension ShellCommand.Word {
  /// `NAME=value`
  fileprivate var isAssignment: Bool {
    let name = text.utf8.prefix { $0.isLetter || $0.isDigit || $0 == "_" || $0 == "+" }
    return !name.isEmpty && text.utf8.dropFirst(name.count).first == UInt8(ascii: "=")
  }
}

extension UInt8 {
  /// What makes of a dollar sign an expansion.
  fileprivate var isShellName: Bool { isLetter || isDigit || "_?#@*!$-".utf8.contains(self) }
}
