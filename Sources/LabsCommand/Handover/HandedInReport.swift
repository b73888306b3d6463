import CourseLoader
import CourseModel
import Foundation
import ProgressStore

/// What a bootcamp reads of the files that students handed in. Each is taken into a store of its own,
/// as an import would, and told of as `labs report` tells of one's own progress.
struct HandedInReport: Encodable {
  /// One that was read, or what was wrong with it.
  struct File {
    let path: String
    let result: Result<HandedInFile, LabsError>

    init(_ path: String, keys: [ExportKey]) {
      self.path = path
      result = Result { () throws(LabsError) in
        do {
          return try HandedInFile(path: path, keys: keys)
        } catch let error as LabsError {
          throw error
        } catch {
          throw LabsError(.usage, "“\(path)” cannot be read: \(error).")
        }
      }
    }
  }

  struct FilePayload: Encodable {
    let file: String

    /// What is wrong with it; then there is nothing else.
    let problem: String?
    var progress: String?
    var course: String?
    var exportedAt: Date?
    var seal: String?

    /// The name of the key that it is sealed with, of those that were given.
    var key: String?

    /// Attempts that came from another `labs` folder.
    var imported = 0
    var steps: [StepPayload] = []
  }

  struct StepPayload: Encodable {
    let lab: String
    let row: LabReport.Row

    func encode(to encoder: any Encoder) throws {
      try row.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(lab, forKey: .lab)
    }

    enum CodingKeys: CodingKey {
      case lab
    }
  }

  let files: [FilePayload]

  /// - Parameter lab: All of them when `nil`.
  init(of files: [File], lab: String?, in project: Project) throws {
    let labs = try CourseLoader(root: project.root).load().course.labs
    self.files = try files.map { file in
      switch file.result {
      case .success(let read): try FilePayload(read, lab: lab, labs)
      case .failure(let error): FilePayload(file: file.path, problem: "\(error)")
      }
    }
  }

  var problems: [String] { files.compactMap(\.problem) }

  var envelope: Envelope<HandedInReport> {
    Envelope(
      command: "report", status: problems.isEmpty ? .ok : .failed, data: self,
      error: problems.first.map {
        .init(code: ExitCode.notPassed.rawValue, message: $0, hint: "")
      })
  }

  var table: ReportTable {
    let good = files.filter { $0.problem == nil }
    return ReportTable(
      title: "What was handed in",
      summary: good.isEmpty ? "No file could be read." : "\(good.count.counted("file")).",
      caption: "What each file tells of each step",
      heads: [
        "File", "Lab", "Step", "Outcome", "Target", "Attempts", "Hints", "Time", "When (UTC)",
        "Lab version", "Sealed",
      ],
      rows: good.flatMap { file in
        file.steps.map {
          [file.file, $0.lab, $0.row.status.step] + $0.row.cells + [file.sealWords]
        }
      })
  }
}

extension HandedInReport.FilePayload {
  /// Whose key it was, else how to recognise the seal.
  fileprivate var sealWords: String {
    let words = key.map { "with the key \($0)" } ?? seal.map { String($0.prefix(12)) } ?? ""
    return imported == 0 ? words : "\(words); \(imported.counted("attempt")) imported"
  }

  fileprivate init(_ read: HandedInFile, lab: String?, _ labs: [Lab]) throws {
    let export = read.sealed.export
    let store = try ProgressStore.inMemory()
    let taken = try store.take(export)
    self.init(
      file: read.path, problem: nil, progress: export.heading.progress,
      course: export.heading.course,
      exportedAt: Timestamp(milliseconds: export.heading.exportedAt).date,
      seal: read.sealed.seal.hexadecimal, key: read.sealed.key,
      imported: export.attempts.count { $0.progress != nil })
    for id in taken.labs where lab == nil || lab == id.text {
      for target in try store.targets(of: id) {
        steps += try Self.steps(of: id, on: target, store, labs.first { $0.id == id })
      }
    }
  }

  /// Of the course's own lab all its steps, then those that it does not have.
  private static func steps(
    of id: Slug, on target: Target, _ store: ProgressStore, _ lab: Lab?
  ) throws -> [HandedInReport.StepPayload] {
    let states = try store.states(of: id, on: target)
    let sums = try store.sums(of: id, on: target)
    let known = (lab?.steps ?? []).map { step in
      (step.id, StatusReport.Row(step, states[step.id] ?? .untried, isHeld: false))
    }
    let others = Set(states.keys).subtracting(known.map(\.0)).sorted().map { step in
      let state = states[step] ?? .untried
      return (
        step,
        StatusReport.Row(step, titled: "", state, isChanged: lab != nil, isHeld: false)
      )
    }
    return (known + others).map { step, row in
      HandedInReport.StepPayload(lab: id.text, row: .init(row, on: target, sums[step]))
    }
  }
}
