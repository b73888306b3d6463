import Foundation
import Testing

@testable import LabsCommand

/// `labs run --dry-run` and `labs clean --dry-run`.
@Suite(.fewAtOnce) struct DryRunTests {
  @Test func `shows the scripts with their variables, and makes not even a folder`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    let before = try labs.everything()

    let dry = try await labs.run("run", "files", "--dry-run")

    #expect(dry.code == 0, "\(dry.output)\(dry.errors)")
    #expect(dry.output.contains("Dry run: nothing is started, changed or recorded."))
    #expect(dry.output.contains("echo \"blue\" > \"\(labs.root)/.labs/work/files/one\""))
    #expect(dry.output.contains("labs/files/03-three.md:14"))
    #expect(try labs.everything() == before)
  }

  @Test func `knows what has passed, and leaves the progress as it is`() async throws {
    let labs = try Program(lab: FixtureLab.files)
    _ = try await labs.run("run", "files", "one")
    let before = try labs.everything()

    let run = try await labs.run("run", "files", "--dry-run", "--json")
    #expect(try run.json("data", "steps", "0", "standing") == "passed")
    #expect(try run.json("data", "steps", "0", "scripts", "0", "role") == "cleanup")
    #expect(try run.json("data", "steps", "1", "scripts", "0", "role") == "run")
    #expect(try run.json("data", "dryRun") == "1")

    let clean = try await labs.run("clean", "files", "--dry-run", "--plain")
    #expect(clean.output.contains("| rm -f \"\(labs.root)/.labs/work/files/one\"\n"))
    #expect(!clean.output.contains("two"))
    #expect(try labs.everything() == before)
  }

  @Test func `masks secrets, and asks for none`() async throws {
    let labs = try Program(lab: SecretLab.files)

    let asked = try await labs.run("run", "safe", "--dry-run")
    #expect(asked.code == 0, "\(asked.output)\(asked.errors)")
    #expect(asked.output.contains("printf %s \"****\" | cksum"))

    let dry = try await labs.start(
      ["run", "safe", "--dry-run", "--json"], environment: ["SECRET_WORD": SecretLab.canary]
    ).ending()
    #expect(!dry.output.contains(SecretLab.canary))
  }

  @Test func `one step, and doing all again`() async throws {
    let labs = try Program(lab: FixtureLab.files)

    let one = try await labs.run("run", "files", "two", "--dry-run", "--json")
    #expect(try one.json("data", "steps", "0", "step") == "two")
    #expect(try one.json("data", "steps", "1").hasPrefix("nothing at"))

    let again = try await labs.run("run", "files", "--again", "--dry-run", "--plain")
    let steps = again.output.matches(of: /would come to: (\w+)/).map { String($0.1) }
    #expect(steps == ["three", "two", "one", "one", "two", "three"])
  }

  @Test func `fills in only what bash would`() {
    let filling = ScriptFilling(
      values: ["APP": "cruddur", "NAME": "x", "TAG": "v1"], secrets: ["KEY"])
    let filled = filling.text(
      of: "f '$APP' \"$APP/${TAG}\" ${TAG:-x} $OTHER $KEY # $APP\nNAME=$TAG; for APP2 in $NAME")

    #expect(
      filled == "f '$APP' \"cruddur/v1\" ${TAG:-x} $OTHER **** # $APP\nNAME=v1; for APP2 in $NAME")
  }
}

extension Program {
  /// Every file below the course with its content and its time, every folder with its time.
  func everything() throws -> [String: String] {
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }
    var result: [String: String] = [:]
    for path in try #require(paths) {
      let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + path)
      let content = FileManager.default.contents(atPath: root + "/" + path) ?? Data()
      result[path] = "\(attributes[.modificationDate] ?? "") \(content.base64EncodedString())"
    }
    return result
  }
}
