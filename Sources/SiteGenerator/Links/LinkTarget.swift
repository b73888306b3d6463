/// What a link of the course leads to.
enum LinkTarget: Equatable {
  /// On the web, or a mail or telephone address: written as it is.
  case outside(String)

  /// A page of the site. `fragment` is the id on that page, without `#`.
  case page(Int, fragment: String?)

  /// A file of the course that the site carries along, by its path in the course.
  case file(String)

  /// Nothing. `message` and `remedy` make up the diagnostic.
  case missing(message: String, remedy: String)

  /// Something that a page must not point at.
  case refused(scheme: String)
}
