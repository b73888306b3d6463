import CourseModel

/// What rendering one Markdown text gives.
struct Prose {
  var html: [UInt8] = []

  /// The text of the heading of level 1 that stood before all others, as HTML, and its anchor.
  /// It is not part of ``html``.
  var title: (html: [UInt8], id: String)?

  /// Levels 2 and 3, for the on-page contents.
  var headings: [Heading] = []

  /// The first paragraph without markup, for a page that has no description.
  var opening = ""

  struct Heading: Sendable {
    let level: Int
    let id: String
    let text: String
  }
}

/// What a page gathers from all the Markdown that it shows.
struct PageFindings: Sendable {
  /// Every anchor that the authors' texts gave so far.
  var anchors: Set<String> = []

  /// Every id of the finished page.
  var ids = PageIDs()

  /// Links to anchors, to be looked at when all pages are rendered.
  var anchorLinks: [AnchorLink] = []

  /// Files of the course that the page shows or links to.
  var files: Set<String> = []
  var diagnostics: [Diagnostic] = []

  /// What the page says of itself in one sentence or two.
  var description = ""

  /// Tables and blocks of code so far, for labels that differ.
  var regions = 0
}

struct AnchorLink: Sendable {
  /// Into ``SiteMap/pages``.
  let page: Int
  let fragment: String

  /// As the author wrote it.
  let written: String
  let place: TextPlace
}
