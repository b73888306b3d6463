"""Amazon ECS, Amazon ECR and AWS Cloud Map."""

from cli.ledger.kind import NOTHING, Ask, Kind, Removal

CLUSTER = "{cluster: tail(request.cluster || request.clusterName || 'default')}"
SERVICE = "{cluster: tail(request.cluster || 'default'), service: tail(request.service)}"
CONNECTED = "response.cluster.serviceConnectDefaults.namespace"
MANAGED = f"{{Id: tail({CONNECTED}), Arn: {CONNECTED}}}"
WANTED = "{Name: tail(request.serviceConnectDefaults.namespace)}"
DEFINITION = "{taskDefinition: response.taskDefinition.taskDefinitionArn}"

KINDS = (
    Kind(
        "ecs",
        "cluster",
        creates={"CreateCluster": CLUSTER},
        deletes={"DeleteCluster": CLUSTER},
        # A deleted cluster can be described for a while.
        ask=Ask(
            "DescribeClusters",
            "{clusters: [cluster]}",
            "clusters[?status!='INACTIVE'].{cluster: clusterName}",
        ),
        remove=(Removal("DeleteCluster"),),
    ),
    # ECS makes a namespace of this name where there is none, and marks it as its own.
    Kind(
        "servicediscovery",
        "namespace of a cluster",
        creates={"ecs:CreateCluster": MANAGED, "ecs:UpdateCluster": MANAGED},
        deletes={"DeleteNamespace": "{Id: request.Id}"},
        ask=Ask("GetNamespace", "{Id: Id}"),
        remove=(Removal("DeleteNamespace", "{Id: Id}"),),
        names={"ecs:CreateCluster": WANTED, "ecs:UpdateCluster": WANTED},
        find=Ask("ListNamespaces", NOTHING, "Namespaces[].{Name: Name, Id: Id, Arn: Arn}"),
        identity=("Id", "Arn"),
        ours=Ask("ListTagsForResource", "{ResourceARN: Arn}", "Tags[?Key=='AmazonECSManaged']"),
    ),
    # Creating one answers with an operation, not with the namespace.
    Kind(
        "servicediscovery",
        "namespace",
        creates={
            "CreateHttpNamespace": "{Name: request.Name}",
            "CreatePrivateDnsNamespace": "{Name: request.Name}",
            "CreatePublicDnsNamespace": "{Name: request.Name}",
        },
        deletes={},
        ask=Ask("ListNamespaces", NOTHING, "Namespaces[].{Name: Name}"),
        remove=(
            Removal(
                "DeleteNamespace",
                "{Id: Id}",
                Ask("ListNamespaces", NOTHING, "Namespaces[].{Name: Name, Id: Id}"),
            ),
        ),
        costs=True,
    ),
    Kind(
        "ecs",
        "service",
        creates={"CreateService": SERVICE.replace("request.service)", "request.serviceName)")},
        deletes={"DeleteService": SERVICE},
        ask=Ask(
            "DescribeServices",
            "{cluster: cluster, services: [service]}",
            "services[?status!='INACTIVE'].{service: serviceName}",
        ),
        remove=(Removal("DeleteService", "{cluster: cluster, service: service, force: `true`}"),),
        costs=True,
    ),
    Kind(
        "ecs",
        "task",
        creates={"RunTask": "response.tasks[].{cluster: tail(clusterArn), task: taskArn}"},
        deletes={
            "StopTask": "{cluster: tail(response.task.clusterArn), task: response.task.taskArn}"
        },
        ask=Ask(
            "DescribeTasks",
            "{cluster: cluster, tasks: [task]}",
            "tasks[?lastStatus!='STOPPED'].{task: taskArn}",
        ),
        remove=(Removal("StopTask"),),
        costs=True,
    ),
    Kind(
        "ecs",
        "task definition",
        creates={"RegisterTaskDefinition": DEFINITION},
        deletes={"DeregisterTaskDefinition": DEFINITION},
        ask=Ask(
            "DescribeTaskDefinition",
            "@",
            "[taskDefinition][?status!='INACTIVE'].{taskDefinition: taskDefinitionArn}",
        ),
        remove=(Removal("DeregisterTaskDefinition"),),
        names={"RegisterTaskDefinition": "{family: request.family}"},
    ),
    Kind(
        "ecr",
        "repository",
        creates={"CreateRepository": "{repositoryName: request.repositoryName}"},
        deletes={"DeleteRepository": "{repositoryName: request.repositoryName}"},
        ask=Ask("DescribeRepositories", "{repositoryNames: [repositoryName]}"),
        remove=(Removal("DeleteRepository", "{repositoryName: repositoryName, force: `true`}"),),
        costs=True,
    ),
)
