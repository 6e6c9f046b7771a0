//! A sheet's part without the cells that only have a format. A drawn table has ten of them for each filled one, calamine spends
//! as long on one as on the other, and neither reader sees anything in them.

/// The part without such cells; `None` where it holds what makes them more than that: cells without an address, which are counted
/// through, and text that may look like markup.
pub(super) fn without_blanks(part: &[u8]) -> Option<Vec<u8>> {
    let mut lean = Vec::with_capacity(part.len());
    let mut tags = part.split(|byte| *byte == b'<');
    lean.extend_from_slice(tags.next()?);
    for tag in tags {
        if is_blank_cell(tag) {
            continue;
        }
        let cell = tag
            .strip_prefix(b"c")
            .filter(|rest| matches!(rest.first(), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')));
        if cell.is_some_and(|rest| !rest.starts_with(b" r=\"")) || tag.starts_with(b"!") {
            return None;
        }
        lean.push(b'<');
        lean.extend_from_slice(tag);
    }
    Some(lean)
}

/// `c r="B3" s="8" t="n"/>` and nothing else, as the programs write it.
fn is_blank_cell(tag: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let read = || {
        let rest = tag.strip_prefix(b"c r=\"")?;
        let (letters, rest) =
            rest.split_at_checked(rest.iter().take_while(|byte| byte.is_ascii_uppercase()).count())?;
        let (row, rest) = rest.split_at_checked(digits(rest))?;
        let mut rest = rest.strip_prefix(b"\"").filter(|_| !letters.is_empty() && !row.is_empty())?;
        if let Some(style) = rest.strip_prefix(b" s=\"") {
            rest = style.split_at_checked(digits(style))?.1.strip_prefix(b"\"")?;
        }
        rest = rest.strip_prefix(b" t=\"n\"").unwrap_or(rest);
        Some(matches!(rest, b"/>" | b" />"))
    };
    read().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lean(part: &str) -> Option<String> {
        without_blanks(part.as_bytes()).map(|lean| String::from_utf8(lean).unwrap())
    }

    #[test]
    fn cells_that_only_have_a_format_go_and_all_others_stay() {
        assert_eq!(
            lean(
                "<?xml version=\"1.0\"?>\n<row r=\"1\"><c r=\"A1\" s=\"4\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"8\" t=\"n\" /><c r=\"C1\" \
                 s=\"8\"/><c r=\"AA1\"/><c r=\"D1\" t=\"e\"/><c r=\"E1\" s=\"8\" cm=\"1\"/><cols/></row>"
            )
            .unwrap(),
            "<?xml version=\"1.0\"?>\n<row r=\"1\"><c r=\"A1\" s=\"4\" t=\"s\"><v>0</v></c><c r=\"D1\" t=\"e\"/><c r=\"E1\" s=\"8\" \
             cm=\"1\"/><cols/></row>"
        );
    }

    #[test]
    fn a_part_stays_as_it_is_where_cells_are_counted_through_or_text_may_look_like_one() {
        for part in [
            "<row><c s=\"1\"/><c r=\"B1\"><v>1</v></c></row>",
            "<row><c/></row>",
            "<row><c><v>1</v></c></row>",
            "<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[<c r=\"B1\"/>]]></t></is></c>",
            "<!-- <c r=\"B1\"/> -->",
        ] {
            assert_eq!(lean(part), None, "{part}");
        }
    }
}
