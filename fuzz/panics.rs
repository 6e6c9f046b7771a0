//! Where a panic of the second reader is an answer, as in the program: it is caught there, and what the fuzzing engine does at any panic (it
//! aborts) is done at ours alone.

/// Lets the second reader's panics through to where they are caught.
pub(super) fn of_ours_only() {
    let engine = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !scorebook::workbook::second::is_reading() {
            engine(panic);
        }
    }));
}
