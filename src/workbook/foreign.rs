//! Elements of other formats in an .ods file. LibreOffice passes them over, but takes a table in one for a sheet.

/// Whether an element is one of the format, or of what LibreOffice adds to it.
pub(super) fn is_own(name: &str) -> bool {
    const PREFIXES: [&str; 20] = [
        "anim",
        "calcext",
        "chart",
        "config",
        "db",
        "dc",
        "dr3d",
        "draw",
        "form",
        "loext",
        "math",
        "meta",
        "number",
        "office",
        "presentation",
        "script",
        "style",
        "svg",
        "table",
        "text",
    ];
    name.split_once(':').is_some_and(|(prefix, _)| PREFIXES.contains(&prefix))
}
