extension SearchIndex {
  /// The files of the index that change when one page does, as ``files(_:workers:)`` would make them.
  ///
  /// - Parameters:
  ///   - documents: Of all pages, the changed one included.
  ///   - previous: The bytes of a file of the index as it was.
  /// - Returns: `nil` when a file is not what it should be; all files are then to be made anew.
  func patch(
    page: Int, from old: SearchDocument, in documents: [SearchDocument],
    previous: (_ address: String) -> [UInt8]?
  ) -> [File]? {
    let new = documents[page]
    var files: [File] = []
    if old.length != new.length { files.append(head(lengths: documents.map(\.length))) }
    var words = WordChanges()
    for (chunk, changes) in TermChanges(from: old, to: new).byChunk(layout) {
      let address = SearchLayout.address(ofChunk: chunk)
      guard let content = previous(address).flatMap(self.content),
        let patched = ChunkPatch(page: page, changes: changes).apply(to: content, &words)
      else { return nil }
      files.append(file(ofChunk: chunk, content: patched))
    }
    for (length, change) in words.byLength {
      let address = SearchLayout.address(ofWords: length)
      guard let content = previous(address).flatMap(self.content) else { return nil }
      let kept = content.split(separator: Self.space).map(Array.init)
        .filter { !change.removed.contains($0) }
      files.append(
        file(
          ofWords: length, (kept + change.added).sorted { $0.lexicographicallyPrecedes($1) }))
    }
    return files
  }

  /// What is between the quotes of a file of terms or words.
  private func content(of file: [UInt8]) -> ArraySlice<UInt8>? {
    let empty = script([])
    guard file.count >= empty.count, file.starts(with: empty.dropLast(3)),
      file.suffix(3).elementsEqual(empty.suffix(3))
    else { return nil }
    return file[(empty.count - 3)..<(file.count - 3)]
  }

  static let space = UInt8(ascii: " ")
}

/// The terms of a page that come, go, or change their level.
struct TermChanges {
  /// By the term's name: its new level, `nil` for a term that goes.
  private var levels: [[UInt8]: UInt8?] = [:]

  init(from old: SearchDocument, to new: SearchDocument) {
    var before: [[UInt8]: UInt8] = [:]
    old.forEachTerm { term, isCompound, level in
      before[SearchTerm(term, isCompound: isCompound).name] = level
    }
    new.forEachTerm { term, isCompound, level in
      let name = SearchTerm(term, isCompound: isCompound).name
      if before.removeValue(forKey: name) != level { levels[name] = .some(level) }
    }
    for name in before.keys { levels[name] = .some(nil) }
  }

  /// In the order of the chunks, and in each in the order of its terms.
  func byChunk(_ layout: SearchLayout) -> [(Int, [ChunkPatch.Change])] {
    var chunks: [Int: [ChunkPatch.Change]] = [:]
    for (name, level) in levels {
      let chunk = name.withUnsafeBufferPointer { name in
        let isCompound = name.first == UInt8(ascii: ".")
        let letters = UnsafeBufferPointer(rebasing: name.dropFirst(isCompound ? 1 : 0))
        return layout.chunk(of: letters, isCompound: isCompound)
      }
      chunks[chunk, default: []].append(ChunkPatch.Change(name: name, level: level))
    }
    return chunks.sorted { $0.key < $1.key }.map { chunk, changes in
      (chunk, changes.sorted { $0.name.lexicographicallyPrecedes($1.name) })
    }
  }
}
