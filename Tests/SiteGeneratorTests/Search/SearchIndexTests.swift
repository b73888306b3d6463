import Testing

@testable import SiteGenerator

@Suite struct SearchIndexTests {
  @Test func `postings are read as they were written`() throws {
    var random = RandomNumbers(state: 7)
    for _ in 0..<200 {
      var page = -1
      let entries = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        page += Int.random(in: 1...(1 << Int.random(in: 0...16, using: &random)), using: &random)
        return (page: page, level: UInt8.random(in: 0...7, using: &random))
      }
      var postings = Postings()
      for entry in entries { postings.add(page: entry.page, level: entry.level) }
      let read = try #require(Postings.read(postings.bytes[...]))
      #expect(read.map(\.page) == entries.map(\.page))
      #expect(read.map(\.level) == entries.map(\.level))
    }
    #expect(Postings.read(Array("~".utf8)[...]) == nil)
  }

  @Test(arguments: [1, 3, 8])
  func `the files do not depend on the number of workers`(workers: Int) throws {
    var random = RandomNumbers(state: 1)
    let documents = (0..<300).map { _ in Self.document(&random) }
    let index = Self.index(of: documents.count)
    #expect(
      try Self.table(index.files(documents, workers: workers))
        == Self.table(index.files(documents, workers: 2)))
  }

  @Test(arguments: [3, 70, 300])
  func `a patched index equals one that is made anew`(pages: Int) throws {
    var random = RandomNumbers(state: UInt64(pages))
    let index = Self.index(of: pages)
    var documents = (0..<pages).map { _ in Self.document(&random) }
    var files = try Self.table(index.files(documents))
    for _ in 0..<60 {
      let page = Int.random(in: 0..<pages, using: &random)
      let old = documents[page]
      documents[page] =
        Bool.random(using: &random) ? Self.document(&random) : Self.edited(old, &random)
      let patch = try #require(
        index.patch(page: page, from: old, in: documents) { files[$0] })
      for file in patch { files[file.address] = file.bytes }
      let anew = try Self.table(index.files(documents))
      try #require(files == anew)
    }
  }

  @Test func `an edit of one word changes the files of that word alone`() throws {
    var random = RandomNumbers(state: 3)
    var documents = (0..<200).map { _ in Self.document(&random) }
    let index = Self.index(of: documents.count)
    let files = try Self.table(index.files(documents))
    let old = documents[7]
    documents[7] = SearchDocument(
      terms: old.terms + [0, 5] + Array("zebra".utf8), length: old.length)
    let patch = try #require(index.patch(page: 7, from: old, in: documents) { files[$0] })
    #expect(patch.count == 2)
    #expect(patch.allSatisfy { String(decoding: $0.bytes, as: UTF8.self).contains("zebra") })
  }

  @Test(arguments: ["", "labs.search.add(\"other\",\"a !\")\n", "gone"])
  func `a damaged file is not patched`(text: String) throws {
    var random = RandomNumbers(state: 3)
    let documents = [Self.document(&random), Self.document(&random)]
    let patch = Self.index(of: 2).patch(
      page: 1, from: Self.document(&random), in: documents
    ) { _ in text == "gone" ? nil : Array(text.utf8) }
    #expect(patch == nil)
  }

  @Test func `an edit keeps the version, a new page changes it`() {
    let layout = SearchLayout(addresses: ["a.html", "b.html"])
    #expect(layout.version == SearchLayout(addresses: ["a.html", "b.html"]).version)
    #expect(layout.version != SearchLayout(addresses: ["a.html", "b.html", "c.html"]).version)
  }

  @Test func `files stay small when the site grows`() {
    #expect(Self.index(of: 10).layout.chunks == 16)
    #expect(Self.index(of: 1000).layout.chunks == 256)
    #expect(Self.index(of: 10_000).layout.chunks == 2048)
  }

  private static func index(of pages: Int) -> SearchIndex {
    SearchIndex(layout: SearchLayout(addresses: (0..<pages).map { "\($0).html" }), language: "en")
  }

  private static func table(_ files: [SearchIndex.File]) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: files.map { ($0.address, $0.bytes) })
  }

  /// A page of words that others have too, and of some that only it has.
  private static func document(_ random: inout RandomNumbers) -> SearchDocument {
    var terms: [[UInt8]: [UInt8]] = [:]
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let number = Int.random(in: 0..<(1 << Int.random(in: 0...9, using: &random)), using: &random)
      let isCompound = Bool.random(using: &random)
      let name = words[number % words.count] + (number > 400 ? Array("é\(number)".utf8) : [])
      let level = UInt8.random(in: 0...7, using: &random)
      terms[name + [isCompound ? 1 : 0]] = [level | (isCompound ? 8 : 0), UInt8(name.count)] + name
    }
    return SearchDocument(
      terms: Array(terms.values.joined())[...], length: UInt8.random(in: 0...3, using: &random))
  }

  private static func edited(_ document: SearchDocument, _ random: inout RandomNumbers)
    -> SearchDocument
  {
    var terms: ArraySlice<UInt8> = []
    document.forEachTerm { term, isCompound, level in
      guard Int.random(in: 0..<10, using: &random) > 0 else { return }
      let other = Int.random(in: 0..<10, using: &random) > 0 ? level : (level + 1) % 8
      terms += [other | (isCompound ? 8 : 0), UInt8(term.count)] + term
    }
    return SearchDocument(terms: terms, length: document.length)
  }

  private static let words = (0..<240).map { number in
    Array("\(["task", "role", "retention", "税金", "id\(number)", "con"][number % 6])".utf8)
      + (0..<(number / 30)).map { UInt8(ascii: "a") + UInt8((number * 7 + $0) % 26) }
  }
}
