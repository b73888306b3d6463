import ArgumentParser
import CourseModel

/// What every command about the steps of a lab is given.
struct LabArguments: ParsableArguments {
  @Argument(help: "The lab, for example week6.")
  var lab: String

  @Argument(help: "One step alone, by its name or number.")
  var step: String?

  @OptionGroup var place: TargetOptions
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func workbench() throws -> Workbench {
    try Workbench(lab, in: options.project(), on: place.target)
  }
}
