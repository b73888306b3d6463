import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Answers all clients on one thread. Files come from the disk's cache, so nobody waits for long,
/// and slow clients cost a descriptor each instead of a thread.
final class ConnectionLoop: Sendable {
  private let socket: LoopbackSocket
  private let wake: WakePipe
  private let patience: Patience
  private let isStopped = Atomic(false)

  init(socket: LoopbackSocket, wake: WakePipe, patience: Patience) {
    self.socket = socket
    self.wake = wake
    self.patience = patience
  }

  func stop() {
    isStopped.store(true, ordering: .releasing)
    wake.ring()
  }

  /// Returns when it was told to stop, with every connection closed.
  func run(
    news: () -> (number: Int, event: [UInt8])?, answer: (RequestHead) -> (Reply, Request?)
  ) {
    var connections: [Connection] = []
    defer {
      connections.forEach { $0.end() }
      close(socket.descriptor)
    }
    while !isStopped.load(ordering: .acquiring) {
      var polls = [
        pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      polls += connections.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
      poll(&polls, nfds_t(polls.count), timeout(connections))

      let now = ContinuousClock.now
      if polls[1].revents != 0 { wake.clear() }
      for (connection, poll) in zip(connections, polls.dropFirst(2)) {
        connection.proceed(ready: poll.revents, now: now, answer: answer)
      }
      if let (number, event) = news() {
        for connection in connections { connection.tell(event, number: number, now: now) }
      }
      connections.removeAll(where: \.isClosed)
      if polls[0].revents != 0 { admit(into: &connections, now) }
    }
  }

  private func admit(into connections: inout [Connection], _ now: ContinuousClock.Instant) {
    if connections.count >= patience.connections { makeRoom(in: &connections) }
    guard let first = socket.accepted() else {
      // Out of descriptors, perhaps: whoever knocks has to wait, and we must not spin.
      usleep(10_000)
      return
    }
    connections.append(Connection(first, patience: patience, now: now))
    while connections.count < patience.connections, let next = socket.accepted() {
      connections.append(Connection(next, patience: patience, now: now))
    }
  }

  /// The one that would be ended next goes; open pages that wait for events stay the longest.
  private func makeRoom(in connections: inout [Connection]) {
    let first = connections.indices.min {
      let (left, right) = (connections[$0], connections[$1])
      return (left.isStreaming ? 1 : 0, left.deadline) < (right.isStreaming ? 1 : 0, right.deadline)
    }
    if let first { connections.remove(at: first).end() }
  }

  /// In milliseconds, rounded up.
  private func timeout(_ connections: [Connection]) -> Int32 {
    guard let deadline = connections.map(\.deadline).min() else { return -1 }
    return Int32(max(0, (deadline - .now) / .milliseconds(1)).rounded(.up))
  }
}
