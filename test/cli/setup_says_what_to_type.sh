# Where nothing may be installed, the exact command is printed: here erlc is
# missing, nobody is root and there is no sudo.
# expect-error: scripts/setup: not installed yet: erlang-base erlang-dev
# expect-error: Type this, then try again:
# expect-error:     sudo apt-get update && sudo apt-get install -y erlang-base erlang-dev
# expect-status: 1
mkdir copy bin
cp -r "$ROOT/scripts" "$ROOT/requirements.txt" copy/
for tool in bash sh env dirname basename sed cat ln readlink rm mkdir uname gcc make as ld cpp pkg-config; do
    path=$(type -P "$tool") && ln -s "$path" "bin/$tool"
done
printf '#!/bin/sh\n' >bin/apt-get
printf '#!/bin/sh\necho 1000\n' >bin/id
chmod +x bin/apt-get bin/id
PATH=$PWD/bin copy/scripts/setup
