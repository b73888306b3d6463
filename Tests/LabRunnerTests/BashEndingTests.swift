import CourseModel
import Foundation
import Testing

@testable import LabRunner

/// However a script behaves, it ends, and nothing of it is left.
@Suite struct BashEndingTests {
  @Test func `ends at the time limit`() async throws {
    let result = try await run("echo begun; sleep 1000", seconds: 1)

    #expect(result.ending == .timedOut)
    #expect(result.standardOutput.text == "begun\n")
  }

  @Test func `ends a child that ignores SIGTERM`() async throws {
    let result = try await run(
      "trap '' TERM; (trap '' TERM; echo $BASHPID; while :; do sleep 1; done)", seconds: 1)

    #expect(result.ending == .timedOut)
    #expect(try !isRunning(firstNumber(of: result)))
  }

  @Test func `lets a script tidy up when its time is over`() async throws {
    let result = try await run("trap 'echo tidied; exit 1' TERM; sleep 1000 & wait", seconds: 1)

    #expect(result.ending == .timedOut)
    #expect(result.standardOutput.text == "tidied\n")
  }

  @Test func `ends a child that was stopped`() async throws {
    let result = try await run("kill -STOP $$", seconds: 0.3)

    #expect(result.ending == .timedOut)
  }

  @Test func `ends what is left in the background, though it holds the pipes`() async throws {
    let result = try await run("sleep 1000 & echo $!")

    #expect(result.ending == .exited(0))
    #expect(try !isRunning(firstNumber(of: result)))
  }

  @Test func `ends what closed its pipes`() async throws {
    let result = try await run("sleep 1000 >/dev/null 2>&1 & echo $!")

    #expect(try !isRunning(firstNumber(of: result)))
  }

  @Test func `goes on waiting for a script that closed its pipes`() async throws {
    let result = try await run("exec >&- 2>&-; sleep 0.2; exit 7")

    #expect(result.ending == .exited(7))
  }

  @Test func `keeps what is still printed when bash has ended`() async throws {
    let result = try await run("exec > >(sleep 0.05; cat); echo late")

    #expect(result.standardOutput.text == "late\n")
  }

  #if os(Linux)
    @Test func `ends what forked away into a session of its own`() async throws {
      let folder = try TemporaryFolder()
      let result = try await run(
        """
        setsid sh -c 'echo $$ >pid; exec sleep 1000' &
        until [ -s pid ]; do sleep 0.01; done
        cat pid
        """, folder: folder.path)

      #expect(try !isRunning(firstNumber(of: result)))
    }
  #endif

  @Test func `does not take the watcher for a job of the script`() async throws {
    let result = try await run("wait; jobs; echo done")

    #expect(result.standardOutput.text == "done\n")
  }

  @Test func `ends the scripts at work when this process is gone, and no others`() throws {
    let watcher = try Watcher()
    let atWork = try ShellChild(bash: bashPath, command("sleep 1000"), watcher: watcher)
    let other = try ShellChild(bash: bashPath, command("sleep 1000"), watcher: watcher)
    watcher.forget(other.pid)
    watcher.endPipe()
    atWork.awaitExit()

    #expect(isRunning(other.pid))
    #expect(atWork.reap() == .signalled(SIGKILL))
    _ = other.reap()
  }

  @Test func `a signal that ends bash is told`() async throws {
    let result = try await run("kill -KILL $$")

    #expect(result.ending == .signalled(SIGKILL))
  }

  @Test func `a cancelled task ends the script and is told as interrupted`() async throws {
    let begun = AsyncStream<Int32>.makeStream()
    let task = Task {
      try await Bash().execute(command("echo $$; sleep 1000")) { _, bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) {
          begun.continuation.yield(pid)
        }
      }
    }
    var pids = begun.stream.makeAsyncIterator()
    let pid = try #require(await pids.next())
    task.cancel()

    #expect(try await task.value.ending == .interrupted)
    #expect(!isRunning(pid))
  }

  @Test func `a task that is cancelled already starts nothing`() async throws {
    let folder = try TemporaryFolder()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await run("touch begun", folder: folder.path)
    }
    task.cancel()

    #expect(try await task.value.ending == .interrupted)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/begun"))
  }

  @Test func `many scripts at once all end`() async throws {
    let endings = try await withThrowingTaskGroup(of: ShellResult.Ending.self) { group in
      for number in 0..<40 { group.addTask { try await run("exit \(number)").ending } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(endings == Set((0..<40).map { .exited($0) }))
  }

  @Test func `leaves no descriptors open`() async throws {
    func count() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
    for _ in 0..<5 { _ = try await run("true") }
    let before = try count()
    for _ in 0..<50 { _ = try await run("true") }
    // Other tests of this process open some at the same time.
    #expect(try count() < before + 100)
  }
}

private func firstNumber(of result: ShellResult) throws -> Int32 {
  let line = result.standardOutput.text.split(separator: "\n").first
  return try #require(line.flatMap { Int32($0) })
}

/// A process that has ended and waits for its parent to notice does not run.
func isRunning(_ pid: Int32) -> Bool {
  guard kill(pid, 0) == 0 else { return false }
  let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
  return state.map { !$0.contains(") Z ") && !$0.contains(") X ") } ?? false
}

extension Watcher {
  /// What the kernel does when a process is killed: its end of the pipe is let go.
  fileprivate func endPipe() {
    let null = open("/dev/null", O_WRONLY)
    dup2(null, pipe)
    close(null)
  }
}
