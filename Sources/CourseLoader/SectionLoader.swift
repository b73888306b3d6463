import CourseModel
import Incremental

/// The folders of `content/` and the notes in them.
struct SectionLoader {
  let folder: CourseFolder
  let findings: Findings

  /// Notes that were loaded before; of those, what did not change is not read again.
  let shelf: NoteShelf
  let workers: Workers

  /// In reading order: `content/` itself, then each folder followed by the folders in it.
  func sections() throws -> (sections: [Section], shelf: NoteShelf) {
    guard folder.kind(of: "content", findings) == .folder else { return ([], NoteShelf()) }
    var files: [NoteFile] = []
    let outline = Outline(in: "content", id: "", loader: self, files: &files)
    var loaded = try workers.results(files.count) { [files, folder, shelf] in
      shelf.note(for: files[$0], in: folder)
    }
    askBash(about: &loaded)

    var addresses = AddressBook()
    for note in loaded {
      findings.add(note.diagnostics)
      note.note.map { addresses.add($0) }
    }
    addresses.report(findings)
    return (outline.tree(loaded).sections, NoteShelf(loaded, notSecret: folder.notSecret))
  }

  /// About the shell text of all notes that were read anew, at once.
  private func askBash(about notes: inout [LoadedNote]) {
    let texts = notes.indices.flatMap { index in notes[index].shellTexts.map { (index, $0) } }
    guard !texts.isEmpty else { return }
    let answers = Dictionary(
      grouping: ShellSyntax.diagnostics(of: texts.map(\.1), findings)
    ) { texts[$0.0].0 }
    for index in Set(texts.map(\.0)) {
      notes[index] = notes[index].with((answers[index] ?? []).map(\.1))
    }
  }
}

/// Which notes a folder and those below it have, before any of them is read.
private struct Outline {
  let id: String
  let path: String
  let notes: Range<Int>
  let below: [Outline]

  init(in path: String, id: String, loader: SectionLoader, files: inout [NoteFile]) {
    var own: [NoteFile] = []
    var folders: [(path: String, id: String)] = []
    for entry in loader.folder.entries(of: path, loader.findings) {
      let file = path + "/" + entry.name
      guard entry.kind == .folder || isMarkdown(entry.name, at: file, loader.findings) else {
        continue
      }
      let name = entry.kind == .folder ? entry.name : entry.name.removingSuffix(".md")
      guard let slug = Slug(slugifying: name) else {
        loader.findings.error(
          at: SourceLocation(file: file),
          "“\(entry.name.quotable)” gives no address: it has no letter or digit of ASCII.",
          remedy: "Rename it.", rule: .notRead)
        continue
      }
      let address = id.isEmpty ? slug.text : id + "/" + slug.text
      guard entry.kind == .folder else {
        own.append(NoteFile(file: file, path: address, stamp: entry.stamp))
        continue
      }
      if let other = folders.first(where: { $0.id == address }) {
        loader.findings.error(
          at: SourceLocation(file: file),
          "The address “\(address)” is already taken by \(other.path).",
          remedy: "Rename one of the folders.", rule: .duplicateAddress)
      }
      folders.append((file, address))
    }
    self.id = id
    self.path = path
    notes = files.count..<(files.count + own.count)
    files += own
    below = folders.map { Outline(in: $0.path, id: $0.id, loader: loader, files: &files) }
  }

  func tree(_ loaded: [LoadedNote]) -> Tree {
    Tree(
      id: id, notes: loaded[notes].compactMap(\.note), below: below.map { $0.tree(loaded) })
  }
}

/// A section with those below it.
private struct Tree {
  let section: Section
  let isEmpty: Bool
  let below: [Tree]

  init(id: String, notes all: [Note], below: [Tree]) {
    let opening = id.isEmpty ? "index" : id + "/index"
    let index = all.last { $0.path == opening }
    let notes = all.filter { $0.path != opening }
    section = Section(
      id: id, title: index?.title ?? readableTitle(of: id), order: index?.order, index: index,
      notes: ranked(notes) { Rank($0.order, $0.title, $0.file) })
    isEmpty = index == nil && notes.isEmpty
    self.below = ranked(below) { Rank($0.section.order, $0.section.title, $0.section.id) }
  }

  var sections: [Section] { (isEmpty ? [] : [section]) + below.flatMap(\.sections) }
}

/// Names that look like Markdown and are not read are worth a word.
func isMarkdown(_ name: String, at file: String, _ findings: Findings) -> Bool {
  if name.hasSuffix(".md") { return true }
  let lowercased = name.lowercased()
  if lowercased.hasSuffix(".md") || lowercased.hasSuffix(".markdown") {
    findings.warning(
      at: SourceLocation(file: file), "The file is not read: only names that end in .md are.",
      remedy: "Rename it.", rule: .notRead)
  }
  return false
}

/// What has an order comes first, smallest first; the rest follows by title.
private struct Rank {
  let order: Int
  let title: [UInt8]
  let tie: [UInt8]

  init(_ order: Int?, _ title: String, _ tie: String) {
    self.order = order ?? .max
    self.title = Array(title.lowercased().utf8)
    self.tie = Array(tie.utf8)
  }

  func precedes(_ other: Rank) -> Bool {
    if order != other.order { return order < other.order }
    return title == other.title
      ? naturallyPrecedes(tie, other.tie) : naturallyPrecedes(title, other.title)
  }
}

private func ranked<Value>(_ values: [Value], by rank: (Value) -> Rank) -> [Value] {
  values.map { (value: $0, rank: rank($0)) }.sorted { $0.rank.precedes($1.rank) }.map(\.value)
}
