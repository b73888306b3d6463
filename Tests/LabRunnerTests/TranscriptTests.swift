import Foundation
import Testing

@testable import LabRunner

@Suite struct TranscriptTests {
  @Test func `shows whole characters, wherever the bytes are split`() {
    let text = "aé€😀\nz"
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      let (transcript, shown) = transcript()
      transcript.add(.standardOutput, Array(bytes[..<cut]))
      transcript.add(.standardOutput, Array(bytes[cut...]))
      transcript.endScript()

      #expect(shown.texts.joined() == text)
      #expect(transcript.text == text)
    }
  }

  @Test func `shows bytes that are not UTF-8, at the latest when the script has ended`() {
    let (transcript, shown) = transcript()
    transcript.add(.standardError, [0x61, 0xff, 0x62, 0xc3])
    #expect(shown.texts.joined() == "a\u{fffd}b")
    transcript.endScript()
    #expect(shown.texts.joined() == "a\u{fffd}b\u{fffd}")
  }

  @Test func `masks what is split between pieces, and does not mix the two outputs`() {
    let (transcript, shown) = transcript(secrets: ["hunter22"])
    transcript.add(.standardOutput, Array("x hunt".utf8))
    transcript.add(.standardError, Array("error\n".utf8))
    transcript.add(.standardOutput, Array("er22 y\n".utf8))
    transcript.endScript()

    #expect(shown.texts == ["x ", "error\n", "**** y\n"])
    #expect(transcript.text == "x error\n**** y\n")
  }

  @Test func `an excerpt keeps both ends and says how much is left out`() {
    var excerpt = Excerpt(limit: 4)
    for piece in ["ab", "cdefgh", "ijklmnop", "q"] { excerpt.append(Array(piece.utf8)) }

    #expect(excerpt.text == "abcd\n… 9 bytes left out …\nnopq")
    #expect(excerpt.omitted == 9)
  }

  @Test(arguments: ["", "abc", "abcdefgh"]) func `an excerpt of what is short is all of it`(
    _ text: String
  ) {
    var excerpt = Excerpt(limit: 4)
    for byte in text.utf8 { excerpt.append([byte]) }

    #expect(excerpt.text == text)
    #expect(excerpt.omitted == 0)
  }

  private func transcript(secrets: [String] = []) -> (Transcript, Shown) {
    let shown = Shown()
    return (Transcript(Redactor(secrets: secrets)) { shown.add($1) }, shown)
  }
}

private final class Shown: @unchecked Sendable {
  private let lock = NSLock()
  private var added: [String] = []

  var texts: [String] { lock.withLock { added } }

  func add(_ text: String) {
    lock.withLock { added.append(text) }
  }
}
