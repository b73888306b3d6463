import CourseModel
import Testing

/// Where shell text names variables.
struct ShellVariableUseTests {
  @Test(arguments: [
    ("echo $A ${B} ${C:-x} ${#D} ${!E}", ["A", "B", "C", "D", "E"]),
    ("echo \\$A \"\\$B\" $1 $? $$ $", []),
    ("echo a # $A\n#$B\necho x#$C", ["C"]),
    ("x=\"$(put \"$A\" '$B' \"$(f $C)\")\" # $D", ["A", "B", "C"]),
    ("cat <<EOF\n$A # $B \\$C\nEOF\necho $D", ["A", "B", "D"]),
    ("cat <<-'EOF' | f $A\n$B\n\tEOF\necho '$C", ["A", "B", "C"]),
    ("f <<<$A; g <<<'x'\n$B", ["A", "B"]),
    ("case $A in a) echo $B ;; esac", ["A", "B"]),
    ("echo \"it's $A\" 'say \"' $B", ["A", "B"]),
  ])
  func `finds what bash would expand, or leave for another shell`(
    text: String, names: [String]
  ) {
    #expect(ShellVariableUse.all(in: text).map(\.name) == names)
  }

  @Test func `tells the line, what is whole and what is literal`() {
    let uses = ShellVariableUse.all(in: "echo ${A}$B\nsh -c 'echo $C' ${D%x}")

    #expect(uses.map(\.line) == [1, 1, 2, 2])
    #expect(uses.map(\.isWhole) == [true, true, true, false])
    #expect(uses.map(\.isLiteral) == [false, false, true, false])
    #expect(uses.map(\.range) == [5..<9, 9..<11, 24..<26, 28..<31])
  }

  @Test func `a dollar sign at any place is no trouble`() {
    for text in ["$", "${", "$(", "\"$", "'$", "<<", "<<E\n", "<<E\n$", "\\", "((", "${A", "$A'"] {
      _ = ShellVariableUse.all(in: text)
    }
  }
}
