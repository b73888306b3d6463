# shellcheck shell=bash
# What the person sees while something takes long, and what they read when it fails. All of it
# goes to stderr: stdout belongs to the program.

plain=${CI:-}
[[ -t 2 && ${TERM:-dumb} != dumb ]] || plain=yes

# The environment is not ready: DESIGN.md's exit codes.
readonly not_ready=5

say() { printf '%s\n' "$*" >&2; }

duration() {
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %d s' $(($1 / 60)) $(($1 % 60)); fi
}

# give_up SENTENCE REMEDY...: one clear message, what to do about it, and exit 5.
give_up() {
  say "labs: $1"
  shift
  printf '  %s\n' "$@" >&2
  exit "$not_ready"
}

# work TITLE COMMAND...: runs the command with its output in $log, and shows that it is running.
# The status is the command's own.
work() {
  local title="$place $1" began=$SECONDS status=0
  shift
  printf '\n== %s: %s\n' "$title" "$*" >>"$log"
  first_line=$(($(wc -l <"$log"))) # macOS pads the number

  set -m # a process group of its own, so that it can be ended as a whole
  ("$@") </dev/null >>"$log" 2>&1 &
  worker=$!
  set +m
  [[ -z $plain ]] || say "$title ..."
  tick "$title" 9>&- &
  ticker=$!
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap 'interrupted 129' HUP

  wait "$worker" 2>/dev/null || status=$?

  trap - INT TERM HUP
  stop_ticking
  local took
  took=$(duration $((SECONDS - began)))
  ((status == 0)) || took="failed after $took"
  if [[ -z $plain ]]; then
    printf '\r\033[K%s ... %s\n' "$title" "$took" >&2
  else
    say "$place ... $took"
  fi
  return "$status"
}

# Redraws one line every second on a terminal; elsewhere adds a line every half minute.
tick() {
  local title=$1 elapsed=0
  while kill -0 "$$" 2>/dev/null; do
    if [[ -z $plain ]]; then
      printf '\r\033[K%s ... %s%s' "$title" "$(duration "$elapsed")" "$(tail_of_progress)" >&2
    elif ((elapsed && elapsed % 30 == 0)); then
      say "$place ... $(duration "$elapsed")$(tail_of_progress)"
    fi
    sleep 1
    elapsed=$((elapsed + 1))
  done
}

# How far the command in the log has come, where it says: SwiftPM's latest "[310/480] Compiling".
tail_of_progress() {
  tail -n "+$first_line" "$log" | tail -n 40 |
    sed -nE -e 's|^\[([0-9]+)/([0-9]+)\] .*|, \1 of \2|p' \
      -e 's|^Another instance of SwiftPM.*|, waiting for another build in .build|p' | tail -n 1
}

stop_ticking() {
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
}

# Ends what is running, waits until it has ended, and says how to go on.
interrupted() {
  trap 'exit 130' INT
  stop_ticking
  [[ -n $plain ]] || printf '\r\033[K' >&2
  say "$place Interrupted; ending what is running ..."
  kill -TERM -- "-$worker" 2>/dev/null || true
  wait "$worker" 2>/dev/null || true
  say "Nothing is lost: the same command goes on from here."
  exit "$1"
}

# give_up_on WHAT REMEDY...: after `work` failed: the end of its output, and the remedy for the
# cause that the output names, or else the given one.
give_up_on() {
  local what=$1 output
  shift
  output=$(tail -n "+$first_line" "$log")
  say ""
  tail -n 15 <<<"$output" | sed 's/^./    &/' >&2
  say ""
  if grep -qiE "$disk_is_full" <<<"$output"; then
    set -- "The disk is full. Make room (the set-up needs about 1.5 GB), then try again."
  elif grep -qiE "$network_is_missing" <<<"$output"; then
    set -- "The network could not be reached, or a download did not finish." \
      "Check the connection (and HTTPS_PROXY, behind a proxy), then try again."
  fi
  give_up "$what" "$@" "What is done already is kept. The whole output is in $log"
}
disk_is_full='no space left|disk quota exceeded'
network_is_missing='temporary failure|could not resolve|name resolution|unable to access'
network_is_missing+='|unreachable|connection (timed out|refused|reset|failed|broken|error)'
network_is_missing+='|failed to establish|failed to fetch|read timed out'
