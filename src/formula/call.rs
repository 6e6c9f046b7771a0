//! Function calls: arguments, values of earlier periods, team values.

use super::parse::{Parser, Read, finish, placeholder, same_name};
use super::refusal::FormulaErrorKind as Kind;
use super::word::{self, Word};
use super::{Expr, Operator, Team};
use crate::model::Back;
use crate::text;

impl Parser<'_> {
    /// A word before a parenthesis; `meaning` is `None` where it is no function.
    pub(super) fn call(&mut self, start: usize, meaning: Option<Word>) -> Read {
        let open = self.at;
        if let Some(Word::Team(team)) = meaning {
            return self.team(start, team);
        }
        let Some(meaning) = meaning else {
            let end = self.matching(open).map_or(open, |end| end.saturating_add(1));
            let name = self.slice(start, open);
            let mut nearest = self.nearest_measures(&self.slice(start, end));
            nearest.extend(text::nearest(&name, word::all()).into_iter().map(str::to_owned));
            nearest.truncate(3);
            self.note(Kind::UnknownFunction(nearest), start, open);
            // The names inside are looked at only where the parentheses hold arguments.
            self.arguments(open)?;
            return Ok(placeholder());
        };
        let faults = self.errors.len();
        let mut arguments = self.arguments(open)?;
        // A stand-in for a name that is not known has no earlier value either: the name has been told.
        let faulty = self.errors.len() > faults;
        let (least, most) = word::arity(meaning);
        let given = arguments.len();
        if given < least || given > most {
            let most = (most != usize::MAX).then_some(most);
            self.note(Kind::Arguments(word::shown(meaning), least, most, given), start, self.at);
            return Ok(placeholder());
        }
        Ok(match meaning {
            Word::Function(function) => finish(function, arguments),
            Word::Target => self.target(start),
            Word::Earlier(_) | Word::Growth(_) if faulty => placeholder(),
            Word::Earlier(back) => match arguments.pop() {
                Some(argument) => self.earlier(start, meaning, &argument, back),
                None => placeholder(),
            },
            Word::Growth(back) => match arguments.pop() {
                Some(argument) => {
                    let before = self.earlier(start, meaning, &argument, back);
                    let ratio = Expr::Binary(Operator::Divide, Box::new(argument), Box::new(before));
                    Expr::Binary(Operator::Subtract, Box::new(ratio), Box::new(placeholder()))
                }
                None => placeholder(),
            },
            Word::Team(_) => placeholder(),
        })
    }

    fn arguments(&mut self, open: usize) -> Result<Vec<Expr>, super::parse::Stop> {
        self.at = open.saturating_add(1);
        let mut arguments = Vec::new();
        if self.take(|c| c == ')') {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression(0)?);
            if self.take(|c| matches!(c, ',' | ';' | '、')) {
                continue;
            }
            self.close(open)?;
            return Ok(arguments);
        }
    }

    /// The same expression over the values of an earlier period.
    fn earlier(&mut self, start: usize, word: Word, now: &Expr, back: Back) -> Expr {
        match at_earlier(now, back) {
            Some(Then { expr, measures: true }) => expr,
            _ => {
                self.note(Kind::NoEarlierOf(word::shown(word)), start, self.at);
                placeholder()
            }
        }
    }

    /// A team function: its argument is the name of a measure, of whatever role.
    fn team(&mut self, start: usize, team: Team) -> Read {
        let open = self.at;
        let Some(close) = self.matching(open) else {
            return self.stop(Kind::Unclosed, open, open.saturating_add(1));
        };
        let mut typed = self.slice(open.saturating_add(1), close);
        for (left, right) in [('[', ']'), ('【', '】'), ('［', '］')] {
            if let Some(inside) = typed.strip_prefix(left).and_then(|rest| rest.strip_suffix(right)) {
                typed = inside.trim().to_owned();
            }
        }
        self.at = close.saturating_add(1);
        let everywhere = self.names.team();
        let named_as =
            |typed: &str| -> Vec<_> { everywhere.iter().filter(|(name, _)| same_name(name, typed)).collect() };
        let (mut named, mut team) = (named_as(&typed), team);
        // 部门合计(上期销售额) is 上期(部门合计(销售额)), where no column of that name is meant.
        for back in Back::ALL {
            if let (true, Some(rest)) = (named.is_empty(), typed.strip_prefix(back.prefix())) {
                named = named_as(rest);
                team = team.at(back);
            }
        }
        let Some((name, first)) = named.first().copied() else {
            let kind = if typed.is_empty() {
                Kind::Arguments(word::shown(Word::Team(team)), 1, Some(1), 0)
            } else if typed.chars().any(|c| "+-*/×÷,，、（(".contains(c)) {
                Kind::TeamOfExpression(word::shown(Word::Team(team)))
            } else {
                let known =
                    everywhere.iter().map(|(name, _)| *name).filter(|_| self.errors.len() < super::parse::OFFERS);
                Kind::UnknownName(text::nearest(&typed, known).into_iter().map(str::to_owned).collect())
            };
            self.note(kind, start, self.at);
            return Ok(placeholder());
        };
        let units: std::collections::BTreeSet<&str> = named.iter().map(|(_, unit)| unit.text.as_str()).collect();
        if named.iter().any(|(_, unit)| unit.kind != first.kind || unit.factor != first.factor) {
            let units = units.into_iter().map(str::to_owned).collect();
            self.note(Kind::TeamUnits(units), start, self.at);
        }
        Ok(Expr::Team(team, (*name).to_owned()))
    }
}

/// An expression at an earlier period, and whether it names a measure at all.
struct Then {
    expr: Expr,
    measures: bool,
}

/// `None` where something in it has no earlier value.
fn at_earlier(now: &Expr, back: Back) -> Option<Then> {
    let plain = |expr: Expr| Some(Then { expr, measures: false });
    match now {
        Expr::Number(_) => plain(now.clone()),
        Expr::Measure(index) => Some(Then { expr: Expr::Earlier(*index, back), measures: true }),
        Expr::Team(team, name) if team.back.is_none() => {
            Some(Then { expr: Expr::Team(team.at(back), name.clone()), measures: true })
        }
        Expr::Earlier(..) | Expr::Team(..) | Expr::Target => None,
        Expr::Negate(inner) => {
            let inner = at_earlier(inner, back)?;
            Some(Then { expr: Expr::Negate(Box::new(inner.expr)), measures: inner.measures })
        }
        Expr::Binary(operator, left, right) => {
            let (left, right) = (at_earlier(left, back)?, at_earlier(right, back)?);
            Some(Then {
                expr: Expr::Binary(*operator, Box::new(left.expr), Box::new(right.expr)),
                measures: left.measures || right.measures,
            })
        }
        Expr::Convert(inner, ratio) => {
            let inner = at_earlier(inner, back)?;
            Some(Then { expr: Expr::Convert(Box::new(inner.expr), *ratio), measures: inner.measures })
        }
        Expr::Call(function, arguments) => {
            let then: Vec<Then> = arguments.iter().map(|argument| at_earlier(argument, back)).collect::<Option<_>>()?;
            let measures = then.iter().any(|then| then.measures);
            let arguments = then.into_iter().map(|then| then.expr).collect();
            Some(Then { expr: Expr::Call(*function, arguments), measures })
        }
    }
}
