/// How long clients may take, and how many there may be.
struct Patience: Sendable {
  /// From the first byte of a request to the end of its headers, however its bytes trickle in.
  var request: Duration = .seconds(10)

  /// Between two requests of a connection.
  var idle: Duration = .seconds(60)

  /// Without a single byte of a reply being taken.
  var stalled: Duration = .seconds(20)

  /// Between two signs of life on an event stream.
  var heartbeat: Duration = .seconds(15)

  /// For the client to end a connection that is over.
  var farewell: Duration = .seconds(1)

  /// At once. Each costs a descriptor, of which a process may have 1,024 by default.
  var connections = 256
}
