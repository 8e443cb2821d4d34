"""The web server: loads the pages once; its workers answer what waits at the door that the supervisor keeps open."""

import multiprocessing
import os
import socket
import time
from typing import Any

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

DOOR = "_FIREWOOD_DOOR"  # in the environment: the number of the open socket
WAITING = 1024  # so many may wait at the door
PAUSE = 0.5  # seconds at most until a worker that died is seen


class Pages(MPServer):
    """Workers that share one socket. It stays open when all of them die, so that whoever asks then waits a moment."""

    def __init__(self, door: int, **settings: Any) -> None:
        super().__init__("firewood.project.wsgi:application", **settings)
        self._door = door

    def _init_shared_socket(self) -> None:
        held = SocketHolder(self._door, uds=False, backlog=WAITING)  # type: ignore[call-arg]
        vars(self).update(_ssp=None, _shd=held, _sfd=self._door, _sso=socket.socket(fileno=self._door))

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        """Start again whatever worker has died; that two die at one moment is seen, because both are looked at."""
        while not self.interrupt_signal:
            self.main_loop_interrupt.wait(PAUSE)
            self.main_loop_interrupt.clear()
            dead = [place for place, worker in enumerate(self.wrks) if not worker.is_alive()]  # type: ignore[no-untyped-call]
            if dead and not self.interrupt_signal:
                self._respawn_workers(dead, spawn_target, target_loader)
                time.sleep(PAUSE)  # one that dies at every start does not take the whole machine
            self.interrupt_children.clear()


def main() -> None:
    """Serve until SIGTERM; a worker that dies is started again."""
    multiprocessing.set_start_method("fork")  # the workers inherit the open door and the loaded pages
    from firewood.project.wsgi import application  # noqa: PLC0415  loaded when this process is to serve

    Pages(
        int(os.environ[DOOR]), interface=Interfaces.WSGI, workers=2, blocking_threads=4, websockets=False,
        workers_kill_timeout=5, log_level=LogLevels.warning,
    ).serve(target_loader=lambda *_: application, wrap_loader=False)  # fmt: skip


if __name__ == "__main__":
    main()
