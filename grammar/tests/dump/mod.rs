//! Writes an AST in a form that `differential.py` also writes from CPython's `ast`, positions included.

use rondo_grammar::LineIndex;
use rondo_grammar::ast::*;
use rondo_grammar::surrogate;
use std::fmt::Write;

/// The whole of `module`, parsed from `source`, on one line for each statement.
pub fn dump(module: &Mod, source: &str) -> String {
    let mut dumper = Dumper { out: String::new(), index: LineIndex::new(source) };
    match module {
        Mod::Module(body) => dumper.node("Module", None, |d| d.statements(body)),
        Mod::Interactive(body) => dumper.node("Interactive", None, |d| d.statements(body)),
        Mod::Expression(body) => dumper.node("Expression", None, |d| d.expr(body)),
    }
    dumper.out
}

struct Dumper {
    out: String,
    index: LineIndex,
}

impl Dumper {
    fn node(&mut self, name: &str, span: Option<Span>, fields: impl FnOnce(&mut Self)) {
        self.out.push_str(name);
        if let Some(span) = span {
            let place = |at| (self.index.line(at), self.index.column_in_bytes(at));
            let ((line, column), (end_line, end_column)) = (place(span.start), place(span.end));
            let _ = write!(self.out, "@{line}:{column}-{end_line}:{end_column}");
        }
        self.out.push('(');
        let before = self.out.len();
        fields(self);
        if self.out.len() > before && self.out.ends_with(',') {
            self.out.pop();
        }
        self.out.push(')');
        self.comma();
    }

    fn comma(&mut self) {
        self.out.push(',');
    }

    fn word(&mut self, word: &str) {
        self.out.push_str(word);
        self.comma();
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.out.push('[');
        for item in items {
            each(self, item);
        }
        if self.out.ends_with(',') {
            self.out.pop();
        }
        self.out.push(']');
        self.comma();
    }

    fn option<T>(&mut self, item: Option<&T>, each: impl FnOnce(&mut Self, &T)) {
        match item {
            Some(item) => each(self, item),
            None => self.word("None"),
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('\'');
        for c in text.chars() {
            let code = surrogate::code_of(c);
            if (32..127).contains(&code) && c != '\'' && c != '\\' {
                self.out.push(c);
            } else {
                let _ = write!(self.out, "\\{code:x};");
            }
        }
        self.out.push('\'');
        self.comma();
    }

    fn names(&mut self, names: &[Name]) {
        self.list(names, |d, name| d.text(&name.id));
    }

    fn statements(&mut self, body: &[Stmt]) {
        self.list(body, |d, s| {
            d.out.push('\n');
            d.statement(s);
        });
    }

    fn exprs(&mut self, list: &[Expr]) {
        self.list(list, Self::expr);
    }

    fn boxed(&mut self, expr: Option<&Expr>) {
        self.option(expr, |d, e| d.expr(e));
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        self.list(params, |d, p| {
            let kind = format!("{:?}", p.kind);
            d.node(&kind, Some(p.span), |d| {
                d.text(&p.name.id);
                if p.kind == TypeParamKind::TypeVar {
                    d.boxed(p.bound.as_deref());
                }
                d.boxed(p.default.as_deref());
            });
        });
    }

    fn statement(&mut self, s: &Stmt) {
        let span = Some(s.span);
        match &s.kind {
            StmtKind::FunctionDef(f) => {
                self.node(if f.is_async { "AsyncFunctionDef" } else { "FunctionDef" }, span, |d| {
                    d.text(&f.name.id);
                    d.arguments(&f.args);
                    d.statements(&f.body);
                    d.exprs(&f.decorator_list);
                    d.option(f.returns.as_ref(), Self::expr);
                    d.type_params(&f.type_params);
                });
            }
            StmtKind::ClassDef(c) => self.node("ClassDef", span, |d| {
                d.text(&c.name.id);
                d.exprs(&c.bases);
                d.keywords(&c.keywords);
                d.statements(&c.body);
                d.exprs(&c.decorator_list);
                d.type_params(&c.type_params);
            }),
            StmtKind::Return(value) => self.node("Return", span, |d| d.boxed(value.as_deref())),
            StmtKind::Delete(targets) => self.node("Delete", span, |d| d.exprs(targets)),
            StmtKind::Assign { targets, value } => self.node("Assign", span, |d| {
                d.exprs(targets);
                d.expr(value);
            }),
            StmtKind::TypeAlias { name, type_params, value } => self.node("TypeAlias", span, |d| {
                d.node("Name", Some(name.span), |d| d.text(&name.id));
                d.type_params(type_params);
                d.expr(value);
            }),
            StmtKind::AugAssign { target, op, value } => self.node("AugAssign", span, |d| {
                d.expr(target);
                d.word(&format!("{op:?}()"));
                d.expr(value);
            }),
            StmtKind::AnnAssign { target, annotation, value, simple } => self.node("AnnAssign", span, |d| {
                d.expr(target);
                d.expr(annotation);
                d.boxed(value.as_deref());
                d.word(if *simple { "1" } else { "0" });
            }),
            StmtKind::For(f) => self.node(if f.is_async { "AsyncFor" } else { "For" }, span, |d| {
                d.expr(&f.target);
                d.expr(&f.iter);
                d.statements(&f.body);
                d.statements(&f.orelse);
            }),
            StmtKind::While { test, body, orelse } => self.node("While", span, |d| {
                d.expr(test);
                d.statements(body);
                d.statements(orelse);
            }),
            StmtKind::If { test, body, orelse } => self.node("If", span, |d| {
                d.expr(test);
                d.statements(body);
                d.statements(orelse);
            }),
            StmtKind::With(w) => self.node(if w.is_async { "AsyncWith" } else { "With" }, span, |d| {
                d.list(&w.items, |d, item| {
                    d.node("withitem", None, |d| {
                        d.expr(&item.context_expr);
                        d.option(item.optional_vars.as_ref(), Self::expr);
                    });
                });
                d.statements(&w.body);
            }),
            StmtKind::Match { subject, cases } => self.node("Match", span, |d| {
                d.expr(subject);
                d.list(cases, |d, case| {
                    d.node("match_case", None, |d| {
                        d.pattern(&case.pattern);
                        d.option(case.guard.as_ref(), Self::expr);
                        d.statements(&case.body);
                    });
                });
            }),
            StmtKind::Raise { exc, cause } => self.node("Raise", span, |d| {
                d.boxed(exc.as_deref());
                d.boxed(cause.as_deref());
            }),
            StmtKind::Try(t) => self.node(if t.is_star { "TryStar" } else { "Try" }, span, |d| {
                d.statements(&t.body);
                d.list(&t.handlers, |d, h| {
                    d.node("ExceptHandler", Some(h.span), |d| {
                        d.option(h.typ.as_ref(), Self::expr);
                        d.option(h.name.as_ref(), |d, name| d.text(&name.id));
                        d.statements(&h.body);
                    });
                });
                d.statements(&t.orelse);
                d.statements(&t.finalbody);
            }),
            StmtKind::Assert { test, msg } => self.node("Assert", span, |d| {
                d.expr(test);
                d.boxed(msg.as_deref());
            }),
            StmtKind::Import(names) => self.node("Import", span, |d| d.aliases(names)),
            StmtKind::ImportFrom { module, names, level } => self.node("ImportFrom", span, |d| {
                d.option(module.as_ref(), |d, name| d.text(&name.id));
                d.aliases(names);
                d.word(&level.to_string());
            }),
            StmtKind::Global(names) => self.node("Global", span, |d| d.names(names)),
            StmtKind::Nonlocal(names) => self.node("Nonlocal", span, |d| d.names(names)),
            StmtKind::Expr(value) => self.node("Expr", span, |d| d.expr(value)),
            StmtKind::Pass => self.node("Pass", span, |_| {}),
            StmtKind::Break => self.node("Break", span, |_| {}),
            StmtKind::Continue => self.node("Continue", span, |_| {}),
        }
    }

    fn aliases(&mut self, names: &[Alias]) {
        self.list(names, |d, alias| {
            d.node("alias", Some(alias.span), |d| {
                d.text(&alias.name);
                d.option(alias.asname.as_ref(), |d, name| d.text(name));
            });
        });
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        self.list(keywords, |d, keyword| {
            d.node("keyword", Some(keyword.span), |d| {
                d.option(keyword.arg.as_ref(), |d, name| d.text(&name.id));
                d.expr(&keyword.value);
            });
        });
    }

    fn arguments(&mut self, a: &Arguments) {
        self.node("arguments", None, |d| {
            d.list(&a.posonlyargs, Self::arg);
            d.list(&a.args, Self::arg);
            d.option(a.vararg.as_ref(), Self::arg);
            d.list(&a.kwonlyargs, Self::arg);
            d.list(&a.kw_defaults, |d, default| d.option(default.as_ref(), Self::expr));
            d.option(a.kwarg.as_ref(), Self::arg);
            d.exprs(&a.defaults);
        });
    }

    fn arg(&mut self, a: &Arg) {
        self.node("arg", Some(a.span), |d| {
            d.text(&a.arg);
            d.boxed(a.annotation.as_deref());
        });
    }

    fn comprehensions(&mut self, generators: &[Comprehension]) {
        self.list(generators, |d, g| {
            d.node("comprehension", None, |d| {
                d.expr(&g.target);
                d.expr(&g.iter);
                d.exprs(&g.ifs);
                d.word(if g.is_async { "1" } else { "0" });
            });
        });
    }

    fn conversion(&mut self, conversion: Option<char>) {
        self.word(&conversion.map_or("-1".to_string(), |c| (c as u32).to_string()));
    }

    fn expr(&mut self, e: &Expr) {
        let span = Some(e.span);
        match &e.kind {
            ExprKind::BoolOp { op, values } => self.node("BoolOp", span, |d| {
                d.word(&format!("{op:?}()"));
                d.exprs(values);
            }),
            ExprKind::NamedExpr { target, value } => self.node("NamedExpr", span, |d| {
                d.node("Name", Some(target.span), |d| d.text(&target.id));
                d.expr(value);
            }),
            ExprKind::BinOp { left, op, right } => self.node("BinOp", span, |d| {
                d.expr(left);
                d.word(&format!("{op:?}()"));
                d.expr(right);
            }),
            ExprKind::UnaryOp { op, operand } => self.node("UnaryOp", span, |d| {
                d.word(&format!("{op:?}()"));
                d.expr(operand);
            }),
            ExprKind::Lambda { args, body } => self.node("Lambda", span, |d| {
                d.arguments(args);
                d.expr(body);
            }),
            ExprKind::IfExp { test, body, orelse } => self.node("IfExp", span, |d| {
                d.expr(test);
                d.expr(body);
                d.expr(orelse);
            }),
            ExprKind::Dict { keys, values } => self.node("Dict", span, |d| {
                d.list(keys, |d, key| d.option(key.as_ref(), Self::expr));
                d.exprs(values);
            }),
            ExprKind::Set(elements) => self.node("Set", span, |d| d.exprs(elements)),
            ExprKind::ListComp { elt, generators } => self.node("ListComp", span, |d| {
                d.expr(elt);
                d.comprehensions(generators);
            }),
            ExprKind::SetComp { elt, generators } => self.node("SetComp", span, |d| {
                d.expr(elt);
                d.comprehensions(generators);
            }),
            ExprKind::DictComp { key, value, generators } => self.node("DictComp", span, |d| {
                d.expr(key);
                d.expr(value);
                d.comprehensions(generators);
            }),
            ExprKind::GeneratorExp { elt, generators } => self.node("GeneratorExp", span, |d| {
                d.expr(elt);
                d.comprehensions(generators);
            }),
            ExprKind::Await(value) => self.node("Await", span, |d| d.expr(value)),
            ExprKind::Yield(value) => self.node("Yield", span, |d| d.boxed(value.as_deref())),
            ExprKind::YieldFrom(value) => self.node("YieldFrom", span, |d| d.expr(value)),
            ExprKind::Compare { left, ops, comparators } => self.node("Compare", span, |d| {
                d.expr(left);
                d.list(ops, |d, op| d.word(&format!("{op:?}()")));
                d.exprs(comparators);
            }),
            ExprKind::Call { func, args, keywords } => self.node("Call", span, |d| {
                d.expr(func);
                d.exprs(args);
                d.keywords(keywords);
            }),
            ExprKind::FormattedValue { value, conversion, format_spec } => self.node("FormattedValue", span, |d| {
                d.expr(value);
                d.conversion(*conversion);
                d.boxed(format_spec.as_deref());
            }),
            ExprKind::JoinedStr(values) => self.node("JoinedStr", span, |d| d.exprs(values)),
            ExprKind::Interpolation { value, text, conversion, format_spec } => {
                self.node("Interpolation", span, |d| {
                    d.expr(value);
                    d.text(text);
                    d.conversion(*conversion);
                    d.boxed(format_spec.as_deref());
                });
            }
            ExprKind::TemplateStr(values) => self.node("TemplateStr", span, |d| d.exprs(values)),
            ExprKind::Constant(value) => self.node("Constant", span, |d| d.constant(value)),
            ExprKind::Attribute { value, attr } => self.node("Attribute", span, |d| {
                d.expr(value);
                d.text(&attr.id);
            }),
            ExprKind::Subscript { value, slice } => self.node("Subscript", span, |d| {
                d.expr(value);
                d.expr(slice);
            }),
            ExprKind::Starred(value) => self.node("Starred", span, |d| d.expr(value)),
            ExprKind::Name(id) => self.node("Name", span, |d| d.text(id)),
            ExprKind::List(elements) => self.node("List", span, |d| d.exprs(elements)),
            ExprKind::Tuple(elements) => self.node("Tuple", span, |d| d.exprs(elements)),
            ExprKind::Slice { lower, upper, step } => self.node("Slice", span, |d| {
                d.boxed(lower.as_deref());
                d.boxed(upper.as_deref());
                d.boxed(step.as_deref());
            }),
        }
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::None => self.word("None"),
            Constant::True => self.word("True"),
            Constant::False => self.word("False"),
            Constant::Ellipsis => self.word("Ellipsis"),
            Constant::Str(text) => self.text(text),
            Constant::Bytes(bytes) => {
                self.out.push('b');
                let text: String = bytes.iter().map(|b| *b as char).collect();
                self.text(&text);
            }
            Constant::Int(value) => self.word(&value.to_string()),
            Constant::BigInt { .. } => self.word("big"),
            Constant::Float(value) => self.word(&format!("float:{:x}", value.to_bits())),
            Constant::Imaginary(value) => self.word(&format!("imag:{:x}", value.to_bits())),
            Constant::Complex(..) | Constant::Tuple(_) | Constant::FrozenSet(_) => self.word("made"),
        }
    }

    fn pattern(&mut self, p: &Pattern) {
        let span = Some(p.span);
        match &p.kind {
            PatternKind::MatchValue(value) => self.node("MatchValue", span, |d| d.expr(value)),
            PatternKind::MatchSingleton(value) => self.node("MatchSingleton", span, |d| d.constant(value)),
            PatternKind::MatchSequence(list) => self.node("MatchSequence", span, |d| d.list(list, Self::pattern)),
            PatternKind::MatchMapping { keys, patterns, rest } => self.node("MatchMapping", span, |d| {
                d.exprs(keys);
                d.list(patterns, Self::pattern);
                d.option(rest.as_ref(), |d, name| d.text(&name.id));
            }),
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.node("MatchClass", span, |d| {
                    d.expr(cls);
                    d.list(patterns, Self::pattern);
                    d.names(kwd_attrs);
                    d.list(kwd_patterns, Self::pattern);
                });
            }
            PatternKind::MatchStar(name) => {
                self.node("MatchStar", span, |d| d.option(name.as_ref(), |d, name| d.text(&name.id)));
            }
            PatternKind::MatchAs { pattern, name } => self.node("MatchAs", span, |d| {
                d.option(pattern.as_ref(), |d, p| d.pattern(p));
                d.option(name.as_ref(), |d, name| d.text(&name.id));
            }),
            PatternKind::MatchOr(list) => self.node("MatchOr", span, |d| d.list(list, Self::pattern)),
        }
    }
}
