import CourseModel
import Foundation
import Testing

@testable import ProgressStore

@Suite struct LabLockTests {
  @Test func `the second one is told who holds the lab`() throws {
    let folder = try TemporaryFolder()
    let lab = try slug("week6")
    let held = try LabLock(
      lab, in: folder.path, command: "labs run week6",
      now: Timestamp(milliseconds: 1_700_000_000_000))
    let error = #expect(throws: LabsError.self) {
      try LabLock(lab, in: folder.path, command: "labs clean week6")
    }
    withExtendedLifetime(held) {}

    #expect(error?.code == .environmentNotReady)
    #expect(
      error?.message.hasPrefix(
        "The lab “week6” is held by “labs run week6” (process \(getpid()), since 2023-11-1") == true
    )
  }

  @Test func `another lab is free, and so is this one afterwards`() throws {
    let folder = try TemporaryFolder()
    let lab = try slug("week6")
    do {
      let held = try LabLock(lab, in: folder.path, command: "labs run week6")
      _ = try LabLock(slug("week7"), in: folder.path, command: "labs run week7")
      withExtendedLifetime(held) {}
    }
    _ = try LabLock(lab, in: folder.path, command: "labs run week6")
  }

  @Test func `tells the holder as long as there is one`() throws {
    let folder = try TemporaryFolder()
    let lab = try slug("week6")
    #expect(LabLock.holder(of: lab, in: folder.path) == nil)
    do {
      let now = Timestamp(milliseconds: 1_700_000_000_000)
      let held = try LabLock(lab, in: folder.path, command: "labs run week6", now: now)
      let holder = try #require(LabLock.holder(of: lab, in: folder.path))
      #expect(
        (holder.process, holder.since, holder.command) == (getpid(), now, "labs run week6"))
      withExtendedLifetime(held) {}
    }
    #expect(LabLock.holder(of: lab, in: folder.path) == nil)
  }

  @Test func `a process that was killed holds nothing, though its name is still there`() throws {
    let folder = try TemporaryFolder()
    let lab = try slug("week6")
    try "4194303\n1700000000000\nlabs run week6\n"
      .write(toFile: folder.path + "/week6.lock", atomically: false, encoding: .utf8)

    #expect(LabLock.holder(of: lab, in: folder.path) == nil)
    _ = try LabLock(lab, in: folder.path, command: "labs run week6")
  }

  @Test func `the lock is for the owner alone, and not handed on`() throws {
    let folder = try TemporaryFolder()
    let held = try LabLock(slug("week6"), in: folder.path + "/locks", command: "labs run week6")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path + "/locks/week6.lock")
    withExtendedLifetime(held) {}

    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
