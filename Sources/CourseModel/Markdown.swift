/// Markdown text that remembers which line of its file it began on.
public struct Markdown: Sendable, Hashable {
  public let text: String

  /// The line of the file that holds the first line of ``text``, counted from 1.
  public let firstLine: Int

  public init(_ text: String, firstLine: Int = 1) {
    self.text = text
    self.firstLine = firstLine
  }
}
