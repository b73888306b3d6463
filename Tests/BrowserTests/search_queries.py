"""What readers of this course type, and where they want to land: a page, or a section of it."""

JOURNAL = "week6/debugging-journal.html"
LAB = "labs/week6.html"
ROLES = "week6/roles.html"
COSTS = "week6/costs.html"
HEALTH = "week6/health-checks.html"
IMAGES = "week6/images.html"
PRACTICES = "week6/security-best-practices.html"
CHALLENGES = "week6/security-challenges-of-fargate.html"
SERVICES = "week6/services-and-tasks.html"
SECRETS = "week6/secrets.html"
LOGS = "week6/logs.html"
SHELL = "week6/getting-into-a-container.html"
WAYS_OUT = "week6/ways-out.html"

WORDS = [
    ("task role", ROLES),
    ("execution role", ROLES),
    ("trust policy", f"{ROLES}#the-trust-policy"),
    ("health check", HEALTH),
    ("curl in health check", f"{HEALTH}#no-curl"),
    ("shallow or deep", f"{HEALTH}#shallow-or-deep"),
    ("costs", COSTS),
    ("price of a nat gateway", f"{COSTS}#nat-gateways-and-what-to-do-instead"),
    ("how much does fargate cost", f"{COSTS}#fargate"),
    ("price of secrets manager", f"{SECRETS}#two-stores"),
    ("immutable tags", f"{IMAGES}#mutable-or-immutable"),
    ("private or public", f"{IMAGES}#private-or-public"),
    ("cluster on ec2", "week6/container-services.html#a-cluster-on-ec2-then-and-now"),
    ("service auto scaling", f"{SERVICES}#more-of-them-and-fewer"),
    ("image scanning", f"{IMAGES}#scanning"),
    ("tags and digests", f"{IMAGES}#tags-and-digests"),
    ("base image", f"{LAB}#base-image"),
    ("where can containers run", "week6/container-services.html"),
    ("who is responsible", "week6/shared-responsibility.html"),
    ("shared responsibility fargate", "week6/shared-responsibility.html"),
    ("guard rails", "week6/governance.html"),
    ("privileged root", f"{CHALLENGES}#root-and-privileged"),
    ("token expired", f"{JOURNAL}#the-token-that-expired"),
    ("private subnet", WAYS_OUT),
    ("cors port", f"{JOURNAL}#cors-and-the-port"),
    ("how services find each other", "week6/service-connect.html"),
    ("where to begin", "index.html#where-to-begin"),
    ("week 6 costs", COSTS),
    ("week 6 health checks", HEALTH),
    ("services and tasks", SERVICES),
    ("service control policy", "week6/governance.html"),
    ("alias record", "week6/certificate-and-dns.html"),
    ("container port", "week6/network-modes.html"),
    ("task definition sizes", "week6/task-definitions.html"),
    ("listener rules", "week6/load-balancer.html"),
    ("x-ray daemon", "week6/tracing.html"),
    ("session manager", SHELL),
    ("homework", "week6/homework.html"),
    ("hiring manager", "week6/career.html"),
]

RELATED_FORMS = [
    ("costing", COSTS),
    ("scanned images", f"{IMAGES}#scanning"),
    ("expiring tokens", f"{JOURNAL}#the-token-that-expired"),
    ("best practice", PRACTICES),
    ("registry", IMAGES),
]

SLIPS = [
    ("log retnetion", f"{LOGS}#retention"),
    ("helth check", HEALTH),
    ("haelth chekc", HEALTH),
    ("exceution role", ROLES),
    ("dgiest", IMAGES),
    ("resposnibility", "week6/shared-responsibility.html"),
    ("ebst practices", PRACTICES),
    ("deubgging journal", JOURNAL),
    ("immutible tags", f"{IMAGES}#mutable-or-immutable"),
]

BEGINNINGS = [
    ("debugg", JOURNAL),
    ("healthch", HEALTH),
    ("task ro", ROLES),
    ("namesp", LAB),
    ("secur chal", CHALLENGES),
]

COMMANDS = [
    ("--retention-in-days", f"{LOGS}#how-to-see-it-for-yourself"),
    ("put-retention-policy", f"{LOGS}#how-to-see-it-for-yourself"),
    ("aws logs create-log-group", f"{LOGS}#why-the-group-has-to-exist-first"),
    ("retentionInDays", f"{LOGS}#how-to-see-it-for-yourself"),
    ("REACT_APP_BACKEND_URL", f"{JOURNAL}#the-front-end-asks-somebody-elses-back-end"),
    ("update-service --force-new-deployment", SHELL),
    ("simulate-principal-policy", f"{SHELL}#what-it-takes"),
    ("bin/health-check", HEALTH),
    ("t4g.nano", f"{WAYS_OUT}#what-it-costs"),
    ("/api/health-check", HEALTH),
]

ERRORS = [
    ("CannotPullContainerError", f"{JOURNAL}#the-image-could-not-be-pulled"),
    (
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to "
        "resolve ref 123456789012.dkr.ecr.us-east-1.amazonaws.com/cruddur:latest",
        JOURNAL,
    ),
    (
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
        "retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 "
        "time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/taskRole/"
        "5f0c1d2e3b4a is not authorized to perform: ecr:GetAuthorizationToken",
        JOURNAL,
    ),
    (
        'Traceback (most recent call last):\n  File "bin/test", line 12, in <module>\n    '
        "conn.close()\nAttributeError: 'NoneType' object has no attribute 'close'",
        f"{JOURNAL}#the-test-that-hid-the-error",
    ),
    (
        "Access to fetch at 'https://api.example.com' from origin has been blocked by CORS policy: "
        "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        JOURNAL,
    ),
]

ALL = WORDS + RELATED_FORMS + SLIPS + BEGINNINGS + COMMANDS + ERRORS
