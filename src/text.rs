//! Text as people type it, made comparable: width, spaces, Traditional characters, nearest names.

mod alike;
mod unseen;

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

pub use alike::{is_nearly, is_nearly_heading};
pub use unseen::{is_figure, is_invisible, is_turning};

/// Traditional characters of this field's words beside their Simplified forms. Only characters that occur in sheet
/// names, headers, units, rules and status words matter here; names of people and products are never converted.
/// Sorted by the Traditional character.
#[rustfmt::skip]
const TRADITIONAL: &[(char, char)] = &[
    ('並', '并'), ('佈', '布'), ('佔', '占'), ('併', '并'), ('來', '来'), ('係', '系'), ('倆', '俩'), ('倉', '仓'), ('個', '个'), ('倫', '伦'),
    ('偉', '伟'), ('側', '侧'), ('偵', '侦'), ('備', '备'), ('傳', '传'), ('債', '债'), ('傷', '伤'), ('傾', '倾'), ('僅', '仅'), ('僱', '雇'),
    ('價', '价'), ('儀', '仪'), ('億', '亿'), ('儘', '尽'), ('償', '偿'), ('優', '优'), ('儲', '储'), ('兇', '凶'), ('兒', '儿'), ('內', '内'),
    ('兩', '两'), ('冊', '册'), ('凍', '冻'), ('別', '别'), ('則', '则'), ('剛', '刚'), ('創', '创'), ('劃', '划'), ('劇', '剧'), ('劉', '刘'),
    ('劍', '剑'), ('劑', '剂'), ('動', '动'), ('務', '务'), ('勝', '胜'), ('勞', '劳'), ('勢', '势'), ('勵', '励'), ('勸', '劝'), ('勻', '匀'),
    ('匯', '汇'), ('匱', '匮'), ('區', '区'), ('協', '协'), ('卻', '却'), ('厭', '厌'), ('參', '参'), ('吳', '吴'), ('呂', '吕'), ('員', '员'),
    ('問', '问'), ('啓', '启'), ('啞', '哑'), ('啟', '启'), ('喪', '丧'), ('單', '单'), ('嘆', '叹'), ('嘗', '尝'), ('噸', '吨'), ('嚇', '吓'),
    ('嚮', '向'), ('嚴', '严'), ('國', '国'), ('圍', '围'), ('園', '园'), ('圓', '元'), ('圖', '图'), ('團', '团'), ('執', '执'), ('堅', '坚'),
    ('報', '报'), ('場', '场'), ('塊', '块'), ('塗', '涂'), ('塵', '尘'), ('墊', '垫'), ('墜', '坠'), ('壓', '压'), ('壞', '坏'), ('壽', '寿'),
    ('夠', '够'), ('夢', '梦'), ('夾', '夹'), ('奪', '夺'), ('奮', '奋'), ('婦', '妇'), ('媽', '妈'), ('孫', '孙'), ('學', '学'), ('實', '实'),
    ('寧', '宁'), ('審', '审'), ('寫', '写'), ('寬', '宽'), ('寶', '宝'), ('將', '将'), ('專', '专'), ('尋', '寻'), ('對', '对'), ('導', '导'),
    ('尷', '尴'), ('屆', '届'), ('層', '层'), ('屬', '属'), ('峯', '峰'), ('島', '岛'), ('崗', '岗'), ('嶺', '岭'), ('師', '师'), ('帳', '账'),
    ('帶', '带'), ('幀', '帧'), ('幣', '币'), ('幫', '帮'), ('幹', '干'), ('幾', '几'), ('庫', '库'), ('廚', '厨'), ('廟', '庙'), ('廠', '厂'),
    ('廢', '废'), ('廣', '广'), ('廳', '厅'), ('張', '张'), ('強', '强'), ('彈', '弹'), ('彎', '弯'), ('彙', '汇'), ('彥', '彦'), ('後', '后'),
    ('徑', '径'), ('從', '从'), ('復', '复'), ('徹', '彻'), ('恆', '恒'), ('悶', '闷'), ('惡', '恶'), ('態', '态'), ('慣', '惯'), ('慮', '虑'),
    ('慶', '庆'), ('憂', '忧'), ('憑', '凭'), ('憶', '忆'), ('應', '应'), ('懲', '惩'), ('懶', '懒'), ('懷', '怀'), ('戰', '战'), ('戶', '户'),
    ('捨', '舍'), ('掃', '扫'), ('掛', '挂'), ('採', '采'), ('換', '换'), ('損', '损'), ('搶', '抢'), ('摺', '折'), ('撥', '拨'), ('擇', '择'),
    ('擊', '击'), ('擋', '挡'), ('擔', '担'), ('據', '据'), ('擴', '扩'), ('擺', '摆'), ('擾', '扰'), ('攔', '拦'), ('攝', '摄'), ('攤', '摊'),
    ('敗', '败'), ('敘', '叙'), ('數', '数'), ('斃', '毙'), ('斬', '斩'), ('斷', '断'), ('於', '于'), ('昇', '升'), ('時', '时'), ('晉', '晋'),
    ('暫', '暂'), ('曆', '历'), ('曠', '旷'), ('書', '书'), ('會', '会'), ('東', '东'), ('條', '条'), ('棄', '弃'), ('棟', '栋'), ('楊', '杨'),
    ('業', '业'), ('極', '极'), ('構', '构'), ('樂', '乐'), ('樓', '楼'), ('標', '标'), ('樣', '样'), ('樹', '树'), ('橋', '桥'), ('機', '机'),
    ('橫', '横'), ('檔', '档'), ('檢', '检'), ('檯', '台'), ('檻', '槛'), ('櫃', '柜'), ('欄', '栏'), ('權', '权'), ('歐', '欧'), ('歡', '欢'),
    ('歲', '岁'), ('歷', '历'), ('歸', '归'), ('殘', '残'), ('殺', '杀'), ('毀', '毁'), ('氣', '气'), ('決', '决'), ('沒', '没'), ('沖', '冲'),
    ('況', '况'), ('淨', '净'), ('減', '减'), ('測', '测'), ('湯', '汤'), ('準', '准'), ('溝', '沟'), ('溫', '温'), ('滅', '灭'), ('滯', '滞'),
    ('滾', '滚'), ('滿', '满'), ('漲', '涨'), ('漸', '渐'), ('潔', '洁'), ('潤', '润'), ('濃', '浓'), ('濟', '济'), ('灣', '湾'), ('災', '灾'),
    ('為', '为'), ('無', '无'), ('煙', '烟'), ('熱', '热'), ('燈', '灯'), ('燒', '烧'), ('營', '营'), ('爐', '炉'), ('爭', '争'), ('爲', '为'),
    ('牆', '墙'), ('狀', '状'), ('獎', '奖'), ('獨', '独'), ('獲', '获'), ('獻', '献'), ('現', '现'), ('瑣', '琐'), ('環', '环'), ('產', '产'),
    ('畫', '画'), ('異', '异'), ('當', '当'), ('疊', '叠'), ('瘋', '疯'), ('療', '疗'), ('發', '发'), ('皺', '皱'), ('盜', '盗'), ('盡', '尽'),
    ('監', '监'), ('盤', '盘'), ('眾', '众'), ('睏', '困'), ('矯', '矫'), ('確', '确'), ('碼', '码'), ('磚', '砖'), ('礎', '础'), ('禦', '御'),
    ('禮', '礼'), ('稅', '税'), ('種', '种'), ('稱', '称'), ('積', '积'), ('穩', '稳'), ('窮', '穷'), ('競', '竞'), ('筆', '笔'), ('筍', '笋'),
    ('節', '节'), ('範', '范'), ('築', '筑'), ('簡', '简'), ('簽', '签'), ('籃', '篮'), ('籌', '筹'), ('籤', '签'), ('糧', '粮'), ('糾', '纠'),
    ('紀', '纪'), ('約', '约'), ('紅', '红'), ('納', '纳'), ('純', '纯'), ('紙', '纸'), ('級', '级'), ('紛', '纷'), ('紡', '纺'), ('細', '细'),
    ('終', '终'), ('組', '组'), ('結', '结'), ('絕', '绝'), ('絡', '络'), ('給', '给'), ('統', '统'), ('絲', '丝'), ('經', '经'), ('綜', '综'),
    ('維', '维'), ('網', '网'), ('緊', '紧'), ('緒', '绪'), ('線', '线'), ('緣', '缘'), ('編', '编'), ('練', '练'), ('縣', '县'), ('縫', '缝'),
    ('縮', '缩'), ('縱', '纵'), ('總', '总'), ('績', '绩'), ('織', '织'), ('繪', '绘'), ('繫', '系'), ('繳', '缴'), ('繼', '继'), ('續', '续'),
    ('纔', '才'), ('纖', '纤'), ('罰', '罚'), ('罷', '罢'), ('羅', '罗'), ('義', '义'), ('習', '习'), ('聖', '圣'), ('聞', '闻'), ('聯', '联'),
    ('聰', '聪'), ('聲', '声'), ('職', '职'), ('聽', '听'), ('肅', '肃'), ('腦', '脑'), ('腳', '脚'), ('膠', '胶'), ('臉', '脸'), ('臨', '临'),
    ('臺', '台'), ('與', '与'), ('興', '兴'), ('舉', '举'), ('舊', '旧'), ('舖', '铺'), ('華', '华'), ('萬', '万'), ('葉', '叶'), ('著', '着'),
    ('蓋', '盖'), ('薦', '荐'), ('藝', '艺'), ('藥', '药'), ('蘇', '苏'), ('蘭', '兰'), ('處', '处'), ('虛', '虚'), ('號', '号'), ('虧', '亏'),
    ('蟲', '虫'), ('衆', '众'), ('術', '术'), ('衛', '卫'), ('衝', '冲'), ('裏', '里'), ('補', '补'), ('裝', '装'), ('裡', '里'), ('製', '制'),
    ('複', '复'), ('襯', '衬'), ('覈', '核'), ('見', '见'), ('規', '规'), ('視', '视'), ('親', '亲'), ('覺', '觉'), ('觀', '观'), ('觸', '触'),
    ('訂', '订'), ('計', '计'), ('訊', '讯'), ('訓', '训'), ('記', '记'), ('訪', '访'), ('設', '设'), ('許', '许'), ('訴', '诉'), ('註', '注'),
    ('証', '证'), ('評', '评'), ('詞', '词'), ('詢', '询'), ('試', '试'), ('話', '话'), ('該', '该'), ('詳', '详'), ('誌', '志'), ('認', '认'),
    ('語', '语'), ('誠', '诚'), ('誤', '误'), ('說', '说'), ('説', '说'), ('誰', '谁'), ('課', '课'), ('調', '调'), ('談', '谈'), ('請', '请'),
    ('諒', '谅'), ('論', '论'), ('諮', '咨'), ('諸', '诸'), ('諾', '诺'), ('謀', '谋'), ('謂', '谓'), ('謎', '谜'), ('講', '讲'), ('謝', '谢'),
    ('謹', '谨'), ('證', '证'), ('識', '识'), ('譜', '谱'), ('譯', '译'), ('議', '议'), ('護', '护'), ('譽', '誉'), ('讀', '读'), ('變', '变'),
    ('讓', '让'), ('讚', '赞'), ('負', '负'), ('財', '财'), ('貢', '贡'), ('貨', '货'), ('貫', '贯'), ('責', '责'), ('貴', '贵'), ('買', '买'),
    ('貸', '贷'), ('費', '费'), ('貼', '贴'), ('貿', '贸'), ('賀', '贺'), ('資', '资'), ('賓', '宾'), ('賞', '赏'), ('賠', '赔'), ('賣', '卖'),
    ('賦', '赋'), ('質', '质'), ('賬', '账'), ('購', '购'), ('賽', '赛'), ('贈', '赠'), ('贊', '赞'), ('贏', '赢'), ('趙', '赵'), ('趨', '趋'),
    ('跡', '迹'), ('踐', '践'), ('蹟', '迹'), ('蹤', '踪'), ('車', '车'), ('軌', '轨'), ('軟', '软'), ('較', '较'), ('載', '载'), ('輔', '辅'),
    ('輕', '轻'), ('輛', '辆'), ('輪', '轮'), ('輯', '辑'), ('輸', '输'), ('輿', '舆'), ('轄', '辖'), ('轉', '转'), ('辦', '办'), ('辭', '辞'),
    ('迴', '回'), ('連', '连'), ('週', '周'), ('進', '进'), ('運', '运'), ('過', '过'), ('達', '达'), ('違', '违'), ('遞', '递'), ('遠', '远'),
    ('適', '适'), ('遲', '迟'), ('遷', '迁'), ('選', '选'), ('遺', '遗'), ('遼', '辽'), ('還', '还'), ('邊', '边'), ('郵', '邮'), ('鄉', '乡'),
    ('鄭', '郑'), ('鄰', '邻'), ('醫', '医'), ('醬', '酱'), ('釀', '酿'), ('釋', '释'), ('針', '针'), ('釣', '钓'), ('釦', '扣'), ('鈕', '钮'),
    ('鈴', '铃'), ('銀', '银'), ('銷', '销'), ('鋪', '铺'), ('鋼', '钢'), ('錄', '录'), ('錢', '钱'), ('錦', '锦'), ('錯', '错'), ('錶', '表'),
    ('鍊', '链'), ('鍋', '锅'), ('鍵', '键'), ('鍾', '钟'), ('鎖', '锁'), ('鎮', '镇'), ('鏈', '链'), ('鏟', '铲'), ('鏡', '镜'), ('鐘', '钟'),
    ('鐵', '铁'), ('鑑', '鉴'), ('鑒', '鉴'), ('鑰', '钥'), ('鑽', '钻'), ('長', '长'), ('門', '门'), ('閃', '闪'), ('閉', '闭'), ('開', '开'),
    ('閒', '闲'), ('間', '间'), ('閱', '阅'), ('闆', '板'), ('闊', '阔'), ('關', '关'), ('陣', '阵'), ('陰', '阴'), ('陳', '陈'), ('陸', '陆'),
    ('陽', '阳'), ('隊', '队'), ('階', '阶'), ('際', '际'), ('隨', '随'), ('險', '险'), ('隱', '隐'), ('隻', '只'), ('雙', '双'), ('雜', '杂'),
    ('離', '离'), ('難', '难'), ('雲', '云'), ('電', '电'), ('霧', '雾'), ('靈', '灵'), ('靜', '静'), ('韓', '韩'), ('韻', '韵'), ('響', '响'),
    ('頁', '页'), ('頂', '顶'), ('項', '项'), ('順', '顺'), ('須', '须'), ('預', '预'), ('頒', '颁'), ('頓', '顿'), ('頗', '颇'), ('領', '领'),
    ('頭', '头'), ('頸', '颈'), ('頻', '频'), ('顆', '颗'), ('題', '题'), ('額', '额'), ('顏', '颜'), ('願', '愿'), ('類', '类'), ('顯', '显'),
    ('風', '风'), ('飛', '飞'), ('飯', '饭'), ('飲', '饮'), ('飾', '饰'), ('養', '养'), ('餘', '余'), ('館', '馆'), ('饋', '馈'), ('馬', '马'),
    ('駐', '驻'), ('駕', '驾'), ('騎', '骑'), ('騰', '腾'), ('驅', '驱'), ('驗', '验'), ('驚', '惊'), ('髒', '脏'), ('體', '体'), ('髮', '发'),
    ('鬆', '松'), ('鬥', '斗'), ('鬧', '闹'), ('魚', '鱼'), ('鮑', '鲍'), ('鮮', '鲜'), ('鳥', '鸟'), ('鴻', '鸿'), ('鵬', '鹏'), ('鹽', '盐'),
    ('麗', '丽'), ('麥', '麦'), ('麼', '么'), ('黃', '黄'), ('點', '点'), ('黨', '党'), ('黴', '霉'), ('齊', '齐'), ('齒', '齿'), ('齡', '龄'),
    ('龍', '龙'), ('龐', '庞'), ('龜', '龟'),
];

/// The first and the last of the common Han characters.
const HAN: (char, char) = ('\u{4e00}', '\u{9fff}');

/// The Simplified form of each common Han character, by its distance from the first one. Every letter of every name and rule
/// is looked up, many times over.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = (HAN.0..=HAN.1).collect();
    for (traditional, simplified) in TRADITIONAL {
        if let Some(form) = han(*traditional).and_then(|at| forms.get_mut(at)) {
            *form = *simplified;
        }
    }
    forms
});

/// The place of a common Han character among them.
fn han(character: char) -> Option<usize> {
    let distance = u32::from(character).checked_sub(u32::from(HAN.0))?;
    usize::try_from(distance).ok()
}

/// A Traditional character's Simplified form where the field's words use it; every other character unchanged.
pub fn simplified(character: char) -> char {
    if character < HAN.0 {
        return character;
    }
    han(character).and_then(|at| SIMPLIFIED.get(at).copied()).unwrap_or(character)
}

/// NFKC of a text that is made of nothing but usual characters.
fn usual(text: &str) -> Option<String> {
    let mut narrowed = String::with_capacity(text.len());
    for typed in text.chars() {
        narrowed.push(usual_form(typed)?);
    }
    Some(narrowed)
}

/// A text without blanks at its ends.
fn trimmed(text: String) -> String {
    let inner = text.trim();
    if inner.len() == text.len() { text } else { inner.to_owned() }
}

/// NFKC of a text, but for characters that [`is_figure`]: it would make 102 of 10².
pub(crate) fn narrow(text: &str) -> String {
    if let Some(narrowed) = usual(text) {
        return narrowed;
    }
    if !text.contains(is_figure) {
        return text.nfkc().collect();
    }
    let mut narrowed = String::with_capacity(text.len());
    for part in text.split_inclusive(is_figure) {
        let figure = part.chars().next_back().filter(|c| is_figure(*c));
        let before = figure.map_or(part, |c| part.strip_suffix(c).unwrap_or(part));
        narrowed.extend(before.nfkc());
        narrowed.extend(figure);
    }
    narrowed
}

/// NFKC (full-width to narrow) with the spaces at both ends removed; figures that are no digits (²) stay. The shape for
/// values: `　１２３ ` → `123`.
pub fn normalized(text: &str) -> String {
    trimmed(narrow(text))
}

/// A text without invisible characters, full-width signs made narrow, and without blanks at its ends.
pub fn tidy(typed: &str) -> String {
    if let Some(narrowed) = usual(typed) {
        return trimmed(narrowed);
    }
    if !typed.contains(is_invisible) {
        return normalized(typed);
    }
    let visible: String = typed.chars().filter(|c| !is_invisible(*c)).collect();
    normalized(&visible)
}

/// Names, descriptions and rules as typed, without invisible characters and blanks at their ends.
pub fn as_typed(typed: &str) -> String {
    if typed.contains(is_invisible) {
        typed.replace(is_invisible, "").trim().to_owned()
    } else {
        typed.trim().to_owned()
    }
}

/// The form in which numbers and their units are looked for: [`tidy`], without any blanks, Traditional as Simplified, lower case.
pub fn compact(typed: &str) -> String {
    tidy(typed).chars().filter(|c| !c.is_whitespace()).map(simplified).flat_map(char::to_lowercase).collect()
}

/// The sign that `new` shows by a number format behind a name whose cells offer a list. .ods keeps what is shown, so that
/// it comes back as a part of the text.
pub const LIST_SIGN: char = '▾';

/// The key under which names and headers match: NFKC, without any spaces, line breaks, invisible characters and
/// [`LIST_SIGN`], Traditional as Simplified, lower case. `员工 编号` and `員工編號` have one key. Figures that are no digits stay
/// what they are: E1② is not E12.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for typed in text.chars() {
        match usual_form(typed) {
            Some(' ') => {}
            Some(narrow) => key.push(simplified(narrow).to_ascii_lowercase()),
            None => return whole_key(text),
        }
    }
    key
}

/// The same for a text with unusual characters.
fn whole_key(text: &str) -> String {
    narrow(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != LIST_SIGN && !is_invisible(*c))
        .map(simplified)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The NFKC form of a character that is usual in names: printable ASCII, the common Han characters, their punctuation and the
/// full-width signs. Each has this form whatever stands beside it, and none has an upper and a lower case but ASCII's. Nearly
/// every name is made of these, and names are compared far more often than anything else is done with them.
const fn usual_form(character: char) -> Option<char> {
    /// From a full-width sign to the narrow one.
    const WIDE: u32 = 0xfee0;
    match character {
        ' '..='~'
        | '\u{4e00}'..='\u{9fff}'
        | '·'
        | '×'
        | '—'
        | '‘'..='’'
        | '“'..='”'
        | '≤'..='≥'
        | '、'..='。'
        | '〈'..='】' => Some(character),
        '\u{3000}' => Some(' '),
        '！'..='～' => char::from_u32((character as u32).saturating_sub(WIDE)),
        _ => None,
    }
}

/// A text of strangers as people see it in a line of a terminal or a log: line breaks are spaces, and what would steer a terminal
/// or turn the direction of reading is a visible sign. Sheet names, ids, file names and cells may hold any of it.
pub fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() && c != '\u{3000}' { ' ' } else { harmless(c) }).collect()
}

/// The same with its line breaks and tabs, for texts of our own making that hold some of strangers.
pub fn without_controls(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { c } else { harmless(c) }).collect()
}

/// A character, or the sign that stands for one that is none to read.
fn harmless(character: char) -> char {
    match character {
        '\0'..='\u{1f}' => u32::from(character).checked_add(0x2400).and_then(char::from_u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}

/// Letters of a name that is compared with others. Names that people type have five to twenty; a page of text in a cell is
/// nearly like nothing, and comparing costs the product of both lengths.
const COMPARED_LETTERS: usize = 64;

/// Pairs of letters that are looked at for one unknown name: a thousand names of a dozen letters each. What stands behind is
/// not offered.
const COMPARED_PAIRS: usize = 200_000;

/// The key of a name that is short enough to be compared.
fn comparable(name: &str) -> Option<String> {
    let is_short = name.len() <= COMPARED_LETTERS.saturating_mul(4);
    let key = is_short.then(|| key(name))?;
    (key.chars().count() <= COMPARED_LETTERS).then_some(key)
}

/// Up to three known names nearest to an unknown one, best first; names that share nothing with it are left out.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    /// Likeness (0 to 1) from which a name is worth offering; below it offers look random.
    const WORTH_OFFERING: f64 = 0.55;
    let Some(wanted) = comparable(unknown) else { return Vec::new() };
    let letters = wanted.chars().count();
    let mut pairs = 0_usize;
    let mut scored: Vec<(f64, &str)> = Vec::new();
    for name in known {
        // A name that is too long to be compared is looked at too.
        let known = comparable(name);
        let more = known.as_ref().map_or(1, |known| known.chars().count().saturating_add(1));
        pairs = pairs.saturating_add(letters.saturating_add(1).saturating_mul(more));
        if pairs > COMPARED_PAIRS {
            break;
        }
        let likeness = known.map_or(0.0, |known| alike::likeness(&wanted, &known));
        if likeness >= WORTH_OFFERING {
            scored.push((likeness, name));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_three_scripts_have_one_key() {
        assert_eq!(key("員工 編號"), key("员工\n编号"));
        assert_eq!(key("ＫＰＩ（%）"), key("kpi(%)"));
    }

    #[test]
    fn usual_characters_have_the_key_that_the_whole_way_gives() {
        let mut usual = 0;
        for character in ('\0'..=char::MAX).filter(|c| usual_form(*c).is_some()) {
            usual += 1;
            let before_each = ["", "a", "中", "（", "ａ", "“"];
            for before in before_each {
                let within = format!("{before}{character}b");
                assert_eq!(narrow(&within), within.nfkc().collect::<String>());
                assert_eq!(key(&within), whole_key(&within), "{within}");
            }
        }
        assert_eq!(usual, 95 + 20_992 + 94 + 1 + 3 + 4 + 2 + 2 + 10);
    }

    #[test]
    fn a_character_has_the_simplified_form_of_the_table() {
        for character in '\0'..='\u{ffff}' {
            let listed = TRADITIONAL.iter().find(|(from, _)| *from == character);
            assert_eq!(simplified(character), listed.map_or(character, |(_, to)| *to));
        }
    }

    #[test]
    fn the_table_is_sorted_and_knows_the_characters_of_functions_and_roles() {
        assert!(TRADITIONAL.is_sorted_by(|(a, _), (b, _)| a < b));
        for (traditional, simplified) in [
            ("四捨五入", "四舍五入"),
            ("絕對值", "绝对值"),
            ("剪輯師", "剪辑师"),
            ("客戶回饋", "客户回馈"),
            ("閱讀量", "阅读量"),
        ] {
            assert_eq!(key(traditional), simplified);
        }
    }

    #[test]
    fn a_text_of_strangers_stays_on_its_line_and_steers_no_terminal() {
        for (text, shown) in [
            ("张三", "张三"),
            ("a\nb\r\nc\u{85}d\u{2028}e\tf", "a b  c d e f"),
            ("\u{1b}[2J\u{7}", "\u{241b}[2J\u{2407}"),
            ("\u{9b}31m\u{7f}", "\u{fffd}31m\u{2421}"),
            ("\u{202e}gpj.exe", "\u{fffd}gpj.exe"),
            ("\u{200f}12\u{200e}\u{61c}", "\u{fffd}12\u{fffd}\u{fffd}"),
            ("部\u{3000}门", "部\u{3000}门"),
        ] {
            assert_eq!(on_one_line(text), shown, "{text:?}");
        }
        assert_eq!(without_controls("a\n\tb\r\u{1b}"), "a\n\tb\u{240d}\u{241b}");
    }

    #[test]
    fn the_nearest_names_come_first() {
        assert_eq!(nearest("销售额达成", ["粉丝增长数", "销售额达成率"]), ["销售额达成率"]);
    }

    #[test]
    fn pages_and_thousands_of_names_are_not_compared() {
        let page = "岗".repeat(20_000);
        assert_eq!(nearest(&page, [page.as_str()]), Vec::<&str>::new());
        assert_eq!(nearest("销售额", [page.as_str(), "销售额度"]), ["销售额度"]);
        assert!(!is_nearly(&page, page.strip_prefix('岗').unwrap()));
        assert!(is_nearly("评分标淮", "评分标准") && !is_nearly("评分", "评分标准"));
        // A thousand names of a dozen letters are all looked at, of a million only the first ones.
        let names: Vec<String> = (0..1_000).map(|n| format!("指标名称数据{n:06}")).collect();
        let all = names.iter().map(String::as_str);
        assert_eq!(nearest("指标名称数据000999号", all)[0], "指标名称数据000999");
        let mut seen = 0;
        nearest("销售额", std::iter::repeat_n("粉丝数", 1_000_000).inspect(|_| seen += 1));
        assert!(seen < 50_000, "{seen}");
    }
}
