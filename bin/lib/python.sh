# shellcheck shell=bash
# The Python packages of the emulator and the AWS CLI, in a virtual environment of our own.
#
# Beside its packages the environment keeps a note of what it was made from: the checkout (it holds
# absolute paths, so it cannot move), the interpreter, and a copy of each list of requirements.

venv=$state/venv
made_from=$venv/lib/made-from
requirements=(requirements.txt) # in Sources/Emulator; bin/test adds its own

python_is_ready() {
  venv_is_sound && all_installed
}

# The environment belongs to this checkout, and its interpreter is the one it was made with.
venv_is_sound() {
  local home='' interpreter=''
  [[ -x $venv/bin/aws && -f $made_from/python ]] || return
  { read -r home && read -r interpreter; } <"$made_from/python"
  [[ $home == "$LABS_HOME" && $venv/bin/python -ef $interpreter ]] && is_installed requirements.txt
}

all_installed() {
  local list
  for list in "${requirements[@]}"; do
    is_installed "$list" || return
  done
}

is_installed() {
  [[ -f $made_from/$1 && $(<"$made_from/$1") == "$(<"$LABS_HOME/Sources/Emulator/$1")" ]]
}

python_can_start() { :; }

python_set_up() {
  work "Python packages into .labs/venv" install_python ||
    give_up_on "The Python packages could not be installed." \
      "Python 3.11 or newer is needed; this is $("$(base_python)" --version 2>&1)."
}

install_python() {
  local list
  umask 077
  venv_is_sound || make_venv || return
  for list in "${requirements[@]}"; do
    is_installed "$list" || install_requirements "$list" || return
  done
}

make_venv() {
  rm -rf "$venv" && "$(base_python)" -m venv "$venv" && install_requirements requirements.txt &&
    "$venv/bin/python" -c 'import os, sys; print(sys.argv[1], os.path.realpath(sys.executable), sep="\n")' \
      "$LABS_HOME" >"$made_from/python"
}

install_requirements() {
  local list=$LABS_HOME/Sources/Emulator/$1
  mkdir -p "$made_from" &&
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install \
      --progress-bar off --retries 2 --requirement "$list" &&
    cp "$list" "$made_from/$1"
}

# The system's own Python, whose venv module the packages bring, before any other on PATH.
base_python() {
  case $packager in
    brew) echo "$prefix/opt/python@3.13/bin/python3.13" ;;
    apt-get) echo /usr/bin/python3 ;;
    *) type -P python3 || echo python3 ;;
  esac
}
