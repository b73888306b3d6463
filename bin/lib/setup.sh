# shellcheck shell=bash
# Brings a checkout from a fresh clone to a program that runs, and knows when there is nothing to
# do. It is read by bin/labs and bin/test, and runs under macOS's bash 3.2 as well.
#
# Each step is three functions. `STEP_is_ready` looks for evidence with bash alone, no other
# process, because it is asked on every call; `STEP_can_start` fails with a remedy before minutes
# are spent; `STEP_set_up` does the work, and may be killed at any point and repeated.

state=$LABS_HOME/.labs
setup_log=$state/setup.log

# shellcheck source=bin/lib/progress.sh
source "$LABS_HOME/bin/lib/progress.sh"
# shellcheck source=bin/lib/packages.sh
source "$LABS_HOME/bin/lib/packages.sh"
# shellcheck source=bin/lib/registry.sh
source "$LABS_HOME/bin/lib/registry.sh"
# shellcheck source=bin/lib/postgresql.sh
source "$LABS_HOME/bin/lib/postgresql.sh"
# shellcheck source=bin/lib/python.sh
source "$LABS_HOME/bin/lib/python.sh"
# shellcheck source=bin/lib/spec.sh
source "$LABS_HOME/bin/lib/spec.sh"
# shellcheck source=bin/lib/program.sh
source "$LABS_HOME/bin/lib/program.sh"

# set_up STEP...: does the steps that are not ready, in order.
set_up() {
  pending "$@"
  ((${#steps[@]})) || return 0

  make_state_folder
  take_lock
  pending "$@" # another set-up may have done them while we waited
  if ((${#steps[@]})); then
    do_steps
  fi
  exec 9>&- # the program must not hold the lock
}

# Leaves the steps that are not ready in `steps`.
pending() {
  local step
  steps=()
  for step in "$@"; do
    "${step}_is_ready" || steps+=("$step")
  done
}

do_steps() {
  local step number=0 began=$SECONDS
  for step in "${steps[@]}"; do
    "${step}_can_start"
  done

  (umask 077 && : >"$setup_log")
  log=$setup_log
  say "Setting up Labs in $LABS_HOME; all output goes to .labs/setup.log."
  [[ -x $LABS_HOME/.build/release/labs ]] || say "The first time takes some minutes."
  for step in "${steps[@]}"; do
    number=$((number + 1))
    place="[$number/${#steps[@]}]"
    "${step}_set_up"
  done
  say "Ready after $(duration $((SECONDS - began)))."
  say ""
}

make_state_folder() {
  (umask 077 && mkdir -p "$state/setup" && : >>"$state/setup.lock") 2>/dev/null &&
    [[ -w $state/setup ]] && return
  give_up "The folder $state cannot be written." \
    "Make it yours (it may have been made by another user, root for instance):" \
    "  sudo chown -R \"\$(id -un)\" '$LABS_HOME'"
}

# Two set-ups in one checkout would undo each other's work. The lock lasts until the last process
# that this one started has ended, even if this one is killed.
take_lock() {
  exec 9>>"$state/setup.lock"
  lock_is_free && return
  say "Another process is setting up this checkout; waiting for it ..."
  if command -v flock >/dev/null; then flock 9; else perl -e "$perl_flock" 2; fi
}

lock_is_free() {
  if command -v flock >/dev/null; then flock -n 9; else perl -e "$perl_flock" 6; fi
}

# macOS has no flock program: perl locks descriptor 9 for us (2 waits, 6 does not).
# shellcheck disable=SC2016 # the dollars are perl's
perl_flock='open my $lock, ">&=", 9 or die; exit !flock($lock, $ARGV[0])'
