import Foundation
import Testing

@testable import SiteGenerator

@Suite struct TermScannerTests {
  /// `text<tab>terms`, a full stop before each compound. test_search.py holds the page's script to
  /// the same lines.
  static let lines = try? String(
    contentsOfFile: "\(Fixtures.folder)/search/terms.txt", encoding: .utf8
  ).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }

  @Test func `words are cut as the fixture says`() throws {
    for line in try #require(Self.lines) {
      let terms = Self.terms(line[0], as: .heading).map(\.name)
      #expect(terms.sorted() == line[1].components(separatedBy: " ").sorted(), "\(line[0])")
    }
  }

  @Test func `stop words and single letters count in headings only`() {
    #expect(Self.terms("What is it? A task", as: .text).map(\.name) == ["task"])
    #expect(Self.terms("What is C?", as: .heading).map(\.name) == ["what", "is", "c"])
    #expect(Self.terms("the", as: .text, language: "de").map(\.name) == ["the"])
  }

  @Test func `a term's level says how much the page is about it`() {
    let text = "once twice twice " + String(repeating: "often ", count: 6)
    let terms = Self.terms(text, as: .text)
    #expect(terms.map(\.level) == [0, 1, 3])
    #expect(Self.terms("roles", as: .heading).map(\.level) == [4])
    #expect(Self.terms("roles", as: .title).map(\.level) == [6])
  }

  @Test func `digests and keys are no terms`() {
    #expect(Self.terms(String(repeating: "abc1", count: 16), as: .text).isEmpty)
  }

  @Test func `a page with many terms has each of them once`() {
    let words = (0..<5000).map { "word\($0)" }
    let terms = Self.terms((words + words).joined(separator: " "), as: .text)
    #expect(terms.map(\.name) == words)
  }

  static func terms(
    _ text: String, as field: TermCounter.Field, language: String = "en"
  ) -> [(name: String, level: UInt8)] {
    var scanner = TermScanner(language: language)
    var text = text
    text.withUTF8 { scanner.scan($0, as: field) }
    return scanner.takeDocument().names
  }
}

extension SearchDocument {
  var names: [(name: String, level: UInt8)] {
    var names: [(String, UInt8)] = []
    forEachTerm { term, isCompound, level in
      names.append(((isCompound ? "." : "") + String(decoding: term, as: UTF8.self), level))
    }
    return names
  }
}
