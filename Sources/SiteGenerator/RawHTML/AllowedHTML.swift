/// The elements and attributes of raw HTML that reach a page. What is not named here does not.
enum AllowedHTML {
  /// They have no end tag.
  static let void: Set = ["br", "hr", "img", "wbr"]

  /// Their content is not for reading: it goes with them.
  static let droppedWithContent: Set = [
    "script", "style", "iframe", "object", "embed", "applet", "noscript", "noembed", "noframes",
    "template", "svg", "math", "title", "textarea", "xmp", "plaintext", "select", "head",
    "frameset", "canvas", "video", "audio",
  ]

  /// They are taken out and nobody misses them: their content stays.
  static let transparent: Set = [
    "font", "big", "nobr", "picture", "source", "html", "body", "main", "article", "section",
    "header", "footer", "nav", "aside", "address", "colgroup", "col", "label", "fieldset", "legend",
  ]

  /// They would run something, or show what is not the course's.
  static let harmful: Set = [
    "script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "svg", "math",
    "link", "meta", "base", "form", "input", "button", "select", "textarea", "video", "audio",
    "frameset", "frame", "portal", "marquee", "dialog", "area", "map", "canvas", "track", "image",
  ]

  /// Elements of old that stand for one of today: its name, and its class.
  static let successors = ["center": ("div", "center")]

  /// They are never in a paragraph.
  static let blocks: Set = [
    "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table", "ul",
  ]

  /// Attributes that any allowed element may have.
  static let everywhere: Set = ["title", "lang", "dir", "id"]

  /// Attributes of their own, by element.
  static let elements: [String: Set<String>] = [
    "a": ["href", "name"],
    "abbr": [], "b": [], "bdo": [],
    "blockquote": [], "br": [], "caption": [], "cite": [], "code": [], "dd": [],
    "del": ["datetime"],
    "details": ["open"],
    "dfn": [],
    "div": ["align"],
    "dl": [], "dt": [], "em": [], "figcaption": [], "figure": [],
    "h1": ["align"], "h2": ["align"], "h3": ["align"], "h4": ["align"], "h5": ["align"],
    "h6": ["align"],
    "hr": [], "i": [],
    "img": ["src", "alt", "width", "height", "align"],
    "ins": ["datetime"],
    "kbd": [], "li": [], "mark": [],
    "ol": ["start", "reversed", "type"],
    "p": ["align"],
    "pre": [], "q": [], "rp": [], "rt": [], "ruby": [], "s": [], "samp": [], "small": [],
    "span": [], "strike": [], "strong": [], "sub": [], "summary": [], "sup": [],
    "table": [], "tbody": [],
    "td": ["align", "colspan", "rowspan", "headers"],
    "tfoot": [],
    "th": ["align", "colspan", "rowspan", "scope"],
    "thead": [],
    "time": ["datetime"],
    "tr": [], "tt": [], "u": [], "ul": [], "var": [], "wbr": [],
  ]

  static func allows(_ attribute: String, on element: String) -> Bool {
    everywhere.contains(attribute) || elements[element]?.contains(attribute) == true
  }
}
