#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Open descriptors, passed to another process (SCM_RIGHTS, unix(7)).
///
/// The macros of cmsg(3) are not imported into Swift, so the control message is laid out by hand:
/// a `cmsghdr`, padding up to CMSG_ALIGN, then the descriptors as 32-bit numbers. Linux aligns to
/// the size of a pointer, macOS to four bytes (`__DARWIN_ALIGN32` in <sys/_types.h>); the header is
/// 16 bytes on 64-bit Linux and 12 on macOS, so on both the numbers follow it without a gap.
enum DescriptorMessage {
  #if canImport(Glibc)
    private static let alignment = MemoryLayout<Int>.size
    private static let rights = Int32(SCM_RIGHTS)
  #else
    private static let alignment = MemoryLayout<UInt32>.size
    private static let rights = SCM_RIGHTS
  #endif

  /// Answers how many bytes of `content` went with the descriptors; below one is a failure.
  static func send(_ content: [UInt8], _ descriptors: [Int32], over socket: Int32) -> Int {
    let header = aligned(MemoryLayout<cmsghdr>.size)
    let payload = descriptors.count * MemoryLayout<Int32>.size
    let control = UnsafeMutableRawBufferPointer.allocate(
      byteCount: header + aligned(payload), alignment: MemoryLayout<Int>.alignment)
    defer { control.deallocate() }
    control.initializeMemory(as: UInt8.self, repeating: 0)

    var description = cmsghdr()
    description.cmsg_len = numericCast(header + payload)
    description.cmsg_level = SOL_SOCKET
    description.cmsg_type = rights
    control.storeBytes(of: description, as: cmsghdr.self)
    descriptors.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: control[header...]).copyMemory(from: $0)
    }

    var bytes = content
    return bytes.withUnsafeMutableBytes { bytes in
      var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
      return withUnsafeMutablePointer(to: &part) { part in
        var message = msghdr()
        message.msg_iov = part
        message.msg_iovlen = 1
        message.msg_control = control.baseAddress
        message.msg_controllen = numericCast(control.count)
        while true {
          let sent = sendmsg(socket, &message, Connection.withoutSignal)
          if sent >= 0 || errno != EINTR { return sent }
        }
      }
    }
  }

  private static func aligned(_ size: Int) -> Int {
    (size + alignment - 1) / alignment * alignment
  }
}
