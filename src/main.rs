//! The `scorebook` program: parse, run, exit. Everything is in the library's `cli`.

fn main() -> std::process::ExitCode {
    scorebook::cli::main(std::env::args_os())
}
