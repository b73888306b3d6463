# shellcheck shell=bash
# What comes from the system's own package manager: apt-get on Debian and Ubuntu, Homebrew on
# macOS. Anywhere else, and without the right to install, it says what is missing.
#
# A need is there when its evidence is, however it got there.

# Evidence                        Debian package              Homebrew formula
needs='
header:cmark-gfm.h                 libcmark-gfm-dev            cmark-gfm
header:cmark-gfm-core-extensions.h libcmark-gfm-extensions-dev cmark-gfm
header:sqlite3.h                   libsqlite3-dev              -
header:zlib.h                      zlib1g-dev                  -
program:skopeo                     skopeo                      skopeo
program:buildah                    buildah                     -
program:newuidmap                  uidmap                      -
program:ps                         procps                      -
file:/etc/ssl/certs/ca-certificates.crt ca-certificates        -
python:venv                        python3-venv                python@3.13
program:go                         -                           go
'

packages_is_ready() {
  find_missing
  ((${#missing[@]} == 0))
}

packages_can_start() {
  case $packager in
    brew) ;;
    apt-get) be_administrator ;;
    *)
      give_up "This system has neither apt-get nor Homebrew, so it cannot be set up by itself." \
        "Install what provides these, then run the same command again:" "${missing[@]/#/  }"
      ;;
  esac
}

packages_set_up() {
  local title="Packages by $packager: ${packages[*]}"
  ((${#packages[@]} < 4)) || title="${#packages[@]} packages by $packager"
  if ! work "$title" "install_by_$packager"; then
    give_up_on "These packages could not be installed: ${packages[*]}" \
      "Install them by hand, then run the same command again."
  fi
  find_missing
  ((${#missing[@]} == 0)) ||
    give_up_on "These are still missing: ${missing[*]}" "Install them by hand, then try again."
}

install_by_brew() { brew install "${packages[@]}"; }

# Recommended packages are left out: some of them start services. An interrupted dpkg is worse
# than a late one, so Ctrl-C waits for it.
install_by_apt-get() {
  trap '' INT TERM HUP
  [[ -z $(dpkg --audit) ]] || as_administrator dpkg --configure -a
  as_administrator apt-get update || echo "Going on with the package lists that are there."
  as_administrator apt-get -o DPkg::Lock::Timeout=300 \
    install --yes --no-install-recommends "${packages[@]}"
}

as_administrator() {
  if ((EUID == 0)); then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo -n DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

be_administrator() {
  ((EUID != 0)) || return 0
  if type sudo >/dev/null 2>&1; then
    if sudo -n true 2>/dev/null; then
      say "Installing by sudo: ${packages[*]}"
      return
    elif [[ -t 0 ]]; then
      say "Installing these needs an administrator: ${packages[*]}"
      sudo -v && return
    fi
  fi
  give_up "Some Debian packages are missing, and only an administrator can install them." \
    "Ask for this, then run the same command again:" \
    "  apt-get install --no-install-recommends ${packages[*]}"
}

# Leaves what is missing in `missing` (evidence) and `packages` (what brings it here).
find_missing() {
  local evidence debian formula package
  missing=() packages=()
  while read -r evidence debian formula; do
    [[ -n $evidence ]] || continue
    if [[ $packager == brew ]]; then package=$formula; else package=$debian; fi
    if [[ $package == - ]] || is_there "$evidence"; then continue; fi
    missing+=("$evidence")
    [[ " ${packages[*]-} " == *" $package "* ]] || packages+=("$package")
  done <<<"$needs"
}

is_there() {
  case $1 in
    program:*) type "${1#*:}" >/dev/null 2>&1 ;;
    header:*) [[ -e $prefix/include/${1#*:} ]] ;;
    file:*) [[ -e ${1#*:} ]] ;;
    python:venv) python_is_ready || "$(base_python)" -c 'import ensurepip, venv' 2>/dev/null ;;
  esac
}

if type apt-get >/dev/null 2>&1; then
  packager=apt-get
  prefix=/usr
elif type brew >/dev/null 2>&1; then
  packager=brew
  prefix=$(type -P brew)
  prefix=${prefix%/bin/brew}
else
  packager=none
  prefix=/usr
fi
