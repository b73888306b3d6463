import Foundation

/// A course on disk that an author works on, one random change after the other.
final class ChangingCourse {
  let folder: String
  private(set) var notes: [Writing] = []
  private var pictures: [String: Int] = [:]
  private var numbers: RandomNumbers
  private var written: [String: String] = [:]

  /// The files that the last change wrote or removed.
  private(set) var touched: Set<String> = []
  private var names = 0
  private var css = 0
  private var courseTitle = "A course"
  private var step = 0
  private var isMisspelled = false

  /// What a note's file says.
  struct Writing {
    var section: String
    var name: String
    var title: String?
    var order: Int?
    var isDraft = false
    var description: String?
    var alias: String?
    var headings: [String]
    var words: Int
    var more = 0
    var links: [String] = []
    var pictures: [String] = []
    var file: String { section.isEmpty ? "\(name).md" : "\(section)/\(name).md" }
  }

  init(seed: UInt64) throws {
    numbers = RandomNumbers(state: seed)
    folder = NSTemporaryDirectory() + "changing-course-\(UUID().uuidString)"
    for section in ["", "one", "two", "three"] {
      notes.append(Writing(section: section, name: "index", headings: ["First", "Top"], words: 3))
    }
    for _ in 0..<8 { addNote() }
    mend()
    try write()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// More words in one note.
  func edit() throws {
    notes[Int.random(in: notes.indices, using: &numbers)].words += 1
    try write()
  }

  /// Something else in the first note that opens no section.
  func change(_ change: (inout Writing) -> Void) throws -> Writing {
    let index = notes.firstIndex { $0.name != "index" } ?? 0
    change(&notes[index])
    try write()
    return notes[index]
  }

  /// Many more words in the opening page of a section.
  func lengthen(section: Int) throws {
    notes[section].more += 40
    try write()
  }

  /// One to three changes, and then some mending.
  func change() throws {
    for _ in 0..<Int.random(in: 1...3, using: &numbers) { changeSomething() }
    if Int.random(in: 0..<4, using: &numbers) > 0 { mend() }
    try write()
  }

  private func changeSomething() {
    let index = Int.random(in: notes.indices, using: &numbers)
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0...3: notes[index].words += 1
    case 4: notes[index].title = "Title \(Int.random(in: 0..<9, using: &numbers))"
    case 5: notes[index].title = nil
    case 6:
      notes[index].order = Bool.random(using: &numbers) ? nil : .random(in: 0..<5, using: &numbers)
    case 7: notes[index].isDraft.toggle()
    case 8: notes[index].description = "About \(Int.random(in: 0..<9, using: &numbers))."
    case 9: notes[index].alias = Bool.random(using: &numbers) ? nil : "old/\(names)"
    case 10: addNote()
    case 11 where notes.count > 6: notes.remove(at: index)
    case 12:
      names += 1
      if notes[index].name != "index" { notes[index].name = "renamed-\(names)" }
    case 13:
      let section = ["one", "two", "four"].randomElement(using: &numbers) ?? "one"
      if notes[index].name != "index" { notes[index].section = section }
    case 14: notes[index].headings[0] = "Heading \(Int.random(in: 0..<6, using: &numbers))"
    case 15: addLink(from: index)
    case 16:
      let name = "picture-\(Int.random(in: 0..<4, using: &numbers)).svg"
      pictures[name] = Bool.random(using: &numbers) ? .random(in: 1..<4, using: &numbers) : nil
      notes[index].pictures.append(name)
    case 17: css += 1
    case 18: courseTitle = "Course \(Int.random(in: 0..<3, using: &numbers))"
    default:
      step += 1
      isMisspelled = Bool.random(using: &numbers)
    }
  }

  private func addNote() {
    names += 1
    let section = ["", "one", "two", "three"].randomElement(using: &numbers) ?? ""
    notes.append(
      Writing(
        section: section, name: "note-\(names)", headings: ["Heading \(names % 5)", "Top"],
        words: names))
    addLink(from: notes.count - 1)
  }

  private func addLink(from index: Int) {
    guard let target = notes.randomElement(using: &numbers) else { return }
    let heading = (target.headings.first ?? "").lowercased().replacingOccurrences(
      of: " ", with: "-")
    let anchor = ["", "#top", "#\(heading)", "#gone"].randomElement(using: &numbers) ?? ""
    notes[index].links.append("/content/\(target.file)\(anchor)")
  }

  /// Takes out what leads nowhere, as far as it is easily seen.
  private func mend() {
    isMisspelled = false
    for index in notes.indices.dropFirst()
    where notes[..<index].contains(where: { $0.alias == notes[index].alias }) {
      notes[index].alias = nil
    }
    let visible = Dictionary(notes.map { ("/content/\($0.file)", $0) }) { first, _ in first }
    for index in notes.indices {
      notes[index].pictures.removeAll { pictures[$0] == nil }
      notes[index].links.removeAll { link in
        let parts = link.split(separator: "#").map(String.init)
        guard let target = visible[parts[0]], !target.isDraft else { return true }
        let ids = target.headings.map { $0.lowercased().replacingOccurrences(of: " ", with: "-") }
        return parts.count > 1 && !ids.contains(parts[1])
      }
    }
  }

  private func write() throws {
    var files: [String: String] = [
      "content/course.yml": "format: 1\ntitle: \(courseTitle)\n",
      "labs/lab/lab.yml": "format: 1\ntitle: A lab\n",
      "labs/lab/01-step.md": """
      ---
      title: Step \(step)
      checks:
        - {id: done, title: It is done, run: test -e done, exits: 0}
      ---
      See [a note](/content/index.md).

      ```sh run
      true
      ```

      """,
      "Site/styles/0-own.css": "p{margin:\(css)px}\n",
    ]
    for (name, size) in pictures {
      files["content/images/\(name)"] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size)\" height=\"2\"/>\n"
    }
    for note in notes { files["content/\(note.file)"] = text(of: note) }
    touched = Set(files.keys.filter { written[$0] != files[$0] })
      .union(written.keys.filter { files[$0] == nil })
    for (file, text) in files where written[file] != text {
      let path = "\(folder)/\(file)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: Bool.random(using: &numbers), encoding: .utf8)
    }
    for file in written.keys where files[file] == nil {
      try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
    }
    written = files
  }

  private func text(of note: Writing) -> String {
    var text = ["---"]
    if let title = note.title { text.append("title: \(title)") }
    if let order = note.order { text.append("order: \(order)") }
    if note.isDraft { text.append(isMisspelled ? "draf: true" : "draft: true") }
    if let description = note.description { text.append("description: \(description)") }
    if let alias = note.alias { text.append("aliases: [\(alias)]") }
    text += ["tags: [a]", "---", "# About \(note.name)", ""]
    text += ["Words \(note.words) and [the top](#top).", ""]
    for heading in note.headings { text += ["## \(heading)", ""] }
    for link in note.links { text += ["- [A link](\(link))"] }
    text += ["", String(repeating: "more ", count: note.more), ""]
    for picture in note.pictures { text += ["![A picture](/content/images/\(picture))", ""] }
    return text.joined(separator: "\n")
  }
}
