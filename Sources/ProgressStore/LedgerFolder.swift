public import CourseModel
import Foundation

/// The files to which scripts' calls write what they create, one for each target. What is in them
/// is taken into the store, see ``ProgressStore/takeIn(_:)``; calls only ever append.
public struct LedgerFolder: Sendable, Hashable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Its folder is made when it is missing, for the owner alone.
  public func file(for target: Target) throws -> String {
    try makePrivateFolder(path)
    return "\(path)/\(Self.name(of: target))"
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
