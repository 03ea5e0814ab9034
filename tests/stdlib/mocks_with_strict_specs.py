# Asynchronous mocks that have a spec_set, stand for functions or are parts of others; what reset_mock() leaves; messages.
import asyncio
import inspect
from unittest.mock import AsyncMock, MagicMock, Mock, ThreadingMock, call, create_autospec


class Service:
    ready = True

    async def ask(self, question):
        return question

    @property
    def state(self):
        return 1


async def ask(question):
    return question


def tell(text):
    return text


def outcome(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        if inspect.iscoroutine(result):
            result = asyncio.run(result)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return type(result).__name__ if isinstance(result, Mock) else result


strict = AsyncMock(spec_set=Service), AsyncMock(spec_set=["ready"]), MagicMock(spec_set=ask), create_autospec(ask)
for mock in *strict, Mock(spec=ask), AsyncMock(spec=tell):
    print(type(mock).__name__, outcome(mock, 1), mock.await_count, mock.await_args, mock.await_args_list)
    print(outcome(mock.assert_awaited_once), outcome(mock.reset_mock), mock.await_count, mock.await_args)
    mock.await_count = 3
    print(mock.await_count, outcome(setattr, mock, "other", 1))
    print(outcome(mock.assert_has_calls, [call(8)]))
for mock in strict[:3]:
    print(outcome(mock, 1), outcome(mock.reset_mock, return_value=True), outcome(lambda: mock.return_value))
print(outcome(lambda: create_autospec(Service).state), outcome(lambda: create_autospec(Service, instance=True).state))

mock = MagicMock()
mock.__str__.return_value = "text"
mock.__aiter__.return_value = [1, 2]
mock.return_value = 3
mock.reset_mock(return_value=True)
print(str(mock), mock() == 3)


async def items(iterable):
    return [item async for item in iterable]


async def enter(manager):
    async with manager as value:
        return value


print(outcome(items, mock))
mock.reset_mock(return_value=True, side_effect=True)
print(outcome(items, mock))
print(type(ThreadingMock().__aenter__).__name__, outcome(enter, ThreadingMock()), outcome(enter, MagicMock()))


async def asked(question, answer=None, *, loudly):
    return answer


for mock in (AsyncMock(spec=asked), AsyncMock(spec_set=asked), Mock(spec=asked), MagicMock(spec=asked), AsyncMock(spec=Service().ask)):
    # CPython 3.14 finds no signature: __annotate__ is a mock too.
    print(inspect.iscoroutinefunction(mock), mock.__annotations__)
