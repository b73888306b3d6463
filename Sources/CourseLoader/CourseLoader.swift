public import CourseModel
public import Incremental

/// Reads what authors wrote: the notes below `content/` and the labs below `labs/`.
///
/// What is wrong with it is a ``CourseModel/Diagnostic``, and all of them come at once; an error
/// is thrown only when there is nothing to read at all.
public struct CourseLoader: Sendable {
  /// The folder that holds `content/` and `labs/`.
  public let root: String

  public init(root: String) {
    self.root = root
  }

  /// The whole course. Costs about 0.05 ms for a note of a page.
  ///
  /// What has errors is loaded as far as it can be, so that links to it are not reported as well.
  ///
  /// - Parameters:
  ///   - shelf: Notes of an earlier load. One whose file did not change is taken from there, without
  ///     its text; everything else is as if there were no shelf.
  ///   - tree: What lies in `content/` and `labs/`, where that is known already.
  public func load(
    reusing shelf: NoteShelf = NoteShelf(), in tree: FolderTree? = nil,
    workers: Workers = Workers()
  ) throws -> LoadedCourse {
    let folder = try courseFolder(tree ?? self.tree(workers: workers))
    let findings = Findings()
    let description = CourseDescription.load(from: folder, findings)
    let (sections, loaded) = try SectionLoader(
      folder: folder, findings: findings, shelf: shelf, workers: workers
    ).sections()
    let labs = labFolders(folder, findings).compactMap {
      LabLoader(folder: folder, name: $0, findings: findings).lab()
    }
    findings.checkShell()
    return LoadedCourse(
      course: description.course(sections: sections, labs: labs),
      diagnostics: findings.diagnostics.sorted(), shelf: loaded)
  }

  /// One lab; nothing else is read. Throws ``CourseModel/LabsError`` when there is no such lab.
  public func loadLab(named name: String) throws -> LoadedLab {
    let folder = try courseFolder(tree(of: ["labs"]))
    let findings = Findings()
    let isLab =
      Slug(name) != nil && folder.kind(of: "labs", findings) == .folder
      && folder.kind(of: "labs/\(name)", findings) == .folder
    guard isLab || findings.hasErrors else { throw unknownLab(name, in: folder) }
    let lab = isLab ? LabLoader(folder: folder, name: name, findings: findings).lab() : nil
    findings.checkShell()
    return LoadedLab(
      lab: findings.hasErrors ? nil : lab, diagnostics: findings.diagnostics.sorted())
  }

  /// The folders below `labs/` that may be labs, `week2` before `week10`.
  public func labNames() throws -> [String] {
    labFolders(try courseFolder(tree(of: ["labs"])), Findings())
  }

  /// What lies in `content/` and `labs/`.
  public func tree(workers: Workers = Workers()) -> FolderTree {
    tree(of: ["content", "labs"], workers: workers)
  }

  func tree(of folders: [String], workers: Workers = Workers(1)) -> FolderTree {
    FolderTree(root, folders: folders, workers: workers)
  }

  /// The text of a note that was loaded without it. Throws ``CourseChanged`` when the file is not
  /// what it was.
  public func text(of note: Note) throws -> Markdown {
    guard note.body.text.isEmpty else { return note.body }
    let path = "\(root)/\(note.file)"
    guard case .success(let bytes) = fileBytes(path, limit: CourseFolder.fileSizeLimit),
      Fingerprint(of: bytes).value == note.version,
      let source = SourceFile(path: note.file, raw: bytes, findings: Findings())
    else { throw CourseChanged() }
    return source.body(from: note.body.firstLine)
  }

  private func courseFolder(_ tree: FolderTree) throws -> CourseFolder {
    var folder = try CourseFolder(root: root, tree: tree)
    guard isFolder(folder.path("content")) || isFolder(folder.path("labs")) else {
      throw LabsError(
        .usage, "There is no course in “\(root)”.",
        hint: "Go to the folder that holds content/ and labs/, or give it.")
    }
    // Also course.yml itself is read through the gate, so it is read once for the gate alone.
    folder.notSecret = CourseDescription.load(from: folder, Findings()).notSecret
    return folder
  }

  private func labFolders(_ folder: CourseFolder, _ findings: Findings) -> [String] {
    guard folder.kind(of: "labs", findings) == .folder else { return [] }
    let folders = folder.entries(of: "labs", findings).filter { $0.kind == .folder }
    return folders.compactMap { entry in
      if Slug(entry.name) != nil { return entry.name }
      findings.error(
        at: SourceLocation(file: "labs/\(entry.name)"),
        "“\(entry.name.quotable)” is no name for a lab: "
          + "lowercase letters, digits and single hyphens make one.",
        remedy: Slug(slugifying: entry.name).map { "Try: \($0)." } ?? "Rename the folder.",
        rule: .labStructure)
      return nil
    }
  }

  private func unknownLab(_ name: String, in folder: CourseFolder) -> LabsError {
    let names = labFolders(folder, Findings())
    return LabsError(
      .usage, "There is no lab named “\(name.quotable)”.",
      hint: names.isEmpty
        ? "This course has no labs." : suggestion(for: name, among: names, called: "labs"))
  }
}

/// A file changed between two looks at it; another load sees it as it is now.
public struct CourseChanged: Error {}
