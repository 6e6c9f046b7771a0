//! A KPI's target as its column has it: the unit of the heading, what several KPIs share, a year's figure, a percentage among others.

use rust_decimal::Decimal;

use super::account::Account;
use super::facts::{Facts, Found, Item};
use super::fields::found;
use super::grid::Grid;
use super::heading::Header;
use super::measure;
use super::words::find_any;
use crate::unit::Unit;

/// Below it a number under % may be a share: the bound by which the workbook is read.
const SHARE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// Takes the target of a row with all that its column says of it.
pub(super) fn take(grid: &Grid, row: u32, header: &Header, item: &mut Item, facts: &mut Facts, account: &mut Account) {
    let Some(mut target) = found(grid, row, header, "target") else { return };
    let Some((column, heading)) = header.column("target").and_then(|at| Some((at, header.columns.get(&at)?))) else {
        return;
    };
    let spot = target.spots.first().copied();
    // 目标值(万元) over 100.
    let bare = number(&target.text).is_some();
    if let Some(unit) = measure::in_brackets(&heading.own).filter(|unit| bare && !is_time(unit)) {
        match &item.unit {
            None => item.unit = Some(Found { text: unit, spots: target.spots.clone() }),
            Some(own) if own.text.trim() != unit => {
                spot.into_iter().for_each(|spot| account.look(spot, "target-unit", vec![("unit", unit.clone())]));
            }
            Some(_) => {}
        }
    }
    let of_percent = |unit: &Option<Found>| unit.as_ref().is_some_and(|unit| Unit::read(&unit.text).is_percent());
    if of_percent(&item.unit) && number(&target.text).is_some_and(|own| own > Decimal::ZERO && own <= SHARE) {
        let among = grid.rows().into_iter().filter(|other| *other > header.rows.1).any(|other| {
            let unit = found(grid, other, header, "unit");
            let alike = of_percent(&unit) || unit.is_none() && header.column("unit").is_none();
            alike && found(grid, other, header, "target").and_then(|it| number(&it.text)).is_some_and(|it| it > SHARE)
        });
        if among {
            target.text.push('%');
            spot.into_iter().for_each(|spot| account.look(spot, "target-percent", Vec::new()));
        }
    }
    let area = grid.area(row, column);
    let own = header.column("kpi").map(|kpi| grid.area(row, kpi));
    if area.bottom > area.top && own.is_some_and(|own| (own.top, own.bottom) != (area.top, area.bottom)) {
        spot.into_iter().for_each(|spot| account.look(spot, "target-shared", Vec::new()));
    }
    if find_any(&heading.own, "text.longer").is_some() {
        facts.longer.extend(spot);
    }
    item.target = Some(target);
}

/// A text that is a number and nothing else.
fn number(text: &str) -> Option<Decimal> {
    crate::text::tidy(text).replace(',', "").parse().ok()
}

/// 目标值(月): when, and no unit.
fn is_time(unit: &str) -> bool {
    ["text.longer", "text.month"].into_iter().any(|name| find_any(unit, name).is_some())
}
