"""The emulated cloud of Labs: moto as the AWS API, a real OCI registry behind ECR, kept state.

host        the walk: lock the folder, start the registry, replay, serve, stop
folder      the state folder: where everything is, who may read it, who holds it
record      running.json: what runs, found again by a later start
emulation   one AWS call in, one answer out; what must be kept is kept before the answer
passing     what becomes of things by themselves, before a call and after a change
snapshot    a shortcut past a long journal
journal     the kept calls, sealed, one a line
repeatable  the same ids and timestamps when a kept call is made again
registry    the child process that stores images
frontdoor   the registry's HTTP door: who may push and pull what
images      what ECR knows about images, as the door needs it
corrections where moto strays from AWS, one module per service
ecs         Amazon ECS: what is true in the account decides what becomes of a task
"""
