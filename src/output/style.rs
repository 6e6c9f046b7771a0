//! How a cell looks. The font face is the theme's; everything else stands in a [`Style`].

/// A font face is fixed by the theme; this is the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Font {
    /// Tenths of a point: 105 is 10.5.
    pub size: u16,
    /// Bold.
    pub bold: bool,
    /// Single underline.
    pub underline: bool,
    /// Italic.
    pub italic: bool,
    /// RRGGBB.
    pub color: u32,
}

impl Default for Font {
    fn default() -> Self {
        Self { size: 90, bold: false, underline: false, italic: false, color: 0x1F_272D }
    }
}

/// How a cell looks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// Font.
    pub font: Font,
    /// Fill, RRGGBB.
    pub fill: Option<u32>,
    /// Borders: top, right, bottom, left.
    pub borders: [Option<Border>; 4],
    /// Horizontal alignment.
    pub across: Across,
    /// Vertical alignment.
    pub down: Down,
    /// Wrap text.
    pub wrap: bool,
    /// Indent steps.
    pub indent: u8,
    /// Number format in Excel's code; empty is General.
    pub format: String,
    /// Whether people may fill it in on a protected sheet.
    pub unlocked: bool,
}

/// A border line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Border {
    /// Kind of line.
    pub line: Line,
    /// RRGGBB.
    pub color: u32,
}

/// Kinds of border lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Hair-thin dots between rows.
    Dotted,
    /// Thin.
    Thin,
    /// Medium.
    Medium,
    /// Thick.
    Thick,
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Across {
    /// Text left, numbers right.
    #[default]
    General,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
    /// Centre over a run of empty cells, without merging.
    CenterAcross,
}

/// Vertical alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Down {
    /// Middle.
    #[default]
    Middle,
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

impl Font {
    /// A font of a size (tenths of a point) and a colour.
    pub const fn new(size: u16, color: u32) -> Self {
        Self { size, bold: false, underline: false, italic: false, color }
    }

    /// The same, bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same, underlined.
    #[must_use]
    pub const fn underlined(mut self) -> Self {
        self.underline = true;
        self
    }
}

impl Border {
    /// A line of a colour.
    pub const fn new(line: Line, color: u32) -> Self {
        Self { line, color }
    }
}

#[allow(missing_docs, reason = "each sets the field of its name")]
impl Style {
    /// A style with a font of a size (tenths of a point) and a colour.
    pub fn new(size: u16, color: u32) -> Self {
        Self { font: Font::new(size, color), ..Self::default() }
    }
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.font.bold = true;
        self
    }
    #[must_use]
    pub fn underlined(mut self) -> Self {
        self.font.underline = true;
        self
    }
    #[must_use]
    pub fn color(mut self, color: u32) -> Self {
        self.font.color = color;
        self
    }
    #[must_use]
    pub fn size(mut self, size: u16) -> Self {
        self.font.size = size;
        self
    }
    #[must_use]
    pub fn fill(mut self, color: u32) -> Self {
        self.fill = Some(color);
        self
    }
    #[must_use]
    pub fn top(mut self, line: Line, color: u32) -> Self {
        self.borders[0] = Some(Border::new(line, color));
        self
    }
    #[must_use]
    pub fn right_border(mut self, line: Line, color: u32) -> Self {
        self.borders[1] = Some(Border::new(line, color));
        self
    }
    #[must_use]
    pub fn bottom(mut self, line: Line, color: u32) -> Self {
        self.borders[2] = Some(Border::new(line, color));
        self
    }
    #[must_use]
    pub fn left_border(mut self, line: Line, color: u32) -> Self {
        self.borders[3] = Some(Border::new(line, color));
        self
    }
    /// The same line on all four sides.
    #[must_use]
    pub fn framed(mut self, line: Line, color: u32) -> Self {
        self.borders = [Some(Border::new(line, color)); 4];
        self
    }
    #[must_use]
    pub fn left(mut self) -> Self {
        self.across = Across::Left;
        self
    }
    #[must_use]
    pub fn right(mut self) -> Self {
        self.across = Across::Right;
        self
    }
    #[must_use]
    pub fn center(mut self) -> Self {
        self.across = Across::Center;
        self
    }
    #[must_use]
    pub fn at_top(mut self) -> Self {
        self.down = Down::Top;
        self
    }
    #[must_use]
    pub fn at_bottom(mut self) -> Self {
        self.down = Down::Bottom;
        self
    }
    #[must_use]
    pub fn wrapped(mut self) -> Self {
        self.wrap = true;
        self
    }
    #[must_use]
    pub fn indented(mut self, steps: u8) -> Self {
        self.indent = steps;
        self
    }
    /// Number format in Excel's code.
    #[must_use]
    pub fn format(mut self, code: impl Into<String>) -> Self {
        self.format = code.into();
        self
    }
    #[must_use]
    pub fn unlocked(mut self) -> Self {
        self.unlocked = true;
        self
    }
}
