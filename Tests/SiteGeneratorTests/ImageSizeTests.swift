import Testing

@testable import SiteGenerator

@Suite struct ImageSizeTests {
  @Test func `the size is read from the first bytes of each format`() {
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 1, 0, 0, 0, 0, 200]
    let gif = Array("GIF89a".utf8) + [44, 1, 100, 0]
    let jpeg: [UInt8] = [
      0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0, 50, 0, 70, 3, 1,
    ]
    let webp =
      Array("RIFF\0\0\0\0WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0] + [99, 0, 0, 49, 0, 0, 0, 0]
    let svg = Array("<?xml?><svg viewBox=\"0 0 24 12.4\" >".utf8)
    #expect(ImageSize(of: png).map { [$0.width, $0.height] } == [256, 200])
    #expect(ImageSize(of: gif).map { [$0.width, $0.height] } == [300, 100])
    #expect(ImageSize(of: jpeg).map { [$0.width, $0.height] } == [70, 50])
    #expect(ImageSize(of: webp).map { [$0.width, $0.height] } == [100, 50])
    #expect(ImageSize(of: svg).map { [$0.width, $0.height] } == [24, 12])
  }

  @Test(arguments: [
    "", "GIF8", "<svg width=\"nan\" height=\"1e99\">", "<svg width=\"-1e300\" height=\"2\">",
    "plain",
    "<svg viewBox=\"0 0 nan inf\">", "\u{89}PNG",
  ])
  func `what cannot be measured has no size`(text: String) {
    #expect(ImageSize(of: Array(text.utf8)) == nil)
    #expect(ImageSize(of: [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xE0, 0, 0, 0]) == nil)
  }
}
