/// Many shell texts as one, so that bash is started once for all of them.
///
/// Each stands in a `case` of its own, so that what it leaves open meets a `;;` or a `}`. The lines behind it
/// mean nothing in a command's place, and are a mistake inside of quotes, `${…}` or backquotes that
/// were left open: no text can hide what is wrong with its neighbours.
struct ShellBatch {
  private(set) var bytes: [UInt8] = []

  /// The first line of each text, counted from 1.
  private var starts: [Int] = []
  private var lines = 0

  var count: Int { starts.count }

  mutating func add(_ text: String) {
    starts.append(lines + 1)
    append("{ case x in x)\n")
    append(text)
    append("\n;; y)\n: ')(;'\n: \")(;\"\n: `)(;`\n: #}))(;\n;; esac\n}\n")
  }

  /// Which text a line of the whole belongs to; `nil` for one behind all of them.
  func index(ofLine line: Int) -> Int? {
    guard line <= lines else { return nil }
    return starts.lastIndex { $0 <= line }
  }

  private mutating func append(_ text: String) {
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == "\n" { lines += 1 }
    }
  }
}
