import CourseModel

/// All addresses of the notes, to find those that are given twice. Upper and lower case count as
/// the same: they are the same file on some disks.
struct AddressBook {
  private var own: [Alias] = []
  private var aliases: [Alias] = []

  mutating func add(_ note: Note) {
    own.append(Alias(address: note.path, location: SourceLocation(file: note.file)))
    aliases += note.aliases
  }

  private static let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")

  func report(_ findings: Findings) {
    var first = [String: Alias](minimumCapacity: own.count + aliases.count)
    // A note's own address has the first claim to it.
    for (addresses, remedy) in [(own, "Rename one of the files."), (aliases, "Remove the alias.")] {
      for address in addresses {
        let isLower = address.address.utf8.allSatisfy { $0 < 128 && !Self.capitals.contains($0) }
        let key = isLower ? address.address : address.address.lowercased()
        guard let taken = first[key] else {
          first[key] = address
          continue
        }
        findings.error(
          at: address.location,
          "The address “\(address.address.quotable)” is already taken by \(taken.location).",
          remedy: remedy, rule: .duplicateAddress)
      }
    }
  }
}
