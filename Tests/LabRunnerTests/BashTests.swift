import CourseModel
import Foundation
import Testing

@testable import LabRunner

@Suite struct BashTests {
  @Test func `reports the exit status and both outputs`() async throws {
    let result = try await run("echo out; echo err >&2; exit 3")

    #expect(result.ending == .exited(3))
    #expect(result.standardOutput.text == "out\n")
    #expect(result.standardError.text == "err\n")
  }

  @Test func `stops at a failing command, an unset variable and a broken pipe`() async throws {
    for text in ["false; echo on", "echo $NOT_SET; echo on", "false | true; echo on"] {
      let result = try await run(text)
      #expect(!result.isSuccess)
      #expect(result.standardOutput.text == "")
    }
  }

  @Test func `names the line of the file in messages`() async throws {
    let result = try await run("\nno-such-command\n", name: "labs/a/01-b.md", firstLine: 20)

    #expect(result.ending == .exited(127))
    #expect(
      result.standardError.text
        == "labs/a/01-b.md: line 21: no-such-command: command not found\n")
  }

  @Test func `has the chosen environment and nothing else`() async throws {
    let result = try await run("env", environment: ["ONLY": "this", "PATH": "/usr/bin:/bin"])
    let names = Set(
      result.standardOutput.text.split(separator: "\n").map { $0.prefix { $0 != "=" } })

    #expect(names == ["ONLY", "PATH", "LABS_SCRIPT", "PWD", "OLDPWD", "SHLVL", "_"])
  }

  @Test func `starts in its folder, without arguments`() async throws {
    let folder = try TemporaryFolder()
    let result = try await run("pwd; echo $#", folder: folder.path)

    #expect(result.standardOutput.text == "\(folder.path)\n0\n")
  }

  @Test func `says which folder cannot be entered`() async throws {
    let error = await #expect(throws: LabsError.self) {
      try await run("true", folder: "/no/such/folder")
    }
    #expect(error?.code == .environmentNotReady)
    #expect(error?.message.contains("/no/such/folder") == true)
  }

  @Test func `keeps the script out of the list of processes`() async throws {
    let result = try await run("tr '\\0' ' ' </proc/$$/cmdline; : canary-in-the-script")

    #expect(!result.standardOutput.text.contains("canary"))
  }

  @Test func `gives a script nothing to read, and no terminal`() async throws {
    let result = try await run("read -r line || echo end; (: </dev/tty) 2>/dev/null || echo none")

    #expect(result.standardOutput.text == "end\nnone\n")
  }

  @Test func `hands no open files on`() async throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    let result = try await run("echo /proc/self/fd/*")
    let numbers = result.standardOutput.text.split(separator: " ").compactMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines).dropFirst("/proc/self/fd/".count))
    }

    // Bash opens the folder that it reads, and keeps 255 and the like for itself.
    #expect(numbers.filter { (3..<10).contains($0) }.count <= 1)
  }

  @Test func `runs a text of a megabyte`() async throws {
    let result = try await run(String(repeating: "# comment\n", count: 100_000) + "echo end")

    #expect(result.standardOutput.text == "end\n")
  }

  @Test func `passes output on as it comes`() async throws {
    let folder = try TemporaryFolder()
    let flag = folder.path + "/seen"
    // The script waits for what only its own first line can bring about.
    let result = try await Bash().execute(
      command("echo first; until [ -e '\(flag)' ]; do sleep 0.01; done; echo second")
    ) { _, bytes in
      if String(decoding: bytes, as: UTF8.self).contains("first") {
        _ = FileManager.default.createFile(atPath: flag, contents: nil)
      }
    }
    #expect(result.isSuccess)
  }

  @Test func `keeps of 100 MB the beginning and the end`() async throws {
    let seen = Counter()
    let result = try await Bash().execute(
      command("echo begin; head -c 100000000 /dev/zero; echo; echo end", seconds: 120)
    ) { _, bytes in seen.add(bytes.count) }

    #expect(seen.value == 100_000_011)
    #expect(result.standardOutput.text.hasPrefix("begin\n"))
    #expect(result.standardOutput.text.hasSuffix("\nend\n"))
    #expect(result.standardOutput.omitted == 100_000_011 - 2 * 256 * 1024)
  }
}
