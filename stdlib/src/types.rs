//! `_types`: the native half of `types`.

use crate::module::module;
use rondo_vm::code::Flags;
use rondo_vm::function;
use rondo_vm::heap::{Gc, Kind};
use rondo_vm::object::class::{Class, flag};
use rondo_vm::object::code::Code;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::function::Function;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::{frame_object, generic_alias, union};
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_types", "Names for built-in types.", FUNCTIONS);
    let kinds = [
        ("FunctionType", Kind::Function),
        ("LambdaType", Kind::Function),
        ("CodeType", Kind::Code),
        ("MappingProxyType", Kind::MappingProxy),
        ("CellType", Kind::Cell),
        ("MethodType", Kind::BoundMethod),
        ("BuiltinFunctionType", Kind::Native),
        ("BuiltinMethodType", Kind::Native),
        ("ModuleType", Kind::Module),
        ("TracebackType", Kind::Traceback),
        ("GetSetDescriptorType", Kind::Descriptor),
    ];
    for (name, kind) in kinds {
        module.dict.set_name(name, vm.types.of_kind(kind).to_value());
    }
    let t = &vm.types;
    let classes = [
        ("GeneratorType", &t.generator),
        ("CoroutineType", &t.coroutine),
        ("AsyncGeneratorType", &t.async_generator),
        ("MethodDescriptorType", &t.method_descriptor),
        ("WrapperDescriptorType", &t.wrapper_descriptor),
        ("MethodWrapperType", &t.method_wrapper),
        ("MemberDescriptorType", &t.member),
        ("NoneType", &t.none),
        ("NotImplementedType", &t.not_implemented),
        ("EllipsisType", &t.ellipsis),
        ("MethodDescriptorType", &t.method_descriptor),
        ("WrapperDescriptorType", &t.wrapper_descriptor),
        ("MethodWrapperType", &t.method_wrapper),
        ("MemberDescriptorType", &t.member),
    ];
    for (name, class) in classes {
        module.dict.set_name(name, class.to_value());
    }
    for (name, spec) in
        [("GenericAlias", &generic_alias::SPEC), ("UnionType", &union::SPEC), ("FrameType", &frame_object::SPEC)]
    {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("_iterable_coroutine(function, /)", iterable_coroutine),
    function!("_as_built_in(cls, /)", as_built_in),
];

/// The class is a built-in one in CPython: messages name it with its module, and it cannot be changed any more.
fn as_built_in(_: &mut Vm, args: &[Value]) -> Res {
    if let Some(class) = args[0].exact::<Class>() {
        class.set_flags(flag::SHOWS_MODULE | flag::IMMUTABLE);
    }
    Ok(Value::NONE)
}

/// Marks a generator function: what it returns can be awaited.
fn iterable_coroutine(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(function) = args[0].exact::<Function>() else {
        return Err(vm.error(Exc::TypeError, "types.coroutine() expects a callable"));
    };
    let old = function.code();
    // Other functions may share the code, so the mark is made on a copy.
    let code = Code::new(&old.proto);
    code.flags.set(Flags(old.flags.get().0 | Flags::ITERABLE_COROUTINE));
    drop(function.code.replace(code));
    Ok(args[0].clone())
}
