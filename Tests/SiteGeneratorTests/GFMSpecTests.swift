import CourseModel
import Foundation
import Testing

@testable import SiteGenerator

/// The examples of GitHub's own specification, which `bin/test` fetches. Where our pages differ on
/// purpose is in ``KnowingDifferences``; everything else must be equal.
@Suite(.enabled(if: SpecExample.all.count > 0, "bin/test fetches GitHub's specification"))
struct GFMSpecTests {
  @Test func `the whole specification is read`() {
    #expect(SpecExample.all.count > 600)
  }

  @Test(arguments: SpecExample.all)
  func `an example of the specification gives its HTML`(example: SpecExample) throws {
    guard KnowingDifferences.examples[example.number] == nil else { return }
    let page = try Rendering(example.markdown)
    let tree = try #require(MarkdownTree(example.markdown))
    let title = page.prose.title.map { "<h1>\(String(decoding: $0.html, as: UTF8.self))</h1>\n" }
    let ours = (title ?? "") + page.html
    if tree.hasRawHTML {
      #expect(KnowingDifferences.text(of: ours) == KnowingDifferences.text(of: example.html))
    } else {
      #expect(KnowingDifferences.body(of: ours) == KnowingDifferences.body(of: example.html))
      #expect(tree.addresses == KnowingDifferences.addresses(in: example.html))
    }
  }

  @Test(arguments: KnowingDifferences.examples.keys.sorted())
  func `an example that differs as a whole still differs`(number: Int) throws {
    let example = SpecExample.all[number - 1]
    let page = try Rendering(example.markdown)
    #expect(
      KnowingDifferences.body(of: page.html) != KnowingDifferences.body(of: example.html)
        || MarkdownTree(example.markdown)?.addresses
          != KnowingDifferences.addresses(in: example.html)
    )
  }
}

/// One numbered example: Markdown, and the HTML that it stands for.
struct SpecExample: Sendable, CustomTestStringConvertible {
  let number: Int
  let markdown: String
  let html: String

  var testDescription: String { "example \(number)" }

  /// Empty where the specification was not fetched.
  static let all: [SpecExample] = {
    let file = URL(fileURLWithPath: Fixtures.siteFolder).deletingLastPathComponent()
      .appendingPathComponent(".labs/spec/gfm.txt").path
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    let fence = String(repeating: "`", count: 32)
    let parts = text.components(separatedBy: "\n\(fence) example").dropFirst()
    return parts.enumerated().map { index, part in
      let lines = part.components(separatedBy: "\n").dropFirst()
      let example = lines.prefix { $0 != fence }.joined(separator: "\n") + "\n"
      let halves = example.replacingOccurrences(of: "→", with: "\t")
        .components(separatedBy: "\n.\n")
      return SpecExample(
        number: index + 1, markdown: halves[0] + "\n",
        html: halves.count > 1 ? halves[1] : "")
    }
  }()
}

extension MarkdownTree {
  fileprivate var hasRawHTML: Bool {
    var has = false
    walk { node, _ in if node.kind == .rawBlock || node.kind == .rawInline { has = true } }
    return has
  }

  /// Of links and pictures, as the page would write them. What stands inside a picture is its
  /// alternative text.
  fileprivate var addresses: [String] {
    var addresses: [String] = []
    var picture: MarkdownNode?
    walk { node, event in
      if event == .leave, node == picture { picture = nil }
      guard event == .enter, picture == nil, node.kind == .link || node.kind == .image else {
        return
      }
      if node.kind == .image { picture = node }
      var writer = HTMLWriter()
      writer.address(node.address)
      addresses.append(String(decoding: writer.bytes, as: UTF8.self))
    }
    return addresses
  }
}
