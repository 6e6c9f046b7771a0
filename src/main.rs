//! The `scorebook` program: parse, run, exit. Everything is in the library's `cli`.

fn main() -> std::process::ExitCode {
    // What the second reader can't read it may answer with a panic, which is caught: nothing to print.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !scorebook::pipeline::is_read_a_second_time() {
            usual(panic);
        }
    }));
    scorebook::cli::main(std::env::args_os())
}
