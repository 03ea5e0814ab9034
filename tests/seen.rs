//! What a program's schedule shows of itself: reports of deadlocks, dumps of tasks, virtual time, what blocks the loop.

mod run;

use run::{LIMIT, Output};

/// Runs a program of these lines with options of the command.
fn program(options: &[&str], lines: &str) -> Output {
    let output = run::run(run::rondo().args(options).args(["-c", lines]), None, LIMIT);
    assert!(!output.timed_out, "still ran after {LIMIT:?}");
    output
}

/// The exit status of a deadlock.
const DEADLOCK: i32 = 35;

#[test]
fn two_locks_taken_in_two_orders() {
    let output = program(
        &[],
        "\
import asyncio
async def both(a, b):
    async with a:
        await asyncio.sleep(0)
        async with b:
            pass
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(both(a, b), name='one')
            group.create_task(both(b, a), name='two')
    finally:
        print('finally')
asyncio.run(main())
",
    );
    assert_eq!((output.status, output.stdout.as_str()), (DEADLOCK, "finally\n"));
    for part in [
        "rondo: deadlock: nothing can wake the 3 tasks that are left\n",
        "  Task 'one' waits at <string>:5, in both\n    for Lock.acquire() of <asyncio.locks.Lock object at ",
        "[locked, waiters:1]>, held by Task 'two'\n",
        "for the tasks of a TaskGroup: ",
        "  a cycle: Task 'one' -> Task 'two' -> Task 'one'\n",
    ] {
        assert!(output.stderr.contains(part), "{part:?} is missing in:\n{}", output.stderr);
    }
}

#[test]
fn a_deadlock_names_what_is_waited_for() {
    let output = program(
        &[],
        "\
import asyncio
async def item(queue): await queue.get()
async def flag(event): await event.wait()
async def main():
    await asyncio.gather(item(asyncio.Queue()), flag(asyncio.Event()))
asyncio.run(main())
",
    );
    assert_eq!(output.status, DEADLOCK);
    for part in [
        "Task 'Task-1' waits at <string>:5, in main\n    for gather() of Task 'Task-2', Task 'Task-3'\n",
        "Task 'Task-2' waits at <string>:2, in item\n    for Queue.get() of <Queue at ",
        "Task 'Task-3' waits at <string>:3, in flag\n    for Event.wait() of <asyncio.locks.Event ",
    ] {
        assert!(output.stderr.contains(part), "{part:?} is missing in:\n{}", output.stderr);
    }
}

#[test]
fn a_task_of_the_librarys_own_coroutine_says_where_it_was_made() {
    let lines = "\
import asyncio
async def main():
    await asyncio.create_task(asyncio.Queue().get(), name='getter')
asyncio.run(main())
";
    let output = program(&[], lines);
    let expected =
        "  Task 'getter' waits in Queue.get(), created at <string>:3, in main,\n    for Queue.get() of <Queue at ";
    assert!(output.stderr.contains(expected), "{}", output.stderr);
    // Of what the library calls in turn, it is what the program called; and where an async generator is, counts.
    let lines = "\
import asyncio
async def items(event):
    await event.wait()
    yield
async def main():
    async for item in items(asyncio.Event()): pass
async def both():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    await asyncio.wait([asyncio.create_task(queue.join(), name='join'), asyncio.create_task(main(), name='items')])
asyncio.run(both())
";
    let output = program(&[], lines);
    for part in [
        "for wait() of Task 'items', Task 'join'\n",
        "  Task 'items' waits at <string>:3, in items\n    for Event.wait() of <asyncio.locks.Event ",
        "  Task 'join' waits in Queue.join(), created at <string>:10, in both,\n    for Queue.join() of <Queue ",
    ] {
        assert!(output.stderr.contains(part), "{part:?} is missing in:\n{}", output.stderr);
    }
}

#[test]
fn a_deadlock_of_threads_has_the_same_status() {
    let held = "import threading\nlock = threading.Lock()\nlock.acquire()\n";
    let output = program(&[], &format!("{held}try:\n    lock.acquire()\nfinally:\n    print('finally')\n"));
    assert_eq!((output.status, output.stdout.as_str()), (DEADLOCK, "finally\n"));
    assert!(output.stderr.contains("RuntimeError: deadlock: acquire() would wait forever"), "{}", output.stderr);
    // One that the end of the program runs into.
    let output = program(&[], "import threading\nthreading.Thread(target=threading.Event().wait).start()\n");
    assert_eq!(output.status, DEADLOCK, "{}", output.stderr);
    let expected = "rondo: deadlock: the end of the program would wait forever, as the other thread waits too\n  Thread-1 (wait)\n";
    assert_eq!(output.stderr, expected);
    // Once it is handled, the program ends as it says.
    let handled = "try:\n    lock.acquire()\nexcept RuntimeError as error:\n    raise ValueError\n";
    assert_eq!(program(&[], &format!("{held}{handled}")).status, 1);
}

#[test]
fn a_deadlock_of_threads_says_who_has_the_locks() {
    let lines = "\
import threading
first, second = threading.Lock(), threading.Lock()
met = threading.Barrier(2)
def both(one, other):
    with one:
        met.wait()
        with other: pass
threads = [threading.Thread(target=both, args=locks) for locks in ((first, second), (second, first))]
for thread in threads: thread.start()
threads[0].join()
";
    let output = program(&[], lines);
    let expected = "\
RuntimeError: deadlock: join() would wait forever, as the 2 other threads wait too
  Thread-1 (both): File \"<string>\", line 7, in both, waits for a lock held by Thread-2 (both)
  Thread-2 (both): File \"<string>\", line 7, in both, waits for a lock held by Thread-1 (both)
";
    // What the end of the program runs into again is not said again.
    assert!(output.stderr.ends_with(expected), "{}", output.stderr);
    assert_eq!(output.status, DEADLOCK);
}

#[test]
fn a_call_in_a_thread_that_waits_for_ever_is_shown() {
    let lines = "\
import asyncio, threading
def call(event):
    event.wait()
async def main():
    try:
        await asyncio.to_thread(call, threading.Event())
    finally:
        print('finally', await asyncio.to_thread(len, 'abc'))
asyncio.run(main())
";
    let output = program(&[], lines);
    assert_eq!((output.status, output.stdout.as_str()), (DEADLOCK, "finally 3\n"));
    let expected = "  thread asyncio_0: File \"<string>\", line 3, in call\n";
    assert!(output.stderr.contains(expected), "{}", output.stderr);
    // The end of the program, which would wait for the call too, does not say it again.
    assert_eq!(output.stderr.matches("deadlock").count(), 1, "{}", output.stderr);
}

#[test]
fn tasks_in_a_circle_are_cancelled() {
    for (child, main) in [("await main", "await child"), ("await asyncio.gather(main)", "await asyncio.gather(child)")]
    {
        let lines = format!(
            "\
import asyncio
async def waits(main):
    try: {child}
    finally: print('child')
async def main():
    child = asyncio.create_task(waits(asyncio.current_task()))
    try: {main}
    finally: print('main')
asyncio.run(main())
"
        );
        let output = program(&[], &lines);
        assert_eq!(output.status, DEADLOCK, "{}", output.stderr);
        let mut ended: Vec<&str> = output.stdout.lines().collect();
        ended.sort_unstable();
        assert_eq!(ended, ["child", "main"]);
        assert!(
            output.stderr.ends_with("  a cycle: Task 'Task-1' -> Task 'Task-2' -> Task 'Task-1'\n"),
            "{}",
            output.stderr
        );
    }
}

#[test]
fn idle_threads_do_not_hide_a_deadlock() {
    let output = program(
        &[],
        "\
import asyncio
async def main():
    print(await asyncio.to_thread(len, 'abc'))
    await asyncio.Event().wait()
asyncio.run(main())
",
    );
    assert_eq!((output.status, output.stdout.as_str()), (DEADLOCK, "3\n"));
}

#[test]
fn a_task_dump_shows_the_tree() {
    let output = program(
        &[],
        "\
import asyncio, os, signal
async def inner(): await asyncio.sleep(60)
async def outer(): await asyncio.create_task(inner(), name='inner')
async def main():
    task = asyncio.create_task(outer(), name='outer')
    await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.sleep(0)
    print('goes on')
asyncio.run(main())
",
    );
    assert_eq!((output.status, output.stdout.as_str()), (0, "goes on\n"));
    let expected = "\
rondo: 3 tasks
  Task 'Task-1' is running at <string>:7, in main
  Task 'outer' waits at <string>:3, in outer for Task 'inner'
    Task 'inner' waits at <string>:2, in inner for the end of sleep(), in 5";
    assert!(output.stderr.starts_with(expected), "{}", output.stderr);
}

#[test]
fn virtual_time_jumps_over_an_hour() {
    let output = program(
        &["--virtual-time"],
        "\
import asyncio, datetime, time
async def main():
    loop = asyncio.get_running_loop()
    before = loop.time(), time.time(), time.monotonic(), time.perf_counter(), datetime.datetime.now()
    await asyncio.sleep(1800)
    time.sleep(1800)
    print(loop.time() - before[0], time.time() - before[1], time.monotonic() - before[2],
          time.perf_counter() - before[3], datetime.datetime.now() - before[4])
    await asyncio.to_thread(time.sleep, 60)
    print(loop.time() - before[0], datetime.datetime.now(datetime.timezone.utc))
asyncio.run(main())
",
    );
    let expected = "3600.0 3600.0 3600.0 3600.0 1:00:00\n3660.0 2026-01-01 01:01:00+00:00\n";
    assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (0, expected, ""));
}

#[test]
fn connections_to_the_program_itself_do_not_hold_virtual_time() {
    let output = program(
        &["--virtual-time"],
        "\
import asyncio
async def serve(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(600)
        writer.write(line)
    writer.close()
async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    before = asyncio.get_running_loop().time()
    for i in range(3):
        writer.write(b'x\\n')
        print(await asyncio.wait_for(reader.readline(), 1000))
    print(round(asyncio.get_running_loop().time() - before, 1))
    writer.close()
    server.close()
asyncio.run(main())
",
    );
    let expected = "b'x\\n'\n".repeat(3) + "1800.0\n";
    assert_eq!((output.status, output.stdout), (0, expected));
}

#[test]
fn a_peer_that_has_gone_does_not_hold_virtual_time() {
    let output = program(
        &["--virtual-time"],
        "\
import asyncio
async def serve(reader, writer):
    await asyncio.sleep(3600)
    writer.close()
async def main():
    async with await asyncio.start_server(serve, '127.0.0.1', 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.close()
        await asyncio.sleep(7200)
    print('closed')
asyncio.run(main())
",
    );
    assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (0, "closed\n", ""));
}

#[test]
fn virtual_time_waits_for_other_processes() {
    let output = program(
        &["--virtual-time"],
        "\
import asyncio
async def main():
    process = await asyncio.create_subprocess_exec('sh', '-c', 'sleep 0.2; echo there', stdout=-1)
    print(await asyncio.wait_for(process.communicate(), 100))
asyncio.run(main())
",
    );
    assert_eq!((output.status, output.stdout.as_str()), (0, "(b'there\\n', None)\n"));
}

#[test]
fn debug_names_the_line_that_blocked() {
    let output = program(
        &["--debug"],
        "\
import asyncio, time
def work(until):
    while time.monotonic() < until:
        pass
async def computes(): work(time.monotonic() + 0.2)
async def sleeps(): time.sleep(0.2)
async def main():
    await asyncio.create_task(computes())
    await asyncio.create_task(sleeps())
asyncio.run(main())
",
    );
    assert_eq!(output.status, 0);
    for part in ["seconds; it was blocked at File \"<string>\", line ", "line 6, in sleeps\n", ", in work\n"] {
        assert!(output.stderr.contains(part), "{part:?} is missing in:\n{}", output.stderr);
    }
}
