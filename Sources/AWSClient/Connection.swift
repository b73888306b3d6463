#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The way to the warmed AWS CLI: a Unix socket of this user.
struct Connection {
  let descriptor: Int32

  #if canImport(Glibc)
    /// A host that is gone is an error, not a signal. macOS has a socket option for that.
    static let withoutSignal = Int32(MSG_NOSIGNAL)
  #else
    static let withoutSignal: Int32 = 0
  #endif

  /// Nothing when there is no host, or when it is somebody else's.
  init?(to path: String) {
    #if canImport(Glibc)
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #else
      descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    guard descriptor >= 0 else { return nil }
    guard reach(path), peer == getuid() else {
      close(descriptor)
      return nil
    }
  }

  private func reach(_ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { field in
      guard path.utf8.count < field.count else { return false }
      field.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { return false }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  /// The user of the process that listens, as the kernel knows it.
  private var peer: uid_t? {
    #if canImport(Glibc)
      // SO_PEERCRED answers pid, uid and gid: unix(7).
      var credentials: (Int32, UInt32, UInt32) = (0, 0, 0)
      var size = socklen_t(MemoryLayout.size(ofValue: credentials))
      let result = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size)
      return result == 0 ? credentials.1 : nil
    #else
      var user: uid_t = 0
      var group: gid_t = 0
      return getpeereid(descriptor, &user, &group) == 0 ? user : nil
    #endif
  }

  /// The request's descriptors travel with its first bytes. False when the host is gone.
  func hand(over request: Request) -> Bool {
    let first = DescriptorMessage.send(request.content, request.descriptors, over: descriptor)
    guard first > 0 else { return false }
    var sent = first
    while sent < request.content.count {
      let rest = request.content[sent...]
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Self.withoutSignal)
      }
      guard count > 0 || errno == EINTR else { return false }
      sent += max(0, count)
    }
    return true
  }

  enum Answer {
    /// The call has begun: it must not be begun again.
    case started
    /// The host leaves this call to the plain CLI.
    case declined
    case exited(Int32)
    case signalled(Int32)
    case hostIsGone
  }

  /// Waits for the next answer, which is two bytes.
  func answer() -> Answer {
    var message: (UInt8, UInt8) = (0, 0)
    // The host sends both bytes at once, and signal handlers restart what they interrupt.
    guard recv(descriptor, &message, 2, Int32(MSG_WAITALL)) == 2 else { return .hostIsGone }
    switch message.0 {
    case UInt8(ascii: "b"): return .started
    case UInt8(ascii: "d"): return .declined
    case UInt8(ascii: "e"): return .exited(Int32(message.1))
    case UInt8(ascii: "s"): return .signalled(Int32(message.1))
    default: return .hostIsGone
    }
  }
}
