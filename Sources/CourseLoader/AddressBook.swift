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

  func report(_ findings: Findings) {
    var first: [String: Alias] = [:]
    // A note's own address has the first claim to it.
    for (addresses, remedy) in [(own, "Rename one of the files."), (aliases, "Remove the alias.")] {
      for address in addresses {
        let key = address.address.lowercased()
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
