# shellcheck shell=bash
# What the scripts share; sourced, never run.  Works with bash 3.2 (macOS).
# Everything that is said goes to standard error: standard output is the
# running program's.

set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
build=$root/build
venv=$root/.venv
python=$venv/bin/python
prog=scripts/$(basename "$0")
unset CDPATH GREP_OPTIONS
if [ -d "${RPYTHON:-}" ]; then
    RPYTHON=$(cd "$RPYTHON" && pwd -P)
fi
export LC_ALL=C
# RPython's temporary folders: else it looks for Mercurial, and warns
export PYPY_USESSION_BASENAME=atomvm

say() { printf '%s\n' "$*" >&2; }

# die STATUS MESSAGE...: one line, and the end
die() {
    local status=$1
    shift
    say "$prog: $*"
    exit "$status"
}

usage_error() { die 2 "$* (see $prog --help)"; }

# help: the comment at the top of the script, without its marks
help() {
    sed -n -e '1d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "$root/$prog"
    exit 0
}

# ---------------------------------------------------------------- long steps

running=    # process group of the long step under way
held=       # locks that are held
scratch=    # folder to be removed

clean_up() {
    local lock
    if [ -n "$running" ]; then
        kill -- "-$running" 2>/dev/null || true
        wait "$running" 2>/dev/null || true
    fi
    [ -z "$scratch" ] || rm -rf "$scratch"
    for lock in $held; do
        rm -f "$build/$lock"
    done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# long_step WHAT USUALLY LOG COMMAND...: run COMMAND with its output in LOG and
# a line every 15 seconds that tells the time and, for a translation, its phase
long_step() {
    local what=$1 usually=$2 log=$3 begun=$SECONDS next=15 status=0 spent
    shift 3
    mkdir -p "$(dirname "$log")"
    say "$what; this usually takes $usually ..."
    set -m      # a process group of its own, so that all of it can be ended
    "$@" >"$log" 2>&1 </dev/null &
    running=$!
    set +m
    while kill -0 "$running" 2>/dev/null; do
        sleep 1
        spent=$((SECONDS - begun))
        if [ "$spent" -ge "$next" ]; then
            say "  $spent s$(phase "$log")"
            next=$((next + 15))
        fi
    done
    wait "$running" || status=$?
    running=
    if [ "$status" -ne 0 ]; then
        say "$what: failed after $((SECONDS - begun)) s; the last lines of $log:"
        tail -n 25 "$log" >&2 || true
        return 1
    fi
    say "  done in $((SECONDS - begun)) s"
}

# phase LOG: what RPython said last about what it is doing
phase() {
    local line
    line=$(grep -a 'translation:info\] [A-Z]' "$1" 2>/dev/null | tail -n 1) || true
    line=$(printf '%s' "${line##*\] }" | tr -d '\033' | sed -e 's/\[[0-9;]*m//g' \
        -e 's/\.*$//' | cut -c 1-60)
    [ -z "$line" ] || printf ': %s' "$line"
}

# lock NAME: wait until no other script holds it; released at the end
lock() {
    local name=lock.$1 owner next='' begun=$SECONDS
    mkdir -p "$build"
    until ln -s "$$" "$build/$name" 2>/dev/null; do
        owner=$(readlink "$build/$name" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            # left behind by a script that was killed
            [ "$(readlink "$build/$name" 2>/dev/null)" != "$owner" ] || rm -f "$build/$name"
            continue
        fi
        if [ -z "$next" ]; then
            say "waiting for process $owner, which is at it already ($1) ..."
            next=15
        elif [ $((SECONDS - begun)) -ge "$next" ]; then
            say "  $((SECONDS - begun)) s$(phase "$build/log/$1")"
            next=$((next + 15))
        fi
        sleep 1
    done
    held="$held $name"
}

unlock() {
    held=$(printf '%s' "$held" | sed "s/ lock\\.$1\$//")
    rm -f "$build/lock.$1"
}

# ------------------------------------------------------------ what is current

# The files that the VM is made of (folders too: a file may have gone).
source_files() {
    local f
    for f in targetatomvm.py requirements.txt atomvm hal libs cross; do
        if [ -e "$root/$f" ]; then
            find "$root/$f" \( -name '*.py' -o -name '*.erl' -o -name '*.hrl' \
                -o -name requirements.txt -o -type d ! -name __pycache__ \) "$@"
        fi
    done
}

digest() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

source_digest() {
    (
        cd "$root"
        root=.
        printf 'rpython %s\n' "${RPYTHON:-}"
        source_files ! -type d -print | sort | while IFS= read -r f; do
            printf '%s\0' "$f"
        done | xargs -0 cat
        source_files ! -type d -print | sort
    ) | digest | cut -d ' ' -f 1
}

# is_current KIND: was build/KIND made from the sources as they are?  The times
# tell in a few milliseconds; only when they do not are contents compared.
is_current() {
    local stamp=$build/$1.sources newer
    [ -x "$build/$1" ] && [ -f "$stamp" ] || return 1
    case $1 in
    atomvm | atomvm-nojit | c32 | board-c*) ;;
    *) # compiled from build/c32
        newer=$(find "$root/cross/target" -newer "$stamp" -print) || true
        [ -z "$newer" ] || return 1
        ;;
    esac
    newer=$(source_files -newer "$stamp" -print 2>/dev/null | head -n 1) || true
    if [ -z "$newer" ] && [ "$(sed -n 2p "$stamp")" = "${RPYTHON:-}" ]; then
        return 0
    fi
    : >"$build/now.$$"
    if [ "$(source_digest)" = "$(sed -n 1p "$stamp")" ]; then
        touch -r "$build/now.$$" "$stamp"
        rm -f "$build/now.$$"
        return 0
    fi
    rm -f "$build/now.$$"
    return 1
}

# export_features "FEATURE...": to atomvm/config.py
export_features() {
    local word capabilities=
    ATOMVM_MINIMAL=
    for word in $1; do
        case $word in
        minimal) ATOMVM_MINIMAL=1 ;;
        *) capabilities="$capabilities $word" ;;
        esac
    done
    export ATOMVM_MINIMAL ATOMVM_CAPABILITIES="$capabilities"
}

# compile_libs: libs/*.erl to build/libs/*.beam, those that changed; libs/board/,
# too, which packs for boards get
compile_libs() {
    local folder erl beam old
    for folder in libs libs/board; do
        mkdir -p "$build/$folder"
        old=
        for erl in "$root/$folder"/*.erl; do
            [ -f "$erl" ] || continue
            beam=$build/$folder/$(basename "$erl" .erl).beam
            [ "$beam" -nt "$erl" ] || old=1
        done
        for beam in "$build/$folder"/*.beam; do
            [ ! -f "$beam" ] || [ -f "$root/$folder/$(basename "$beam" .beam).erl" ] ||
                rm -f "$beam"
        done
        [ -n "$old" ] || continue
        command -v erlc >/dev/null || die 1 "erlc is not on the path: run scripts/setup"
        # behaviours first, in a folder without init.beam and the like for erlc to load
        mkdir -p "$build/behaviours"
        erlc +deterministic -o "$build/behaviours" "$root"/libs/*_hal.erl >&2 &&
            erlc +deterministic -pa "$build/behaviours" -o "$build/$folder" \
                "$root/$folder"/*.erl >&2 || die 1 "libs/ does not compile"
    done
}

# setup_is_done: has scripts/setup finished for this folder and these packages?
setup_is_done() {
    [ -x "$python" ] && [ "$venv/ready" -nt "$root/requirements.txt" ] &&
        [ "$(cat "$venv/ready")" = "$root ${RPYTHON:-}" ]
}

ensure_setup() {
    setup_is_done || "$root/scripts/setup"
    export PYTHONPATH="$root"
}
