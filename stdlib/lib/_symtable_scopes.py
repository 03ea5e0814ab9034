"""The blocks of a tree of `ast` and the scopes of their names, for `symtable`.

A first walk writes down what each block does with each name; a second decides to which block each name belongs, by the
rules of the reference's chapter on naming and binding. Comprehensions that run in place (PEP 709) hand their names to
the block around them.
"""

import ast

DEF_GLOBAL, DEF_LOCAL, DEF_PARAM, DEF_NONLOCAL, USE = 1, 2, 4, 8, 16
DEF_FREE_CLASS, DEF_IMPORT, DEF_ANNOT, DEF_COMP_ITER, DEF_TYPE_PARAM, DEF_COMP_CELL = 64, 128, 256, 512, 1024, 2048
DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM
LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = 1, 2, 3, 4, 5
# Above the flags stands the scope.
SCOPE_OFF = 12
SCOPE_MASK = 15


class Block:
    """A block: its names with flags and scope, and the blocks in it."""

    def __init__(self, name, kind, lineno, around):
        self.name = name
        self.type = kind
        self.lineno = lineno
        self.id = id(self)
        self.symbols = {}
        self.children = []
        self.nested = around is not None and (around.nested or around.is_function_like())
        self.sees_class = False
        self.is_comprehension = self.is_generator_expression = False
        self.in_targets = False
        self.annotations = None
        self.table = None

    def __repr__(self):
        return f'<symtable entry {self.name}({self.id}), line {self.lineno}>'

    def is_function_like(self):
        """Are its names local variables? Those of modules and classes are not."""
        return self.type not in ('module', 'class')


def block_of(tree):
    """The block of a module, an expression or what was typed at a prompt, analysed."""
    walk = _Walk()
    walk.blocks.append(walk.top)
    walk.visit(tree)
    _analyze(walk.top, None, set(), set(), None)
    return walk.top


def _mangled(private, name):
    if private is None or not name.startswith('__') or name.endswith('__') or '.' in name:
        return name
    private = private.lstrip('_')
    return f'_{private}{name}' if private else name


class _Walk(ast.NodeVisitor):
    """Writes down what blocks do with names."""

    def __init__(self):
        self.top = Block('top', 'module', 0, None)
        self.blocks = []
        self.private = None

    def enter(self, name, kind, node):
        """A block in the present one, which becomes the present one."""
        around = self.blocks[-1]
        block = Block(name, kind, node.lineno, around)
        around.children.append(block)
        self.blocks.append(block)
        if kind in ('annotation', 'type alias', 'type variable'):
            self.add('.format', DEF_PARAM)
            self.add('.format', USE)
        return block

    def exit(self):
        self.blocks.pop()

    def add(self, name, flag, block=None):
        block = self.blocks[-1] if block is None else block
        name = _mangled(self.private, name)
        if block.in_targets:
            flag |= DEF_COMP_ITER
        block.symbols[name] = block.symbols.get(name, 0) | flag
        if flag & DEF_GLOBAL:
            self.top.symbols[name] = self.top.symbols.get(name, 0) | flag

    def visit_all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    def see_class(self, around):
        # Annotations and type parameters in a class look names up in its namespace.
        if around.type == 'class' or around.sees_class:
            self.blocks[-1].sees_class = True
            self.add('__classdict__', USE)

    # Definitions.

    def enter_type_parameters(self, node, defaults=False, kwdefaults=False):
        around = self.blocks[-1]
        self.enter(node.name.id if isinstance(node.name, ast.Name) else node.name, 'type parameters', node)
        if around.type == 'class':
            self.see_class(around)
        if isinstance(node, ast.ClassDef):
            for name in ('.type_params', '.generic_base'):
                self.add(name, DEF_LOCAL)
                self.add(name, USE)
        if defaults:
            self.add('.defaults', DEF_PARAM)
        if kwdefaults:
            self.add('.kwdefaults', DEF_PARAM)
        self.visit_all(node.type_params)

    def visit_type_parameter(self, node):
        self.add(node.name, DEF_TYPE_PARAM | DEF_LOCAL)
        for value in (getattr(node, 'bound', None), node.default_value):
            if value is not None:
                around = self.blocks[-1]
                self.enter(node.name, 'type variable', node)
                if around.sees_class:
                    self.see_class(around)
                self.visit(value)
                self.exit()

    visit_TypeVar = visit_TypeVarTuple = visit_ParamSpec = visit_type_parameter

    def visit_FunctionDef(self, node):
        self.add(node.name, DEF_LOCAL)
        arguments = node.args
        self.visit_all(arguments.defaults + arguments.kw_defaults + node.decorator_list)
        if node.type_params:
            self.enter_type_parameters(node, bool(arguments.defaults), any(arguments.kw_defaults))
        around = self.blocks[-1]
        self.enter('__annotate__', 'annotation', node)
        self.see_class(around)
        for argument in _all_arguments(arguments):
            if argument.annotation is not None:
                self.visit(argument.annotation)
        if node.returns is not None:
            self.visit(node.returns)
        self.exit()
        self.enter(node.name, 'function', node)
        self.add_parameters(arguments)
        self.visit_all(node.body)
        self.exit()
        if node.type_params:
            self.exit()

    visit_AsyncFunctionDef = visit_FunctionDef

    def add_parameters(self, arguments):
        for argument in _all_arguments(arguments):
            self.add(argument.arg, DEF_PARAM)

    def visit_Lambda(self, node):
        self.visit_all(node.args.defaults + node.args.kw_defaults)
        self.enter('lambda', 'function', node)
        self.add_parameters(node.args)
        self.visit(node.body)
        self.exit()

    def visit_ClassDef(self, node):
        self.add(node.name, DEF_LOCAL)
        self.visit_all(node.decorator_list)
        private = self.private
        if node.type_params:
            self.private = node.name
            self.enter_type_parameters(node)
        self.visit_all(node.bases + node.keywords)
        self.enter(node.name, 'class', node)
        self.private = node.name
        if node.type_params:
            self.add('__type_params__', DEF_LOCAL)
            self.add('.type_params', USE)
        self.visit_all(node.body)
        self.exit()
        if node.type_params:
            self.exit()
        self.private = private

    def visit_TypeAlias(self, node):
        self.visit(node.name)
        around = self.blocks[-1]
        if node.type_params:
            self.enter_type_parameters(node)
        inner = self.blocks[-1]
        self.enter(node.name.id, 'type alias', node)
        if around.type == 'class' or inner.sees_class:
            self.see_class(around if around.type == 'class' else inner)
        self.visit(node.value)
        self.exit()
        if node.type_params:
            self.exit()

    # Comprehensions.

    def comprehension(self, node, name, *results):
        first = node.generators[0]
        self.visit(first.iter)
        block = self.enter(name, 'function', node)
        block.is_comprehension = True
        block.is_generator_expression = name == 'genexpr'
        self.add('.0', DEF_PARAM)
        for number, generator in enumerate(node.generators):
            block.in_targets = True
            self.visit(generator.target)
            block.in_targets = False
            if number:
                self.visit(generator.iter)
            self.visit_all(generator.ifs)
        self.visit_all(results)
        self.exit()

    def visit_ListComp(self, node):
        self.comprehension(node, 'listcomp', node.elt)

    def visit_SetComp(self, node):
        self.comprehension(node, 'setcomp', node.elt)

    def visit_GeneratorExp(self, node):
        self.comprehension(node, 'genexpr', node.elt)

    def visit_DictComp(self, node):
        self.comprehension(node, 'dictcomp', node.value, node.key)

    # Names.

    def visit_Name(self, node):
        self.add(node.id, USE if isinstance(node.ctx, ast.Load) else DEF_LOCAL)
        block = self.blocks[-1]
        if node.id == 'super' and isinstance(node.ctx, ast.Load) and block.is_function_like():
            self.add('__class__', USE)

    def visit_NamedExpr(self, node):
        if self.blocks[-1].is_comprehension:
            self.bind_outside(node.target.id)
        self.visit(node.value)
        self.visit(node.target)

    def bind_outside(self, name):
        # What an assignment expression in a comprehension binds belongs to the block around all comprehensions.
        for block in reversed(self.blocks):
            if block.is_comprehension:
                continue
            if block.type == 'function':
                is_global = block.symbols.get(_mangled(self.private, name), 0) & DEF_GLOBAL
                self.add(name, DEF_GLOBAL if is_global else DEF_NONLOCAL)
                self.add(name, DEF_LOCAL, block)
            else:
                self.add(name, DEF_GLOBAL)
                self.add(name, DEF_GLOBAL, block)
            return

    def visit_Global(self, node):
        for name in node.names:
            self.add(name, DEF_GLOBAL)

    def visit_Nonlocal(self, node):
        for name in node.names:
            self.add(name, DEF_NONLOCAL)

    def visit_alias(self, node):
        name = node.asname or node.name.partition('.')[0]
        if name != '*':
            self.add(name, DEF_IMPORT)

    def visit_ExceptHandler(self, node):
        self.visit_optional(node.type)
        if node.name:
            self.add(node.name, DEF_LOCAL)
        self.visit_all(node.body)

    def visit_optional(self, node):
        if node is not None:
            self.visit(node)

    def visit_capture(self, node):
        self.generic_visit(node)
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name:
            self.add(name, DEF_LOCAL)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = visit_capture

    def visit_AnnAssign(self, node):
        if isinstance(node.target, ast.Name):
            if node.simple:
                self.add(node.target.id, DEF_ANNOT | DEF_LOCAL)
            elif node.value is not None:
                self.add(node.target.id, DEF_LOCAL)
        else:
            self.visit(node.target)
        around = self.blocks[-1]
        if around.type == 'module' and not around.annotations:
            self.add('__conditional_annotations__', USE)
        if around.annotations is None:
            around.annotations = self.enter('__annotate__', 'annotation', node.annotation)
            if around.type == 'class':
                self.see_class(around)
        else:
            self.blocks.append(around.annotations)
        self.visit(node.annotation)
        self.exit()
        self.visit_optional(node.value)


def _all_arguments(arguments):
    found = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
    return found + [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]


def _analyze(block, bound, free, globals_around, class_block):
    """Gives the names of a block their scopes. `bound` are the names that functions around it bind; names that it or a
    block in it takes from those are added to `free`."""
    local, scopes, inner_free, cells = set(), {}, set(), set()
    is_class = block.type == 'class'
    inner_bound = set(bound or ()) if is_class else set()
    inner_globals = set(globals_around) if is_class else set()
    own_bound, own_globals = (None if bound is None else set(bound)), set(globals_around)
    for name, flags in block.symbols.items():
        scopes[name] = _scope(name, flags, own_bound, local, free, own_globals, class_block)
    if is_class:
        inner_bound |= {'__class__', '__classdict__', '__conditional_annotations__'}
    else:
        if block.is_function_like():
            inner_bound |= local
        inner_bound |= own_bound or set()
        inner_globals |= own_globals
    children = []
    for child in block.children:
        child_free = set()
        outer_class = None
        if child.sees_class:
            outer_class = block if is_class else class_block
        _analyze(child, inner_bound, child_free, inner_globals, outer_class)
        if child.is_comprehension and not child.is_generator_expression and not block.sees_class:
            _take_in(block, child, scopes, child_free, cells)
            children += child.children
        else:
            children.append(child)
        inner_free |= child_free
    block.children = children
    if block.is_function_like():
        for name, scope in scopes.items():
            if scope == LOCAL and (name in inner_free or name in cells):
                scopes[name] = CELL
                inner_free.discard(name)
    elif is_class:
        inner_free -= {'__class__', '__classdict__', '__conditional_annotations__'}
    for name, scope in scopes.items():
        block.symbols[name] |= scope << SCOPE_OFF | (DEF_COMP_CELL if name in cells else 0)
    for name in sorted(inner_free):
        if name in block.symbols:
            if is_class or block.sees_class:
                block.symbols[name] |= DEF_FREE_CLASS
        elif bound is None or name in bound:
            block.symbols[name] = FREE << SCOPE_OFF
    free |= inner_free


def _scope(name, flags, bound, local, free, globals_around, class_block):
    if flags & DEF_GLOBAL:
        globals_around.add(name)
        if bound is not None:
            bound.discard(name)
        return GLOBAL_EXPLICIT
    if flags & DEF_NONLOCAL:
        free.add(name)
        return FREE
    if flags & DEF_BOUND:
        local.add(name)
        globals_around.discard(name)
        return LOCAL
    if class_block is not None:
        outer = class_block.symbols.get(name, 0)
        if outer & DEF_GLOBAL:
            return GLOBAL_EXPLICIT
        if outer & DEF_BOUND and not outer & DEF_NONLOCAL:
            return GLOBAL_IMPLICIT
    if bound and name in bound:
        free.add(name)
        return FREE
    return GLOBAL_IMPLICIT


def _take_in(block, comprehension, scopes, free, cells):
    """Hands the names of a comprehension that runs in place to the block around it."""
    for name, flags in comprehension.symbols.items():
        if flags & DEF_PARAM:
            continue
        scope = flags >> SCOPE_OFF & SCOPE_MASK
        flags &= (1 << SCOPE_OFF) - 1
        if scope == CELL:
            cells.add(name)
        if scope == FREE and block.type == 'class' and name in ('__class__', '__classdict__'):
            scope = GLOBAL_IMPLICIT
            free.discard(name)
        if name not in block.symbols:
            block.symbols[name] = flags
            scopes[name] = scope
        elif block.symbols[name] & DEF_BOUND and block.type != 'class':
            if not any(child.symbols.get(name, 0) >> SCOPE_OFF & SCOPE_MASK == FREE
                       for child in comprehension.children):
                free.discard(name)
