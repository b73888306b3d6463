import Foundation

/// What a step's scripts print, made harmless: shown as it comes, and kept in short.
///
/// Used by one thread at a time; the lock is for the hand-over between threads.
final class Transcript: @unchecked Sendable {
  private let lock = NSLock()
  private let redactor: Redactor
  private let show: @Sendable (OutputChannel, String) -> Void
  private var kept = Excerpt(limit: 64 * 1024)
  private var streams: [OutputChannel: RedactingStream] = [:]
  private var undecoded: [OutputChannel: [UInt8]] = [:]

  init(_ redactor: Redactor, show: @escaping @Sendable (OutputChannel, String) -> Void) {
    self.redactor = redactor
    self.show = show
  }

  func add(_ channel: OutputChannel, _ bytes: [UInt8]) {
    lock.withLock {
      pass(streams[channel, default: RedactingStream(redactor)].pass(bytes), to: channel)
    }
  }

  /// A script has ended: nothing more is held back.
  func endScript() {
    lock.withLock {
      for channel in [OutputChannel.standardOutput, .standardError] {
        guard var stream = streams.removeValue(forKey: channel) else { continue }
        pass(stream.finish(), to: channel)
        let rest = undecoded.removeValue(forKey: channel) ?? []
        if !rest.isEmpty { show(channel, String(decoding: rest, as: UTF8.self)) }
      }
    }
  }

  var text: String {
    lock.withLock { kept.text }
  }

  private func pass(_ bytes: [UInt8], to channel: OutputChannel) {
    guard !bytes.isEmpty else { return }
    kept.append(bytes)
    let pending = undecoded[channel, default: []] + bytes
    let complete = pending.count - incompleteCharacter(at: pending)
    undecoded[channel] = Array(pending[complete...])
    if complete > 0 { show(channel, String(decoding: pending[..<complete], as: UTF8.self)) }
  }

  /// How many bytes at the end are the beginning of a UTF-8 character whose rest is to come.
  private func incompleteCharacter(at bytes: [UInt8]) -> Int {
    for length in 1...3 where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte & 0xc0 == 0x80 { continue }
      let needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
      return needed > length ? length : 0
    }
    return 0
  }
}
