#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One client: what it sent and was not understood yet, and what it was not sent yet.
final class Connection {
  private enum State {
    case reading
    case replying(keepsAlive: Bool)

    /// Has seen the event of this number.
    case streaming(Int)

    /// Has got everything. Closing at once could destroy the reply on its way.
    case parting
    case closed
  }

  /// Unread events of a client that does not take them.
  private static let longestBacklog = 4 << 20

  /// What is sent at most, in bytes, before other connections have their turn.
  private static let turn = 1 << 20

  let descriptor: Int32
  private(set) var deadline: ContinuousClock.Instant
  private let patience: Patience
  private var state = State.reading
  private var inbox: [UInt8] = []
  private var outbox: ArraySlice<UInt8> = []

  /// What goes out after that.
  private var rest = ReplyBody.bytes([])

  init(_ descriptor: Int32, patience: Patience, now: ContinuousClock.Instant) {
    self.descriptor = descriptor
    self.patience = patience
    deadline = now + patience.idle
  }

  var isClosed: Bool { if case .closed = state { true } else { false } }
  var isStreaming: Bool { if case .streaming = state { true } else { false } }

  /// What is to be waited for.
  var events: Int16 {
    if case .replying = state { return Int16(POLLOUT) }
    return Int16(outbox.isEmpty ? POLLIN : POLLIN | POLLOUT)
  }

  func proceed(
    ready: Int16, now: ContinuousClock.Instant, answer: (RequestHead) -> (Reply, Request?)
  ) {
    if ready & Int16(POLLOUT) != 0 { send(now) }
    if ready & Int16(POLLIN | POLLHUP | POLLERR) != 0 { receive(now) }
    understand(now, answer)
    if now >= deadline { expire(now, answer) }
  }

  /// Sends what is new on an event stream.
  func tell(_ event: [UInt8], number: Int, now: ContinuousClock.Instant) {
    guard case .streaming(let seen) = state, seen != number else { return }
    state = .streaming(number)
    push(event, now)
  }

  func end() {
    guard !isClosed else { return }
    state = .closed
    close(descriptor)
  }

  private func receive(_ now: ContinuousClock.Instant) {
    if case .replying = state { return send(now) }
    var buffer = [UInt8](repeating: 0, count: 8192)
    switch Transfer.receive(descriptor, into: &buffer) {
    case .moved(let count):
      // What a listener or a leaving client still says is of no interest.
      guard case .reading = state else { return }
      if inbox.isEmpty { deadline = now + patience.request }
      inbox.append(contentsOf: buffer[..<count])
    case .notNow: return
    case .over: end()
    }
  }

  private func understand(
    _ now: ContinuousClock.Instant, _ answer: (RequestHead) -> (Reply, Request?)
  ) {
    while case .reading = state, !inbox.isEmpty {
      let head = RequestHead(inbox)
      if case .incomplete = head { return }
      reply(answer(head), to: head, now)
    }
  }

  private func reply(
    _ answer: (Reply, Request?), to head: RequestHead, _ now: ContinuousClock.Instant
  ) {
    let (reply, request) = answer
    if case .complete(_, let length) = head { inbox.removeFirst(length) } else { inbox = [] }
    // The body of a request is never read, so nothing after it can be.
    let keepsAlive = request.map { $0.keepsAlive && !$0.hasBody && !reply.isEventStream } ?? false
    let isStream = reply.isEventStream && request?.method == "GET"
    state = isStream ? .streaming(-1) : .replying(keepsAlive: keepsAlive)
    let hasBody = request?.method != "HEAD" && reply.status != .notModified
    rest = hasBody ? reply.body : .bytes([])
    push(reply.head(keepsAlive: keepsAlive, date: .now), now)
  }

  private func push(_ bytes: [UInt8], _ now: ContinuousClock.Instant) {
    outbox += bytes
    deadline = now + (isStreaming ? patience.heartbeat : patience.stalled)
    if outbox.count > Self.longestBacklog, isStreaming { end() } else { send(now) }
  }

  private func send(_ now: ContinuousClock.Instant) {
    var sent = 0
    while !outbox.isEmpty || rest.count > 0 {
      if outbox.isEmpty { outbox = rest.next()[...] }
      guard sent < Self.turn else { return }
      // Part of a file is missing, and the client would take what comes next for it.
      guard !outbox.isEmpty else { return end() }
      switch Transfer.send(outbox, to: descriptor) {
      case .moved(let count):
        outbox.removeFirst(count)
        sent += count
        if !isStreaming { deadline = now + patience.stalled }
      case .notNow: return
      case .over: return end()
      }
    }
    guard case .replying(let keepsAlive) = state else { return }
    if keepsAlive {
      state = .reading
      deadline = now + (inbox.isEmpty ? patience.idle : patience.request)
    } else {
      state = .parting
      deadline = now + patience.farewell
      shutdown(descriptor, Int32(SHUT_WR))
    }
  }

  private func expire(
    _ now: ContinuousClock.Instant, _ answer: (RequestHead) -> (Reply, Request?)
  ) {
    switch state {
    case .streaming: push(Array(":\n\n".utf8), now)
    case .reading where !inbox.isEmpty:
      let head = RequestHead.refused(.requestTimeout)
      reply(answer(head), to: head, now)
    default: end()
    }
  }
}
