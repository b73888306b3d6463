#if canImport(Glibc)
  import Glibc

  /// The kernel's queue of events. It holds 16,384 of them by default, and says when more came.
  final class Queue {
    struct Event {
      let watch: Int32
      let mask: UInt32

      /// Empty when the folder itself is meant.
      let name: String

      func has(_ bit: Int32) -> Bool { mask & UInt32(bitPattern: bit) != 0 }
      func has(_ bit: Int) -> Bool { mask & UInt32(truncatingIfNeeded: bit) != 0 }
      func has(_ bit: UInt32) -> Bool { mask & bit != 0 }
    }

    let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

    /// `nil` when the system has no room for another one.
    init?() {
      descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// What came since the last time; `nil` for nothing.
    func events() -> [Event]? {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      var events: [Event] = []
      buffer.withUnsafeBytes { bytes in
        var offset = 0
        let head = MemoryLayout<inotify_event>.size
        while offset + head <= count {
          let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          // The name is padded with zeros.
          let name = bytes[(offset + head)..<(offset + head + Int(event.len))].prefix { $0 != 0 }
          events.append(
            Event(
              watch: event.wd, mask: event.mask, name: String(decoding: name, as: UTF8.self)))
          offset += head + Int(event.len)
        }
      }
      return events
    }
  }
#endif
