import CourseModel
import GRDB
import Testing

@testable import ProgressStore

/// The account that a lab is bound to.
@Suite struct BindingTests {
  private let binding = AccountBinding(account: "111122223333", region: "eu-central-1")

  @Test func `is kept for one lab on one target, and only once`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    #expect(try store.binding(of: slug("week6"), on: .aws) == nil)
    try store.bind(slug("week6"), on: .aws, to: binding)

    let later = try ProgressStore(path: folder.database)
    #expect(try later.binding(of: slug("week6"), on: .aws) == binding)
    #expect(try later.binding(of: slug("week6"), on: .emulated) == nil)
    #expect(try later.binding(of: slug("week7"), on: .aws) == nil)
    #expect(throws: LabsError.self) {
      try later.bind(
        slug("week6"), on: .aws, to: AccountBinding(account: "444455556666", region: "us-east-1"))
    }
    #expect(try later.binding(of: slug("week6"), on: .aws) == binding)
  }

  @Test func `is forgotten with the lab's progress on that target`() throws {
    let store = try store(in: TemporaryFolder())
    try store.bind(slug("week6"), on: .aws, to: binding)

    try store.reset(slug("week6"), on: .emulated)
    #expect(try store.binding(of: slug("week6"), on: .aws) == binding)
    try store.reset(slug("week6"), on: .aws)
    #expect(try store.binding(of: slug("week6"), on: .aws) == nil)
  }
}
