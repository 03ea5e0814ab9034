//! `blocking-call`: calls inside `async def` that make the whole event loop wait.

use super::walk::Walk;
use rondo_grammar::ast::*;

/// Functions that wait, and what does not block the loop instead.
const BLOCKING: [(&str, &str); 32] = [
    ("time.sleep", "await asyncio.sleep(...)"),
    ("os.system", "await asyncio.create_subprocess_shell(...)"),
    ("os.wait", "await process.wait()"),
    ("os.waitpid", "await process.wait()"),
    ("subprocess.run", "await asyncio.create_subprocess_exec(...)"),
    ("subprocess.call", "await asyncio.create_subprocess_exec(...)"),
    ("subprocess.check_call", "await asyncio.create_subprocess_exec(...)"),
    ("subprocess.check_output", "await asyncio.create_subprocess_exec(...)"),
    ("subprocess.getoutput", "await asyncio.create_subprocess_shell(...)"),
    ("subprocess.getstatusoutput", "await asyncio.create_subprocess_shell(...)"),
    ("socket.create_connection", "await asyncio.open_connection(...)"),
    ("socket.getaddrinfo", "await loop.getaddrinfo(...)"),
    ("socket.gethostbyname", "await loop.getaddrinfo(...)"),
    ("socket.gethostbyaddr", "await loop.getnameinfo(...)"),
    ("select.select", "the streams of asyncio"),
    ("urllib.request.urlopen", "await asyncio.to_thread(...)"),
    ("urllib.request.urlretrieve", "await asyncio.to_thread(...)"),
    ("requests.get", "await asyncio.to_thread(...)"),
    ("requests.post", "await asyncio.to_thread(...)"),
    ("requests.put", "await asyncio.to_thread(...)"),
    ("requests.patch", "await asyncio.to_thread(...)"),
    ("requests.delete", "await asyncio.to_thread(...)"),
    ("requests.head", "await asyncio.to_thread(...)"),
    ("requests.options", "await asyncio.to_thread(...)"),
    ("requests.request", "await asyncio.to_thread(...)"),
    ("httpx.get", "an asynchronous client"),
    ("httpx.post", "an asynchronous client"),
    ("httpx.put", "an asynchronous client"),
    ("httpx.delete", "an asynchronous client"),
    ("httpx.request", "an asynchronous client"),
    ("shutil.copytree", "await asyncio.to_thread(...)"),
    ("shutil.rmtree", "await asyncio.to_thread(...)"),
];

/// Looks at a call of `func`.
pub fn call(walk: &mut Walk, e: &Expr, func: &Expr) {
    if !walk.in_coroutine() {
        return;
    }
    let found = match &func.kind {
        ExprKind::Name(name) if &**name == "input" && walk.lookup(name).is_none() => {
            Some(("input", "await asyncio.to_thread(input, ...)"))
        }
        _ => walk.imported(func).and_then(|path| BLOCKING.into_iter().find(|(name, _)| *name == path)),
    };
    if let Some((name, instead)) = found {
        let message = format!("'{name}' blocks the event loop: no other task runs meanwhile; use {instead}");
        walk.warn("blocking-call", e.span, message);
    }
}
