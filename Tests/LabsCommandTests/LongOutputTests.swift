#if os(Linux)
  import Foundation
  import Testing

  /// Scripts that print more than fits into memory.
  @Suite(.fewAtOnce) struct LongOutputTests {
    /// `LABS_LONG_OUTPUT` sets how much is printed, in bytes: a whole gigabyte takes half a minute.
    private static let length =
      ProcessInfo.processInfo.environment["LABS_LONG_OUTPUT"].flatMap(Int.init) ?? 300_000_000

    /// On one line, and on many short ones.
    @Test(arguments: ["cat /dev/zero", "yes 'a line of what a script prints'"])
    func `a script that prints without end leaves the program below 100 MB`(
      source: String
    ) async throws {
      let labs = try Program(lab: [
        "labs/files/lab.yml": FixtureLab.manifest,
        "labs/files/01-one.md": FixtureLab.step(
          "one", script: "(\(source) || true) | head -c \(Self.length)"),
      ])
      let run = try labs.start(["run", "files", "--json"])
      var most = 0
      while run.isRunning {
        most = max(most, Self.mostKilobytes(of: run.identifier))
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(try await run.ending().code == 0)
      #expect(most > 1000 && most < 100_000, "\(most) KB")
    }

    /// What a process has held in memory at most so far (proc(5), VmHWM); 0 when it is gone.
    private static func mostKilobytes(of process: Int32) -> Int {
      let status =
        (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
  }
#endif
