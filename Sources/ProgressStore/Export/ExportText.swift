public import CourseModel

/// An export as it is written: a line of JSON for each record, each with the digest of the one before
/// it, and a last line that seals them.
///
/// The seal is the digest of the chain: whoever was told it sees whether a file is still the same. An
/// HMAC of it with the installation's own key lets that installation know its files again; one with a
/// key that was handed out tells whoever has that key. Without any of them a chain shows damage and
/// careless changes only, because anybody can write a whole new one.
public struct ExportText: Sendable, Hashable {
  public let text: String

  /// 64 hexadecimal digits.
  public let seal: Digest

  /// - Parameters:
  ///   - own: The installation's key.
  ///   - key: One that was handed out.
  /// - Throws: `LabsError` when it would be longer than ``ProgressExport/sizeLimit``.
  public init(_ export: ProgressExport, own: [UInt8], key: [UInt8]? = nil) throws {
    let heading = try ExportLine("export", export.heading, after: nil)
    var text = heading.text + "\n"
    var digest = heading.digest
    for record in export.records {
      let line = try record.line(after: digest)
      text += line.text + "\n"
      digest = line.digest
    }
    var macs = ["own": JSONValue.string(Self.ownMAC(of: digest, own).hexadecimal)]
    if let key { macs["mac"] = .string(Self.mac(of: digest, key).hexadecimal) }
    text += ExportLine("seal", macs, after: digest).text + "\n"
    guard text.utf8.count <= ProgressExport.sizeLimit else {
      throw LabsError(
        .usage, "The export would be longer than \(ProgressExport.sizeLimit / 1_048_576) MB.",
        hint: "Forget the progress of a lab that is done with: labs reset LAB --yes.")
    }
    self.text = text
    seal = digest
  }

  static func mac(of seal: Digest, _ key: [UInt8]) -> Digest {
    Digest(of: "labs export \(ProgressExport.format) \(seal)", key: key)
  }

  static func ownMAC(of seal: Digest, _ key: [UInt8]) -> Digest {
    Digest(of: "labs installation \(ProgressExport.format) \(seal)", key: key)
  }
}

extension ExportRecord {
  fileprivate func line(after previous: Digest) throws -> ExportLine {
    switch self {
    case .attempt(let body): try ExportLine("attempt", body, after: previous)
    case .hints(let body): try ExportLine("hints", body, after: previous)
    case .drill(let body): try ExportLine("drill", body, after: previous)
    case .resource(let body): try ExportLine("resource", body, after: previous)
    case .binding(let body): try ExportLine("binding", body, after: previous)
    }
  }
}
