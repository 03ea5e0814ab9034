# oracle: 3.14
# Identifiers that sort by time, and those of the program's own.
import uuid
made = [uuid.uuid7() for _ in range(1000)]
print(made == sorted(made), len(set(made)), {u.version for u in made}, {u.variant for u in made})
made = [uuid.uuid6() for _ in range(100)]
print(made == sorted(made), {u.version for u in made}, uuid.uuid6(node=7).node)
print(uuid.uuid8(0x123456789abc, 0x123, 0x1234567890), uuid.uuid8().version, uuid.NIL, uuid.MAX)
