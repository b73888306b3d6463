/// Accounts of AWS itself (and of a few publishers of images) that everybody has to name in policies,
/// image addresses and searches for machine images.
enum PublicAccounts {
  static let all: Set<String> = Set(loadBalancerLogs + clusterImages + others)

  /// The accounts that write load balancers' logs (Elastic Load Balancing user guide for application
  /// load balancers, “Enable access logs”).
  private static let loadBalancerLogs = [
    "127311923021", "033677994240", "027434742980", "797873946194", "098369216593", "754344448648",
    "589379963580", "718504428378", "383597477331", "600734575887", "114774131450", "783225319266",
    "582318560864", "985666609251", "054676820928", "156460612806", "652711504416", "635631232127",
    "009996457667", "897822967062", "076674570225", "507241528517", "048591011584", "190560391635",
    "638102146993", "037604701340",
  ]

  /// The registries of the cluster's own images (Amazon EKS user guide, “View Amazon container image
  /// registries for Amazon EKS add-ons”).
  private static let clusterImages = [
    "602401143452", "877085696533", "800184023465", "558608220178", "590381155156", "918309763551",
    "961992271922", "013241004608", "151742754352", "296578399912", "491585149902", "900889452093",
    "066635153087", "455263428931", "900612956339", "759879836304",
  ]

  /// Publishers of machine images: Amazon Linux, Amazon ECS, Bottlerocket, Ubuntu; deep learning
  /// images; Lambda layers of Powertools, Lambda Insights and OpenTelemetry.
  private static let others = [
    "137112412989", "591542846629", "092701018921", "099720109477", "763104351884", "017000801446",
    "580247275435", "901920570463",
  ]
}
