import CourseModel
import Incremental

/// What becomes of a site when texts of notes are new and nothing else is.
struct SiteEdit {
  var pages: [(page: Int, record: PageRecord)] = []

  /// As in ``SiteMemory``, where there is something new.
  var answers: [String: Fingerprint] = [:]
  var files: [String: Fingerprint] = [:]
}

extension SiteBuild {
  /// Lays out in `staging` what is new. `nil` when it is more than the pages of these notes, and what
  /// search, feeds and lists say of them.
  func edit(
    _ notes: [Note], _ staging: StagingFolder, _ outlines: [SearchDocument]
  ) throws -> SiteEdit? {
    var edit = SiteEdit()
    var tools = PageTools(language: map.course.language)
    for note in notes {
      guard let page = map.places[note.file]?.page, let content = content(of: page, with: note),
        let known = memory.pages[map.pages[page].address]
      else { return nil }
      if writer.source(of: page, content: content) == known.source { continue }
      let outcome = try render(page, content: content, &tools, staging)
      guard try concernsNoOther(outcome, than: page, known) else { return nil }
      edit.pages.append((page, outcome.record))
      for path in outcome.lookups where memory.answers[path] == nil {
        edit.answers[path] = writer.resolver.answer(for: path)
      }
    }
    guard let patched = try patchedFiles(edit.pages, among: outlines) else { return nil }
    for file in patched.map({ SiteFile($0.key, $0.value) }) + changedDescriptions(edit) {
      let content = Fingerprint(of: file.bytes)
      if memory.files[file.address] == content { continue }
      edit.files[file.address] = content
      try staging.write(file.bytes, to: file.address)
    }
    return edit
  }

  /// Those that say what pages are about, when one of these pages says something else now.
  private func changedDescriptions(_ edit: SiteEdit) -> [SiteFile] {
    let isSame = edit.pages.allSatisfy { page, record in
      memory.pages[map.pages[page].address]?.description == record.description
    }
    guard !isSame else { return [] }
    var descriptions = map.pages.map { memory.pages[$0.address]?.description ?? "" }
    for (page, record) in edit.pages { descriptions[page] = record.description }
    return describingFiles(
      descriptions, carried: Set(memory.leaks.keys.map(LinkResolver.address(ofFile:))))
  }

  private func content(of page: Int, with note: Note) -> Page.Content? {
    switch map.pages[page].content {
    case .note(let known) where known.file == note.file: return .note(note)
    case .section(let section) where section.index?.file == note.file:
      return .section(
        Section(
          id: section.id, title: section.title, order: section.order, index: note,
          notes: section.notes))
    default: return nil
    }
  }

  /// Whether the page alone is new: it has no mistake, every id that others may lead to is still
  /// there, and so is what it leads to.
  private func concernsNoOther(
    _ outcome: PageOutcome, than page: Int, _ known: PageRecord
  ) throws -> Bool {
    let new = outcome.record
    let anchors = try new.details().anchors
    guard !new.diagnostics.contains(where: { $0.severity == .error }), new.files == known.files,
      try known.details().anchors.isSubset(of: anchors)
    else { return false }
    return try outcome.findings?.anchorLinks.allSatisfy { link in
      let ids =
        link.page == page
        ? anchors : try memory.pages[map.pages[link.page].address]?.details().anchors ?? []
      return ids.contains(Fingerprint(of: link.fragment))
    } ?? false
  }
}
