import CourseModel

/// The folders of `content/` and the notes in them.
struct SectionLoader {
  let folder: CourseFolder
  let findings: Findings

  /// In reading order: `content/` itself, then each folder followed by the folders in it.
  func sections() -> [Section] {
    guard folder.kind(of: "content", findings) == .folder else { return [] }
    var addresses = AddressBook()
    let tree = Tree(in: "content", id: "", loader: self, addresses: &addresses)
    addresses.report(findings)
    return tree.sections
  }
}

/// A section with those below it.
private struct Tree {
  let section: Section
  let path: String
  let isEmpty: Bool
  let below: [Tree]

  init(in path: String, id: String, loader: SectionLoader, addresses: inout AddressBook) {
    var notes: [Note] = []
    var index: Note?
    var below: [Tree] = []
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
          remedy: "Rename it.")
        continue
      }
      let address = id.isEmpty ? slug.text : id + "/" + slug.text
      if entry.kind == .folder {
        if let other = below.first(where: { $0.section.id == address }) {
          loader.findings.error(
            at: SourceLocation(file: file),
            "The address “\(address)” is already taken by \(other.path).",
            remedy: "Rename one of the folders.")
        }
        below.append(Tree(in: file, id: address, loader: loader, addresses: &addresses))
      } else if let (note, given) = NoteLoader(folder: loader.folder, findings: loader.findings)
        .note(in: file, path: address)
      {
        addresses.add(given)
        if slug.text == "index" { index = note } else { notes.append(note) }
      }
    }
    section = Section(
      id: id, title: index?.title ?? readableTitle(of: id), order: index?.order, index: index,
      notes: notes.sorted { precedes(($0.order, $0.title, $0.file), ($1.order, $1.title, $1.file)) }
    )
    self.path = path
    isEmpty = index == nil && notes.isEmpty
    self.below = below.sorted {
      precedes(
        ($0.section.order, $0.section.title, $0.section.id),
        ($1.section.order, $1.section.title, $1.section.id))
    }
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
      remedy: "Rename it.")
  }
  return false
}

private typealias Rank = (order: Int?, title: String, tie: String)

/// What has an order comes first, smallest first; the rest follows by title.
private func precedes(_ left: Rank, _ right: Rank) -> Bool {
  let (a, b) = (left.order ?? .max, right.order ?? .max)
  if a != b { return a < b }
  let (titleA, titleB) = (left.title.lowercased(), right.title.lowercased())
  return titleA == titleB
    ? naturallyPrecedes(left.tie, right.tie) : naturallyPrecedes(titleA, titleB)
}
