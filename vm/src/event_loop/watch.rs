//! Debug mode: a callback or a step of a task that takes too long is reported, with the line that blocked.
//!
//! A thread of the system looks at the clock. When the limit has passed it sets the flag that signals set, so that the
//! interpreter stops between two instructions and notes where the program is.

use crate::event_loop::{Ready, module, run, signal};
use crate::frame::Frame;
use crate::heap::Gc;
use crate::interp::call::current_frame;
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// When the step that runs has taken too long, in nanoseconds since the watch began; 0 if none runs.
static LIMIT: AtomicU64 = AtomicU64::new(0);
/// It has taken too long.
static LATE: AtomicBool = AtomicBool::new(false);
/// When the watch began.
static BEGAN: OnceLock<Instant> = OnceLock::new();
/// Is there a thread that watches?
static WATCHED: AtomicBool = AtomicBool::new(false);
/// How often the clock is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// The step that runs, as debug mode sees it.
#[derive(Default)]
pub(crate) struct Watched {
    /// The loop's time after which it takes too long.
    limit: f64,
    /// Where the program was then.
    place: Option<String>,
    /// The frame that runs the loop.
    base: Option<Gc<Frame>>,
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// When the watch began; starts the watching thread if there is none.
fn began() -> &'static Instant {
    let began = BEGAN.get_or_init(Instant::now);
    if !WATCHED.swap(true, Ordering::Relaxed) {
        let watch = move || {
            signal::leave_to_others();
            loop {
                std::thread::sleep(LOOK);
                let limit = LIMIT.load(Ordering::Relaxed);
                if limit != 0 && nanoseconds(began.elapsed()) > limit {
                    LIMIT.store(0, Ordering::Relaxed);
                    LATE.store(true, Ordering::Relaxed);
                    signal::flag().store(true, Ordering::Relaxed);
                }
            }
        };
        // Without the thread the line is unknown unless the program sleeps.
        let _ = std::thread::Builder::new().name("watch".into()).spawn(watch);
    }
    began
}

/// Nobody watches in a process that has just been forked off.
pub(crate) fn forget() {
    WATCHED.store(false, Ordering::Relaxed);
    LIMIT.store(0, Ordering::Relaxed);
}

/// Notes where the program is, if the step that runs has just been found to take too long.
pub(crate) fn look(vm: &mut Vm) {
    if LATE.load(Ordering::Relaxed) && LATE.swap(false, Ordering::Relaxed) {
        note(vm);
    }
}

/// Notes where the program is if the step that runs takes too long by the loop's clock: after a call that waited.
pub(crate) fn look_after_wait(vm: &mut Vm) {
    let limit = vm.loops.watched.as_ref().map(|w| w.limit);
    if limit.is_some_and(|limit| vm.loop_time() >= limit) {
        note(vm);
    }
}

fn note(vm: &mut Vm) {
    let base = vm.loops.watched.as_ref().and_then(|w| w.base.clone());
    let place = vm.place_in_program(base);
    if let Some(watched) = &mut vm.loops.watched
        && watched.place.is_none()
    {
        watched.place = place;
    }
}

/// Runs what is ready, and reports it if it takes too long.
///
/// # Errors
/// Those of what runs, and of the logger.
#[cold]
pub(crate) fn run_watched(vm: &mut Vm, this: &Value, ready: Ready) -> Res<()> {
    let subject = match &ready {
        Ready::Step(task) => task.clone(),
        Ready::Throw(pair) => pair.0.clone(),
        Ready::Handle(handle) => handle.to_value(),
        Ready::Told { .. } | Ready::Due(_) | Ready::Source(_) => return run(vm, ready),
    };
    let limit = vm.get_attr(this, &Str::intern("slow_callback_duration").into_value())?;
    let limit = module::add_delay(vm, 0.0, &limit)?;
    let before = vm.loop_time();
    let real_limit = began().elapsed() + Duration::try_from_secs_f64(limit).unwrap_or(Duration::MAX / 4);
    let base = current_frame(vm);
    let outer = vm.loops.watched.replace(Watched { limit: before + limit, place: None, base });
    LIMIT.store(nanoseconds(real_limit).max(1), Ordering::Relaxed);
    let result = run(vm, ready);
    LIMIT.store(0, Ordering::Relaxed);
    LATE.store(false, Ordering::Relaxed);
    let watched = std::mem::replace(&mut vm.loops.watched, outer);
    result?;
    let took = vm.loop_time() - before;
    if took < limit {
        return Ok(());
    }
    let shown = vm.repr(&subject)?;
    let mut text = "Executing %s took %.3f seconds".to_string();
    if vm.loops.debug
        && let Some(place) = watched.and_then(|w| w.place)
    {
        let place = place.trim_start_matches(':').replace('%', "%%");
        text.push_str(&format!("; it was blocked at{place}"));
    }
    let module = vm.import_module("asyncio.base_events")?;
    let logger = vm.get_attr(&module, &Str::intern("logger").into_value())?;
    vm.call_method(&logger, "warning", &[Value::from(text), Value::from(shown), Value::float(took)]).map(drop)
}
