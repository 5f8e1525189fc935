#!/bin/sh
# Run a command as a school's computer may have to: without the internet.
#
#   tools/offline.sh none COMMAND…   no route leads out, every attempt fails at once
#   tools/offline.sh hang COMMAND…   every outside address swallows what it is sent; name servers too
#
# The command sees loopback and nothing else of this machine's network. Afterwards a line on the
# error output says how many packets wanted to leave ("hang" only: without a route none is made).
# Ends with the command's own code, or with 77 where this machine does not allow such a network.
set -eu

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 64; }
[ $# -ge 2 ] || usage
way=$1
case $way in none|hang) shift ;; *) usage ;; esac

if [ "${OFFLINE_INSIDE:-}" != "$$" ]; then
  enter='unshare --net --mount'
  if ! $enter true 2>/dev/null; then
    enter='unshare --user --map-root-user --net --mount'
    if ! $enter true 2>/dev/null; then
      echo "offline: this machine does not allow a network of one's own (unshare --net)." >&2
      exit 77
    fi
  fi
  command -v ip >/dev/null || { echo "offline: the command ip (iproute2) is missing." >&2; exit 77; }
  # exec keeps the process number, by which the inner run knows itself.
  OFFLINE_INSIDE=$$ exec $enter "$0" "$way" "$@"
fi

unset OFFLINE_INSIDE
quiet() { echo 1 > "/proc/sys/net/ipv6/conf/$1/disable_ipv6" 2>/dev/null || true; }
packets() { ip -s link show out0 2>/dev/null | awk '/TX:/ { getline; print $2 }'; }

ip link set lo up
if [ "$way" = hang ]; then
  # A cable whose far end nobody reads. No ARP and no IPv6: what is counted is the command's own.
  if ! ip link add out0 type dummy 2>/dev/null; then
    ip link add out0 type veth peer name out1
    quiet out1
    ip link set out1 up
  fi
  quiet out0
  ip link set out0 arp off up
  ip address add 198.51.100.2/24 dev out0
  ip route add default dev out0
  # A name server that answers would be a way out; a file system of one's own hides the real one.
  names=$(mktemp)
  echo 'nameserver 192.0.2.53' > "$names"
  mount --bind "$names" "$(readlink -f /etc/resolv.conf)"
  rm -f "$names"
fi

before=$(packets)
code=0
"$@" || code=$?
if [ "$way" = hang ]; then
  echo "offline: $(($(packets) - ${before:-0})) packets wanted to leave" >&2
fi
exit "$code"
