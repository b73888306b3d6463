import Foundation
import Testing

@testable import SiteServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ReplyBodyTests {
  private func digits(_ body: (SiteFolder, ServedFile) throws -> Void) throws {
    let folder = try SiteFolder()
    defer { folder.remove() }
    guard case .file(let file) = ServedFolder(folder.path).find("/digits.txt") else {
      throw RawClient.Failure()
    }
    try body(folder, file)
  }

  @Test func `a part of a part is counted from the part's beginning`() throws {
    try digits { _, file in
      var part = ReplyBody.part(of: file, 2..<8)[1..<4]
      #expect(part.count == 3)
      #expect(part.next() == Array("345".utf8))
      #expect(part.count == 0)
    }
  }

  @Test func `a file that was given is open no longer`() throws {
    let folder = try SiteFolder()
    defer { folder.remove() }
    let site = ServedFolder(folder.path)
    weak var open: ServedFile?
    func whole() -> ReplyBody {
      guard case .file(let file) = site.find("/digits.txt") else { return .bytes([]) }
      open = file
      return .part(of: file, 0..<file.size)
    }
    var body = whole()
    #expect(open != nil)
    #expect(body.next().count == 10)
    #expect(open == nil)
  }

  @Test func `of a file that has become shorter nothing more is given`() throws {
    try digits { folder, file in
      var whole = ReplyBody.part(of: file, 0..<10)
      truncate("\(folder.path)/digits.txt", 5)
      #expect(whole.next() == [])
    }
  }
}
