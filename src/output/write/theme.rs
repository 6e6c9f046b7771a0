//! The theme part: one sans serif face with an East-Asian face beside it, and the colours of the palette.
//!
//! The library writes Office's theme of 2007, whose East-Asian face is empty: charts would fall back to whatever the
//! program likes. The part is replaced as a whole.

/// The face of every cell and chart.
pub(super) const FACE: &str = "微软雅黑";

/// Where the theme stands in the package.
pub(super) const PART: &str = "xl/theme/theme1.xml";

/// The theme part's XML.
pub(super) fn xml() -> String {
    let fonts = format!(
        "<a:latin typeface=\"{FACE}\"/><a:ea typeface=\"{FACE}\"/><a:cs typeface=\"\"/>\
         <a:font script=\"Hans\" typeface=\"{FACE}\"/><a:font script=\"Hant\" typeface=\"{FACE}\"/>"
    );
    let solid = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = |width: u32| {
        format!("<a:ln w=\"{width}\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\">{solid}<a:prstDash val=\"solid\"/></a:ln>")
    };
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    let color = |name: &str, value: &str| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colors: String = [
        ("dk2", "17495E"),
        ("lt2", "EEF2F4"),
        ("accent1", "17495E"),
        ("accent2", "4B7A90"),
        ("accent3", "B7CBD4"),
        ("accent4", "8796A0"),
        ("accent5", "1F6B4A"),
        ("accent6", "A8322B"),
        ("hlink", "17495E"),
        ("folHlink", "4B7A90"),
    ]
    .iter()
    .map(|(name, value)| color(name, value))
    .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Scorebook\">\
         <a:themeElements><a:clrScheme name=\"Scorebook\">\
         <a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1>\
         <a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1>{colors}</a:clrScheme>\
         <a:fontScheme name=\"Scorebook\"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont>\
         </a:fontScheme><a:fmtScheme name=\"Scorebook\"><a:fillStyleLst>{solid}{solid}{solid}</a:fillStyleLst>\
         <a:lnStyleLst>{}{}{}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{solid}{solid}{solid}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>\
         <a:objectDefaults/><a:extraClrSchemeLst/></a:theme>",
        line(6350),
        line(12_700),
        line(19_050),
    )
}
