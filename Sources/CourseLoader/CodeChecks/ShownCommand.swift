/// Commands as notes show them, also in blocks that nobody calls shell.
enum ShownCommand {
  /// Whether a text's first line is a command that courses about clouds are full of.
  static func begins(_ text: String) -> Bool {
    text.split(separator: "\n", maxSplits: 1).first.map(isCommand) ?? false
  }

  /// Whether the line is one of these commands, or goes on with one.
  static func holds(_ number: Int, of text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return false }
    var first = number - 1
    while first > 0, lines[first - 1].hasSuffix("\\") { first -= 1 }
    return isCommand(lines[first])
  }

  /// The offset in bytes of the first backslash that only blanks follow, above a line that seems to go
  /// on with the command.
  static func brokenContinuation(in text: String) -> Int? {
    var rest = text.utf8[...]
    while let slash = rest.firstIndex(of: UInt8(ascii: "\\")) {
      rest = rest[rest.index(after: slash)...]
      let behind = rest.drop { $0 == " " || $0 == "\t" }
      guard behind.first == UInt8(ascii: "\n"), behind.startIndex > rest.startIndex else {
        continue
      }
      if behind.dropFirst().drop(while: { $0 == " " || $0 == "\t" }).starts(with: "--".utf8) {
        return text.utf8.distance(from: text.startIndex, to: slash)
      }
    }
    return nil
  }

  private static func isCommand(_ line: Substring) -> Bool {
    line.split(separator: " ", maxSplits: 1).first.map { names.contains(String($0)) } ?? false
  }

  private static let names: Set<String> = [
    "aws", "cdk", "docker", "docker-compose", "eksctl", "export", "gp", "kubectl", "sam",
    "terraform",
  ]
}
