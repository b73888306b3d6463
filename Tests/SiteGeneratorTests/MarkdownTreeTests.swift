import Dispatch
import Synchronization
import Testing

@testable import SiteGenerator

@Suite struct MarkdownTreeTests {
  /// cmark-gfm keeps the special characters of its extensions in one table for the process. Parsing
  /// on two threads without care gives some pages without links and strikethrough.
  @Test func `many threads parse as one does`() throws {
    let texts = (0..<64).map(SiteGeneratorTests.manifold)
    let serial = try texts.map { try #require(MarkdownTree($0)).outline }
    #expect(serial[0].contains("strikethrough"))
    #expect(serial[0].contains("http://www.example.com"))
    let outlines = Mutex([String](repeating: "", count: 512))
    DispatchQueue.concurrentPerform(iterations: 512) { index in
      let outline = MarkdownTree(texts[index % 64])?.outline ?? ""
      outlines.withLock { $0[index] = outline }
    }
    for (index, outline) in outlines.withLock({ $0 }).enumerated() {
      #expect(outline == serial[index % 64])
    }
  }

  #if os(Linux)
    @Test func `no thread waits for another one's parsing`() {
      _ = MarkdownTree("~~a~~")
      #expect(SpecialCharacters.stay)
    }
  #endif

  @Test func `no input that is deep or odd upsets the parser`() {
    let inputs = [
      "", "\u{0}", String(repeating: "[", count: 20_000), String(repeating: "*a_", count: 5_000),
      String(repeating: "`", count: 10_000), "[^a]: [^a]", "| |\n|-", "\u{FFFD}\u{202E}",
      String(repeating: "![", count: 5_000) + String(repeating: "](x)", count: 5_000),
    ]
    for input in inputs { #expect(MarkdownTree(input) != nil) }
  }
}

extension MarkdownTree {
  /// Kinds, texts and addresses of all nodes.
  fileprivate var outline: String {
    var outline = ""
    walk { node, event in
      guard event == .enter else { return }
      outline += "\(node.kind) \(node.literalText) \(node.address)\n"
    }
    return outline
  }
}
