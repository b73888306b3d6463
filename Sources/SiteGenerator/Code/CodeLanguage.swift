import CourseModel

/// A language that blocks of code are written in.
enum CodeLanguage: CaseIterable, Sendable {
  case shell, console, json, yaml, toml, hcl, dockerfile, python, javaScript, sql, markup
  case stylesheet, swift, ruby, go, rust, c, java, make, nginx, powerShell, diff, http, plain

  /// What authors call it, the usual name first.
  private var names: String {
    switch self {
    case .shell: "sh bash shell zsh ksh fish shellscript"
    case .console:
      "console shell-session sh-session bash-session shellsession terminal pycon doscon psql-session"
    case .json: "json jsonc json5 jsonl ndjson webmanifest geojson"
    case .yaml: "yaml yml cloudformation"
    case .toml: "toml ini conf cfg config env dotenv properties editorconfig systemd"
    case .hcl: "hcl terraform tf tfvars"
    case .dockerfile: "dockerfile docker containerfile"
    case .python: "python py python3 py3"
    case .javaScript: "javascript js jsx mjs cjs node typescript ts tsx"
    case .sql: "sql psql postgres postgresql mysql sqlite plpgsql"
    case .markup: "html xml svg xhtml vue svelte htm plist"
    case .stylesheet: "css scss sass less"
    case .swift: "swift"
    case .ruby: "ruby rb"
    case .go: "go golang"
    case .rust: "rust rs"
    case .c: "c cpp c++ h cc"
    case .java: "java kotlin kt csharp cs c# scala groovy"
    case .make: "make makefile mk"
    case .nginx: "nginx"
    case .powerShell: "powershell ps1 pwsh ps"
    case .diff: "diff patch udiff"
    case .http: "http https"
    case .plain:
      """
      text txt plain plaintext none nohighlight output log logs csv tsv markdown md mdx mermaid math \
      latex tex dot graphviz plantuml php perl lua r dart elixir haskell clojure julia zig vim awk \
      sed jq cmake bat cmd batch graphql proto protobuf prisma jinja jinja2 cron crontab gitignore \
      promql logql rego
      """
    }
  }

  private static let byName: [String: CodeLanguage] = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { language in
      language.names.split(separator: " ").map { (String($0), language) }
    })

  /// `nil` for a name that is not known. Case is ignored by whoever reads the fence.
  init?(named name: String) {
    guard let language = Self.byName[name] else { return nil }
    self = language
  }

  /// The name that was probably meant by one that is not known: a letter away, or two in a long
  /// one. Many languages are not known here, so that a guess that reaches further would be wrong.
  static func name(near name: String) -> String? {
    guard name.count >= 4 else { return nil }
    return byName.keys.filter { $0.count >= 4 }.nearest(to: name, within: name.count < 8 ? 1 : 2)
  }

  /// The tokens of a part of `bytes`; how a session in a terminal begins is told by its prompts.
  func tokens(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> CodeTokens {
    switch self {
    case .plain: CodeTokens()
    case .console: ConsoleLexer.tokens(in: bytes, range)
    case .markup: MarkupLexer.tokens(in: bytes, range)
    case .stylesheet: StylesheetLexer.tokens(in: bytes, range)
    case .diff: DiffLexer.tokens(in: bytes, range)
    case .http: HTTPLexer.tokens(in: bytes, range)
    default: table.map { CodeLexer.tokens(in: bytes, range, $0) } ?? CodeTokens()
    }
  }

  /// `nil` for those with a lexer of their own.
  private var table: LexerTable? {
    switch self {
    case .shell: .shell
    case .json: .json
    case .yaml: .yaml
    case .toml: .toml
    case .hcl: .hcl
    case .dockerfile: .dockerfile
    case .python: .python
    case .javaScript: .javaScript
    case .sql: .sql
    case .swift: .swift
    case .ruby: .ruby
    case .go: .go
    case .rust: .rust
    case .c: .c
    case .java: .java
    case .make: .make
    case .nginx: .nginx
    case .powerShell: .powerShell
    case .console, .markup, .stylesheet, .diff, .http, .plain: nil
    }
  }
}
