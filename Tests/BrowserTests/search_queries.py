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
    ("price of secrets manager", f"{COSTS}#secrets"),
    ("immutable tags", f"{IMAGES}#mutable-or-immutable"),
    ("image scanning", f"{IMAGES}#scanning"),
    ("tags and digests", f"{IMAGES}#tags-and-digests"),
    ("base image", f"{IMAGES}#a-base-image-of-ones-own"),
    ("where can containers run", "week6/container-services.html"),
    ("who is responsible", "week6/shared-responsibility.html"),
    ("shared responsibility fargate", "week6/shared-responsibility.html"),
    ("guard rails", f"{PRACTICES}#guard-rails-and-records"),
    ("privileged root", f"{CHALLENGES}#root-and-privileged"),
    ("token expired", f"{JOURNAL}#the-token-that-expired"),
    ("private subnet", f"{JOURNAL}#no-way-out-of-the-private-subnet"),
    ("cors port", f"{JOURNAL}#cors-and-the-port"),
    ("how services find each other", f"{SERVICES}#how-services-find-each-other"),
    ("where to begin", "index.html#where-to-begin"),
    ("week 6 costs", COSTS),
    ("week 6 health checks", HEALTH),
]

RELATED_FORMS = [
    ("costing", COSTS),
    ("scanned images", f"{IMAGES}#scanning"),
    ("expiring tokens", f"{JOURNAL}#the-token-that-expired"),
    ("best practice", PRACTICES),
    ("registry", IMAGES),
]

SLIPS = [
    ("log retnetion", f"{COSTS}#logs"),
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
    ("--retention-in-days", f"{LAB}#log-group"),
    ("put-retention-policy", f"{LAB}#log-group"),
    ("aws logs create-log-group", f"{LAB}#log-group"),
    ("retentionInDays", f"{LAB}#log-group"),
    ("REACT_APP_BACKEND_URL", f"{JOURNAL}#the-front-end-asks-somebody-elses-back-end"),
    ("update-service --force-new-deployment", f"{JOURNAL}#the-old-connection-url"),
    ("simulate-principal-policy", f"{JOURNAL}#a-colon-too-many"),
    ("bin/health-check", HEALTH),
    ("t4g.nano", f"{COSTS}#nat-gateways-and-what-to-do-instead"),
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
