"""How each kind of resource is made and taken away by hand; `$x` of the first is in the second."""

TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}'
)
POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:PutLogEvents",'
    '"Resource":"*"}]}'
)
ROLE = f"aws iam create-role --role-name one --assume-role-policy-document '{TRUST}'"
CREATE_POLICY = (
    f"x=$(aws iam create-policy --policy-name one --policy-document '{POLICY}' "
    "--query Policy.Arn --output text)"
)
CLUSTER = "aws ecs create-cluster --cluster-name one"
DEFINITION = (
    "x=$(aws ecs register-task-definition --family one --container-definitions "
    '\'[{"name":"one","image":"one","memory":64}]\' '
    "--query taskDefinition.taskDefinitionArn --output text)"
)
ON_FARGATE = (
    "aws ecs register-task-definition --family one --requires-compatibilities FARGATE "
    "--network-mode awsvpc --cpu 256 --memory 512 --container-definitions "
    '\'[{"name":"one","image":"one"}]\' > /dev/null'
)
VPC = "v=$(aws ec2 describe-vpcs --query 'Vpcs[0].VpcId' --output text)"
SUBNETS = (
    "s=$(aws ec2 describe-subnets --query 'Subnets[].SubnetId | [:2]' --output text | tr '\\t' ' ')"
)
BALANCER = (
    f"{SUBNETS}; l=$(aws elbv2 create-load-balancer --name one --subnets $s "
    "--query 'LoadBalancers[0].LoadBalancerArn' --output text)"
)
GROUP = (
    f"{VPC}; t=$(aws elbv2 create-target-group --name one --protocol HTTP --port 80 "
    "--vpc-id $v --query 'TargetGroups[0].TargetGroupArn' --output text)"
)
LISTENER = (
    f"{BALANCER}; {GROUP}; i=$(aws elbv2 create-listener --load-balancer-arn $l --protocol HTTP "
    "--port 80 --default-actions Type=forward,TargetGroupArn=$t "
    "--query 'Listeners[0].ListenerArn' --output text)"
)
ZONE = (
    "z=$(aws route53 create-hosted-zone --name example.com --caller-reference $RANDOM$RANDOM "
    "--query HostedZone.Id --output text)"
)
RECORD = (
    '{"Changes":[{"Action":"%s","ResourceRecordSet":{"Name":"www.example.com","Type":"A","TTL":60,'
    '"ResourceRecords":[{"Value":"192.0.2.1"}]}}]}'
)
CHANGE = "aws route53 change-resource-record-sets --hosted-zone-id $z --change-batch"
SECURITY_GROUP = (
    "g=$(aws ec2 create-security-group --group-name one --description one "
    "--query GroupId --output text)"
)
BUCKET = "aws s3 mb s3://a-bucket-of-labs"
OPEN_BUCKET = (
    f"{BUCKET}; aws s3api put-bucket-policy --bucket a-bucket-of-labs --policy "
    '\'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":'
    '["arn:aws:s3:::a-bucket-of-labs","arn:aws:s3:::a-bucket-of-labs/*"],"Principal":'
    '{"Service":["cloudtrail.amazonaws.com","config.amazonaws.com"]}}]}\''
)
RECORDER = (
    "r=$(aws iam create-role --role-name one --query Role.Arn --output text "
    f"--assume-role-policy-document '{TRUST.replace('ecs-tasks', 'config')}'); "
    "aws configservice put-configuration-recorder "
    "--configuration-recorder name=default,roleARN=$r"
)
CHANNEL = (
    f"{RECORDER}; {OPEN_BUCKET}; aws configservice put-delivery-channel "
    "--delivery-channel name=default,s3BucketName=a-bucket-of-labs"
)
ORGANIZATION = "aws organizations create-organization"
CONTROL_POLICY = (
    f"{ORGANIZATION}; p=$(aws organizations create-policy --name one --description one "
    "--type SERVICE_CONTROL_POLICY --query Policy.PolicySummary.Id --output text --content "
    '\'{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"a:b","Resource":"*"}}\')'
)

#: By the kind's key: what makes one (and what it needs), and what takes it away again.
CASES = {
    "logs/log group": (
        "aws logs create-log-group --log-group-name one",
        "aws logs delete-log-group --log-group-name one",
    ),
    "logs/log stream": (
        "aws logs create-log-group --log-group-name two\n"
        "aws logs create-log-stream --log-group-name two --log-stream-name one",
        "aws logs delete-log-stream --log-group-name two --log-stream-name one",
    ),
    "ecs/cluster": (CLUSTER, "aws ecs delete-cluster --cluster one"),
    "servicediscovery/namespace of a cluster": (
        "aws ecs create-cluster --cluster-name one --service-connect-defaults namespace=made",
        "aws servicediscovery delete-namespace --id $(aws servicediscovery list-namespaces "
        "--query \"Namespaces[?Name=='made'].Id\" --output text)",
    ),
    "servicediscovery/namespace": ("aws servicediscovery create-http-namespace --name by-hand", ""),
    "ecs/service": (
        f"{CLUSTER}; {DEFINITION}; aws ecs create-service --cluster one --service-name one "
        "--task-definition $x --desired-count 1",
        "aws ecs delete-service --cluster one --service one --force",
    ),
    "ecs/task": (
        f"{CLUSTER}; {ON_FARGATE}; {SUBNETS}; x=$(aws ecs run-task --cluster one "
        "--task-definition one --launch-type FARGATE --network-configuration "
        '"awsvpcConfiguration={subnets=[${s%% *}],assignPublicIp=ENABLED}" '
        "--query 'tasks[0].taskArn' --output text)",
        "aws ecs stop-task --cluster one --task $x",
    ),
    "ecs/task definition": (DEFINITION, "aws ecs deregister-task-definition --task-definition $x"),
    "ecr/repository": (
        "aws ecr create-repository --repository-name one",
        "aws ecr delete-repository --repository-name one",
    ),
    "iam/role": (ROLE, "aws iam delete-role --role-name one"),
    "iam/policy": (CREATE_POLICY, "aws iam delete-policy --policy-arn $x"),
    "iam/version of a policy": (
        f"{CREATE_POLICY}; "
        f"aws iam create-policy-version --policy-arn $x --policy-document '{POLICY}'",
        "aws iam delete-policy-version --policy-arn $x --version-id v2",
    ),
    "iam/policy attached to a role": (
        f"{ROLE}; {CREATE_POLICY}; aws iam attach-role-policy --role-name one --policy-arn $x",
        "aws iam detach-role-policy --role-name one --policy-arn $x",
    ),
    "iam/policy inside a role": (
        f"{ROLE}; aws iam put-role-policy --role-name one --policy-name in "
        f"--policy-document '{POLICY}'",
        "aws iam delete-role-policy --role-name one --policy-name in",
    ),
    "elbv2/load balancer": (BALANCER, "aws elbv2 delete-load-balancer --load-balancer-arn $l"),
    "elbv2/target group": (GROUP, "aws elbv2 delete-target-group --target-group-arn $t"),
    "elbv2/listener": (LISTENER, "aws elbv2 delete-listener --listener-arn $i"),
    "elbv2/rule": (
        f"{LISTENER}; r=$(aws elbv2 create-rule --listener-arn $i --priority 1 "
        "--conditions Field=path-pattern,Values=/a --actions Type=forward,TargetGroupArn=$t "
        "--query 'Rules[0].RuleArn' --output text)",
        "aws elbv2 delete-rule --rule-arn $r",
    ),
    "ec2/security group": (SECURITY_GROUP, "aws ec2 delete-security-group --group-id $g"),
    "ec2/rule of a security group (ingress)": (
        f"{SECURITY_GROUP}; r=$(aws ec2 authorize-security-group-ingress --group-id $g "
        "--protocol tcp --port 80 --cidr 192.0.2.0/24 "
        "--query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text)",
        "aws ec2 revoke-security-group-ingress --group-id $g --security-group-rule-ids $r",
    ),
    "ec2/rule of a security group (egress)": (
        f"{SECURITY_GROUP}; r=$(aws ec2 authorize-security-group-egress --group-id $g "
        "--protocol tcp --port 80 --cidr 192.0.2.0/24 "
        "--query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text)",
        "aws ec2 revoke-security-group-egress --group-id $g --security-group-rule-ids $r",
    ),
    "ec2/endpoint of a VPC": (
        f"{VPC}; e=$(aws ec2 create-vpc-endpoint --vpc-id $v "
        "--vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.logs "
        "--query VpcEndpoint.VpcEndpointId --output text)",
        "aws ec2 delete-vpc-endpoints --vpc-endpoint-ids $e",
    ),
    "route53/hosted zone": (ZONE, "aws route53 delete-hosted-zone --id $z"),
    "route53/record": (
        f"{ZONE}; {CHANGE} '{RECORD % 'CREATE'}'",
        f"{CHANGE} '{RECORD % 'DELETE'}'",
    ),
    "acm/certificate": (
        "x=$(aws acm request-certificate --domain-name example.com --query CertificateArn "
        "--output text)",
        "aws acm delete-certificate --certificate-arn $x",
    ),
    "ssm/parameter": (
        "aws ssm put-parameter --name /one --type SecureString --value a-value",
        "aws ssm delete-parameter --name /one",
    ),
    "secretsmanager/secret": (
        "aws secretsmanager create-secret --name one --secret-string a-value",
        "aws secretsmanager delete-secret --secret-id one --force-delete-without-recovery",
    ),
    "kms/key": (
        "x=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
        "aws kms schedule-key-deletion --key-id $x",
    ),
    "kms/alias of a key": (
        "x=$(aws kms create-key --query KeyMetadata.KeyId --output text); "
        "aws kms create-alias --alias-name alias/one --target-key-id $x",
        "aws kms delete-alias --alias-name alias/one",
    ),
    "s3/bucket": (BUCKET, "aws s3 rb s3://a-bucket-of-labs"),
    "s3/object": (
        f"{BUCKET}; echo content > file; aws s3 cp file s3://a-bucket-of-labs/file",
        "aws s3 rm s3://a-bucket-of-labs/file",
    ),
    "cloudwatch/alarm": (
        "aws cloudwatch put-metric-alarm --alarm-name one --metric-name one --namespace one "
        "--statistic Sum --period 60 --evaluation-periods 1 --threshold 1 "
        "--comparison-operator GreaterThanThreshold",
        "aws cloudwatch delete-alarms --alarm-names one",
    ),
    "cloudtrail/trail": (
        f"{OPEN_BUCKET}; aws cloudtrail create-trail --name one --s3-bucket-name a-bucket-of-labs",
        "aws cloudtrail delete-trail --name one",
    ),
    "logs/metric filter": (
        "aws logs create-log-group --log-group-name two; aws logs put-metric-filter "
        "--log-group-name two --filter-name one --filter-pattern ERROR --metric-transformations "
        "metricName=one,metricNamespace=one,metricValue=1",
        "aws logs delete-metric-filter --log-group-name two --filter-name one",
    ),
    "config/recorder": (
        RECORDER,
        "aws configservice delete-configuration-recorder --configuration-recorder-name default",
    ),
    "config/delivery channel": (
        CHANNEL,
        "aws configservice delete-delivery-channel --delivery-channel-name default",
    ),
    "config/rule": (
        f"{RECORDER}; aws configservice put-config-rule --config-rule "
        '\'{"ConfigRuleName":"one","Source":{"Owner":"AWS","SourceIdentifier":'
        '"CLOUD_TRAIL_ENABLED"}}\'',
        "aws configservice delete-config-rule --config-rule-name one",
    ),
    "sns/topic": (
        "t=$(aws sns create-topic --name one --query TopicArn --output text)",
        "aws sns delete-topic --topic-arn $t",
    ),
    "organizations/organization": (ORGANIZATION, "aws organizations delete-organization"),
    "organizations/policy": (
        CONTROL_POLICY,
        "aws organizations delete-policy --policy-id $p",
    ),
    "organizations/organizational unit": (
        f"{ORGANIZATION}; r=$(aws organizations list-roots --query 'Roots[0].Id' --output text); "
        "u=$(aws organizations create-organizational-unit --parent-id $r --name one "
        "--query OrganizationalUnit.Id --output text)",
        "aws organizations delete-organizational-unit --organizational-unit-id $u",
    ),
    "events/rule": (
        "aws events put-rule --name one --schedule-expression 'rate(1 day)'; "
        "aws events put-targets --rule one --targets Id=1,Arn=arn:aws:sqs:us-east-1:123456789012:q",
        "aws events remove-targets --rule one --ids 1; aws events delete-rule --name one",
    ),
}
