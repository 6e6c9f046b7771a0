//! Nine forms of other offices as department workbooks (`scripts/make_tables.py`): three totals of each, worked out by hand.

use scorebook::history::History;
use scorebook::pipeline::{Outputs, Submission};
use serde_json::Value;

fn results(table: &str) -> Value {
    let path = format!("{}/tests/fixtures/tables/{table}.xlsx", env!("CARGO_MANIFEST_DIR"));
    let scoring = Submission::read(&std::fs::read(path).unwrap()).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap_or_else(|| panic!("{table} is refused"));
    serde_json::from_str(&scored.results_json()).unwrap()
}

/// What each of some people has in a table: total and grade.
fn totals(table: &str, ids: [&str; 3]) -> [(String, String); 3] {
    let results = results(table);
    ids.map(|id| {
        let person = results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap();
        (person["total"].as_str().unwrap().to_owned(), person["grade"].as_str().unwrap().to_owned())
    })
}

fn are(table: &str, expected: [(&str, &str, &str); 3]) {
    let found = totals(table, expected.map(|(id, ..)| id));
    assert_eq!(found, expected.map(|(_, total, grade)| (total.to_owned(), grade.to_owned())), "{table}");
}

#[test]
fn a_streamers_points_are_parts_of_their_own_full_points_and_two_people_mark_the_rest() {
    are(
        "T01",
        [
            // 52/50 ≥ 100%: 30 of 30; five counted KPIs at 10 of 10: 24 + 5 × 8 = 64.
            // 点赞 10 × 20% + 10 × 80% = 10: 8. 互动 9 × 20% + 8 × 80% = 8.2 of 10: 82 × 8% = 6.56.
            // 责任心 20 of 20: 7. 勤奋度 20 × 20% + 15 × 80% = 16 of 20: 80 × 7% = 5.60. 团队合作 16 of 20: 80 × 6% = 4.80.
            ("L01", "95.96", "S"),
            // 42.5/50 = 85%: 20/30 = 66.67 × 24% = 16.0008: 16.00; five at 8 of 10: 5 × 6.40 = 32.
            // 点赞 8 × 20% + 6 × 80% = 6.4: 5.12. 互动 8 × 20% + 7 × 80% = 7.2: 5.76. 责任心 15/20: 75 × 7% = 5.25.
            // 勤奋度 15 × 20% + 10 × 80% = 11/20: 55 × 7% = 3.85. 团队合作 20 × 20% + 15 × 80% = 16/20: 4.80.
            ("L02", "72.78", "B"),
            // 76%: 10/30 = 33.33 × 24% = 7.9992: 8.00; 1.1万, 4.5 h, 12%, 3% at 5 of 10: 4 × 4 = 16; 80 s below 90: 0.
            // 6 × 20% + 5 × 80% = 5.2: 4.16. 7 × 20% + 5 × 80% = 5.4: 4.32. 15 × 20% + 10 × 80% = 11/20 = 55, thrice:
            // 3.85 + 3.85 + 3.30.
            ("L03", "43.48", "D"),
        ],
    );
}

#[test]
fn weights_of_dimensions_are_shared_by_what_stands_in_them() {
    are(
        "T03",
        [
            // 互动, 8% each (40% × 20%): 103, 102, 102, 104, 100 → 8.24 + 8.16 + 8.16 + 8.32 + 8.00 = 40.88.
            // 内容, 6% each: 102, 102, 101, 100, 100 → 6.12 + 6.12 + 6.06 + 6 + 6 = 30.30.
            // 商业, 9.999%, 9.999%, 10.002%: 103, 101, 102 → 10.30 (10.29897) + 10.10 (10.09899) + 10.20 (10.20204) = 30.60.
            ("W01", "101.78", "S"),
            // 4 × 8 + 101 × 8% = 40.08; 6 + 6 + 6 + 102 × 6% + 98 × 6% = 30.00; 10 + 10 + 10 (9.999, 9.999, 10.002).
            ("W02", "100.08", "S"),
            // Bonuses end at 10: 110 × 8% × 4 + 102 × 8% = 35.20 + 8.16 = 43.36; 内容 105, 110, 110, 110 and 2 × 2 off 100 = 96:
            // 6.30 + 6.60 × 3 + 5.76 = 31.86; 商业 110 each: 11.00 (10.9989) + 11.00 + 11.00 (11.0022) = 33.00.
            ("W03", "108.22", "S"),
        ],
    );
}

#[test]
fn nested_weights_and_levels_with_numbers_for_names() {
    are(
        "T05",
        [
            // 能力指标 in full: 85. 5级, 5级, 4级, 5级 of 25: 3.75 + 3.75 + 80 × 3.75% = 3.00 + 3.75 = 14.25.
            ("K01", "99.25", "S"),
            // 5/10: 50 × 4.25% = 2.125 → 2.13; 20/30 = 66.67 × 25.5% = 17.00085 → 17.00; 10/20: 8.50; 3/5 = 60: 2.55; 10/20: 8.50;
            // 5/10: 4.25; 90 of 100: 0; 4.25 = 47.18. 4, 3, 3, 4级: 80 × 3.75% = 3, 60: 2.25, 2.25, 3 = 10.50.
            ("K02", "57.68", "D"),
            // Two complaints: 10/30 = 33.33 × 25.5% = 8.49915 → 8.50; sales of the year before: 4.25; all else 0.
            // 2, 3, 1, 2级: 40, 60, 20, 40 × 3.75% = 1.50 + 2.25 + 0.75 + 1.50 = 6.00.
            ("K03", "18.75", "D"),
        ],
    );
}

#[test]
fn what_the_person_says_is_heard_and_the_manager_decides() {
    are(
        "T06",
        [
            // 25 + 20 + 10, on time 15, then the manager's 10, 4, 8.
            ("X01", "92.00", "A"),
            // 2万 is 20, one customer 15, 60% 5, on time 15, then 4, 6, 7.
            ("X02", "72.00", "B"),
            // 10 + 0 + 3, late 0 (the person said on time), 0, 4, 5.
            ("X03", "22.00", "D"),
        ],
    );
    let heard = &results("T06")["people"][2]["roles"][0]["kpis"][3]["marks"];
    assert_eq!(heard[0], serde_json::json!({"by": "自评", "share": "0", "mean": "15", "count": 1}));
}

#[test]
fn points_of_a_production_manager() {
    are(
        "T08",
        [
            // 10 + 10 + 20 + 20 + 10 + 20 + 5 + 5.
            ("S01", "100.00", "S"),
            // 5 + 5 + 10 + 10 + 5 + 10 + 3 + 5.
            ("S02", "53.00", "D"),
            // Nothing: 31%, 7%, −0.5%, 94%, 89%, 80%, 6 hours (not over 6), an accident.
            ("S03", "0.00", "D"),
        ],
    );
}

#[test]
fn three_dimensions_of_a_line_manager_with_a_budget_of_ones_own() {
    are(
        "T09",
        [
            // All in full but 49 against a budget of 50: 2% less, 2 × 0.5 = 1 more: 101 × 10% = 10.10.
            ("Z01", "100.10", "S"),
            // 93 (2 below 95: 96), 96 (2 × 1.5: 97), marked 90, 88 (2 × 2: 96), one delay (95): 5.76 + 5.82 + 5.40 + 5.76 + 5.70 = 28.44;
            // 97.5 × 7% = 6.825 → 6.83, 96: 6.72, 0.2 over 1% is 2: 98: 6.86, 7, 70% is 2 × 5 below: 98: 6.86 = 34.27;
            // 61.2 against an own 60 is 2% over: 98: 9.80, 3% is 2 × 0.5 over: 98: 9.80, 98% is 3 over 95: 98.5 × 15% = 14.775 → 14.78.
            ("Z02", "97.09", "S"),
            // 90 (5 × 2), 95.5 (3 × 1.5), marked 80, 90 (5 × 2), 90 (2 × 5): 5.40 + 5.73 + 4.80 + 5.40 + 5.40 = 26.73;
            // 95 (2 × 2.5): 6.65, 98: 6.86, 5 × 0.1 over: 95: 6.65, 90: 6.30, 7 = 33.46; 10 + 99 × 10% = 9.90 + 15 = 34.90.
            ("Z03", "95.09", "S"),
        ],
    );
}

#[test]
fn signed_points_of_an_engineer() {
    are(
        "T11",
        [
            // 100 + 5 + 10 + 5.
            ("G01", "120.00", "S"),
            // 100 + 0 + 0 + 0 − 5.
            ("G02", "95.00", "S"),
            // 100 − 5 − 15 − 40 − 3 × 5.
            ("G03", "25.00", "D"),
        ],
    );
}

#[test]
fn goals_of_ones_own_each_month_and_pay_by_the_score() {
    are(
        "T12",
        [
            // 88 × 30% = 26.40. 2:5 of own and leader: (200 + 525)/7 = 103.5714 → 103.57 × 30% = 31.07;
            // (180 + 500)/7 = 97.14 × 20% = 19.43; (190 + 450)/7 = 91.43 × 20% = 18.29. The other two are not theirs.
            ("C01", "95.19", "S"),
            // 26.40; 14% each: (180 + 425)/7 = 86.43: 12.10 twice; 80: 11.20 twice; (200 + 450)/7 = 92.86: 13.00.
            // Second of ten, before C10: 26.40 + (182 + 430)/7 = 87.43 × 40% = 34.97 + (160 + 405)/7 = 80.71 × 30% = 24.21 = 85.58.
            ("C02", "86.00", "A"),
            // 26.40 + (160 + 350)/7 = 72.86 × 70% = 51.00.
            ("C03", "77.40", "C"),
        ],
    );
    let pay = |at: usize| results("T12")["people"][at]["pay"]["amount"].as_str().unwrap().to_owned();
    // 3000 × 95.19 ÷ 100, 3000 × 86 ÷ 100, 4000 × 77.4 ÷ 100.
    assert_eq!([pay(0), pay(1), pay(2)], ["2855.70", "2580.00", "3096.00"]);
}

#[test]
fn pay_by_the_piece_is_a_sum_of_signed_points() {
    are(
        "T15",
        [
            // 2 × 600 + 3000 − 3 × 50.
            ("A01", "4050.00", "不定级"),
            // 3000 + 5000 and a bonus of 800.
            ("A02", "8800.00", "不定级"),
            // 600 − 20 × 50 is below nothing.
            ("A03", "0.00", "不定级"),
        ],
    );
    assert_eq!(results("T15")["people"][1]["pay"]["amount"], "8800.00");
}
