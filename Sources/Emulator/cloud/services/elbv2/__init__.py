"""Elastic Load Balancing: what stands before a service, and whether it lets requests through.

load_balancers  who they are
places          where they can be
nodes           their network interfaces
listeners       what they listen on, and with which certificate
rules           which requests go where
actions         what is done with a request; both listeners and rules have them
target_groups   where requests go, and how that is looked after
targets         what is registered in a group
health          whether a target can be reached and answers
answering       what answers at a target
"""

from . import actions, health, listeners, load_balancers, rules, target_groups, targets


def correct() -> None:
    for part in (actions, load_balancers, listeners, rules, target_groups, targets, health):
        part.correct()
