import CourseModel

/// When pages were changed last: as their author says, or else as git tells.
struct PageDates: Sendable {
  let history: GitHistory

  /// `YYYY-MM-DD`; `nil` when nobody knows. A lab is as new as the newest of its files.
  func updated(_ page: Page) -> String? {
    if case .lab(let lab) = page.content {
      let files = ["\(lab.folder)/lab.yml"] + lab.steps.map(\.file)
      return files.compactMap { history.days[$0] }.max()
    }
    guard let note = page.note else { return nil }
    return note.updated ?? note.date ?? history.days[note.file]
  }
}

extension Page {
  /// Whether it has files of its own that change.
  var isDated: Bool {
    if case .lab = content { return true }
    return note != nil
  }
}
