import Foundation
import Testing

@testable import SiteServer

@Suite struct FileDigestsTests {
  @Test func `a file that changes at once has another digest at once`() throws {
    let folder = try SiteFolder()
    defer { folder.remove() }
    let site = ServedFolder(folder.path)
    var digests: Set<String> = []
    for number in 0..<100 {
      try folder.write("\(1000 + number)", to: "site/digits.txt")
      guard case .file(let file) = site.find("/digits.txt") else { continue }
      digests.insert(site.digest(of: file))
    }
    #expect(digests.count == 100)
  }

  @Test func `a file that stays the same keeps its digest under another name`() throws {
    let folder = try SiteFolder()
    defer { folder.remove() }
    let site = ServedFolder(folder.path)
    func digest(_ address: String) throws -> String {
      guard case .file(let file) = site.find(address) else { throw RawClient.Failure() }
      return site.digest(of: file)
    }
    let first = try digest("/digits.txt")
    try FileManager.default.moveItem(
      atPath: "\(folder.path)/digits.txt", toPath: "\(folder.path)/numbers.txt")
    #expect(try digest("/numbers.txt") == first)
  }
}
