//! Pattern nodes of `ast` to patterns of the grammar.

use super::read::{Context, Reader};
use rondo_grammar::ast::{Constant, Expr, ExprKind, MatchCase, Name, Pattern, PatternKind, Span};
use rondo_vm::object::exception::Exc;
use rondo_vm::value::Value;
use rondo_vm::vm::Res;

impl Reader<'_> {
    pub(super) fn case(&mut self, node: &Value) -> Res<MatchCase> {
        let owner = "match_case";
        let pattern = self.required(node, owner, "pattern")?;
        let pattern = self.pattern(&pattern, false)?;
        let guard = self.optional_expression(node, "guard")?;
        let body = self.body(node, owner, "body")?;
        self.not_empty(&body, "body", owner)?;
        Ok(MatchCase { pattern, guard, body })
    }

    fn patterns(&mut self, node: &Value, owner: &str, field: &str, star: bool) -> Res<Vec<Pattern>> {
        let items = self.list(node, owner, field)?;
        let mut patterns = Vec::with_capacity(items.len());
        for item in &items {
            self.require(!item.is_none(), "None disallowed in pattern list")?;
            patterns.push(self.pattern(item, star)?);
        }
        Ok(patterns)
    }

    fn pattern(&mut self, node: &Value, star: bool) -> Res<Pattern> {
        let span = self.span(node, "pattern")?;
        let kind = self.kind(node)?;
        let known = matches!(
            &*kind,
            "MatchValue"
                | "MatchSingleton"
                | "MatchSequence"
                | "MatchMapping"
                | "MatchClass"
                | "MatchStar"
                | "MatchAs"
                | "MatchOr"
        );
        if !known {
            return Err(self.not_a("pattern", node)?);
        }
        self.enter("pattern")?;
        let kind = self.pattern_kind(node, &kind, span, star)?;
        self.leave();
        Ok(Pattern { kind, span })
    }

    fn captured(&mut self, node: &Value, field: &str, span: Span) -> Res<Option<Name>> {
        let name = self.optional_name(node, field, span)?;
        if let Some(name) = &name {
            self.check_capture(&name.id)?;
        }
        Ok(name)
    }

    fn pattern_kind(&mut self, node: &Value, kind: &str, span: Span, star: bool) -> Res<PatternKind> {
        Ok(match kind {
            "MatchValue" => {
                let value = self.expression_of(node, kind, "value")?;
                self.check_pattern_value(&value)?;
                PatternKind::MatchValue(value)
            }
            "MatchSingleton" => {
                let value = self.required(node, kind, "value")?;
                let constant = self.constant(&value)?;
                let fits = matches!(constant, Constant::None | Constant::True | Constant::False);
                self.require(fits, "MatchSingleton can only contain True, False and None")?;
                PatternKind::MatchSingleton(constant)
            }
            "MatchSequence" => PatternKind::MatchSequence(self.patterns(node, kind, "patterns", true)?),
            "MatchMapping" => {
                let keys = self.expressions(node, kind, "keys", Context::Load)?;
                let patterns = self.patterns(node, kind, "patterns", false)?;
                let message = "MatchMapping doesn't have the same number of keys as patterns";
                self.require(keys.len() == patterns.len(), message)?;
                let rest = self.captured(node, "rest", span)?;
                for key in &keys {
                    let single =
                        matches!(key.kind, ExprKind::Constant(Constant::None | Constant::True | Constant::False));
                    if !single {
                        self.check_pattern_value(key)?;
                    }
                }
                PatternKind::MatchMapping { keys, patterns, rest }
            }
            "MatchClass" => {
                let cls: Box<Expr> = self.expression_of(node, kind, "cls")?;
                let patterns = self.patterns(node, kind, "patterns", false)?;
                let kwd_attrs = self.names(node, kind, "kwd_attrs", span)?;
                let kwd_patterns = self.patterns(node, kind, "kwd_patterns", false)?;
                let message = "MatchClass doesn't have the same number of keyword attributes as patterns";
                self.require(kwd_attrs.len() == kwd_patterns.len(), message)?;
                self.check_pattern_class(&cls)?;
                for name in &kwd_attrs {
                    self.check_name(&name.id)?;
                }
                PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns }
            }
            "MatchStar" => {
                self.require(star, "can't use MatchStar here")?;
                PatternKind::MatchStar(self.captured(node, "name", span)?)
            }
            "MatchAs" => {
                let inner = self.optional(node, "pattern")?;
                let pattern = match inner.is_none() {
                    true => None,
                    false => Some(Box::new(self.pattern(&inner, false)?)),
                };
                let name = self.captured(node, "name", span)?;
                if name.is_none() {
                    let message = "MatchAs must specify a target name if a pattern is given";
                    self.require(pattern.is_none(), message)?;
                }
                PatternKind::MatchAs { pattern, name }
            }
            "MatchOr" => {
                let patterns = self.patterns(node, kind, "patterns", false)?;
                self.require(patterns.len() > 1, "MatchOr requires at least 2 patterns")?;
                PatternKind::MatchOr(patterns)
            }
            _ => return Err(self.vm.error(Exc::SystemError, format!("unknown pattern {kind}"))),
        })
    }
}
