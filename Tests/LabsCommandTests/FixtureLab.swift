/// A lab that needs no cloud: each step leaves a file, and its check reads it.
enum FixtureLab {
  static let manifest = """
    format: 1
    title: Files
    summary: Leaves three files.
    variables:
      COLOUR: blue
    """

  /// - Parameter script: What else the step's script does, after it has left its file.
  static func step(_ name: String, script: String = "true") -> String {
    """
    ---
    title: Leave the file \(name)
    cost: Nothing.
    checks:
      - id: content
        title: The file holds the colour
        run: cat "$LABS_WORKDIR/\(name)"
        contains: blue
        hint: Write the colour into the file.
    ---
    A file is *kept*.

    ```sh run
    mkdir -p "$LABS_WORKDIR"
    [ ! -e "$LABS_WORKDIR/\(name)" ]
    echo "$COLOUR" > "$LABS_WORKDIR/\(name)"
    echo "made \(name)"
    \(script)
    ```

    ```sh cleanup
    rm -f "$LABS_WORKDIR/\(name)"
    ```

    """
  }

  static let files = [
    "labs/files/lab.yml": manifest,
    "labs/files/01-one.md": step("one"),
    "labs/files/02-two.md": step("two"),
    "labs/files/03-three.md": step("three"),
  ]
}
