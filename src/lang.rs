//! The three languages of messages, workbooks and the guide.

use serde::{Deserialize, Serialize};

/// A language of texts. Simplified Chinese is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// Traditional Chinese.
    #[serde(rename = "zh-TW")]
    ZhTw,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Every language, the first language first.
    pub const ALL: [Self; 3] = [Self::ZhCn, Self::ZhTw, Self::En];

    /// The tag: `zh-CN`, `zh-TW`, `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }

    /// What stands between the parts of a list.
    pub const fn between(self) -> &'static str {
        match self {
            Self::ZhCn | Self::ZhTw => "、",
            Self::En => ", ",
        }
    }

    /// A text in the brackets that stand behind a word.
    pub fn in_brackets(self, text: &str) -> String {
        match self {
            Self::ZhCn | Self::ZhTw => format!("（{text}）"),
            Self::En => format!(" ({text})"),
        }
    }

    /// The language of a tag; `None` for any other text.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    }
}
