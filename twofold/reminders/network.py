"""Where this server may be sent by somebody who can name an address: out, and never into its own house.

An address is looked at when it is kept, and every connection again when it is made: a name may lead
elsewhere by then, and an answer may point elsewhere.
"""

import ipaddress
import socket
import sys
import sysconfig
from typing import Any

# A way that is not HTTP has no business here: programs, datagrams, other people's files.
NEVER = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove"})
CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
NAT64 = ipaddress.ip_network("64:ff9b::/96")
OWN_FILES = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})


class Inward(PermissionError):
    """Something that a sending may not do. An OSError, which everything that sends expects."""


def is_private(address: str) -> bool:
    """Whether an IP address is anywhere but out on the internet. What is no IP address counts as private."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            within = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if within:
            return not within.is_global or within.is_multicast
    return not ip.is_global or ip.is_multicast


def leads_inward(host: str) -> bool:
    """Whether a host's name or address lies in a private network. One that cannot be found does not."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # looked at again when it is connected to
    return any(is_private(str(one[4][0])) for one in found)


class Watch:
    """From here on this process reaches public addresses alone, runs nothing, and opens no file.

    Not a wrapper round one library: whatever connects is asked, through redirects and new names too.
    There is no way back, so this is for a process that was started for one errand.
    """

    def __init__(self, private_allowed: bool) -> None:
        self.private_allowed = private_allowed
        self.refused = False
        sys.addaudithook(self._look)

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        if event in NEVER:
            raise Inward(event)
        if event == "open":
            self._look_at_file(args[0])
        elif event in CONNECTS and not self.private_allowed and self._is_inward(args[1]):
            self.refused = True
            raise Inward("a private network")

    @staticmethod
    def _look_at_file(path: object) -> None:
        """Python's own files may be needed on the way; any other could be sent to somebody."""
        if isinstance(path, str | bytes) and not str(path).startswith(OWN_FILES):
            raise Inward("a file")

    @staticmethod
    def _is_inward(address: object) -> bool:
        return not isinstance(address, tuple) or is_private(str(address[0]))
