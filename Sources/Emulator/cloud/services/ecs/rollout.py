"""How a deployment ends: completed, failed, or in going back to the one before.

- A deployment is completed, and the service steady, when all tasks are of this deployment, as many
  as are desired, and healthy
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html).
- With the circuit breaker a deployment has failed after half as many failed tasks as are desired,
  at least three and at most 200; with rollback the last one that was completed comes back
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html).
- A service that is deleted is DRAINING until its tasks have ended, then INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html).
"""

import math

from .connect import connect
from .fleet import Fleet
from .judgement import is_good

LEAST_FAILURES, MOST_FAILURES = 3, 200


def break_circuit(fleet: Fleet, now: int) -> None:
    service = fleet.service
    breaker = service.deployment_configuration["deploymentCircuitBreaker"]
    deployment = service.primary
    half = math.ceil(service.desired_count / 2)
    enough = min(max(LEAST_FAILURES, half), MOST_FAILURES)
    tried = breaker["enable"] and deployment.rollout_state == "IN_PROGRESS"
    if not tried or deployment.failed_tasks < enough:
        return
    service.tell(f"(deployment {deployment.id}) deployment failed: tasks failed to start.")
    deployment.finish("FAILED", "ECS deployment circuit breaker: tasks failed to start.")
    completed = (each for each in service.deployments if each.rollout_state == "COMPLETED")
    good = next(completed, None)
    if breaker["rollback"] and good:
        service.go_back_to(good)
        connect(service, fleet.cluster)
        good.finish(
            "IN_PROGRESS",
            f"ECS deployment circuit breaker: rolling back to deploymentId {good.id}.",
        )
        service.tell(f"rolling back to deployment {good.id}.")
        service.failures, service.retry_at = 0, now


def conclude(fleet: Fleet) -> None:
    service, tasks = fleet.service, fleet.tasks
    if service.status == "DRAINING":
        service.status = "DRAINING" if tasks else "INACTIVE"
        return
    primary, was_steady = service.primary, service.is_steady
    alone = all(task.started_by == primary.id for task in tasks)
    good = sum(is_good(service, task) for task in tasks)
    service.is_steady = alone and good == len(tasks) == service.desired_count
    if not service.is_steady or primary.rollout_state == "FAILED":
        return
    del service.deployments[1:]
    if primary.rollout_state == "IN_PROGRESS":
        service.tell(f"(deployment {primary.id}) deployment completed.")
        primary.finish("COMPLETED", f"ECS deployment {primary.id} completed.")
    if not was_steady:
        service.tell("has reached a steady state.")
    service.failures = service.retry_at = 0
