extension SecretShape {
  /// Every shape that is known. The beginnings of tokens are those that the services themselves
  /// announce, so that a leaked one is recognised (GitHub's secret scanning lists them).
  public static let all: [SecretShape] = keys + tokens + names

  /// Not among ``all``, for it goes over several lines.
  static let privateKey = SecretShape(.keyBlock, "PRIVATE KEY-----", "a private key")

  private static let keys = [
    SecretShape(.accessKeyID, "AKIA", "an AWS access key id"),
    SecretShape(.accessKeyID, "ASIA", "a temporary AWS access key id"),
    SecretShape(.token, "eyJ", "a JSON web token"),
    SecretShape(.address, "://", "a password in an address"),
    SecretShape(.header, "authorization", "the content of an Authorization header"),
  ]

  private static let tokens = [
    SecretShape(.prefixed(36), "ghp_", "a GitHub token"),
    SecretShape(.prefixed(36), "gho_", "a GitHub token"),
    SecretShape(.prefixed(36), "ghu_", "a GitHub token"),
    SecretShape(.prefixed(36), "ghs_", "a GitHub token"),
    SecretShape(.prefixed(36), "ghr_", "a GitHub token"),
    SecretShape(.prefixed(40), "github_pat_", "a GitHub token"),
    SecretShape(.prefixed(20), "glpat-", "a GitLab token"),
    SecretShape(.prefixed(20), "xoxb-", "a Slack token"),
    SecretShape(.prefixed(20), "xoxp-", "a Slack token"),
    SecretShape(.prefixed(20), "xoxa-", "a Slack token"),
    SecretShape(.prefixed(20), "xoxr-", "a Slack token"),
    SecretShape(.prefixed(36), "npm_", "an npm token"),
    SecretShape(.prefixed(50), "pypi-AgEI", "a PyPI token"),
    SecretShape(.prefixed(24), "dckr_pat_", "a Docker Hub token"),
    SecretShape(.prefixed(16), "sk_live_", "a Stripe key"),
    SecretShape(.prefixed(16), "rk_live_", "a Stripe key"),
    SecretShape(.prefixed(35), "AIza", "a Google API key"),
    SecretShape(.prefixed(32), "sk-ant-", "an Anthropic key"),
    SecretShape(.prefixed(32), "sk-proj-", "an OpenAI key"),
    SecretShape(.prefixed(30), "hf_", "a Hugging Face token"),
    SecretShape(.prefixed(50), "hcaik_", "a Honeycomb key"),
    SecretShape(.prefixed(50), "hcbik_", "a Honeycomb key"),
  ]

  private static let names =
    ["secretaccesskey", "secret_access_key", "secret-access-key"].map {
      SecretShape(.named, $0, "an AWS secret access key")
    }
    + [
      "sessiontoken", "session_token", "session-token", "securitytoken", "security_token",
      "security-token",
    ].map { SecretShape(.named, $0, "an AWS session token") }
    + ["authorizationtoken", "access_token", "accesstoken"].map {
      SecretShape(.named, $0, "a token")
    }
    + ["clientsecret", "client_secret"].map { SecretShape(.named, $0, "a client's secret") }
    + ["api_key", "api-key", "apikey", "x-honeycomb-team"].map {
      SecretShape(.named, $0, "an API key")
    }
    + ["password", "passwd"].map { SecretShape(.named, $0, "a password") }
}
