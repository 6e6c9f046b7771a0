//! The wordings of English clauses and the Chinese clause that means the same.

/// Words that only an English rule holds.
#[rustfmt::skip]
pub(super) const TELLING: &[&str] = &[
    "points", "point", "target", "per", "proportion", "proportional", "proportionally", "score", "scores", "scored", "floor", "value", "off",
    "lines", "rated", "rating", "maximum", "max", "marks", "minus", "plus", "deduct", "most", "least", "below", "above", "capped", "cap",
    "full", "judgement", "discretion", "otherwise", "else", "within", "linear", "interpolated",
];

/// Words that leave the points to somebody.
pub(super) const JUDGEMENT: &[&str] = &[
    "discretion",
    "judgement",
    "judgment",
    "appropriate",
    "depending",
    "roughly",
    "about",
    "approximately",
    "manager",
];

/// Words that no counted thing's name holds: they compare, except or number.
#[rustfmt::skip]
pub(super) const COUNTED: &[&str] = &[
    "unless", "except", "if", "when", "above", "below", "over", "under", "beyond", "than", "more", "less", "target", "plan", "budget", "each",
    "per", "every", "point", "points", "mark", "marks", "first", "second", "third", "next", "last", "after", "before", "and", "or", "not", "off",
    "percent", "percentage", "of", "to", "from", "at", "on", "in", "short", "missing", "deduct", "deducts", "costs", "minus", "loses", "lost",
    "hour", "hours", "minute", "minutes", "second", "seconds", "day", "days", "week", "weeks", "month", "months", "year", "years", "yuan",
    "cny", "rmb", "usd", "dollar", "dollars", "up", "max", "maximum", "fine", "completed", "done", "made", "another", "further", "additional",
];

/// Things that nobody earns points for, in the singular.
#[rustfmt::skip]
pub(super) const HARM: &[&str] = &[
    "complaint", "error", "mistake", "defect", "accident", "violation", "fault", "failure", "incident", "late", "absence", "delay", "omission",
    "breach", "return", "refund", "lost", "los", "missed", "missing", "overdue", "absent", "injury", "outage", "bug", "rejection", "warning",
];

/// Words that mean the same, by a name.
#[rustfmt::skip]
pub(super) const ALIKE: &[(&str, &str)] = &[
    ("@each", "per|for_each|for_every|each|every"),
    ("@below", "below|under|short_of|less_than|lower_than"),
    ("@above", "above|over|beyond|exceeding|more_than|higher_than"),
    ("@short", "below|under|short|less|lower"),
    ("@beyond", "above|over|beyond|more|higher"),
    ("@off", "off|less|deducted|lost|subtracted|taken_off"),
    ("@minus", "minus|deduct|less|subtract|lose|take_off"),
    ("@costs", "deduct|deducts|minus|subtract|costs|loses|lose"),
    ("@more", "more|extra|bonus|added|additional"),
    ("@plus", "plus|add|adds|gain|gains"),
    ("@earns", "earn|earns|get|gets|gain|gains|score|scores|award"),
    ("@away", "away_from|off|either_side_of|from"),
    ("@most", "at_most|up_to|capped_at|maximum|max|cap|no_more_than|not_more_than|maximum_of|a_maximum_of|max_of|with_a_maximum_of|limited_to"),
    ("@least", "at_least|minimum|min|floor|down_to|not_below|never_below|minimum_of|a_minimum_of|no_less_than|not_less_than"),
    ("@full", "full_points|full_marks|full_score"),
    ("@aim", "to_the_target|to_target|to_completion|to_achievement|to_attainment|with_the_target|against_target"),
];

/// Clauses: `|` between words that mean the same, `_` within one wording, `?` behind what may be left out. Slots: {p}
/// points, {x} an amount, {l} a level, {b} a band, {n} a number, {w} a name, {o} something counted,
/// {k} and {t} labels; `@` a name of [`ALIKE`].
#[rustfmt::skip]
pub(super) const CLAUSES: &[(&str, &str)] = &[
    ("the? value|result as a percentage of the? target is scored", "按实际值占目标值的百分比评分"),
    ("at the? target : {p}", "达到目标得{p}"),
    ("in proportion|proportional|proportionally to_the_target|to_target|to_completion? : {n} × value|actual ÷ target", "按完成率比例计分（{n} × 实际 ÷ 目标）"),
    ("points|scored|scoring|score? in? proportion|proportional|proportionally|pro_rata @aim?", "按完成率比例计分"),
    ("points|scored|scoring|score? in? proportion|proportional|proportionally|pro_rata to the? target? achievement|attainment|completion|actual", "按完成率比例计分"),
    ("points|scored|scoring|score? inversely proportional|proportionally @aim?", "按反比例计分"),
    ("actual|value|achieved ÷|/ target × @full", "实际/目标×满分"),
    ("target ÷|/ actual|value|achieved × @full", "目标/实际×满分"),
    ("actual|value|achieved ÷|/ target × {n} points?", "实际/目标×{n}"),
    ("target ÷|/ actual|value|achieved × {n} points?", "目标/实际×{n}"),
    ("in proportion|proportional|proportionally to_the_target|to_target|to_completion?", "按完成率比例计分"),
    ("in? proportion|proportional|proportionally to the? target? achievement|attainment|completion|actual", "按完成率比例计分"),
    ("score|points = actual|value|achieved / target × {n} points?", "实际/目标×{n}"),
    ("score|points = actual|value|achieved ÷ target × {n} points?", "实际/目标×{n}"),
    ("score|points = target / actual|value × {n} points?", "目标/实际×{n}"),
    ("achievement|completion|attainment rate × {n} points?", "完成率×{n}"),
    ("@each {x} @below {l} : @costs {p}", "每低于{l} {x}扣{p}"),
    ("@each {x} @above {l} : @costs {p}", "每高于{l} {x}扣{p}"),
    ("@each {x} @above {l} : @plus {p}", "每高于{l} {x}加{p}"),
    ("@each {x} @below {l} : @plus {p}", "每低于{l} {x}加{p}"),
    ("@each {x} @short : @costs {p}", "每低{x}扣{p}"),
    ("@each {x} @beyond : @costs {p}", "每高{x}扣{p}"),
    ("@each {x} @short : @plus {p}", "每低{x}加{p}"),
    ("@each {x} @beyond : @plus {p}", "每高{x}加{p}"),
    ("in inverse proportion to_the_target|to_target? : {n} × target ÷ value|actual", "按反比例计分（{n} × 目标 ÷ 实际）"),
    ("in inverse proportion to_the_target|to_target?", "按反比例计分"),
    ("starts|start from|at {p}", "起评分{p}"),
    ("{p} for a? deviation within ± {x}", "偏差在±{x}以内得{p}"),
    ("the value is the score : {n} stands for {p}", "按评分计分，满分{n}分，折算为{p}"),
    ("score|scored as rated|given", "按评分计分"),
    ("score|scored as rated|given out of {n}", "按评分计分，满分{n}分"),
    ("out of {n}", "满分{n}分"),
    ("@full {n}", "满分{n}分"),
    ("use the? rating|score|mark directly", "直接计分"),
    ("direct score|scoring|rating", "直接计分"),
    ("the? rating|mark is the? score|points", "按评分计分"),
    ("straight_lines|linear|interpolated|linearly between|in_between?", "区间内线性计算"),
    ("interpolated|interpolate|linear linearly|interpolation between|in_between?", "区间内线性计算"),
    ("a|each begun {x} counts whole|as_a_whole_one|in_full", "不足{x}按{x}计"),
    ("part of {x} counts in proportion", "不足{x}按比例计算"),
    ("incomplete|partial steps count|counted in proportion|proportionally", "不足按比例计算"),
    // Steps below, above, either way.
    ("{n} bonus|extra point|points @each {x} @above {l}", "每高于{l} {x}加{n}分"),
    ("{p} @each {x} @above {l} {up}", "每高于{l} {x}加{p}"),
    ("@each {x} late : @costs {p}", "每延迟{x}扣{p}"),
    ("{p} @off @each {x} @below {l}", "每低于{l} {x}扣{p}"),
    ("{p} @off @each {x} @above {l}", "每高于{l} {x}扣{p}"),
    ("{p} @off @each {x} @away {l}", "与{l}每相差{x}扣{p}"),
    ("{p} @off @each {x} @short", "每低{x}扣{p}"),
    ("{p} @off @each {x} @beyond", "每高{x}扣{p}"),
    ("{p} @off @each {x} late", "每延迟{x}扣{p}"),
    ("@minus {p} @each {x} @below {l}", "每低于{l} {x}扣{p}"),
    ("@minus {p} @each {x} @above {l}", "每高于{l} {x}扣{p}"),
    ("@minus {p} @each {x} @away {l}", "与{l}每相差{x}扣{p}"),
    ("@minus {p} @each {x} @short", "每低{x}扣{p}"),
    ("@minus {p} @each {x} @beyond", "每高{x}扣{p}"),
    ("@minus {p} @each {x} late", "每延迟{x}扣{p}"),
    ("{p} @more @each {x} @below {l}", "每低于{l} {x}加{p}"),
    ("{p} @more @each {x} @above {l}", "每高于{l} {x}加{p}"),
    ("{p} @more @each {x} @away {l}", "与{l}每相差{x}加{p}"),
    ("{p} @more @each {x} @short", "每低{x}加{p}"),
    ("{p} @more @each {x} @beyond", "每高{x}加{p}"),
    ("@plus {p} @each {x} @below {l}", "每低于{l} {x}加{p}"),
    ("@plus {p} @each {x} @above {l}", "每高于{l} {x}加{p}"),
    ("@plus {p} @each {x} @short", "每低{x}加{p}"),
    ("@plus {p} @each {x} @beyond", "每高{x}加{p}"),
    // Things that are counted.
    ("no|zero {o} : {p}", "0个得{p}"),
    ("{p} @off @each {n} of {w}", "每发生{n}次{w}扣{p}"),
    ("{p} @off @each {x}", "每发生{x}扣{p}"),
    ("@minus {p} @each {x}", "每发生{x}扣{p}"),
    ("{p} @each {x} completed|done|made?", "每完成{x}得{p}"),
    ("@earns {p} @each {o} completed|done|made?", "每完成{o}得{p}"),
    ("{p} @each {o}", "每完成{o}得{p}"),
    ("{p} @off @each {o}", "每发生{o}扣{p}"),
    ("@minus {p} @each {o}", "每发生{o}扣{p}"),
    ("@each {x} : @costs {p}", "每发生{x}扣{p}"),
    ("@each {o} : @costs {p}", "每发生{o}扣{p}"),
    // Bounds.
    ("@most {p} off|deducted|in_deductions", "最多扣{p}"),
    ("@most {p} extra|more|bonus|in_bonus", "最高加{p}"),
    ("@most {n} extra|more|bonus points|point|marks", "最高加{n}分"),
    ("@most {p} in_total?", "最高{p}"),
    ("@most {x}", "封顶{x}"),
    ("@least {p}", "最低{p}"),
    ("without_a_maximum|without_maximum|uncapped|no_maximum|no_cap", "不封顶"),
    // Full points, pass or fail.
    ("{p} at|from|on|for_reaching|when_reaching {l}", "达到{l}得{p}"),
    ("@full up_to|within|at_or_below {l}", "不超过{l}得满分"),
    ("{p} at|from|for|if|when {b}", "{b}得{p}"),
    ("no_points|no_score|nothing|zero if|when|for? {b}", "{b}得0分"),
    ("not_met|not_reached|missed : {p}", "未达到目标得{p}"),
    ("{p} if|when|for the? target is? met|reached", "达到目标得{p}"),
    ("{p} if|when achieved|met|reached|completed|done|on_target", "达到目标得{p}"),
    ("target met|reached : {p}", "达到目标得{p}"),
    ("otherwise|else : {p}", "否则得{p}"),
    ("{p} otherwise|else|if_not", "否则得{p}"),
    ("target missed|not_met|not_reached : {p}", "未达到目标得{p}"),
    // Tiers and cut-offs.
    ("{b} : the? total is 0", "{b}一票否决"),
    ("{b} : the? item is 0", "{b}该项一票否决"),
    ("{b} : {n} × value ÷ target", "{b}按比例得分"),
    ("{b} : scores|score|gives|give|gets|get|earns|earn? {p}", "{b}得{p}"),
    ("{p} for|if {b}", "{b}得{p}"),
    ("{l} : {p}", "{l}得{p}"),
    // Labels: an explicit colon stands behind them.
    ("{t} :: {p}", "{t}得{p}"),
];
