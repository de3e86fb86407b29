# Shared by the commands in this folder: makes the virtual environment and what it needs.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

# install_packages NAME... : Debian's packages where we may install them; status 1 where not.
install_packages() {
    command -v apt-get >/dev/null || return 1
    local sudo=()
    if [[ $EUID -ne 0 ]]; then
        sudo -n true 2>/dev/null || return 1
        sudo=(sudo -n)
    fi
    say "Installing $* (apt-get)"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' sh "$@" >&2
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    say "Python 3.11 or newer is needed and was not found."
    exit 1
}

make_venv() {
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null && ! install_packages python3-venv; then
        say "Python's venv module is missing. Install it (Debian: apt install python3-venv)."
        exit 1
    fi
    say "Making the virtual environment"
    "$python" -m venv .venv
}

# prepare run|dev : the virtual environment with the hashed lock, translations, front-end files.
prepare() {
    local lock=requirements.lock stamp
    [[ $1 == dev ]] && lock=requirements-dev.lock
    [[ -x .venv/bin/python ]] || make_venv
    stamp=$(sha256sum "$lock" setup.cfg)
    if [[ ! -f .venv/.stamp-$1 || $(<".venv/.stamp-$1") != "$stamp" ]]; then
        say "Installing $lock (a minute or two the first time)"
        .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off \
            --require-hashes -r "$lock" | show_packages "$(grep -c == "$lock")"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
            --no-build-isolation -e . >&2
        echo "$stamp" >".venv/.stamp-$1"
    fi
    compile_translations
    bin/frontend
}

# show_packages TOTAL : pip's many lines as one that counts.
show_packages() {
    awk -v total="$1" '
        /^Collecting/ { count++; printf "\r  package %d of %d", count, total > "/dev/stderr" }
        /^Installing collected/ { printf "\r  unpacking …            " > "/dev/stderr" }
        END { printf "\n" > "/dev/stderr" }'
}

compile_translations() {
    local po=assetmgr/translations/lv/LC_MESSAGES/messages.po
    if [[ ${po%.po}.mo -ot $po || ! -f ${po%.po}.mo ]]; then
        .venv/bin/pybabel --quiet compile -d assetmgr/translations >&2
    fi
}
