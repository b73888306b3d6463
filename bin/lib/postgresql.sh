# shellcheck shell=bash
# PostgreSQL's programs, for labs that test a connection to a real database. None of its services is
# wanted: a lab starts a server of its own, on the loopback interface, for as long as it asks it.
#
# Debian's package is unpacked, with what it needs and this system lacks, and not installed:
# installing it makes a database and starts a service. Homebrew's formula starts nothing.

postgresql=$state/postgresql
# Where the programs are when they are not on PATH: our own, Debian's and Homebrew's.
postgresql_folders=("$postgresql/bin" /usr/lib/postgresql/*/bin "$prefix"/opt/postgresql@*/bin)

postgresql_is_ready() {
  local folder
  ! type postgres >/dev/null 2>&1 || ! type psql >/dev/null 2>&1 || return 0
  for folder in "${postgresql_folders[@]}"; do
    [[ -x $folder/postgres && -x $folder/psql ]] || continue
    PATH=$PATH:$folder
    return
  done
  return 1
}

postgresql_can_start() {
  [[ $packager != none ]] || give_up "PostgreSQL is missing." \
    "Install it so that postgres, initdb and psql are on PATH, then run the same command again."
}

postgresql_set_up() {
  work "PostgreSQL into .labs/postgresql" "postgresql_by_$packager" ||
    give_up_on "PostgreSQL could not be fetched." \
      "Install it so that postgres, initdb and psql are on PATH, then run the same command again."
  postgresql_folders=("$postgresql/bin" "$prefix"/opt/postgresql@*/bin)
  postgresql_is_ready ||
    give_up_on "PostgreSQL's programs are not where they were put." "Delete $postgresql and try again."
}

postgresql_by_brew() { brew install postgresql@17; }

# As root another user runs the server, and reaches it by a power that is given with it. Nothing of
# the system is locked or changed, so this needs no administrator.
postgresql_by_apt-get() {
  local new=$state/postgresql.new
  umask 077
  rm -rf "$new" && mkdir -p "$new/archives/partial" "$new/bin" && cd "$new" &&
    { download_postgresql || { own_package_lists && download_postgresql; }; } &&
    unpack_postgresql && rm -r archives && chmod -R go= . &&
    rm -rf "$postgresql" && mv "$new" "$postgresql"
}

download_postgresql() {
  apt-get "${apt_options[@]}" -o Debug::NoLocking=1 -o "Dir::Cache::Archives=$new/archives" \
    --yes --no-install-recommends --download-only install postgresql
}

unpack_postgresql() {
  local package program programs libraries
  for package in archives/*.deb; do
    dpkg -x "$package" . || return
  done
  programs=(usr/lib/postgresql/*/bin)
  libraries=(usr/lib/*/)
  # Its libraries lie beside it, and the system knows nothing of them.
  for program in postgres initdb psql; do
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' \
      "$(own_libraries)" "$postgresql/${programs[0]}/$program" >"bin/$program" &&
      chmod 700 "bin/$program" || return
  done
}

own_libraries() {
  local folder all=''
  for folder in "${libraries[@]}"; do
    [[ -z $(compgen -G "$folder*.so*") ]] || all+=${all:+:}$postgresql/${folder%/}
  done
  echo "$all"
}
