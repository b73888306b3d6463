import CourseModel
import Incremental

extension SiteBuild {
  /// The files of the search index, but for the pages': those that are made, and those that stay.
  func searchFiles(
    _ pages: [PageOutcome], _ site: PublishedFiles
  ) throws -> (made: [SiteFile], kept: [String]) {
    let all = search.addresses
    if memory.key == key, memory.numbers == numbers,
      all.allSatisfy({ memory.files[$0] != nil && site.isAsLeft($0) }),
      let patched = try patchedFiles(pages)
    {
      return (
        patched.map { SiteFile($0.key, $0.value) }, all.filter { patched[$0] == nil }
      )
    }
    let files = try search.files(pages.map { try $0.record.document() }, workers: workers.count)
    return (files.map { SiteFile($0.address, $0.bytes) }, [])
  }

  /// When many pages changed, a new index costs less than patches.
  private static let mostPatches = 20

  /// By address; `nil` when the index has to be made anew.
  private func patchedFiles(_ pages: [PageOutcome]) throws -> [String: [UInt8]]? {
    let changed = pages.indices.filter { !pages[$0].isKept }
    guard changed.count <= Self.mostPatches else { return nil }
    guard !changed.isEmpty else { return [:] }
    return try knownPages.flatMap { known in
      try patchedFiles(
        changed.map { ($0, pages[$0].record) }, among: known.map(\.outlineOfDocument))
    }
  }

  /// The same when all other pages are as the last build left them. Of those a patch needs no more
  /// than the `outlines`.
  func patchedFiles(
    _ changed: [(page: Int, record: PageRecord)], among outlines: [SearchDocument]
  ) throws -> [String: [UInt8]]? {
    guard let folder = request.folder else { return nil }
    var files: [String: [UInt8]] = [:]
    var documents = outlines
    for (page, _) in changed {
      guard let known = memory.pages[map.pages[page].address] else { return nil }
      documents[page] = try known.document()
    }
    for (page, record) in changed {
      let old = documents[page]
      documents[page] = try record.document()
      let patch = search.patch(page: page, from: old, in: documents) { address in
        files[address] ?? fileBytes(of: "\(folder)/\(address)")
      }
      guard let patch else { return nil }
      for file in patch { files[file.address] = file.bytes }
    }
    return files
  }

  /// The files that results are shown from have their page's number: a page that is kept and has
  /// another number now has a file that only needs another name.
  func moveSearchPages(_ pages: [PageOutcome], _ staging: StagingFolder) throws {
    guard memory.outline != outline, let folder = request.folder else { return }
    let moved = map.pages.indices.filter {
      pages[$0].isKept && memory.numbers[map.pages[$0].address] != $0
    }
    _ = try workers.results(moved.count) { index in
      let page = moved[index]
      guard let number = memory.numbers[map.pages[page].address],
        let bytes = fileBytes(of: "\(folder)/\(SearchLayout.address(ofPage: number))")
      else {
        throw LabsError(
          .environmentNotReady, "A file in “\(folder)” is gone while the site is built.",
          hint: "Try again.")
      }
      try staging.write(bytes, to: SearchLayout.address(ofPage: page))
    }
  }

  private var numbers: [String: Int] {
    Dictionary(uniqueKeysWithValues: map.pages.enumerated().map { ($1.address, $0) })
  }
}

extension SearchIndex {
  /// Of all files but those of the pages.
  fileprivate var addresses: [String] {
    [SearchLayout.index] + (0..<layout.chunks).map(SearchLayout.address(ofChunk:))
      + SearchVocabulary.lengths.map(SearchLayout.address(ofWords:))
  }
}
