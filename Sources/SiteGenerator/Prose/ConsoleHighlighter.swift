/// A session in a terminal: prompts and output are marked, so that copying leaves them out.
///
/// A line that begins with `$ ` or `# ` is a command. A backslash at its end and a here-document
/// carry it on to the next line; a `> ` there is a prompt too. Every other line is output.
enum ConsoleHighlighter {
  static func write(_ source: UnsafeBufferPointer<UInt8>, to html: inout HTMLWriter) {
    var isContinued = false
    var ending: String?
    for line in lines(source) {
      let text = String(decoding: line, as: UTF8.self)
      let isCommand = isContinued || ending != nil
      if !isCommand, let prompt = ["$ ", "# "].first(where: text.hasPrefix) {
        writePrompt(prompt, &html)
        writeCommand(line, after: prompt, &html)
        ending = hereDocumentEnding(text)
        isContinued = text.isContinued
      } else if isCommand {
        let prompt = text.hasPrefix("> ") ? "> " : ""
        writePrompt(prompt, &html)
        if ending == nil {
          writeCommand(line, after: prompt, &html)
        } else {
          html.text(UnsafeBufferPointer(rebasing: line.dropFirst(prompt.utf8.count)))
        }
        let rest = text.dropFirst(prompt.count).trimmingNewline
        if let word = ending {
          if rest == word { ending = nil }
        } else {
          ending = hereDocumentEnding(text)
          isContinued = text.isContinued
        }
      } else {
        html.markup("<span class=\"output\">")
        html.text(line)
        html.markup("</span>")
      }
    }
  }

  /// Each with its newline.
  private static func lines(_ source: UnsafeBufferPointer<UInt8>)
    -> [UnsafeBufferPointer<UInt8>]
  {
    var lines: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    while start < source.count {
      let newline = source[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count - 1
      lines.append(UnsafeBufferPointer(rebasing: source[start...newline]))
      start = newline + 1
    }
    return lines
  }

  private static func writePrompt(_ prompt: String, _ html: inout HTMLWriter) {
    guard !prompt.isEmpty else { return }
    html.markup("<span class=\"prompt\">")
    html.text(prompt)
    html.markup("</span>")
  }

  private static func writeCommand(
    _ line: UnsafeBufferPointer<UInt8>, after prompt: String, _ html: inout HTMLWriter
  ) {
    let command = UnsafeBufferPointer(rebasing: line.dropFirst(prompt.utf8.count))
    Highlighter.write(command, language: "sh", to: &html)
  }

  /// The word after `<<`, without quotes.
  private static func hereDocumentEnding(_ line: String) -> String? {
    guard let match = line.firstMatch(of: #/<<-?\s*["']?([A-Za-z_]+)["']?/#) else { return nil }
    return String(match.1)
  }
}

extension String {
  fileprivate var isContinued: Bool { trimmingNewline.hasSuffix("\\") }
}

extension StringProtocol {
  fileprivate var trimmingNewline: String {
    hasSuffix("\n") ? String(dropLast()) : String(self)
  }
}
