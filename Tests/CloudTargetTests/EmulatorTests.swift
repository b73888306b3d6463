@testable import CloudTarget
import CourseModel
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct EmulatorTests {
  @Test func `is healthy when start returns, and twice started is one`() async throws {
    try await RealParts().use { parts in
      let first = try await parts.emulator.start(.withThisProcess)
      let again = try await parts.emulator.start(.withThisProcess)
      let other = try await Emulator(parts.installation).start(.withThisProcess)

      #expect(first == again && again == other)
      let running = await parts.emulator.status().running
      #expect(running?.isHealthy == true)
      #expect(running?.address == first)
      #expect(running?.lifetime == .withThisProcess)
      #expect(first.account == "123456789012")
    }
  }

  @Test func `starts at the same time share one emulator`() async throws {
    try await RealParts().use { parts in
      let addresses = try await withThrowingTaskGroup(of: EmulatorAddress.self) { group in
        for _ in 0..<3 { group.addTask { try await parts.emulator.start(.withThisProcess) } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }

      #expect(addresses.count == 1)
    }
  }

  @Test func `one that is kept holds none of its starter's files open`() async throws {
    try await RealParts().use { parts in
      var ends: [Int32] = [-1, -1]
      pipe(&ends)
      _ = try await parts.emulator.start(.untilStopped)
      close(ends[1])

      var poller = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      #expect(poll(&poller, 1, 20_000) == 1, "the pipe has no other writer left")
      close(ends[0])
      try await parts.emulator.stop()
    }
  }

  @Test func `is gone when its last holder has let go`() async throws {
    try await RealParts().use { parts in
      _ = try await parts.emulator.start(.withThisProcess)
      let host = try #require(await parts.emulator.status().running).pid

      await parts.emulator.release()

      #expect(kill(host, 0) == -1)
      #expect(await parts.emulator.status().running == nil)
    }
  }

  @Test func `letting go of one that is kept leaves it running`() async throws {
    try await RealParts().use { parts in
      _ = try await parts.emulator.start(.untilStopped)
      _ = try await parts.emulator.start(.withThisProcess)

      await parts.emulator.release()

      #expect(await parts.emulator.status().running?.isHealthy == true)
      try await parts.emulator.stop()
    }
  }

  @Test func `a start while the last one ends gets an emulator that answers`() async throws {
    try await RealParts().use { parts in
      for _ in 0..<3 {
        _ = try await parts.emulator.start(.withThisProcess)
        Holds.remove(StateFolder(path: parts.installation.stateFolder))

        _ = try await parts.emulator.start(.withThisProcess)

        #expect(await parts.emulator.status().running?.isHealthy == true)
      }
    }
  }

  @Test func `keeps state and address over the death of its host`() async throws {
    try await RealParts().use { parts in
      let before = try await parts.emulator.start(.withThisProcess)
      _ = try parts.aws("logs", "create-log-group", "--log-group-name", "cruddur", at: before)
      let created = try parts.aws(
        "logs", "describe-log-groups", "--query", "logGroups[].creationTime", at: before)
      let pid = try #require(await parts.emulator.status().running?.pid)
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)

      #expect(await parts.emulator.status().running == nil)
      let after = try await parts.emulator.start(.withThisProcess)

      #expect(after == before)
      let found = try parts.aws(
        "logs", "describe-log-groups", "--query", "logGroups[].creationTime", at: after)
      #expect(!created.isEmpty && found == created)
      #expect(await parts.emulator.status().keptCalls == 1)
    }
  }

  @Test func `leaves no process and no listener when it stops`() async throws {
    try await RealParts().use { parts in
      let address = try await parts.emulator.start(.untilStopped)
      #expect(try parts.processes().count == 2)

      #expect(try await parts.emulator.stop())

      #expect(try parts.processes().isEmpty)
      #expect(await !parts.answers(address))
      #expect(try await !parts.emulator.stop())
      #expect(await parts.emulator.status().running == nil)
    }
  }

  @Test func `is empty, and runs at the same address, after a reset`() async throws {
    try await RealParts().use { parts in
      let before = try await parts.emulator.start(.untilStopped)
      _ = try parts.aws("logs", "create-log-group", "--log-group-name", "cruddur", at: before)

      try await parts.emulator.reset()

      let running = try #require(await parts.emulator.status().running)
      #expect(running.address == before && running.lifetime == .untilStopped)
      #expect(await parts.emulator.status().keptCalls == 0)
      let groups = try parts.aws(
        "logs", "describe-log-groups", "--query", "logGroups[].logGroupName", at: before)
      #expect(groups.isEmpty)
    }
  }

  @Test func `stays stopped after a reset when it was stopped`() async throws {
    try await RealParts().use { parts in
      try await parts.emulator.start(.untilStopped)
      _ = try await parts.emulator.stop()

      try await parts.emulator.reset()

      #expect(await parts.emulator.status().running == nil)
      #expect(await parts.emulator.status().keptCalls == 0)
    }
  }

  @Test func `is kept when a later start asks for it`() async throws {
    try await RealParts().use { parts in
      try await parts.emulator.start(.withThisProcess)
      try await parts.emulator.start(.untilStopped)

      #expect(await parts.emulator.status().running?.lifetime == .untilStopped)
    }
  }

  @Test func `says what to do when the registry is missing`() async throws {
    try await RealParts().use { parts in
      let installation = Installation(
        python: parts.installation.python, emulatorSources: parts.installation.emulatorSources,
        registry: "/nowhere/docker-registry", awsClient: "", plainAWS: "",
        stateFolder: parts.installation.stateFolder)

      let error = await #expect(throws: LabsError.self) {
        try await Emulator(installation).start(.withThisProcess)
      }
      #expect(error?.code == .environmentNotReady)
      #expect(error?.message.contains("“/nowhere/docker-registry”") == true)
      #expect(error?.hint.contains("bin/labs") == true)
    }
  }

  @Test func `shows the end of the log when the host does not come up`() async throws {
    try await RealParts().use { parts in
      let installation = Installation(
        python: "/bin/echo", emulatorSources: parts.installation.emulatorSources,
        registry: parts.installation.registry, awsClient: "", plainAWS: "",
        stateFolder: parts.installation.stateFolder)

      let error = await #expect(throws: LabsError.self) {
        try await Emulator(installation).start(.withThisProcess)
      }
      #expect(error?.code == .environmentNotReady)
      #expect(error?.hint.contains("emulator.log") == true)
    }
  }

  @Test func `ends when nobody holds it any more`() async throws {
    try await RealParts().use { parts in
      try await parts.emulator.start(.withThisProcess)
      #expect(try parts.processes().count == 2)

      // What the kernel does when this process ends, also by SIGKILL.
      Holds.remove(StateFolder(path: parts.installation.stateFolder))

      #expect(try await comesTrue { try parts.processes().isEmpty })
    }
  }

  @Test func `lives on with the second of two holders`() async throws {
    try await RealParts().use { parts in
      let address = try await parts.emulator.start(.withThisProcess)
      let record = try #require(
        RunningRecord(in: StateFolder(path: parts.installation.stateFolder)))
      let second = try Loopback.open(
        "/_labs/hold", port: record.port, token: record.token, seconds: 5)
      Holds.remove(StateFolder(path: parts.installation.stateFolder))
      try await Task.sleep(for: .milliseconds(300))
      #expect(await parts.answers(address))

      close(second)

      #expect(try await comesTrue { try parts.processes().isEmpty })
    }
  }

  @Test func `is not reset under another process that uses it`() async throws {
    try await RealParts().use { parts in
      try await parts.emulator.start(.withThisProcess)
      let folder = StateFolder(path: parts.installation.stateFolder)
      let record = try #require(RunningRecord(in: folder))
      let second = try Loopback.open(
        "/_labs/hold", port: record.port, token: record.token, seconds: 5)
      Holds.remove(folder)

      await #expect(throws: LabsError.self) { try await parts.emulator.reset() }

      #expect(await parts.emulator.status().running?.isHealthy == true)
      close(second)
    }
  }
}
