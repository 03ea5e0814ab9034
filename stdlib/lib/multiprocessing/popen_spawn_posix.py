"""Processes with a fresh machine."""
import io
import os
import subprocess

from . import context, popen_fork, reduction, spawn

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    """A process that runs `spawn_main`, which reads what it is to do from a pipe."""

    method = "spawn"

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        """The child has the descriptor by the same number."""
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        data = io.BytesIO()
        context._spawning.append(self)
        try:
            reduction.dump(spawn.get_preparation_data(process_obj._name), data)
            reduction.dump(process_obj, data)
        finally:
            context._spawning.pop()
        parent_r, child_w = os.pipe()
        child_r, parent_w = os.pipe()
        try:
            started = subprocess.Popen(spawn.get_command_line(pipe_handle=child_r),
                                       pass_fds=[child_r, child_w, *self._fds])
        finally:
            os.close(child_r)
            os.close(child_w)
        self.pid = started.pid
        # The status is asked for here, not there.
        started.returncode = 0
        self._own(parent_r, parent_w)
        try:
            with open(parent_w, "wb", closefd=False) as pipe:
                pipe.write(data.getbuffer())
        except BrokenPipeError:
            # It has ended before it read that; its exit status tells.
            pass
