import CourseModel
import SiteGenerator

/// What `labs build` was asked for beside the site.
struct BuildExtras {
  struct Bundle: Encodable {
    let path: String
    let bytes: Int
  }

  var bundle: Bundle?
  var budget: SiteBudget?

  /// `nil` when all is well.
  var failure: LabsError? {
    guard let budget, !budget.isKept else { return nil }
    return LabsError(
      .notPassed, "The site is over its budget.",
      hint: "Shorten what is over, or move a part of it to a page of its own.")
  }

  func text(_ style: Style) -> String {
    let bundle = bundle.map {
      style.good("Bundle: ") + "\($0.path), \($0.bytes.sizeText).\n"
    }
    return (bundle ?? "") + (budget?.text(style) ?? "")
  }
}

extension SiteBudget {
  /// The heaviest pages, how many are shown.
  static let shown = 5

  /// Every page that is over its limit, and a few that come near to it.
  var heaviestPages: [Part] {
    Array(pages.prefix(max(Self.shown, pages.count { !$0.isKept })))
  }

  fileprivate func text(_ style: Style) -> String {
    let parts = [("CSS", styles), ("JavaScript", scripts)] + heaviestPages.map { ("HTML", $0) }
    let lines = parts.map { name, part in
      let size = "\(part.bytes.kilobytes) of \(part.limit.kilobytes)"
      let line = "  \(name.padded(to: 10))  \(size.padded(to: 18))  \(part.page)"
      return part.isKept ? line : "\(line)  \(style.bad("over"))"
    }
    let verdict =
      isKept
      ? style.good("Budget: ") + "kept by \(pages.count.counted("file")) of HTML"
      : style.bad("Budget: ") + "not kept"
    return (["\(verdict); gzipped, the heaviest first:"] + lines).joined(separator: "\n") + "\n"
  }
}

extension Int {
  /// Thousands of bytes, one digit after the point, rounded up: nothing over a limit looks equal.
  fileprivate var kilobytes: String {
    let tenths = (self + 99) / 100
    return "\(tenths / 10).\(tenths % 10) kB"
  }
}

/// A ``SiteBudget`` as `--json` shows it: the pages that are over, and the heaviest ones.
struct BudgetPayload: Encodable {
  struct Part: Encodable {
    let page: String
    let bytes: Int
    let limit: Int
  }

  let kept: Bool
  let pages: [Part]
  let styles: Part
  let scripts: Part

  init(_ budget: SiteBudget) {
    kept = budget.isKept
    pages = budget.heaviestPages.map(Part.init)
    styles = Part(budget.styles)
    scripts = Part(budget.scripts)
  }
}

extension BudgetPayload.Part {
  fileprivate init(_ part: SiteBudget.Part) {
    self.init(page: part.page, bytes: part.bytes, limit: part.limit)
  }
}
