//! Who acts, on which machine, and when: what a journal's line says beside the act itself.
#![expect(clippy::disallowed_methods, reason = "an edge: the clock, and what the system tells of its user and itself")]

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat};

/// What every act is signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Who, as the system tells it.
    pub user: String,
    /// The machine's name.
    pub host: String,
    /// The time of every act, where it is not the clock's; as RFC 3339 in UTC.
    pub always: Option<String>,
}

/// What stands where the system does not tell.
const UNKNOWN: &str = "?";

impl Witness {
    /// The user and the machine that this program runs for and on.
    pub fn of_this_machine() -> Self {
        let first = |names: &[&str]| {
            let told = names.iter().find_map(|name| std::env::var(name).ok());
            told.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let kernel = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
        let host = first(&["COMPUTERNAME"])
            .or_else(|| kernel().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()))
            .or_else(|| first(&["HOSTNAME"]));
        Self {
            user: first(&["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| UNKNOWN.to_owned()),
            host: host.unwrap_or_else(|| UNKNOWN.to_owned()),
            always: None,
        }
    }

    /// The time in UTC. A clock before 1970 is no clock: its second 0 says so.
    pub fn now(&self) -> String {
        if let Some(always) = &self.always {
            return always.clone();
        }
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let time = DateTime::from_timestamp(i64::try_from(since).unwrap_or_default(), 0).unwrap_or_default();
        time.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Process, user and machine, for whoever waits for the archive.
    pub(super) fn in_short(&self) -> String {
        format!("{} {}, {}, {}", env!("CARGO_PKG_NAME"), std::process::id(), self.user, self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_that_of_the_clock_in_utc() {
        let now = Witness::of_this_machine().now();
        assert!(now.len() == 20 && now.ends_with('Z') && now.as_str() > "2024-01-01T00:00:00Z", "{now}");
    }
}
