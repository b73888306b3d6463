/// Writes source text as HTML.
enum Highlighter {
  static func write(
    _ source: UnsafeBufferPointer<UInt8>, language: String, to html: inout HTMLWriter
  ) {
    html.text(source)
  }
}
