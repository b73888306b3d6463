import CourseModel
import Foundation
import GRDB
import Testing

@testable import ProgressStore

/// Opening a file only to look at it.
@Suite struct LookingTests {
  @Test func `sees what was recorded, and leaves every file as it was`() throws {
    let folder = try TemporaryFolder()
    try store(in: folder).add(attempt(step: "a"), .passed)
    let before = try files(folder)
    let store = try #require(try ProgressStore(lookingAt: folder.database))

    #expect(try store.state(of: slug("a"), in: slug("week6"), on: .emulated).standing == .passed)
    #expect(throws: LabsError.self) { try store.begin(attempt(step: "a")) }
    #expect(try files(folder) == before)
  }

  @Test func `sees what a program that is at work has recorded`() throws {
    let folder = try TemporaryFolder()
    let atWork = try store(in: folder)
    try atWork.add(attempt(step: "a"), .passed)
    let store = try #require(try ProgressStore(lookingAt: folder.database))

    try atWork.add(attempt(step: "b"), .passed)
    #expect(try store.states(of: slug("week6"), on: .emulated).count == 2)
  }

  @Test func `a copy in memory can be changed, is up to date, and leaves every file as it was`()
    throws
  {
    let folder = try TemporaryFolder()
    try makePrivateFolder(folder.path + "/.labs")
    let old = try DatabaseQueue(path: folder.database)
    try Schema.bringUpToDate(old, path: folder.database, to: 1)
    try old.close()
    let before = try files(folder)
    let copy = try #require(try ProgressStore(lookingAt: folder.database)).copiedToMemory()
    try copy.add(attempt(step: "a"), .passed)

    #expect(try copy.state("a").standing == .passed && copy.ledger().isEmpty)
    #expect(try files(folder) == before)
  }

  @Test func `makes no file where there is none`() throws {
    let folder = try TemporaryFolder()
    let store = try ProgressStore(lookingAt: folder.database)

    #expect(store == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  /// The content of each, by name.
  private func files(_ folder: TemporaryFolder) throws -> [String: Data] {
    let path = folder.path + "/.labs/"
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: path + $0) ?? Data())
      })
  }
}
