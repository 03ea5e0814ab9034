//! Starting a virtual machine: its classes, builtins and prelude.

use crate::compiler::image::{Image, Stored};
use crate::event_loop::choice::Schedule;
use crate::event_loop::{self, handle, methods, signal};
use crate::heap::{self, Gc, Kind};
use crate::import::{Importer, ModuleTable};
use crate::names::Names;
use crate::object as o;
use crate::object::class::{Class, flag};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::types::{TypeSpec, Types};
use crate::value::Value;
use crate::vm::{Res, Vm};

/// What the VM itself needs that is written in the language.
static PRELUDE: Image = Image {
    texts: include_str!(concat!(env!("OUT_DIR"), "/builtins.texts")),
    code: include_bytes!(concat!(env!("OUT_DIR"), "/builtins.code")),
};

impl Vm {
    /// A virtual machine with the modules of `library`, whose clocks, readiness and randomness are those of
    /// `schedule`. One a thread: its objects live in the thread's heap.
    pub fn new(library: ModuleTable, mut schedule: Box<dyn Schedule>) -> Vm {
        o::str::Str::set_hash_key(hash_key(schedule.as_mut()));
        let mut types = Types::new();
        prepare_object(&types.object);
        let loops = event_loop::State::new(&mut types);
        let mut vm = Vm::assemble(types, Names::default(), Importer::new(library), schedule, loops);
        vm.interrupt = signal::flag();
        heap::on_weakly_referenced_death(o::weakref::referent_died);
        fill_types(&mut vm);
        crate::builtins::install(&mut vm);
        name_builtins(&mut vm);
        if run_prelude(&mut vm).is_err() {
            // The prelude is part of this program, and every test runs it.
            let exception = vm.take_raised();
            let text = vm.repr(&exception).unwrap_or_default();
            unreachable!("the prelude raised {text}");
        }
        heap::start();
        vm
    }
}

/// What the environment variable `PYTHONHASHSEED` asks for: a seed of string hashes, or `None` for a new one in each
/// process.
///
/// # Errors
/// What is wrong with it, for the user.
pub fn hash_seed() -> Result<Option<u32>, &'static str> {
    match std::env::var_os("PYTHONHASHSEED") {
        Some(text) if !text.is_empty() && text != "random" => match text.to_str().map(str::parse) {
            Some(Ok(seed)) => Ok(Some(seed)),
            _ => Err("PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]"),
        },
        _ => Ok(None),
    }
}

/// The key of string hashes. CPython's `_PyRandom_Init` makes the same of the same seed.
fn hash_key(schedule: &mut dyn Schedule) -> [u64; 2] {
    let mut key = [0u8; 16];
    match hash_seed() {
        Ok(Some(0)) => {}
        Ok(Some(mut state)) => key.fill_with(|| {
            state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
            (state >> 16) as u8
        }),
        // Without randomness string hashes are predictable, which harms only a server under attack.
        _ => drop(schedule.random(&mut key)),
    }
    let key = u128::from_le_bytes(key);
    [key as u64, (key >> 64) as u64]
}

/// Adds the built-in functions that reach beyond the VM, and makes `builtins` a module.
fn name_builtins(vm: &mut Vm) {
    let dict = vm.builtins.clone();
    crate::sys::add_function(&dict, "builtins", &crate::import::IMPORT);
    crate::sys::add_function(&dict, "_io", &o::file::open::OPEN);
    dict.set_name("__name__", Value::from("builtins"));
    dict.set_name("__doc__", Value::from("What programs find under a name without importing it."));
    dict.set_name("__package__", Value::from(""));
    vm.modules.set_name("builtins", Module::over(dict).into_value());
}

/// `object` is the one built-in class whose instances are `Instance` objects.
fn prepare_object(object: &Gc<Class>) {
    object.set_flags(flag::NO_DICT | flag::NO_WEAKREF);
    Class::make_shapes(object);
}

/// Gives the built-in classes their attributes.
fn fill_types(vm: &mut Vm) {
    let metaclass = vm.types.type_.to_value();
    for class in vm.types.all() {
        class.metaclass.set(metaclass.clone());
        class.set_flags(flag::IMMUTABLE);
    }
    vm.type_value = metaclass;
    let types = &vm.types;
    let of_kind: &[(Kind, &'static TypeSpec)] = &[
        (Kind::Complex, &o::complex::SPEC),
        (Kind::Str, &o::str::methods::SPEC),
        (Kind::Bytes, &o::bytes::SPEC),
        (Kind::ByteArray, &o::bytearray::SPEC),
        (Kind::MemoryView, &o::memoryview::SPEC),
        (Kind::Cell, &o::cell::SPEC),
        (Kind::Code, &o::code::SPEC),
        (Kind::Function, &o::function::SPEC),
        (Kind::BoundMethod, &o::method::SPEC),
        (Kind::Native, &o::native_types::FUNCTION_SPEC),
        (Kind::Descriptor, &o::descriptor::GETSET_SPEC),
        (Kind::Super, &o::super_object::SPEC),
        (Kind::Module, &o::module::SPEC),
        (Kind::Traceback, &o::traceback::SPEC),
        (Kind::Awaitable, &o::awaitable::WRAPPER_SPEC),
        (Kind::WeakRef, &o::weakref::SPEC),
        (Kind::Future, &methods::FUTURE),
        (Kind::Handle, &handle::SPEC),
        (Kind::EventLoop, &methods::EVENT_LOOP),
    ];
    let weak = types.of_kind(Kind::WeakRef);
    weak.set_flags(flag::SHOWS_MODULE);
    weak.dict().set_name("__module__", Value::from("weakref"));
    for (kind, spec) in of_kind {
        types.fill(types.of_kind(*kind), spec);
    }
    let others: &[(&Gc<Class>, &'static TypeSpec)] = &[
        (&types.object, &o::type_object::OBJECT_SPEC),
        (&types.type_, &o::type_object::TYPE_SPEC),
        (&types.int, &o::int::SPEC),
        (&types.bool, &o::bool::SPEC),
        (&types.float, &o::float::SPEC),
        (&types.generator, &o::generator::GENERATOR_SPEC),
        (&types.coroutine, &o::generator::COROUTINE_SPEC),
        (&types.async_generator, &o::generator::ASYNC_GENERATOR_SPEC),
        (&types.asend, &o::awaitable::ASEND_SPEC),
        (&types.athrow, &o::awaitable::ATHROW_SPEC),
        (&types.property, &o::descriptor::PROPERTY_SPEC),
        (&types.class_method, &o::descriptor::CLASS_METHOD_SPEC),
        (&types.class_method_descriptor, &o::descriptor::CLASS_METHOD_DESCRIPTOR_SPEC),
        (&types.static_method, &o::descriptor::STATIC_METHOD_SPEC),
        (&types.member, &o::descriptor::GETSET_SPEC),
        (&types.method_descriptor, &o::native_types::DESCRIPTOR_SPEC),
        (&types.wrapper_descriptor, &o::native_types::SLOT_SPEC),
        (&types.method_wrapper, &o::native_types::WRAPPER_SPEC),
        (&types.task, &methods::TASK),
        (&types.gathering_future, &methods::GATHERING),
        (&types.timer_handle, &handle::TIMER_SPEC),
        (&types.thread_safe_handle, &handle::THREAD_SAFE_SPEC),
        (&types.none, &o::constants::NONE_SPEC),
        (&types.ellipsis, &o::constants::ELLIPSIS_SPEC),
        (&types.not_implemented, &o::constants::NOT_IMPLEMENTED_SPEC),
    ];
    for (class, spec) in others {
        types.fill(class, spec);
    }
    o::exception::base::fill(types);
    crate::builtins::fill_containers(vm);
}

/// Runs the prelude in a namespace of its own; what it defines for programs becomes a builtin.
fn run_prelude(vm: &mut Vm) -> Res<()> {
    let globals = Dict::new();
    globals.set_name("__name__", Value::from("builtins"));
    vm.run_code(Code::stored(Stored::outermost(&PRELUDE)), &globals)?;
    if let Some(build_class) = globals.get_name("__build_class__") {
        vm.builtins.set_name("__build_class__", build_class);
    }
    Ok(())
}
