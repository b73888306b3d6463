import Foundation

/// Where our pages differ from GitHub's specification on purpose, each with its reason.
enum KnowingDifferences {
  /// Examples that differ as a whole.
  static let examples = [
    48: title, 197: title,
    149: "A processing instruction ends at its first “>”, as browsers end it.",
    610: bareAddress, 614: bareAddress, 616: bareAddress, 619: bareAddress, 620: bareAddress,
    644: comment, 645: comment,
    652: "Elements that GitHub shows as text are taken out, and said.",
  ]

  private static let bareAddress = "Bare addresses are links on GitHub, in every text."
  private static let title = "The page's title stands above all that comes before it."
  private static let comment =
    "The parser takes comments as the specification did when it was first published."

  /// Markup of ours that is taken back before the comparison, and what stands there instead.
  private static let markup: [(reason: String, pattern: String, plain: String)] = [
    (
      "A heading has a link to itself.",
      #"<div class="heading"><h([2-6]) id="[^"]*">(.*?)</h\1>(?:<a class="anchor".*?</a>)?</div>"#,
      "<h$1>$2</h$1>"
    ),
    ("The page's title is its only heading of level 1.", "<(/?)h1>", "<$1h2>"),
    ("Code stands in a region that scrolls.", #"<div class="code"[^>]*>"#, ""),
    ("Code stands in a region that scrolls.", "<pre [^>]*>", "<pre>"),
    ("Code stands in a region that scrolls.", "</pre></div>", "</pre>"),
    ("Code is highlighted.", "</?span[^>]*>", ""),
    ("A table stands in a region that scrolls.", #"<div class="table"[^>]*>"#, ""),
    ("A table stands in a region that scrolls.", "</table></div>", "</table>"),
    ("A table's head says of what.", #" scope="col""#, ""),
    ("HTML has no align any more; the style sheet does it.", #"<(t[hd]) class="#, "<$1 align="),
    ("A task is labelled by its text.", "</?label>", ""),
    ("A list of tasks has no bullets.", #"<ul class="tasks">"#, "<ul>"),
    (
      "An attribute without a value needs none.",
      #"<input(?: checked(?:="")?)? (?:disabled="" )?type="checkbox"[^>]*>"#, "<input>"
    ),
    ("A link does not hand over this window.", #" rel="noopener""#, ""),
    ("A link that leads nowhere is an error and has no address.", #"<a href="[^"]*""#, "<a"),
    ("A picture that is not there is an error and not shown.", "<img [^>]*>", ""),
    ("An empty element needs no slash.", " ?/>", ">"),
    ("Space between blocks means nothing.", #"\s*(</?(?:\#(blocks))\b[^>]*>)\s*"#, "$1"),
    ("Space at a line's end means nothing.", #"[ \t]*\n\s*"#, "\n"),
  ]

  private static let blocks =
    "p|h[2-6]|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|pre|hr|br|div|section|input"

  static func body(of html: String) -> String {
    markup.reduce(html) { $0.replacing($1.pattern, $1.plain) }
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Where the example has raw HTML, which goes through the allow-list: words alone.
  static func text(of html: String) -> String {
    html.replacing(#"<(script|style|textarea|title|iframe)\b.*?(</\1\s*>|$)"#, "")
      .replacing(#"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![A-Z][^>]*>"#, "")
      .replacing(#"</?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>"#, "").replacing(#"\s+"#, "")
      .replacing("&lt;", "<").replacing("&gt;", ">").replacing("&quot;", "\"")
      .replacing("&amp;", "&")
  }

  /// Of links and pictures, in order.
  static func addresses(in html: String) -> [String] {
    html.matches(of: #/<(?:a href|img src)="([^"]*)"/#).map { String($0.1) }
  }
}

extension String {
  fileprivate func replacing(_ pattern: String, _ plain: String) -> String {
    guard
      let expression = try? NSRegularExpression(
        pattern: pattern, options: .dotMatchesLineSeparators)
    else { preconditionFailure("“\(pattern)” is no regular expression.") }
    return expression.stringByReplacingMatches(
      in: self, range: NSRange(startIndex..., in: self), withTemplate: plain)
  }
}
