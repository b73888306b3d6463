import CourseModel

/// All addresses of the notes, to find those that are given twice. Upper and lower case count as
/// the same: they are the same file on some disks.
struct AddressBook {
  private var addresses: [NoteAddress] = []

  mutating func add(_ more: [NoteAddress]) { addresses += more }

  func report(_ findings: Findings) {
    var first: [String: NoteAddress] = [:]
    // A note's own address has the first claim to it.
    for address in addresses.filter({ !$0.isAlias }) + addresses.filter(\.isAlias) {
      let key = address.text.lowercased()
      guard let taken = first[key] else {
        first[key] = address
        continue
      }
      findings.error(
        at: address.location,
        "The address “\(address.text.quotable)” is already taken by \(taken.location).",
        remedy: address.isAlias ? "Remove the alias." : "Rename one of the files.",
        rule: .duplicateAddress)
    }
  }
}
