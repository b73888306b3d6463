import Testing

@testable import CourseLoader

/// Shell text taken apart into commands.
@Suite struct ShellCommandTests {
  /// The words of each command.
  private func commands(_ text: String) -> [String] {
    ShellCommand.all(in: text).map { command in
      command.words.map(\.text).joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("aws ecs create-cluster --name x", ["aws ecs create-cluster --name x"]),
    ("aws ecs \\\n  create-cluster", ["aws ecs create-cluster"]),
    ("a | b && c || d; e & f\ng", ["a", "b", "c", "d", "e", "f", "g"]),
    ("# jq\necho 'jq | x' \"curl; $X\" # jq", ["echo jq | x curl; "]),
    ("A=1 B=\"$C\" run x", ["run x"]), ("A=$(jq . <x)", ["jq ."]),
    ("echo \"$(curl $(cat x) | jq .)\"", ["cat x", "curl ", "jq .", "echo "]),
    ("if test -e x; then curl x; else jq; fi", ["test -e x", "curl x", "jq"]),
    ("for x in curl jq; do wget \"$x\"; done | sort", ["wget ", "sort"]),
    ("while ! curl x; do sleep 1; done", ["curl x", "sleep 1"]),
    ("cat <<EOF >x 2>&1\njq\nEOF\ncurl", ["cat", "curl"]),
    ("cat <<-'A' | sort\n\tit's\n\tA\n", ["cat", "sort"]),
    ("curl x >/dev/null 2>jq &>wget", ["curl x"]), ("jq <(curl x) <<<psql", ["curl x", "jq"]),
    ("f() { jq; }\nf x", ["jq", "f x"]), ("(cd x && jq)", ["cd x", "jq"]),
    ("sudo docker ps; command -v jq; exec aws", ["docker ps", "command -v jq", "aws"]),
    ("x=$((1 + 2)); echo ${Y:-$(jq)} $? \"$@\"", ["jq", "echo   "]),
    ("a \\\"b\\ c", ["a \"b c"]), ("aws x || # why\n  jq", ["aws x", "jq"]),
  ])
  func `finds each command and no other word`(text: String, expected: [String]) {
    #expect(commands(text) == expected)
  }

  @Test(arguments: [
    "case $x in a) jq ;; esac", "echo `jq`", "((x++)); jq", "jq 'open", "jq \"open", "(jq",
    "jq $(curl", "x=(jq curl); jq", "cat <<EOF\njq", "jq )", "echo $'\\n'; jq", "jq ${x",
  ])
  func `says nothing of what it does not follow`(text: String) {
    #expect(commands(text) == [])
  }

  @Test func `tells what is always the same from what is put in`() {
    let found = ShellCommand.all(in: "a 'b c' $D \"e$F\" ${G}h $(i) \"j\"")
    #expect(found.last?.words.map(\.isConstant) == [true, true, false, false, false, false, true])
  }

  @Test func `tells lines, connectors, and what is within something`() {
    let found = ShellCommand.all(in: "\na &&\n  b || c\nd | e\nif f; then g; fi\nh")
    #expect(found.map(\.line) == [2, 3, 3, 4, 4, 5, 5, 6])
    #expect(
      found.map(\.connector)
        == [.sequence, .and, .or, .sequence, .pipe, .sequence, .sequence, .sequence])
    #expect(found.filter(\.isNested).map(\.name) == ["f", "g"])
  }

  @Test func `any text comes to an end`() {
    var numbers = RandomNumbers(state: 7)
    let parts = [
      "a", " ", "\n", "'", "\"", "$(", ")", "(", "{", "}", "${", "$", "|", "&", ";", "<<A", "<",
      ">",
      "\\", "`", "if", "fi", "#", "=", "é",
    ]
    for _ in 0..<2000 {
      let text = (0..<12).map { _ in parts.randomElement(using: &numbers) ?? "" }.joined()
      _ = ShellCommand.all(in: text)
    }
  }
}
