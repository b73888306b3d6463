import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The descriptors by which this process holds emulators, one for each state folder.
///
/// A host whose lifetime is `withThisProcess` ends when the last holder's descriptor is closed.
/// The kernel does that however this process ends; nobody has to remember it.
enum Holds {
  private static let descriptors = Mutex<[StateFolder: Hold]>([:])

  private struct Hold {
    let descriptor: Int32
    let host: Int32
  }

  /// Whether this process holds the host with that id.
  static func contains(_ folder: StateFolder, host: Int32) -> Bool {
    descriptors.withLock { $0[folder]?.host == host }
  }

  /// Takes `descriptor` over; what was held for the folder before has ended, and is closed.
  static func set(_ descriptor: Int32, for folder: StateFolder, host: Int32) {
    descriptors.withLock {
      if let old = $0[folder] { close(old.descriptor) }
      $0[folder] = Hold(descriptor: descriptor, host: host)
    }
  }

  static func remove(_ folder: StateFolder) {
    descriptors.withLock {
      if let old = $0.removeValue(forKey: folder) { close(old.descriptor) }
    }
  }
}
