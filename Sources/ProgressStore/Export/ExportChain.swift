import CourseModel

/// The lines of an export, each of which vouches for the one before it.
struct ExportChain {
  let export: ProgressExport
  let seal: Digest
  let mac: String?

  /// With the key of the installation that the export is from.
  let ownMAC: String?

  private let name: String

  init(reading bytes: [UInt8], named name: String) throws {
    self.name = name
    guard bytes.count <= ProgressExport.sizeLimit else {
      throw Self.refusal("“\(name)” is longer than \(ProgressExport.sizeLimit / 1_048_576) MB.")
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    try Self.requireFormat(lines[0], name)
    guard bytes.last == UInt8(ascii: "\n") else {
      throw Self.damage("Line \(lines.count) of “\(name)” is cut off.")
    }
    var heading: ProgressExport.Heading?
    var records: [ExportRecord] = []
    var seal: ExportLine?
    var previous = ""
    for (index, bytes) in lines.dropLast().enumerated() {
      let number = index + 1
      guard seal == nil else {
        throw Self.damage("Line \(number) of “\(name)” stands behind the seal.")
      }
      guard let line = ExportLine(reading: bytes) else {
        throw Self.damage("Line \(number) of “\(name)” is not as labs wrote it.")
      }
      guard line.string("previous") == previous else {
        throw Self.damage(
          index == 0
            ? "Line 1 of “\(name)” is not as labs wrote it."
            : "Line \(index) of “\(name)” was changed, or a line behind it was taken out or put in: "
              + "line \(number) does not fit it.")
      }
      switch line.record {
      case "export" where index == 0:
        heading = try? line.body(as: ProgressExport.Heading.self)
      case "seal" where index > 0: seal = line
      default:
        guard let record = try? ExportRecord(line), record.isSound else {
          throw Self.damage("Line \(number) of “\(name)” holds no record that labs knows.")
        }
        records.append(record)
      }
      if seal == nil { previous = line.digest.hexadecimal }
    }
    guard let heading, heading.isSound else {
      throw Self.damage("Line 1 of “\(name)” is not as labs wrote it.")
    }
    guard let seal else {
      throw Self.damage("“\(name)” ends in line \(lines.count - 1) without its seal.")
    }
    export = ProgressExport(heading: heading, records: records)
    self.seal = Digest(hexadecimal: previous)
    mac = seal.string("mac")
    ownMAC = seal.string("own")
  }

  private static func requireFormat(_ line: ArraySlice<UInt8>, _ name: String) throws {
    guard let format = ExportLine.format(of: line), format > 0 else {
      throw refusal("“\(name)” is no export of labs: its first line does not say so.")
    }
    guard format <= ProgressExport.format else {
      throw LabsError(
        .usage,
        "“\(name)” was exported by a newer labs: its format is \(format), and this one reads "
          + "\(ProgressExport.format).",
        hint: "Update labs.")
    }
  }

  private static func refusal(_ message: String) -> LabsError {
    LabsError(.usage, message, hint: "Give a file that labs export has written.")
  }

  private static func damage(_ message: String) -> LabsError {
    LabsError(
      .notPassed, message,
      hint: "It was damaged or changed after the export: take the file as it was, or export again.")
  }
}
