# shellcheck shell=bash
# The Swift program, built in release mode whenever a source, the manifest, the compiler or this
# file is newer than the last build.

program=$LABS_HOME/.build/release/labs
built_from=$state/setup/program
oldest_swift=6.2

program_is_ready() {
  local home='' runtime=''
  [[ -x $program && -x $program-aws && -f $built_from ]] || return
  { read -r home && read -r runtime; } <"$built_from"
  [[ $home == "$LABS_HOME" && -e $runtime && -z $(first_change) ]]
}

# The first file that changed since the last build. A deleted or renamed file changes its folder;
# -cnewer also sees files that were put back with an old date.
first_change() {
  local places=("$LABS_HOME/Sources" "$LABS_HOME/Package.swift" "$LABS_HOME/bin/lib/program.sh")
  if type swift >/dev/null 2>&1; then places+=("$(type -P swift)"); fi
  find -H "${places[@]}" -path "$LABS_HOME/Sources/Emulator" -prune \
    -o -cnewer "$built_from" -print -quit
}

program_can_start() {
  local version
  type swift >/dev/null 2>&1 || give_up "There is no Swift compiler on PATH." "${get_swift[@]}"
  version=$(swift --version 2>&1) || give_up "The Swift compiler does not start:" "  $version" \
    "Install what https://www.swift.org/install lists for this system, then try again."
  [[ $version =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] || return 0
  ((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2] >= ${oldest_swift%.*} * 1000 + ${oldest_swift#*.})) ||
    give_up "Swift ${BASH_REMATCH[1]}.${BASH_REMATCH[2]} is too old; $oldest_swift or newer is needed." \
      "${get_swift[@]}"
}
get_swift=(
  "Install Swift $oldest_swift or newer from https://www.swift.org/install (swiftly is the quickest way),"
  "open a new terminal, and run the same command again."
)

program_set_up() {
  work "The program, compiled by Swift" build_program ||
    give_up_on "The program could not be built." \
      "If you changed its sources, the errors above say where. If not, delete .build and try again."
}

# What was built from is noted with the date of the moment before the build, so that an edit during
# it is built next time.
build_program() {
  local home='' note=$built_from.new
  [[ ! -f $built_from ]] || read -r home <"$built_from"
  [[ $home == "$LABS_HOME" || -z $home ]] || rm -rf "$LABS_HOME/.build" # it holds absolute paths
  cd "$LABS_HOME" && (umask 077 && touch "$note" "$note.begun") &&
    swift build --configuration release "${swift_options[@]}" &&
    printf '%s\n' "$LABS_HOME" "$(swift_runtime)" >"$note" &&
    touch -r "$note.begun" "$note" && mv "$note" "$built_from"
}

# The program loads its runtime from the compiler's folder on Linux, and from the system on macOS.
swift_runtime() {
  if type ldd >/dev/null 2>&1; then
    ldd "$program" | sed -n 's|.*libswiftCore.so => \(.*\) (.*|\1|p'
  else
    echo /usr/lib/swift
  fi
}

# For every build of this package, also the tests'.
swift_options=(--explicit-target-dependency-import-check error)
[[ $packager != brew ]] || swift_options+=(-Xcc "-I$prefix/include" -Xlinker "-L$prefix/lib")
