import CourseModel
import Foundation

/// The git repository that a course lies in, as far as its files tell without starting git.
struct GitRepository: Sendable, Hashable {
  /// The folder that is checked out, with the course in it.
  let workTree: String

  /// The course's folder in ``workTree``: empty, or `courses/week6`.
  let prefix: String

  /// Where HEAD is.
  private let folder: String

  /// Where the branches are: another folder than HEAD's in a linked work tree.
  private let shared: String

  /// `nil` when there is none at or above `root`.
  init?(holding root: String) {
    var path = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    var names: [String] = []
    while !FileManager.default.fileExists(atPath: "\(path)/.git") {
      guard path != "/", !path.isEmpty else { return nil }
      names.insert(RelativeAddress.name(of: path), at: 0)
      path = (path as NSString).deletingLastPathComponent
    }
    workTree = path
    prefix = names.joined(separator: "/")
    folder = Self.pointer("\(path)/.git", after: "gitdir: ", from: path) ?? "\(path)/.git"
    shared = Self.pointer("\(folder)/commondir", after: "", from: folder) ?? folder
  }

  /// The commits where a shallow clone ends: git shows them as if they had made every file.
  var boundary: Set<String> {
    Set(Self.text("\(shared)/shallow")?.split(whereSeparator: \.isNewline).map(String.init) ?? [])
  }

  /// Another one means another history; `nil` when only git itself can tell. Costs some 50 µs.
  var stamp: String? {
    guard let head else { return nil }
    return Digest(of: ([head] + boundary.sorted()).joined(separator: "\n")).short
  }

  /// The id of the newest commit.
  private var head: String? {
    guard let head = Self.line("\(folder)/HEAD") else { return nil }
    guard let reference = Self.rest(of: head, after: "ref: ") else { return head }
    for place in [folder, shared] {
      if let id = Self.line("\(place)/\(reference)") { return id }
    }
    return Self.text("\(shared)/packed-refs")?.split(whereSeparator: \.isNewline)
      .first { $0.hasSuffix(" \(reference)") }.map { String($0.prefix { $0 != " " }) }
  }

  /// The folder that a file of git names in place of being one.
  private static func pointer(_ path: String, after label: String, from folder: String) -> String? {
    guard let line = line(path), let target = rest(of: line, after: label) else { return nil }
    return target.hasPrefix("/") ? target : ("\(folder)/\(target)" as NSString).standardizingPath
  }

  private static func rest(of line: String, after label: String) -> String? {
    line.hasPrefix(label) ? String(line.dropFirst(label.count)) : nil
  }

  private static func line(_ path: String) -> String? {
    text(path).map { String($0.prefix { !$0.isNewline }) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
