//! Every opcode, once: its name, its operands and what it does.
//!
//! An instruction is eight bytes, `{ op: u8, x: u8, a: u16, b: u16, c: u16 }`. `a` is the destination of every
//! instruction that can suspend, so whoever delivers a result finds it at `pc[-1].a`. Jump offsets count instructions
//! from the one after the jump.
//!
//! Operand notation, one letter for each of a, b and c: `r` a register, `w` the first register of a window, `n` an
//! index into the name constants, `s` an attribute site, `g` a global site, `i` a signed 16-bit immediate, `u` an
//! unsigned number, `j` a 16-bit jump offset, `-` unused. A register that is only read may be one in which frames hold a
//! constant ([`Proto::held`](crate::code::Proto::held)). `K` (32-bit constant index), `J` (32-bit jump offset) and
//! `I` (32-bit immediate) span b and c.
//!
//! `x` holds the kill bits [`KILL_A`], [`KILL_B`], [`KILL_C`]: the register operand of that name is a temporary that
//! dies here (set only on operands that are read). Other uses of `x` are said with the opcode. Windows are always
//! moved out of: their registers are unset afterwards.

/// The operand `a` is read and dies with this instruction.
pub const KILL_A: u8 = 1;
/// The operand `b` dies with this instruction.
pub const KILL_B: u8 = 2;
/// The operand `c` dies with this instruction.
pub const KILL_C: u8 = 4;
/// The binary operation is an augmented assignment (`+=`).
pub const INPLACE: u8 = 8;

macro_rules! opcodes {
    ($($name:ident $operands:literal $doc:literal)*) => {
        /// An operation code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Op {
            $(#[doc = $doc] $name,)*
        }

        impl Op {
            /// All opcodes, by number.
            pub const ALL: &[Op] = &[$(Op::$name),*];

            /// The opcode's name and operand notation.
            pub fn describe(self) -> (&'static str, &'static str) {
                match self {
                    $(Op::$name => (stringify!($name), $operands),)*
                }
            }
        }
    };
}

opcodes! {
    // Loads and moves.
    Nop "---" "Nothing."
    LoadConst "rK" "a = constant K."
    LoadInt "rI" "a = I."
    LoadNone "r--" "a = None."
    LoadTrue "r--" "a = True."
    LoadFalse "r--" "a = False."
    Move "rr-" "a = b; with KILL_B b is unset."
    Move2 "wrr" "a = b, then a+1 = c."
    Kill "r--" "Unset a, dropping what it held."
    CheckBound "rn-" "Raise UnboundLocalError naming b if a is unset."
    DeleteLocal "rn-" "Unset a; UnboundLocalError naming b if it is unset already."
    LoadCommon "ru-" "a = the well-known object numbered b (enum Common)."

    // Names.
    LoadGlobal "rg-" "a = the global or builtin of site b."
    StoreGlobal "rg-" "The global of site b = a. KILL_A."
    DeleteGlobal "-g-" "Delete the global of site b."
    LoadName "rn-" "a = name b from the namespace in register 0, else the globals, else the builtins."
    LoadFromDict "rrn" "a = name c from the mapping in b, else the globals, else the builtins."
    StoreName "rn-" "Name b in the namespace in register 0 = a. KILL_A."
    DeleteName "-n-" "Delete name b from the namespace in register 0."
    LoadClassDeref "rru" "a = the name of the cell from the namespace in register 0, else the cell's content. c names a free variable if x is 1 (b is then the register of the namespace: 0, or another in annotation scopes), else b is the register of the cell and c its name constant."
    MakeCell "r--" "a = a new cell holding what a held (or nothing)."
    LoadDeref "rrn" "a = content of the cell in b; NameError naming c if empty."
    StoreDeref "rr-" "Content of the cell in a = b. KILL_B."
    DeleteDeref "r-n" "Empty the cell in a; NameError naming c if empty already."
    LoadFree "ru-" "a = content of closure cell number b; NameError if empty."
    StoreFree "ru-" "Content of closure cell number b = a. KILL_A."
    DeleteFree "-u-" "Empty closure cell number b; NameError if empty already."
    LoadClosure "ru-" "a = closure cell number b itself."

    // Arithmetic. INPLACE marks augmented assignment.
    Add "rrr" "a = b + c."
    Sub "rrr" "a = b - c."
    Mul "rrr" "a = b * c."
    TrueDiv "rrr" "a = b / c."
    FloorDiv "rrr" "a = b // c."
    Mod "rrr" "a = b % c."
    Pow "rrr" "a = b ** c."
    MatMul "rrr" "a = b @ c."
    LShift "rrr" "a = b << c."
    RShift "rrr" "a = b >> c."
    BitAnd "rrr" "a = b & c."
    BitOr "rrr" "a = b | c."
    BitXor "rrr" "a = b ^ c."
    AddI "rri" "a = b + immediate c."
    SubI "rri" "a = b - immediate c."
    MulI "rri" "a = b * immediate c."
    TrueDivI "rri" "a = b / immediate c."
    FloorDivI "rri" "a = b // immediate c."
    ModI "rri" "a = b % immediate c."
    LShiftI "rri" "a = b << immediate c."
    RShiftI "rri" "a = b >> immediate c."
    BitAndI "rri" "a = b & immediate c."
    BitOrI "rri" "a = b | immediate c."
    BitXorI "rri" "a = b ^ immediate c."
    Neg "rr-" "a = -b."
    Pos "rr-" "a = +b."
    Invert "rr-" "a = ~b."
    Not "rr-" "a = not b."

    // Comparisons to a value.
    Lt "rrr" "a = b < c."
    Le "rrr" "a = b <= c."
    Eq "rrr" "a = b == c."
    Ne "rrr" "a = b != c."
    Gt "rrr" "a = b > c."
    Ge "rrr" "a = b >= c."
    Is "rrr" "a = b is c."
    IsNot "rrr" "a = b is not c."
    In "rrr" "a = b in c."
    NotIn "rrr" "a = b not in c."

    // Jumps. A conditional jump that goes back is the end of a loop: signals are looked at there.
    Jump "-J" "Go to J."
    JumpBack "-J" "Go to J, a loop's head: signals are looked at here."
    JumpIfTrue "rJ" "Go to J if a is true. KILL_A."
    JumpIfFalse "rJ" "Go to J if a is false. KILL_A."
    JumpIfNone "rJ" "Go to J if a is None. KILL_A."
    JumpIfNotNone "rJ" "Go to J if a is not None. KILL_A."
    JumpAppended "rrj" "If a is a list, append b to it and go to c; a and b die only then."
    JumpIs "rrj" "Go to c if a is b."
    JumpIsNot "rrj" "Go to c if a is not b."
    JumpIn "rrj" "Go to c if a in b."
    JumpNotIn "rrj" "Go to c if a not in b."
    JumpLt "rrj" "Go to c if a < b."
    JumpLe "rrj" "Go to c if a <= b."
    JumpEq "rrj" "Go to c if a == b."
    JumpNe "rrj" "Go to c if a != b."
    JumpGt "rrj" "Go to c if a > b."
    JumpGe "rrj" "Go to c if a >= b."
    JumpNotLt "rrj" "Go to c if not a < b."
    JumpNotLe "rrj" "Go to c if not a <= b."
    JumpNotEq "rrj" "Go to c if not a == b."
    JumpNotNe "rrj" "Go to c if not a != b."
    JumpNotGt "rrj" "Go to c if not a > b."
    JumpNotGe "rrj" "Go to c if not a >= b."
    JumpLtI "rij" "Go to c if a < immediate b."
    JumpLeI "rij" "Go to c if a <= immediate b."
    JumpEqI "rij" "Go to c if a == immediate b."
    JumpNeI "rij" "Go to c if a != immediate b."
    JumpGtI "rij" "Go to c if a > immediate b."
    JumpGeI "rij" "Go to c if a >= immediate b."
    JumpNotLtI "rij" "Go to c if not a < immediate b."
    JumpNotLeI "rij" "Go to c if not a <= immediate b."
    JumpNotEqI "rij" "Go to c if not a == immediate b."
    JumpNotNeI "rij" "Go to c if not a != immediate b."
    JumpNotGtI "rij" "Go to c if not a > immediate b."
    JumpNotGeI "rij" "Go to c if not a >= immediate b."

    // Attributes and items.
    LoadAttr "rrs" "a = b.name of site c."
    StoreAttr "rrs" "a.name of site c = b."
    DeleteAttr "r-s" "del a.name of site c."
    GetItem "rrr" "a = b[c]."
    GetItemI "rri" "a = b[immediate c]."
    GetSlice "rrw" "a = b[c:c+1:c+2], moving out of the window."
    SetItem "rrr" "a[b] = c."
    SetSlice "rwr" "a[b:b+1:b+2] = c, moving out of the window."
    DelItem "rr-" "del a[b]."
    BuildSlice "rw-" "a = slice(b, b+1, b+2)."

    // Building.
    BuildTuple "rwu" "a = tuple of the c registers from b."
    BuildList "rwu" "a = list of the c registers from b."
    BuildSet "rwu" "a = set of the c registers from b."
    BuildDict "rwu" "a = dict of c key, value pairs from b."
    BuildString "rwu" "a = the c strings from b, joined."
    ListAppend "rr-" "a.append(b), a known to be a list."
    SetAdd "rr-" "a.add(b), a known to be a set."
    DictInsert "rrr" "a[b] = c, a known to be a dict."
    ListExtend "rr-" "Append every item of iterable b to list a (`*b` in a display or call)."
    SetUpdate "rr-" "Add every item of iterable b to set a."
    DictUpdate "rr-" "Update dict a from mapping b (`**b` in a display)."
    DictMerge "rrr" "Update dict a from mapping b, rejecting duplicates (`**b` in a call of c)."
    ListToTuple "rr-" "a = tuple(b), b known to be a list."
    FormatValue "rrr" "a = format(convert(b), c): x>>4 is the conversion (0 none, 1 str, 2 repr, 3 ascii), c is 0xFFFF for the empty format."
    BuildInterpolation "rwu" "a = Interpolation(b value, b+1 text, b+2 format spec), conversion c (0 none, 1 s, 2 r, 3 a)."
    BuildTemplate "rr-" "a = Template from the tuple b of strings and interpolations, alternating as PEP 750 says."
    UnpackSequence "wru" "The c registers from a = the items of b, exactly as many. They may be variables, all distinct from b."
    UnpackEx "wru" "Registers from a = items of b; c & 255 before the starred one, c >> 8 after it. They are distinct from b."

    // Calls. Results go to a. Positional arguments lie from b+1.
    Call "rwu" "a = b(b+1, ...): c arguments."
    CallKw "rwu" "As Call; the last of the c arguments are keywords, their names the tuple in register b+1+c."
    CallEx "rwu" "a = b(*b+1), or b(*b+1, **b+2) if c is 1: of an iterable, and a mapping."
    FindMethod "r-s" "Before the arguments of a call of a.name of site c: raise what looking it up raises. Where that takes code, what was found takes the place of a, for the call."
    CallMethod "rws" "a = b.name of site c (b+1, ...): x arguments."
    CallMethodKw "rws" "As CallMethod with keyword names in the tuple in register b+1+x."
    CallGlobal "rwg" "a = global of site c (b+1, ...): x arguments; register b is unset before."
    LoadSuper "rwg" "a = what global c is called for in `super()`, or unset where `CallSuper` can do without; register b is unset before."
    CallSuper "rws" "As CallMethod of what `LoadSuper` left in b, which may be unset: then of `super()`."
    Return "ru-" "Return a; registers from b on are unset, or hold what needs no dropping."
    MakeFunction "ruw" "a = function of code constant b; x says which follow each other from register c: 1 defaults tuple, 2 keyword defaults dict, 4 annotate function, 8 closure tuple."

    // Iteration.
    GetIter "rr-" "a = iter(b)."
    ForIter "rrj" "a = next(b) and go to c, the loop's body; when b is exhausted unset b and go on. Signals are looked at here."
    GetAIter "rr-" "a = b.__aiter__()."
    AsyncForNext "rrj" "a = await anext(b) and go to c; when b is exhausted unset b and go on. Register b+1 is the awaitable's, unset where the loop begins."

    // Generators and coroutines.
    Yield "rr-" "Yield b; a = what is sent, dropped with KILL_A. In an async generator the value goes to whoever awaits it."
    GetYieldFromIter "rr-" "a = the iterator that `yield from b` delegates to."
    YieldFrom "rr-" "Delegate to iterator b until it returns; a = its result; b is unset."
    Await "rr-" "a = await b; x>>4 says for whom: 0 an expression, 1 `__aenter__`, 2 `__aexit__`. b is unset."

    // Exceptions and context managers.
    Raise "r--" "raise a."
    RaiseFrom "rr-" "raise a from b."
    RaiseCurrent "---" "Bare `raise`: the exception that is being handled, here or in a caller."
    Reraise "r--" "Raise exception a again as it is; the instruction is covered by the Leave entry of a's handler."
    PopExcept "r--" "The handler of exception a is left: unset a."
    JumpIfNoMatch "rrj" "Go to c unless exception a is an instance of b, a class or tuple of classes."
    ExceptStarSplit "wrr" "Split b (an exception or None) by type c: a = the matching group or None, a+1 = the rest or None."
    ExceptStarJoin "rrr" "a = what an except* statement raises at its end or None: b the list of raised and unhandled, c the original."
    WithEnter "rrr" "a = b.__enter__(); register c = bound b.__exit__."
    AsyncWithEnter "rrr" "a = b.__aenter__() (to be awaited); register c = bound b.__aexit__."
    WithExceptStart "rrr" "a = b(type(c), c, c.__traceback__): the exit of a context manager on exception c."

    // Patterns. None of them calls user code except MatchClass and MatchKeys.
    MatchSequence "rr-" "a = is b a sequence in the sense of PEP 634?"
    MatchMapping "rr-" "a = is b a mapping in the sense of PEP 634?"
    MatchKeys "rrr" "a = tuple of b's values for the keys in tuple c, or None."
    MatchClass "rrw" "a = tuple of attributes or None: subject b, class in c, tuple of keyword names in c+1, x positional patterns."
    MatchRest "rrr" "a = dict of b without the keys in tuple c."
    GetLen "rr-" "a = len(b)."

    // Definitions and modules.
    ImportName "rwn" "a = __import__(name c), fromlist (tuple or None) in b, level in b+1."
    ImportFrom "rrn" "a = b.name c, or the submodule of that name."
    ImportStar "-r-" "from b import * into the globals or the namespace in register 0 (x is 1)."
    Trace "rI" "Report event x of a trace or profile function, of the value in a or at line I (0: of the code as it stands). No compiled code contains it."
    ReadCode "---" "The code, of an image, was not read yet: read it and begin. No compiled code contains it."
    Intrinsic "rwu" "a = the intrinsic numbered c (enum Intrinsic) of the registers from b, as many as it takes."

    // Last stands one that the loop names: its jump table has no end to check for then.
    ReturnNone "-u-" "Return None; b as for Return."
}

macro_rules! numbered {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum $name {
            $($(#[doc = $doc])* $variant,)*
        }

        impl $name {
            /// All of them, by number.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The one with this number.
            pub fn from_number(n: u16) -> Option<$name> {
                Self::ALL.get(n as usize).copied()
            }
        }
    };
}

numbered! {
    /// Objects that code refers to whatever the names are bound to: operand b of `LoadCommon`.
    Common {
        /// The class `AssertionError`.
        AssertionError,
        /// The class `NotImplementedError`.
        NotImplementedError,
        /// The function `__build_class__(body_function, name, *bases, **keywords)`. A class body is a function of one
        /// parameter, the namespace, in register 0; it returns its `__class__` cell or None.
        BuildClass,
        /// The class `tuple`.
        Tuple,
        /// The builtin `all`.
        All,
        /// The builtin `any`.
        Any,
    }
}

numbered! {
    /// Rare operations that need no opcode of their own: operand c of `Intrinsic`.
    Intrinsic {
        /// `(value)`: show a value at the prompt (`sys.displayhook`).
        Print,
        /// `(name)`: a TypeVar.
        TypeVar,
        /// `(name, evaluate_bound)`: a TypeVar with a lazily evaluated bound.
        TypeVarWithBound,
        /// `(name, evaluate_constraints)`: a TypeVar with lazily evaluated constraints.
        TypeVarWithConstraints,
        /// `(name)`: a ParamSpec.
        ParamSpec,
        /// `(name)`: a TypeVarTuple.
        TypeVarTuple,
        /// `(type_param, evaluate_default)`: sets the default, returns the parameter.
        SetTypeParamDefault,
        /// `(type_params tuple)`: `Generic[...]`, the base of a generic class.
        SubscriptGeneric,
        /// `(function, type_params tuple)`: sets `__type_params__`, returns the function or class.
        SetTypeParams,
        /// `(name, type_params tuple or None, evaluate_value)`: a TypeAliasType.
        TypeAlias,
        /// `(message format is the instruction's)`: `NotImplementedError` in an annotate function whose format argument,
        /// the operand, is above 2.
        CheckAnnotateFormat,
        /// `(dict)`: `__annotations__` of the module or class body that runs, if it has none.
        SetUpAnnotations,
    }
}

impl Intrinsic {
    /// How many registers it takes.
    pub fn arity(self) -> u16 {
        use Intrinsic::*;
        match self {
            Print | TypeVar | ParamSpec | TypeVarTuple | SubscriptGeneric | CheckAnnotateFormat | SetUpAnnotations => 1,
            TypeVarWithBound | TypeVarWithConstraints | SetTypeParamDefault | SetTypeParams => 2,
            TypeAlias => 3,
        }
    }
}

/// One instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Ins {
    /// The operation.
    pub op: Op,
    /// Kill bits and small operands.
    pub x: u8,
    /// First operand, mostly the destination.
    pub a: u16,
    /// Second operand.
    pub b: u16,
    /// Third operand.
    pub c: u16,
}

const _: () = assert!(size_of::<Ins>() == 8);

impl Op {
    /// The conditional jump that is taken where this one is not.
    pub fn inverse(self) -> Option<Op> {
        use Op::*;
        const PAIRS: &[(Op, Op)] = &[
            (JumpIfTrue, JumpIfFalse),
            (JumpIfNone, JumpIfNotNone),
            (JumpIs, JumpIsNot),
            (JumpIn, JumpNotIn),
            (JumpLt, JumpNotLt),
            (JumpLe, JumpNotLe),
            (JumpEq, JumpNotEq),
            (JumpNe, JumpNotNe),
            (JumpGt, JumpNotGt),
            (JumpGe, JumpNotGe),
            (JumpLtI, JumpNotLtI),
            (JumpLeI, JumpNotLeI),
            (JumpEqI, JumpNotEqI),
            (JumpNeI, JumpNotNeI),
            (JumpGtI, JumpNotGtI),
            (JumpGeI, JumpNotGeI),
        ];
        PAIRS.iter().find_map(|&(a, b)| if a == self { Some(b) } else { (b == self).then_some(a) })
    }
}

impl Ins {
    /// An instruction of three 16-bit operands.
    pub const fn new(op: Op, x: u8, a: u16, b: u16, c: u16) -> Ins {
        Ins { op, x, a, b, c }
    }

    /// An instruction whose b and c are one 32-bit operand.
    pub fn wide(op: Op, x: u8, a: u16, bc: i32) -> Ins {
        Ins { op, x, a, b: bc as u16, c: (bc >> 16) as u16 }
    }

    /// The 32-bit operand in b and c.
    #[inline(always)]
    pub fn bc(&self) -> i32 {
        (self.b as u32 | (self.c as u32) << 16) as i32
    }
}
