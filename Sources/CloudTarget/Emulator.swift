import CourseModel
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The cloud that labs starts by itself: moto and a real image registry on loopback ports.
///
/// One for each state folder. What it answered with success is there after a stop, a crash and a
/// restart. It is measured to be healthy 0.8 to 1.1 s after its start on a small machine.
public struct Emulator: Sendable {
  public enum Lifetime: String, Sendable, Hashable, Codable {
    /// It ends when the last process that started it so has ended, however that ends.
    case withThisProcess
    /// It stays until ``Emulator/stop()``.
    case untilStopped
  }

  private let installation: Installation
  private let folder: StateFolder

  public init(_ installation: Installation) {
    self.installation = installation
    self.folder = StateFolder(path: installation.stateFolder)
  }

  /// Starts the emulator, or attaches to the one that runs; ready when it returns.
  ///
  /// Attaching `.withThisProcess` makes it live at least as long as this process; attaching
  /// `.untilStopped` keeps one that would have ended with another process.
  ///
  /// Throws a ``LabsError`` when a part is missing or the host does not become healthy.
  @discardableResult
  public func start(_ lifetime: Lifetime) async throws -> EmulatorAddress {
    try Prerequisites(installation).check()
    try folder.create()
    return try await onThread { try startBlocking(lifetime) }
  }

  /// Returns when nothing of it runs any more; false when nothing did.
  @discardableResult
  public func stop() async throws -> Bool {
    try await onThread { try stopBlocking() }
  }

  /// Lets go of what ``start(_:)`` gave to this process. An emulator that nobody else holds and that
  /// was not to be kept has ended when this returns; one that others hold is waited for 2 s.
  public func release() async {
    await onThread {
      let host = RunningRecord(in: folder)
      guard let host, Holds.contains(folder, host: host.pid) else { return }
      Holds.remove(folder)
      guard host.lifetime == .withThisProcess else { return }
      _ = wait(seconds: 2) { () -> Bool? in
        waitpid(host.pid, nil, WNOHANG)  // When it is our child, it is to leave no zombie.
        return kill(host.pid, 0) == 0 ? nil : true
      }
    }
  }

  public func status() async -> EmulatorStatus {
    await onThread {
      EmulatorStatus(running: running(), keptCalls: folder.keptCalls, stateBytes: folder.bytes)
    }
  }

  /// What is in the account: by service, region, kind and name a fingerprint of the thing.
  ///
  /// Throws when it does not run, or does not answer.
  public func inventory() async throws -> [String: String] {
    try await onThread {
      guard let record = RunningRecord(in: folder) else { throw Loopback.Silence() }
      let answer = try Loopback.get(
        "/_labs/inventory", port: record.port, token: record.token, seconds: 30, atMost: 1 << 26)
      let body = answer.range(of: "\r\n\r\n").map { answer[$0.upperBound...] } ?? ""
      return try JSONDecoder().decode([String: String].self, from: Data(body.utf8))
    }
  }

  /// Forgets everything that was kept. One that runs runs again afterwards, empty, at the same
  /// address; one that another process holds is not pulled from under it: that throws.
  public func reset() async throws {
    let before = await status().running
    if let before, before.lifetime == .withThisProcess,
      !Holds.contains(folder, host: before.pid)
    {
      throw LabsError(
        .environmentNotReady, "The emulator is in use by another run of labs.",
        hint: "Let it finish, or end it: labs emulator stop.")
    }
    try await stop()
    try await onThread { try folder.empty() }
    if let before { try await start(before.lifetime) }
  }

  /// Joins the host that has the folder, or starts one; a host that ends meanwhile is replaced.
  private func startBlocking(_ lifetime: Lifetime) throws -> EmulatorAddress {
    for _ in 0..<5 {
      if let record = try occupant() {
        if let address = try attach(to: record, lifetime) { return address }
      } else if let address = try launch(lifetime) {
        return address
      }
    }
    throw LabsError(
      .environmentNotReady, "The emulator ends again and again while it is being started.",
      hint: "Its log is \(folder.log).")
  }

  /// `nil` when another host took the folder first.
  private func launch(_ lifetime: Lifetime) throws -> EmulatorAddress? {
    let host = try HostProcess(installation, lifetime)
    guard let record = host.record(within: 30) else {
      host.end()
      throw LabsError(
        .environmentNotReady, "The emulator did not start: \(folder.lastLines())",
        hint: "Its log is \(folder.log).")
    }
    guard record.pid == host.pid else {
      host.end()
      return nil
    }
    if host.hold >= 0 { Holds.set(host.hold, for: folder, host: host.pid) }
    return record.address
  }

  /// The host that has the folder, or `nil` when nobody has. One that is on its way up or down
  /// shows no record: it is waited for until it does, or has let go of the folder.
  private func occupant() throws -> RunningRecord? {
    let found = wait(seconds: 10) { () -> RunningRecord?? in
      guard folder.isHeld else { return .some(nil) }
      return RunningRecord(in: folder).map { .some($0) }
    }
    guard let found else {
      throw LabsError(
        .environmentNotReady, "The emulator's state is in use by a program that says nothing.",
        hint: "See which one: lsof \(folder.path)/lock.")
    }
    return found
  }

  /// Joins the host of this record; `nil` when it ends meanwhile.
  private func attach(to record: RunningRecord, _ lifetime: Lifetime) throws -> EmulatorAddress? {
    let answers = wait(seconds: 5) { () -> Bool? in
      if record.isHealthy() { return true }
      return isThere(record) ? nil : false
    }
    guard let answers else {
      throw LabsError(
        .environmentNotReady, "The emulator runs but does not answer.",
        hint: "End it: labs emulator stop. Its log is \(folder.log).")
    }
    guard answers, hold(record, lifetime) else {
      _ = wait(seconds: 5) { isThere(record) ? nil : true }
      return nil
    }
    return record.address
  }

  /// False when the host is ending: it can be held no more.
  private func hold(_ record: RunningRecord, _ lifetime: Lifetime) -> Bool {
    do {
      switch lifetime {
      case .untilStopped:
        return try Loopback.get(
          "/_labs/keep", port: record.port, token: record.token, seconds: 5
        ).contains(Lifetime.untilStopped.rawValue)
      case .withThisProcess where !Holds.contains(folder, host: record.pid):
        let held = try Loopback.open(
          "/_labs/hold", port: record.port, token: record.token, seconds: 5)
        Holds.set(held, for: folder, host: record.pid)
        return true
      case .withThisProcess:
        return true
      }
    } catch {
      return false
    }
  }

  private func isThere(_ record: RunningRecord) -> Bool {
    folder.isHeld && RunningRecord(in: folder)?.pid == record.pid
  }

  private func stopBlocking() throws -> Bool {
    defer { Holds.remove(folder) }
    guard let record = try occupant() else { return false }
    for (signal, seconds) in [(SIGTERM, 3), (SIGKILL, 3)] {
      kill(record.pid, signal)
      let ended = wait(seconds: seconds) { () -> Bool? in
        waitpid(record.pid, nil, WNOHANG)  // When it is our child, it is to leave no zombie.
        return folder.isHeld ? nil : true
      }
      if ended != nil { return true }
    }
    throw LabsError(
      .environmentNotReady, "The emulator (process \(record.pid)) does not end.",
      hint: "End it by hand: kill -9 \(record.pid).")
  }

  private func running() -> EmulatorStatus.Running? {
    guard folder.isHeld, let record = RunningRecord(in: folder) else { return nil }
    return EmulatorStatus.Running(
      address: record.address,
      pid: record.pid,
      started: Date(timeIntervalSince1970: record.started),
      lifetime: record.lifetime,
      isHealthy: record.isHealthy(),
      warnings: record.warnings
    )
  }

  /// Asks again and again, every 10 ms, until there is a value; `nil` when there was none in time.
  private func wait<Value>(seconds: Int, for value: () -> Value?) -> Value? {
    let end = ContinuousClock.now + .seconds(seconds)
    repeat {
      if let value = value() { return value }
      usleep(10_000)
    } while ContinuousClock.now < end
    return nil
  }
}

/// Runs what blocks on a thread of its own, not on the few that all tasks share.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
{
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
  }
}

func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}
