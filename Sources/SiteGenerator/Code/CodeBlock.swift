/// One block of code on a page.
struct CodeBlock {
  let source: UnsafeBufferPointer<UInt8>

  /// As the author wrote it, in lowercase.
  let language: String
  let title: String?

  /// Of the region, so that no two labels of a page are alike.
  let number: Int
  var marks = LineMarks(lineCount: 0)

  func write(to html: inout HTMLWriter) {
    html.raw(figure == nil ? "<div class=\"code\">" : "<div class=\"code source\">")
    let caption = figure.map { figure in title.map { "\($0) (\(figure.form))" } ?? figure.caption }
    if let caption = caption ?? title {
      html.markup("<p class=\"code-title\">")
      html.text(caption)
      html.markup("</p>")
    }
    html.raw("<pre role=\"region\" tabindex=\"0\" aria-label=\"Code \(number)")
    if let name = caption ?? title ?? (language.isEmpty ? nil : language) {
      html.markup(": ")
      html.text(name)
    }
    html.markup("\"><code")
    writeClasses(to: &html)
    html.markup(">")
    CodeWriter.write(source, tokens, marks, to: &html)
    html.markup("</code></pre></div>\n")
  }

  private func writeClasses(to html: inout HTMLWriter) {
    if language.isEmpty, marks.isEmpty { return }
    html.markup(" class=\"")
    if !language.isEmpty {
      html.markup("language-")
      html.text(language)
      if !marks.isEmpty { html.byte(UInt8(ascii: " ")) }
    }
    if !marks.isEmpty { html.raw(marks.firstNumber == nil ? "lines" : "lines numbered") }
    html.markup("\"")
  }

  /// A session in a terminal is one, also where the author calls it a script.
  private var tokens: [CodeToken] {
    guard let known = CodeLanguage(named: language) else { return [] }
    let isSession = known == .shell && ConsoleLexer.isSession(source)
    return (isSession ? .console : known).tokens(in: source, source.indices).list
  }

  /// What elsewhere is drawn by a script is shown as its readable source.
  private var figure: (caption: String, form: String)? {
    switch language {
    case "mermaid": ("Diagram (Mermaid source)", "Mermaid source")
    case "math": ("Formula (TeX source)", "TeX source")
    default: nil
    }
  }
}
