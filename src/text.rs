//! Text as people type it, made comparable: width, spaces, Traditional characters, nearest names.

use unicode_normalization::UnicodeNormalization;

/// Traditional characters of this field's words beside their Simplified forms. Only characters that occur in sheet
/// names, headers, units, rules and status words matter here; names of people and products are never converted.
/// Sorted by the Traditional character.
#[rustfmt::skip]
const TRADITIONAL: &[(char, char)] = &[
    ('並', '并'), ('併', '并'), ('來', '来'), ('係', '系'), ('倆', '俩'), ('個', '个'), ('備', '备'), ('傳', '传'), ('僅', '仅'), ('價', '价'),
    ('億', '亿'), ('儘', '尽'), ('優', '优'), ('內', '内'), ('兩', '两'), ('別', '别'), ('則', '则'), ('創', '创'), ('劃', '划'), ('動', '动'),
    ('務', '务'), ('勝', '胜'), ('勞', '劳'), ('匯', '汇'), ('區', '区'), ('協', '协'), ('參', '参'), ('員', '员'), ('問', '问'), ('啓', '启'),
    ('啟', '启'), ('單', '单'), ('嘗', '尝'), ('嚴', '严'), ('國', '国'), ('圍', '围'), ('圓', '元'), ('圖', '图'), ('團', '团'), ('執', '执'),
    ('報', '报'), ('場', '场'), ('壞', '坏'), ('夠', '够'), ('學', '学'), ('實', '实'), ('審', '审'), ('寫', '写'), ('將', '将'), ('尋', '寻'),
    ('對', '对'), ('導', '导'), ('層', '层'), ('屬', '属'), ('崗', '岗'), ('帳', '账'), ('幣', '币'), ('幫', '帮'), ('幾', '几'), ('庫', '库'),
    ('廠', '厂'), ('廣', '广'), ('張', '张'), ('強', '强'), ('彈', '弹'), ('彙', '汇'), ('後', '后'), ('徑', '径'), ('從', '从'), ('復', '复'),
    ('態', '态'), ('慣', '惯'), ('慮', '虑'), ('憑', '凭'), ('應', '应'), ('懲', '惩'), ('戰', '战'), ('戶', '户'), ('掛', '挂'), ('採', '采'),
    ('換', '换'), ('損', '损'), ('擇', '择'), ('擊', '击'), ('擋', '挡'), ('擔', '担'), ('據', '据'), ('擴', '扩'), ('擾', '扰'), ('攝', '摄'),
    ('敗', '败'), ('敘', '叙'), ('數', '数'), ('斃', '毙'), ('斷', '断'), ('於', '于'), ('昇', '升'), ('時', '时'), ('晉', '晋'), ('暫', '暂'),
    ('曆', '历'), ('曠', '旷'), ('書', '书'), ('會', '会'), ('東', '东'), ('條', '条'), ('棄', '弃'), ('業', '业'), ('極', '极'), ('構', '构'),
    ('樓', '楼'), ('標', '标'), ('樣', '样'), ('機', '机'), ('橫', '横'), ('檔', '档'), ('檢', '检'), ('檯', '台'), ('權', '权'), ('歐', '欧'),
    ('歡', '欢'), ('歲', '岁'), ('歷', '历'), ('歸', '归'), ('殘', '残'), ('氣', '气'), ('決', '决'), ('沒', '没'), ('況', '况'), ('淨', '净'),
    ('減', '减'), ('測', '测'), ('準', '准'), ('滯', '滞'), ('滿', '满'), ('漲', '涨'), ('潤', '润'), ('災', '灾'), ('為', '为'), ('無', '无'),
    ('營', '营'), ('爭', '争'), ('爲', '为'), ('獎', '奖'), ('獨', '独'), ('獲', '获'), ('獻', '献'), ('現', '现'), ('環', '环'), ('產', '产'),
    ('畫', '画'), ('異', '异'), ('當', '当'), ('療', '疗'), ('發', '发'), ('盡', '尽'), ('監', '监'), ('盤', '盘'), ('眾', '众'), ('確', '确'),
    ('碼', '码'), ('礎', '础'), ('禮', '礼'), ('稅', '税'), ('種', '种'), ('稱', '称'), ('積', '积'), ('穩', '稳'), ('節', '节'), ('範', '范'),
    ('築', '筑'), ('簡', '简'), ('簽', '签'), ('籤', '签'), ('約', '约'), ('級', '级'), ('細', '细'), ('終', '终'), ('組', '组'), ('結', '结'),
    ('絡', '络'), ('給', '给'), ('統', '统'), ('絲', '丝'), ('經', '经'), ('綜', '综'), ('維', '维'), ('網', '网'), ('線', '线'), ('編', '编'),
    ('練', '练'), ('縮', '缩'), ('總', '总'), ('績', '绩'), ('繫', '系'), ('繳', '缴'), ('繼', '继'), ('續', '续'), ('罰', '罚'), ('習', '习'),
    ('聞', '闻'), ('聯', '联'), ('聲', '声'), ('職', '职'), ('聽', '听'), ('肅', '肃'), ('腳', '脚'), ('臺', '台'), ('與', '与'), ('興', '兴'),
    ('舉', '举'), ('舊', '旧'), ('萬', '万'), ('葉', '叶'), ('著', '着'), ('蓋', '盖'), ('處', '处'), ('號', '号'), ('虧', '亏'), ('術', '术'),
    ('衛', '卫'), ('裏', '里'), ('補', '补'), ('裝', '装'), ('裡', '里'), ('製', '制'), ('複', '复'), ('見', '见'), ('規', '规'), ('視', '视'),
    ('親', '亲'), ('覺', '觉'), ('觀', '观'), ('觸', '触'), ('訂', '订'), ('計', '计'), ('訊', '讯'), ('訓', '训'), ('記', '记'), ('訪', '访'),
    ('設', '设'), ('訴', '诉'), ('註', '注'), ('評', '评'), ('詢', '询'), ('試', '试'), ('話', '话'), ('該', '该'), ('詳', '详'), ('認', '认'),
    ('語', '语'), ('誤', '误'), ('說', '说'), ('説', '说'), ('課', '课'), ('調', '调'), ('談', '谈'), ('請', '请'), ('論', '论'), ('諮', '咨'),
    ('謝', '谢'), ('證', '证'), ('識', '识'), ('議', '议'), ('護', '护'), ('讀', '读'), ('變', '变'), ('讓', '让'), ('讚', '赞'), ('負', '负'),
    ('貢', '贡'), ('貨', '货'), ('責', '责'), ('貴', '贵'), ('買', '买'), ('費', '费'), ('資', '资'), ('賞', '赏'), ('賠', '赔'), ('賣', '卖'),
    ('質', '质'), ('賬', '账'), ('購', '购'), ('贊', '赞'), ('贏', '赢'), ('車', '车'), ('軟', '软'), ('較', '较'), ('輕', '轻'), ('輸', '输'),
    ('轄', '辖'), ('轉', '转'), ('辦', '办'), ('連', '连'), ('週', '周'), ('進', '进'), ('運', '运'), ('過', '过'), ('達', '达'), ('違', '违'),
    ('遞', '递'), ('遠', '远'), ('適', '适'), ('遲', '迟'), ('選', '选'), ('遺', '遗'), ('還', '还'), ('邊', '边'), ('郵', '邮'), ('醫', '医'),
    ('釋', '释'), ('針', '针'), ('銷', '销'), ('錄', '录'), ('錢', '钱'), ('錯', '错'), ('鍵', '键'), ('鍾', '钟'), ('鎖', '锁'), ('鏈', '链'),
    ('鐘', '钟'), ('長', '长'), ('門', '门'), ('閉', '闭'), ('開', '开'), ('間', '间'), ('關', '关'), ('陣', '阵'), ('陽', '阳'), ('隊', '队'),
    ('階', '阶'), ('際', '际'), ('隨', '随'), ('險', '险'), ('雙', '双'), ('雜', '杂'), ('離', '离'), ('難', '难'), ('電', '电'), ('響', '响'),
    ('頁', '页'), ('頂', '顶'), ('項', '项'), ('順', '顺'), ('須', '须'), ('預', '预'), ('領', '领'), ('頭', '头'), ('頻', '频'), ('題', '题'),
    ('額', '额'), ('願', '愿'), ('類', '类'), ('顯', '显'), ('飾', '饰'), ('養', '养'), ('餘', '余'), ('館', '馆'), ('駐', '驻'), ('驅', '驱'),
    ('驗', '验'), ('體', '体'), ('髮', '发'), ('鮮', '鲜'), ('點', '点'), ('黨', '党'), ('齊', '齐'), ('龍', '龙'),
];

/// A Traditional character's Simplified form where the field's words use it; every other character unchanged.
pub fn simplified(character: char) -> char {
    TRADITIONAL
        .binary_search_by_key(&character, |(from, _)| *from)
        .ok()
        .and_then(|at| TRADITIONAL.get(at))
        .map_or(character, |(_, to)| *to)
}

/// NFKC (full-width to narrow) with the spaces at both ends removed. The shape for values: `　１２３ ` → `123`.
pub fn normalized(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// The sign that `new` shows by a number format behind a name whose cells offer a list. .ods keeps what is shown, so that
/// it comes back as a part of the text.
pub const LIST_SIGN: char = '▾';

/// The key under which names and headers match: NFKC, without any spaces, line breaks, zero-width characters and
/// [`LIST_SIGN`], Traditional as Simplified, lower case. `员工 编号` and `員工編號` have one key.
pub fn key(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.chars().filter(|c| *c != ' ').map(simplified).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(*c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | LIST_SIGN))
        .map(simplified)
        .flat_map(char::to_lowercase)
        .collect()
}

/// Printable ASCII and the common Han characters: NFKC leaves them as they are, and nothing but the space among them is
/// dropped. Nearly every name is made of these, and names are compared far more often than anything else is done with them.
const fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{4e00}'..='\u{9fff}')
}

/// Up to three known names nearest to an unknown one, best first; names that share nothing with it are left out.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    /// Likeness (0 to 1, Jaro–Winkler) from which a name is worth offering; below it offers look random.
    const WORTH_OFFERING: f64 = 0.55;
    let wanted = key(unknown);
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wanted, &key(name)), name))
        .filter(|(likeness, _)| *likeness >= WORTH_OFFERING)
        .collect();
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
    fn plain_characters_have_the_key_that_the_whole_way_gives() {
        for character in (' '..='~').chain('\u{4e00}'..='\u{9fff}') {
            let whole: String = std::iter::once(character)
                .nfkc()
                .filter(|c| !c.is_whitespace())
                .map(simplified)
                .flat_map(char::to_lowercase)
                .collect();
            assert!(is_plain(character));
            assert_eq!(key(&character.to_string()), whole);
        }
    }

    #[test]
    fn the_nearest_names_come_first() {
        assert_eq!(nearest("销售额达成", ["粉丝增长数", "销售额达成率"]), ["销售额达成率"]);
    }
}
