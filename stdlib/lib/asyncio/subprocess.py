"""Processes."""

__all__ = ("create_subprocess_exec", "create_subprocess_shell")

PIPE, STDOUT, DEVNULL = -1, -2, -3


async def create_subprocess_exec(program, *args, **kwds):
    raise NotImplementedError("asyncio.create_subprocess_exec() is not supported")


async def create_subprocess_shell(cmd, **kwds):
    raise NotImplementedError("asyncio.create_subprocess_shell() is not supported")
