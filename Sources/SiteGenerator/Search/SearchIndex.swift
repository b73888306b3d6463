import Incremental

/// The index of a site: which pages have which terms, cut into files that are small enough to be
/// loaded one by one while a reader types.
struct SearchIndex: Sendable {
  typealias File = (address: String, bytes: [UInt8])

  let layout: SearchLayout

  /// The course's, as in `<html lang>`.
  let language: String

  /// All files of the index but those of the pages. `documents` are by the pages' numbers.
  ///
  /// Takes about 20 µs per page. The files do not depend on `workers`.
  func files(_ documents: [SearchDocument], workers: Int = 2) throws -> [File] {
    var slices = 1
    while slices < workers { slices *= 2 }
    let count = slices
    let parts = try Workers(workers).results(count) { number in
      var slice = SearchIndexSlice(layout: layout, number: number, of: count)
      for (page, document) in documents.enumerated() { slice.add(document, page: page) }
      return slice.content()
    }
    let chunks = parts.flatMap(\.chunks).map { file(ofChunk: $0, content: $1) }
    return [head(lengths: documents.map(\.length))] + chunks + words(parts.flatMap(\.words))
  }

  /// `labs.search.add("5f0c…",16,2,"en","BACA")`: what has to be known before a term is looked
  /// for. The last is each page's length.
  func head(lengths: [UInt8]) -> File {
    var script = ScriptWriter(capacity: lengths.count + 64)
    script.markup("labs.search.add(")
    script.text(layout.version)
    script.markup(",")
    script.number(layout.chunks)
    script.markup(",")
    script.number(layout.prefix)
    script.markup(",")
    script.text(language)
    script.markup(",\"")
    script.raw(lengths.map { $0 + UInt8(ascii: "@") })
    script.markup("\")\n")
    return (SearchLayout.index, script.bytes)
  }

  /// `labs.search.add("5f0c…",".retentionindays 5! retention !#")`: terms in order, each with its
  /// ``Postings``; a full stop marks a compound.
  func file(ofChunk chunk: Int, content: [UInt8]) -> File {
    (SearchLayout.address(ofChunk: chunk), script(content))
  }

  private func words(_ words: [[UInt8]]) -> [File] {
    let byLength = Dictionary(grouping: words, by: SearchVocabulary.length)
    return SearchVocabulary.lengths.map { length in
      file(ofWords: length, (byLength[length] ?? []).sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  /// `labs.search.add("5f0c…","container retention")`: for finding what a mistyped word meant.
  func file(ofWords length: Int, _ words: [[UInt8]]) -> File {
    let content = Array(words.joined(separator: " ".utf8))
    return (SearchLayout.address(ofWords: length), script(content))
  }

  func script(_ content: [UInt8]) -> [UInt8] {
    var script = ScriptWriter(capacity: content.count + 64)
    script.markup("labs.search.add(")
    script.text(layout.version)
    script.markup(",\"")
    script.raw(content)
    script.markup("\")\n")
    return script.bytes
  }
}
