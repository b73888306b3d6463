# shellcheck shell=bash
# The container registry that stands behind the emulated ECR: CNCF Distribution.
#
# Debian's package is unpacked, not installed: installing it starts a service that listens on
# every interface. Homebrew has no formula for it, so on macOS Go compiles it.

registry=$state/registry/usr/bin/docker-registry

registry_is_ready() {
  [[ -x $registry || -x ${LABS_REGISTRY:-} ]] || type docker-registry >/dev/null 2>&1
}

registry_can_start() { [[ $packager != none ]] || registry_by_hand; }

registry_set_up() {
  work "Container registry into .labs/registry" "registry_by_$packager" ||
    give_up_on "The container registry could not be fetched." \
      "Put CNCF Distribution's program somewhere, name it in LABS_REGISTRY, and try again."
}

registry_by_hand() {
  give_up "The container registry (CNCF Distribution) is missing." \
    "Install it as docker-registry on PATH, or name its program in LABS_REGISTRY." \
    "Then run the same command again."
}

# Unpacked beside its place and then moved there, so that a half of it is never taken for all.
registry_by_apt-get() {
  local new=$state/registry.new
  umask 077
  rm -rf "$new" && mkdir "$new" && cd "$new" &&
    { download_deb || { own_package_lists && download_deb; }; } &&
    dpkg -x docker-registry_*.deb . && rm docker-registry_*.deb && chmod -R go= . &&
    rm -rf "$state/registry" && mv "$new" "$state/registry"
}

apt_options=(-o APT::Sandbox::User=root) # the folder is private, also to apt's own user
download_deb() { apt-get "${apt_options[@]}" download docker-registry; }

# Where the system's package lists are missing or old: lists of our own, which need no administrator.
own_package_lists() {
  mkdir -p "$state/apt/lists/partial" "$state/apt/cache/archives/partial"
  apt_options+=(-o "Dir::State::Lists=$state/apt/lists" -o "Dir::Cache=$state/apt/cache")
  apt-get "${apt_options[@]}" update
}

registry_by_brew() {
  GOBIN=$state/registry/usr/bin go install \
    github.com/distribution/distribution/v3/cmd/registry@v3.0.0 &&
    mv "$state/registry/usr/bin/registry" "$registry"
}
