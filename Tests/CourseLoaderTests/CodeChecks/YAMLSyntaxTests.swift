import Testing

@testable import CourseLoader

struct YAMLSyntaxTests {
  private func said(_ text: String) -> String? {
    YAMLSyntax.problem(in: text).map { "\($0.offset): \($0.message) > \($0.remedy)" }
  }

  @Test(arguments: [
    "", "\n", "a: 1\n", "- a\n- b: c\n  d: e\n", "a: 1\n---\nb: 2\n---\n- c\n",
    "# only a comment\n",
    "Resources:\n  Cluster:\n    Type: AWS::ECS::Cluster\n", "a: |\n  $ x: y\n   z\nb: >-\n  c\n",
    "Role: !Ref Role\nArn: !GetAtt Role.Arn\nName: !Sub \"${AWS::StackName}-x\"\n",
    "Value: !If [IsProd, !Ref A, !Ref \"AWS::NoValue\"]\nAll: !Join\n  - ','\n  - [!Ref A, !Ref B]\n",
    "Fn::Sub:\n  - a-${B}\n  - B: !ImportValue b\n", "a: 1\na: 2\n", "<your name>: <x>\n",
    "on:\n  push:\n    branches: [main]\njobs: {build: {runs-on: ubuntu-latest}}\n",
    "run: echo ${{ secrets.TOKEN }}\n", "image: ${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/x:1\n",
  ]) func `YAML is YAML, also several documents, with any tags`(_ text: String) {
    #expect(said(text) == nil)
  }

  @Test(arguments: [
    "{{- if .Values.x }}\na: 1\n{{- end }}\n", "a: {{ .Values.a }}\n", "{% for x in y %}\n- a\n",
    "a:\n  b: 1\n  ...\nc: d: e\n", "a: [1, 2, ...\n", "a:\n  …\n b: c\n",
    "  b: 1\nc: 2\n", "a: *default\n", "<<: *base\nb: 1\n",
  ]) func `behind a gap, and of what a part cannot tell, nothing is said`(_ text: String) {
    #expect(said(text) == nil)
  }

  @Test(arguments: [
    (
      "a: b: c\n",
      "4: There is a second “:” in this line. > Put a value that contains “: ” in quotes."
    ),
    ("a:\n\t- b\n", "3: A tab indents this line. > Indent with spaces."),
    (
      "é: 1\nb: \"c\nd: 2\n",
      "9: The quoted text that begins here is never closed. > "
        + "Close it with the same quote."
    ),
    (
      "a: [1, 2\nb: 3\n",
      "3: What begins here with a bracket is never closed. > "
        + "Close it with ], with commas between its parts."
    ),
    ("a: 1\n---\nb: @c\n", "12: A value cannot begin with “@”. > Put the value in quotes."),
    (
      "a:\n  b: 1\n c: 2\n",
      "11: This line does not fit what is above it. > "
        + "Indent it like its neighbours, and put values with special characters in quotes."
    ),
    ("a: \u{1B}[0m\n", "3: The character U+001B is not allowed. > Remove it."),
  ]) func `says what is wrong and where`(_ text: String, _ words: String) {
    #expect(said(text) == words)
  }

  @Test func `any prefix of a document is read without a crash`() {
    let text = "a: [1, {b: &c null}]\n“d”: *c\n? e\n: |\n  f\n--- !g\n- 'h'\n\t- \"\\x\"\n"
    for end in text.indices { _ = YAMLSyntax.problem(in: String(text[..<end])) }
    #expect(said(String(repeating: "[", count: 10_000)) != nil)
  }
}
