"""Picklers and unpicklers of one's own: persistent ids, tables of reducers, names that are found otherwise."""
import copyreg
import io
import pickle


class Plain:
    def __init__(self):
        self.content = 1


def attempt(label, function, *arguments):
    try:
        print(label, '->', function(*arguments))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


class Naming(pickle.Pickler):
    def persistent_id(self, value):
        return ('plain', value.content) if isinstance(value, Plain) else None


class Finding(pickle.Unpickler):
    def persistent_load(self, name):
        return ['found', name]

    def find_class(self, module, name):
        print('class', module, name)
        return super().find_class(module, name)


for protocol in [1, 2, 3, 4, 5]:
    stream = io.BytesIO()
    Naming(stream, protocol).dump([Plain(), 1, Plain])
    stream.seek(0)
    print(Finding(stream).load())
stream.seek(0)
attempt('nobody finds', pickle.Unpickler(stream).load)
attempt('text only', Naming(io.BytesIO(), 0).dump, Plain)


class Dispatching(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Plain] = lambda value: (str, ('dispatched',))


class Overriding(pickle.Pickler):
    def reducer_override(self, value):
        return (float, (2.5,)) if isinstance(value, Plain) else NotImplemented


for pickler in [Dispatching, Overriding]:
    stream = io.BytesIO()
    pickler(stream).dump([Plain(), Plain, 1])
    print(pickle.loads(stream.getvalue()))
stream = io.BytesIO()
own = pickle.Pickler(stream)
own.dispatch_table = {Plain: lambda value: (int, (7,))}
own.dump(Plain())
print(pickle.loads(stream.getvalue()))

copyreg.pickle(Plain, lambda value: (complex, (1, value.content)))
print(pickle.loads(pickle.dumps(Plain())))
del copyreg.dispatch_table[Plain]
copyreg.add_extension('__main__', 'Plain', 240)
print(pickle.dumps(Plain, 2), pickle.loads(pickle.dumps(Plain, 2)))
copyreg.remove_extension('__main__', 'Plain', 240)
attempt('extension', copyreg.remove_extension, '__main__', 'Plain', 240)
attempt('file', pickle.Unpickler, 3)
attempt('file', pickle.Pickler, 3)

buffers = []
data = pickle.dumps([pickle.PickleBuffer(bytearray(b'abc'))], 5, buffer_callback=buffers.append)
print(len(buffers), pickle.loads(data, buffers=[b'zzz']))
