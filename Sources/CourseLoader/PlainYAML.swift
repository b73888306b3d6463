import CourseModel

/// Reads the front matter that nearly every note has, lines of `key: value`, at a fraction of what a
/// YAML parser costs.
///
/// A value is text on the key's line, plain or in quotes, or a list `[a, b]`. What it gives is
/// exactly what ``YAMLDocument`` gives; it gives nothing for anything else.
struct PlainYAML {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private let linesBefore: Int
  private var at = 0
  private var line = 0
  private var entries: [YAMLEntry] = []

  /// `nil` when the text needs the parser.
  static func mapping(_ text: String, file: String, linesBefore: Int) -> YAMLNode? {
    var text = text
    return text.withUTF8 { bytes in
      var reader = PlainYAML(bytes: bytes, file: file, linesBefore: linesBefore)
      return reader.mapping()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, file: String, linesBefore: Int) {
    self.bytes = bytes
    self.file = file
    self.linesBefore = linesBefore
  }

  private mutating func mapping() -> YAMLNode? {
    guard !bytes.isEmpty else { return nil }
    while at < bytes.count {
      line += 1
      guard let entry = entry(), !entries.contains(where: { $0.key == entry.key }) else {
        return nil
      }
      entries.append(entry)
    }
    return YAMLNode(
      value: .mapping(entries),
      location: SourceLocation(file: file, line: linesBefore + 1, column: 1))
  }

  private mutating func entry() -> YAMLEntry? {
    let start = at
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")), end - start < 1000,
      bytes[start].isLetter
    else { return nil }
    var keyEnd = start
    while bytes[keyEnd].isLetter || bytes[keyEnd].isDigit || bytes[keyEnd] == UInt8(ascii: "-") {
      keyEnd += 1
    }
    guard bytes[keyEnd] == UInt8(ascii: ":"), bytes[keyEnd + 1] == UInt8(ascii: " ") else {
      return nil
    }
    var valueStart = keyEnd + 1
    while bytes[valueStart] == UInt8(ascii: " ") { valueStart += 1 }
    var valueEnd = end
    while valueEnd > valueStart, bytes[valueEnd - 1] == UInt8(ascii: " ") { valueEnd -= 1 }
    guard valueStart < valueEnd,
      let value = value(valueStart..<valueEnd, lineStart: start)
    else { return nil }
    at = end + 1
    return YAMLEntry(
      key: text(start..<keyEnd), location: location(column: 1),
      node: YAMLNode(value: value, location: location(column: valueStart - start + 1)))
  }

  private func value(_ range: Range<Int>, lineStart: Int) -> YAMLNode.Value? {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return quoted(range).map { .scalar($0, isPlain: false) }
    case UInt8(ascii: "["): return list(range, lineStart: lineStart).map { .sequence($0) }
    default: return isPlain(range) ? .scalar(text(range), isPlain: true) : nil
    }
  }

  private func quoted(_ range: Range<Int>) -> String? {
    let quote = bytes[range.lowerBound]
    guard range.count >= 2, bytes[range.upperBound - 1] == quote else { return nil }
    let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    for index in inner {
      guard isText(index), bytes[index] != quote, bytes[index] != UInt8(ascii: "\\") else {
        return nil
      }
    }
    return text(inner)
  }

  /// Whether nothing in it has a meaning to YAML.
  private func isPlain(_ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound]
    guard first.isLetter || first.isDigit || first >= 0x80 else { return false }
    for index in range {
      guard isText(index) else { return false }
      let isColon = bytes[index] == UInt8(ascii: ":")
      if isColon, index + 1 == range.upperBound || bytes[index + 1] == UInt8(ascii: " ") {
        return false
      }
      if bytes[index] == UInt8(ascii: "#"), bytes[index - 1] == UInt8(ascii: " ") { return false }
    }
    return true
  }

  /// `[one, two words, three]` of plain ASCII.
  private func list(_ range: Range<Int>, lineStart: Int) -> [YAMLNode]? {
    guard range.count > 2, bytes[range.upperBound - 1] == UInt8(ascii: "]") else { return nil }
    let end = range.upperBound - 1
    var nodes: [YAMLNode] = []
    var start = range.lowerBound + 1
    while true {
      var itemEnd = start
      while itemEnd < end, isListText(bytes[itemEnd]) { itemEnd += 1 }
      guard start < itemEnd, bytes[start].isLetter || bytes[start].isDigit,
        bytes[itemEnd - 1] != UInt8(ascii: " ")
      else { return nil }
      nodes.append(
        YAMLNode(
          value: .scalar(text(start..<itemEnd), isPlain: true),
          location: location(column: start - lineStart + 1)))
      if itemEnd == end { return nodes }
      guard bytes[itemEnd] == UInt8(ascii: ","), bytes[itemEnd + 1] == UInt8(ascii: " ") else {
        return nil
      }
      start = itemEnd + 2
    }
  }

  private func isListText(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || " -_./".utf8.contains(byte)
  }

  /// Printable; the characters beyond ASCII that YAML refuses or that end a line are left to the
  /// parser, by the bytes that they begin with.
  private func isText(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0..<0x20, 0x7F, 0xEF: false
    case 0xC2: bytes[index + 1] >= 0xA0
    case 0xE2: bytes[index + 1] != 0x80 || bytes[index + 2] < 0xA8 || bytes[index + 2] > 0xA9
    default: true
    }
  }

  private func location(column: Int) -> SourceLocation {
    SourceLocation(file: file, line: linesBefore + line, column: column)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
