//! Which part is the workbook, which holds its texts, which its formats: the relations say so, the list of content types says
//! so too, and some programs look under the usual names whatever both say. A container where these differ shows one
//! workbook here and another there.

use std::io::Read;

use crate::problem::Problem;
use crate::workbook::package::Package;
use crate::workbook::refusal;
use crate::workbook::xml::{Node, Xml, attribute};

/// The list of content types.
const TYPES: &str = "[Content_Types].xml";

/// Parts that other programs would take for the workbook and for its texts.
#[derive(Default)]
struct Claims {
    main: Vec<String>,
    strings: Vec<String>,
}

/// Refuses a container in which another part claims to be one of these; `folder` holds the main part.
pub(super) fn judge(
    package: &mut Package<'_>,
    folder: &str,
    main: &str,
    styles: Option<&str>,
    strings: Option<&str>,
) -> Result<(), Problem> {
    let claims = package.xml(TYPES, |xml| claims(xml))?.unwrap_or_default();
    let usual = |name: &str| [format!("{folder}/{name}"), format!("xl/{name}")];
    let rivals = [
        (Some(main), claims.main, [super::MAIN.to_owned(), super::MAIN.to_owned()]),
        (strings, claims.strings, usual("sharedStrings.xml")),
        (styles, Vec::new(), usual("styles.xml")),
    ];
    for (chosen, claiming, usual) in rivals {
        let chosen = chosen.map(|name| name.trim_start_matches('/').to_owned());
        let there = usual.into_iter().filter(|name| package.has(name));
        for rival in claiming.into_iter().chain(there) {
            let rival = rival.trim_start_matches('/');
            if !chosen.as_deref().is_some_and(|chosen| chosen.eq_ignore_ascii_case(rival)) {
                return Err(refusal::ambiguous("part").with("part", rival));
            }
        }
    }
    Ok(())
}

/// Reads the list of content types.
fn claims<R: Read>(xml: &mut Xml<R>) -> Result<Claims, Problem> {
    /// More than one claims something already, or the list is not what it should be.
    const MOST: usize = 10;
    let mut claims = Claims::default();
    loop {
        match xml.next()? {
            Node::Start(element) if element.local_name().as_ref() == "Override" => {
                let kind = attribute(&element, "ContentType").unwrap_or_default();
                let list = if kind.ends_with(".main+xml") {
                    &mut claims.main
                } else if kind.ends_with(".sharedStrings+xml") {
                    &mut claims.strings
                } else {
                    continue;
                };
                if list.len() < MOST {
                    list.push(attribute(&element, "PartName").unwrap_or_default().into_owned());
                }
            }
            Node::Eof => return Ok(claims),
            Node::Start(_) | Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}
