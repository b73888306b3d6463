public import CourseModel

/// A key that a bootcamp handed out, and what it is called.
public struct ExportKey: Sendable, Hashable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// An export that was read, and is as it was written.
public struct SealedExport: Sendable, Hashable {
  public let export: ProgressExport
  public let seal: Digest

  /// Whether it was sealed with a key, whoever has it.
  public let hasKey: Bool

  /// The name of the key, where it is one of those that were asked for.
  public let key: String?

  private let ownMAC: String?

  /// Whether the installation that has this key sealed it.
  public func isSealed(byInstallation key: [UInt8]) -> Bool {
    ExportText.ownMAC(of: seal, key).hexadecimal == ownMAC
  }

  /// - Parameters:
  ///   - bytes: The file's.
  ///   - name: The file's, for messages.
  ///   - keys: One of them has to fit; with none, none is asked for.
  /// - Throws: `LabsError` that names the first line that is wrong.
  public init(reading bytes: [UInt8], named name: String, keys: [ExportKey] = []) throws {
    let chain = try ExportChain(reading: bytes, named: name)
    export = chain.export
    seal = chain.seal
    hasKey = chain.mac != nil
    ownMAC = chain.ownMAC
    key = keys.first { ExportText.mac(of: chain.seal, $0.bytes).hexadecimal == chain.mac }?.name
    guard !keys.isEmpty, key == nil else { return }
    let names = keys.map { "“\($0.name)”" }.joined(separator: ", ")
    throw hasKey
      ? LabsError(
        .notPassed, "“\(name)” was sealed with another key than \(names), or its seal was changed.",
        hint: "Take the key that this student was given.")
      : LabsError(
        .notPassed, "“\(name)” was sealed without a key, so it cannot be told who made it.",
        hint: "It is exported with a key by: labs export --key FILE.")
  }
}
