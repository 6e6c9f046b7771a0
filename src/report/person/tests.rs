//! Names in reasons count as whole words only.

use super::colleagues::names_whole;

#[test]
fn a_name_counts_as_a_whole_word_only() {
    assert!(names_whole("与李四一起完成", "李四"));
    assert!(names_whole("covered for E001", "E001"));
    assert!(!names_whole("covered for E0011", "E001"));
    assert!(!names_whole("covered for XE001", "E001"));
    assert!(!names_whole("李子采购", "李"));
}
