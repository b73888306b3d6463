"""The emulated cloud of Labs: moto as the AWS API, a real OCI registry behind ECR, kept state.

host        the walk: lock the folder, start the registry, replay, serve, stop
folder      the state folder: where everything is, who may read it, who holds it
record      running.json: what runs, found again by a later start
emulation   one AWS call in, one answer out; what must be kept is kept before the answer
refusing    what no service gets to see
passing     what becomes of things by themselves, before a call and after a change
snapshot    a shortcut past a long journal
journal     the kept calls, sealed, one a line
repeatable  the same ids and timestamps when a kept call is made again
registry    the child process that stores images
frontdoor   the registry's HTTP door: who may push and pull what
images      what ECR knows about images, as the door needs it
permissions what policies allow, and why not
services    what AWS does where moto strays from it, a module or a package for each service
replacing   how one method of moto gives way
settling    what comes up takes a moment
"""
