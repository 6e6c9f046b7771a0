//! All texts for people, one folder per language, one file per area, in Fluent's format.
//!
//! A translator finds a language's words in `src/messages/<tag>/`. [`say`] fills a text's named arguments. A test proves
//! that every language has every text with the same arguments.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::lang::Lang;

/// The areas, each a file in every language's folder.
macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        const fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
            match lang {
                Lang::ZhCn => &[$(($area, include_str!(concat!("zh-CN/", $area, ".ftl")))),*],
                Lang::ZhTw => &[$(($area, include_str!(concat!("zh-TW/", $area, ".ftl")))),*],
                Lang::En => &[$(($area, include_str!(concat!("en/", $area, ".ftl")))),*],
            }
        }
    };
}

areas!(
    "problems-1-files",
    "problems-2-definitions",
    "problems-3-data",
    "problems-4-score",
    "problems-5-rule",
    "problems-6-archive",
    "problems-7-batch",
    "problems-8-report",
    "adopt",
    "problems-people",
    "problems-ratings",
    "archive",
    "cli",
    "diagnostic",
    "outputs",
    "people",
    "person",
    "ratings",
    "rollup",
    "rule",
    "score",
    "start",
    "summary",
    "template",
    "usage",
    "watch",
);

/// A named argument of a text.
pub type Arg<'a> = (&'a str, &'a str);

/// The text of an id in a language with its arguments filled in. An unknown id gives the id itself.
pub fn say(lang: Lang, id: &str, args: &[Arg<'_>]) -> String {
    pattern(lang, id, None, args).unwrap_or_else(|| id.to_owned())
}

/// The text of an attribute (`E101.hint`); `None` where the language has none.
pub fn attribute(lang: Lang, id: &str, name: &str, args: &[Arg<'_>]) -> Option<String> {
    pattern(lang, id, Some(name), args)
}

/// Arguments that are lists of places, months or names: a problem is found before anybody knows in which language it is told.
const LISTS: [&str; 4] = ["cells", "months", "columns", "known"];

fn pattern(lang: Lang, id: &str, attribute: Option<&str>, args: &[Arg<'_>]) -> Option<String> {
    let bundle = bundle(lang);
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(name) => message.get_attribute(name)?.value(),
    };
    let mut filled = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        // `[1]` is a number to Fluent, and no text is like a number. Others stay the texts that they are, digit for digit.
        let value = match *value {
            "1" => FluentValue::from(1),
            list if LISTS.contains(name) && lang == Lang::En => FluentValue::from(list.replace('、', lang.between())),
            text => FluentValue::String(Cow::Borrowed(text)),
        };
        filled.set(Cow::Borrowed(*name), value);
    }
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned())
}

/// The bundle of a language, built when its first text is asked for.
fn bundle(lang: Lang) -> &'static FluentBundle<FluentResource> {
    static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let [zh_cn, zh_tw, en] = &BUNDLES;
    let slot = match lang {
        Lang::ZhCn => zh_cn,
        Lang::ZhTw => zh_tw,
        Lang::En => en,
    };
    slot.get_or_init(|| {
        let mut bundle = FluentBundle::new_concurrent(lang.tag().parse().into_iter().collect());
        // Isolation marks would end up as stray characters in cells and file names.
        bundle.set_use_isolating(false);
        for (_, source) in sources(lang) {
            // A file with a mistake still gives its other texts; the completeness test names the mistake.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        bundle
    })
}

#[cfg(test)]
mod tests;
