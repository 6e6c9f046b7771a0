//! An office's own KPI table, made a department workbook.

use scorebook::pipeline::{self, SourceFile, Wishes};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::session::language;
use crate::told;

/// The files of one department's table, and what was made of them.
#[wasm_bindgen]
#[derive(Default)]
pub struct Adoption {
    files: Vec<(String, Vec<u8>)>,
    made: Vec<u8>,
}

#[wasm_bindgen]
impl Adoption {
    /// Nothing is there yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file in.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.files.push((name, bytes));
    }

    /// Makes the workbook. Says as JSON how much of it came from the files, or what is wrong with them.
    pub fn run(&mut self, department: &str, role: &str, period: &str, lang: &str) -> Result<String, String> {
        let named = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (department, role) = (named(department), named(role));
        let files: Vec<SourceFile<'_>> = self.files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
        let wishes = Wishes {
            // Each table in its own language.
            lang: None,
            department: department.as_deref(),
            role: role.as_deref(),
            period: period.parse().map_err(|_| period.to_owned())?,
        };
        let lang = language(lang, None);
        match pipeline::adopted(&files, &wishes).map_err(|error| error.to_string())? {
            Ok(made) => {
                let counts = &made.counts;
                let told = json!({"counts": {"roles": counts.roles, "kpis": counts.kpis, "duties": counts.duties, "pieces": counts.pieces,
                    "left": counts.left, "looks": counts.looks, "fields": counts.fields, "blank": counts.blank}});
                self.made = made.bytes;
                Ok(told.to_string())
            }
            Err(problems) => {
                let told: Vec<_> = problems
                    .iter()
                    .map(|(at, problem)| json!({"file": self.files.get(*at).map(|(name, _)| name), "problem": told::said(problem, lang)}))
                    .collect();
                Ok(json!({ "problems": told }).to_string())
            }
        }
    }

    /// The workbook that was made.
    pub fn bytes(&self) -> Vec<u8> {
        self.made.clone()
    }
}
