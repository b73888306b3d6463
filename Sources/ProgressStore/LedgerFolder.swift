public import CourseModel
import Foundation

/// The files to which scripts' calls write what they create, one for each target. What is in them
/// is taken into the store, see ``ProgressStore/takeIn(_:)``; calls only ever append.
public struct LedgerFolder: Sendable, Hashable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Made with its folder when it is missing, for the owner alone. Its name is on the disk when it
  /// returns: a call writes only its content through to the disk.
  public func file(for target: Target) throws -> String {
    try makePrivateFolder(path)
    let file = "\(path)/\(Self.name(of: target))"
    try makePrivateFile(file)
    return file
  }

  /// Those that are there.
  var files: [(name: String, target: Target)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().compactMap { name in Self.target(named: name).map { (name, $0) } }
  }

  private static let ending = ".jsonl"

  private static func name(of target: Target) -> String {
    let text = target.description
    return (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text) + ending
  }

  private static func target(named name: String) -> Target? {
    guard name.hasSuffix(ending) else { return nil }
    return name.dropLast(ending.count).removingPercentEncoding.flatMap(Target.init)
  }
}
