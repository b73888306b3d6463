import Foundation

/// Watches over one child: passes its output on, keeps its limits, and sees that nothing of it is
/// left. Blocks its thread.
struct Supervision {
  private enum Stage {
    case atWork
    /// It was asked to end.
    case ending
    /// Bash has ended; what it left behind may still print.
    case draining
    /// Everything was killed; only what is already in the pipes can come.
    case over
  }

  /// Between SIGTERM and SIGKILL.
  private static let grace = Duration.seconds(2)
  /// For what still prints when bash has ended: `exec > >(tee log)`.
  private static let drain = Duration.milliseconds(500)

  private let child: ShellChild
  private let alarm: Alarm
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant

  private var stage = Stage.atWork
  private var deadline: ContinuousClock.Instant
  private var reason: ShellResult.Ending?
  private var hasExited = false
  private var open: [(channel: OutputChannel, descriptor: Int32)]
  private var captured: [OutputChannel: Excerpt] = [
    .standardOutput: Excerpt(), .standardError: Excerpt(),
  ]
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

  init(of child: ShellChild, limit: Duration, alarm: Alarm) {
    self.child = child
    self.alarm = alarm
    began = clock.now
    deadline = began + limit
    open = [
      (.standardOutput, child.standardOutput), (.standardError, child.standardError),
    ]
  }

  mutating func result(output: (OutputChannel, [UInt8]) -> Void) -> ShellResult {
    while !(hasExited && open.isEmpty) {
      var polled = open.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      polled.append(pollfd(fd: alarm.descriptor, events: Int16(POLLIN), revents: 0))
      _ = poll(&polled, nfds_t(polled.count), millisecondsLeft)
      let ready = Set(polled.filter { $0.revents != 0 }.map(\.fd))
      for source in open where ready.contains(source.descriptor) {
        transfer(source.channel, source.descriptor, to: output)
      }
      if ready.contains(alarm.descriptor) { alarm.causes().forEach { hear($0) } }
      if clock.now >= deadline {
        guard stage != .over else { break }
        deadlinePassed()
      }
    }
    let ending = child.reap()
    return ShellResult(
      reason ?? ending, standardOutput: captured[.standardOutput] ?? Excerpt(),
      standardError: captured[.standardError] ?? Excerpt(), duration: clock.now - began)
  }

  private mutating func transfer(
    _ channel: OutputChannel, _ descriptor: Int32, to output: (OutputChannel, [UInt8]) -> Void
  ) {
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 {
      let bytes = Array(buffer.prefix(count))
      captured[channel]?.append(bytes)
      output(channel, bytes)
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      open.removeAll { $0.descriptor == descriptor }
    }
  }

  private mutating func hear(_ cause: Alarm.Cause) {
    switch cause {
    case .exited:
      hasExited = true
      if stage == .atWork { enter(.draining, for: Self.drain) }
    case .cancelled:
      if stage == .atWork { end(because: .interrupted) }
    }
  }

  private mutating func deadlinePassed() {
    switch stage {
    case .atWork:
      end(because: .timedOut)
    case .ending, .draining:
      child.signalGroup(SIGKILL)
      endStragglers(of: child)
      enter(.over, for: .seconds(1))
    case .over:
      break
    }
  }

  private mutating func end(because reason: ShellResult.Ending) {
    self.reason = reason
    child.signalGroup(SIGTERM)
    // What is stopped cannot hear the signal before it goes on.
    child.signalGroup(SIGCONT)
    enter(.ending, for: Self.grace)
  }

  private mutating func enter(_ stage: Stage, for time: Duration) {
    self.stage = stage
    deadline = clock.now + time
  }

  /// At least 1, so that the deadline has passed when the wait is over.
  private var millisecondsLeft: Int32 {
    let left = clock.now.duration(to: deadline) / .milliseconds(1)
    return Int32(min(max(left.rounded(.up), 1), 3_600_000))
  }
}
