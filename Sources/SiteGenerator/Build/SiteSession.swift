public import CourseModel
import Incremental

/// A site that was built by this process, and can be changed in place.
public struct SiteSession: Sendable {
  private var build: SiteBuild

  /// Of the last build or edit.
  private var report: BuildReport

  /// What an edit needs of all pages, so that it need not look at each of them: for the search index,
  /// and what was found on them and beside them.
  private var outlines: [SearchDocument]
  private var found: [Int: [Diagnostic]] = [:]
  private let foundBeside: [Diagnostic]

  init(_ build: SiteBuild, _ report: BuildReport) throws {
    self.build = build
    self.report = report
    let pages = report.isPublished ? build.knownPages ?? [] : []
    outlines = pages.map(\.outlineOfDocument)
    foundBeside =
      pages.isEmpty ? [] : try build.diagnosticsBesidePages(pages, build.memory.leaks)
    for (number, page) in pages.enumerated() where !page.diagnostics.isEmpty {
      found[number] = page.diagnostics
    }
  }

  public var memory: SiteMemory {
    get { build.memory }
    set { build.memory = newValue }
  }

  /// Renders the pages of notes whose texts alone are new, and puts them into the site. Does not look
  /// at anything else: that is for a process that hears of every change. `nil`, and nothing is done,
  /// when more would have to change than these pages.
  public mutating func edit(_ notes: [Note]) throws -> BuildReport? {
    let start = ContinuousClock.now
    guard report.isPublished, let folder = build.request.folder,
      build.isAsLeft([StagingFolder.marker], in: folder)
    else { return nil }
    let staging = try StagingFolder(for: folder)
    // Nothing is left of it once it was merged.
    defer { staging.discard() }
    guard let edit = try build.edit(notes, staging, outlines),
      build.isAsLeft(staging.files, in: folder)
    else { return nil }
    try staging.merge(removing: [])
    let growth = apply(edit, staging.files, in: folder)
    report = BuildReport(
      pages: report.pages, rendered: edit.pages.map { build.map.pages[$0.page].address },
      bytes: report.bytes + growth,
      diagnostics: Set(foundBeside + found.values.flatMap(\.self)).sorted(),
      remarks: report.remarks, duration: .now - start, isSound: true,
      isPublished: true)
    return report
  }

  /// Returns by how many bytes the site grew.
  private mutating func apply(_ edit: SiteEdit, _ files: Set<String>, in folder: String) -> Int {
    for (page, record) in edit.pages {
      build.memory.pages[build.map.pages[page].address] = record
      outlines[page] = record.outlineOfDocument
      found[page] = record.diagnostics
    }
    build.memory.answers.merge(edit.answers) { $1 }
    build.memory.files.merge(edit.files) { $1 }
    var growth: Int64 = 0
    for file in files {
      growth -= build.memory.site[file]?.size ?? 0
      build.memory.site[file] = FileStamp(of: "\(folder)/\(file)")
      growth += build.memory.site[file]?.size ?? 0
    }
    return Int(growth)
  }
}

extension SiteBuild {
  /// Whether these files of the site are as the last build left them.
  fileprivate func isAsLeft(_ files: some Sequence<String>, in folder: String) -> Bool {
    files.allSatisfy { file in
      guard let left = memory.site[file], let stamp = FileStamp(of: "\(folder)/\(file)") else {
        return false
      }
      return left.hasContent(of: stamp)
    }
  }
}
