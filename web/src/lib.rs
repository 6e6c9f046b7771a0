//! The door between scorebook's front and the page: a session in a worker that takes files as bytes and answers in JSON. Everything of
//! the work itself stands in `scorebook::pipeline`; what stands here is how a page asks for it.

mod adoption;
mod session;
mod told;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

pub use adoption::Adoption;
pub use session::Session;

/// Where a panic says its last words: the worker hands them to the page before it ends.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sayLastWords)]
    fn say_last_words(text: &str);
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|about| say_last_words(&about.to_string())));
}
