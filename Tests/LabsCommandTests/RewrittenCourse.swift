import Foundation

/// A course that its author rewrites from one version to another: every second note differs.
final class RewrittenCourse {
  let program: Program
  private let notes: Int
  private var clean: [Int: [String: Data]] = [:]

  init(notes: Int) throws {
    program = try Program(lab: ["content/course.yml": "format: 1\ntitle: Course\n"])
    self.notes = notes
    try program.write("# Home\n\nOf [the first](note-0.md#what).\n", to: "content/index.md")
    try write(version: 1)
  }

  func write(version: Int) throws {
    for note in 0..<notes {
      let words = note.isMultiple(of: 2) ? "Version\(version) of \(note)." : "Always the same."
      let text = "# Note \(note)\n\n## What\n\n\(words)\n\n```sh\nls \"$HOME\"\n```\n"
      let file = "content/note-\(note).md"
      if program.text(of: file) != text { try program.write(text, to: file) }
    }
  }

  func build() async throws -> Program.Ending { try await program.run("build") }

  var site: [String: Data] { files("_site") }

  /// The site of a version as a build makes it that remembers nothing.
  func cleanSite(version: Int) async throws -> [String: Data] {
    if let known = clean[version] { return known }
    let other = try RewrittenCourse(notes: notes)
    try other.write(version: version)
    _ = try await other.build()
    clean[version] = other.site
    return other.site
  }

  /// The file in which a build left what it knew, and the one with what is seldom needed of that.
  var memories: [String] { remembered.filter { !$0.hasSuffix(".pack") } }
  var packs: [String] { remembered.filter { $0.hasSuffix(".pack") } }

  private var remembered: [String] {
    let folder = "\(program.root)/.labs/build"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasSuffix(".site") }.map { "\(folder)/\($0)" }
  }

  /// What lies beside `content`, with names of its own, and beside the files of the last build's memory.
  var leftovers: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: program.root)) ?? [])
      .filter { !["content", ".labs", "_site"].contains($0) }
      + memories.sorted().dropFirst() + packs.dropFirst()
  }

  /// By their paths below a folder of the course.
  func files(_ folder: String) -> [String: Data] {
    let root = "\(program.root)/\(folder)"
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.reduce(into: [:]) { files, path in
      // A folder has no contents.
      files[path] = FileManager.default.contents(atPath: "\(root)/\(path)")
    }
  }
}

extension Program.Ending {
  /// How many pages a build rendered; `nil` when it rendered them all.
  var rendered: Int? { output.firstMatch(of: /, (\d+) rendered anew/).flatMap { Int($0.1) } }
}
