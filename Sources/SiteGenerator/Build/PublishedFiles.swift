import Incremental

/// The files of a site as they lie in its folder, beside how the last build left them.
struct PublishedFiles: Sendable {
  /// By address.
  let present: [String: FileStamp]
  private let left: [String: FileStamp]

  /// Whether every file is as it was left, and there is no other.
  let areAsLeft: Bool

  init(_ present: [String: FileStamp] = [:], left: [String: FileStamp] = [:]) {
    self.present = present
    self.left = left
    areAsLeft =
      present.count == left.count
      && Fingerprint(ofContents: present) == Fingerprint(ofContents: left)
  }

  func isAsLeft(_ address: String) -> Bool {
    guard !areAsLeft else { return true }
    guard let stamp = present[address], let left = left[address] else { return false }
    return left.hasContent(of: stamp)
  }
}
