import CourseModel
import Incremental

extension SiteExtras {
  /// Of everything in the course but the notes' texts, and of when files were changed: all that a
  /// page can show of others, and all that is around the texts.
  var outline: Fingerprint {
    var outline = map.fingerprint
    outline.add(dates.history.fingerprint)
    return outline
  }
}

extension SiteMap {
  /// Of all pages and their order, without the notes' texts.
  fileprivate var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.add(course.title)
    fingerprint.add(course.description)
    fingerprint.add(course.language)
    fingerprint.add(course.baseURL)
    fingerprint.add(course.repository)
    fingerprint.add(course.license)
    for page in pages {
      fingerprint.add(page.address)
      fingerprint.add(page.title)
      fingerprint.add(page.description)
      fingerprint.add(page.group)
      switch page.content {
      case .note(let note): fingerprint.add(note)
      case .section(let section):
        fingerprint.add(section.id)
        fingerprint.add(section.title)
        fingerprint.add(section.order ?? .min)
        if let index = section.index { fingerprint.add(index) }
      case .lab(let lab): fingerprint.add(lab.digest.hexadecimal)
      case .labs: break
      }
    }
    return fingerprint
  }
}

extension Fingerprint {
  /// All of a note but its text.
  mutating func add(_ note: Note) {
    add(note.file)
    add(note.path)
    add(note.title)
    add(note.description)
    add(note.order ?? .min)
    for list in [note.tags, note.aliases.map(\.address)] {
      add(list.count)
      for text in list { add(text) }
    }
    add(note.isDraft ? 1 : 0)
    add(note.isSearched ? 1 : 0)
    add(note.date)
    add(note.updated)
  }
}
