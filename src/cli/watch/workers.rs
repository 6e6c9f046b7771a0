//! The workers of a watch: a thread a piece of work, so that a slow workbook stops nobody. What takes too long is given up: its worker
//! may go on for a while, and nothing of it counts any more.
#![expect(clippy::disallowed_methods, reason = "threads and their time are this edge's matter")]

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::cli::interrupt::Interrupt;
use crate::error::Error;

/// How long a worker keeps its place among those that count: a department takes a second or two, and whoever takes longer must
/// not keep the others out.
const BRISK: Duration = Duration::from_secs(3);

/// Threads for each place, slow ones included: a folder full of workbooks that take for ever does not fill the machine's memory.
const MOST: usize = 4;

/// Whether a piece of work may still be published: asked by its worker, and taken away when its time is over.
#[derive(Debug, Clone, Default)]
pub(super) struct Token(Arc<Mutex<State>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Working,
    Publishing,
    GivenUp,
}

impl Token {
    /// Whether the work may be published; from then on it is not given up.
    pub(super) fn publish(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *state != State::GivenUp {
            *state = State::Publishing;
        }
        *state == State::Publishing
    }

    /// Whether the work is given up; not where it is being published.
    fn give_up(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *state != State::Publishing {
            *state = State::GivenUp;
        }
        *state == State::GivenUp
    }

    /// The next file of the same work.
    pub(super) fn next(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *state == State::Publishing {
            *state = State::Working;
        }
    }
}

/// A piece of work, by its number.
pub(super) type Ticket = u64;

/// What a worker needs beside its task.
pub(super) struct Hand<News> {
    /// Its number.
    pub ticket: Ticket,
    /// Whether it may publish.
    pub token: Token,
    /// Whether it is asked to stop.
    pub stop: Interrupt,
    news: Sender<(Ticket, News)>,
    bell: Arc<dyn Fn() + Send + Sync>,
}

impl<News> Hand<News> {
    /// Tells how something ended.
    pub(super) fn tell(&self, news: News) {
        // Nobody listens any more where the watch has ended.
        let _ = self.news.send((self.ticket, news));
        (self.bell)();
    }
}

struct AtWork {
    ticket: Ticket,
    since: Instant,
    token: Token,
    stop: Interrupt,
}

/// The workers.
pub(super) struct Crew<News> {
    places: usize,
    limit: Duration,
    last: Ticket,
    at_work: Vec<AtWork>,
    sender: Sender<(Ticket, News)>,
    receiver: Receiver<(Ticket, News)>,
    bell: Arc<dyn Fn() + Send + Sync>,
}

impl<News: Send + 'static> Crew<News> {
    /// A crew that gives each piece of work a time; `bell` is rung at all news.
    pub(super) fn new(places: usize, limit: Duration, bell: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Self { places, limit, last: 0, at_work: Vec::new(), sender, receiver, bell: Arc::new(bell) }
    }

    /// Whether another piece of work may begin.
    pub(super) fn has_room(&self) -> bool {
        let brisk = self.at_work.iter().filter(|work| work.since.elapsed() < BRISK).count();
        brisk < self.places && self.at_work.len() < self.places.saturating_mul(MOST)
    }

    /// Whether nobody works.
    pub(super) fn is_idle(&self) -> bool {
        self.at_work.is_empty()
    }

    /// Begins a piece of work in a thread of its own.
    ///
    /// # Errors
    /// Where the system has no thread for it.
    pub(super) fn begin(&mut self, task: impl FnOnce(&Hand<News>) + Send + 'static) -> Result<Ticket, Error> {
        self.last = self.last.saturating_add(1);
        let hand = Hand {
            ticket: self.last,
            token: Token::default(),
            stop: Interrupt::default(),
            news: self.sender.clone(),
            bell: Arc::clone(&self.bell),
        };
        let work =
            AtWork { ticket: self.last, since: Instant::now(), token: hand.token.clone(), stop: hand.stop.clone() };
        std::thread::Builder::new().spawn(move || task(&hand)).map_err(|error| Error::Internal(error.to_string()))?;
        self.at_work.push(work);
        Ok(self.last)
    }

    /// What the workers told since; of given up work nothing is heard.
    pub(super) fn news(&mut self) -> Vec<(Ticket, News)> {
        let told: Vec<_> = self.receiver.try_iter().collect();
        told.into_iter().filter(|(ticket, _)| self.at_work.iter().any(|work| work.ticket == *ticket)).collect()
    }

    /// The next news of work that can't be given up, waiting for it.
    pub(super) fn last_news(&mut self) -> Option<(Ticket, News)> {
        loop {
            let news = self.receiver.recv_timeout(self.limit).ok()?;
            if self.at_work.iter().any(|work| work.ticket == news.0) {
                return Some(news);
            }
        }
    }

    /// Gives a piece of work its whole time again: one of its files is done.
    pub(super) fn goes_on(&mut self, ticket: Ticket) {
        if let Some(work) = self.at_work.iter_mut().find(|work| work.ticket == ticket) {
            work.since = Instant::now();
        }
    }

    /// Notes that a piece of work is done.
    pub(super) fn ended(&mut self, ticket: Ticket) {
        self.at_work.retain(|work| work.ticket != ticket);
    }

    /// Gives up what takes longer than its time, or everything; what is being published goes on.
    pub(super) fn give_up(&mut self, everything: bool) -> Vec<Ticket> {
        let mut given_up = Vec::new();
        self.at_work.retain(|work| {
            let over = (everything || work.since.elapsed() >= self.limit) && work.token.give_up();
            if over {
                work.stop.ask();
                given_up.push(work.ticket);
            }
            !over
        });
        given_up
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_takes_too_long_is_given_up_and_nothing_of_it_counts() {
        let mut crew = Crew::new(2, Duration::from_millis(50), || {});
        let slow = crew
            .begin(|hand| {
                std::thread::sleep(Duration::from_millis(300));
                hand.tell(hand.token.publish());
            })
            .unwrap();
        let quick = crew.begin(|hand| hand.tell(hand.token.publish())).unwrap();
        while crew.is_idle() || crew.at_work.len() > 1 {
            for (ticket, published) in crew.news() {
                assert_eq!((ticket, published), (quick, true));
                crew.ended(ticket);
            }
        }
        std::thread::sleep(Duration::from_millis(60));
        assert_eq!(crew.give_up(false), [slow]);
        assert!(crew.is_idle());
        std::thread::sleep(Duration::from_millis(300));
        assert!(crew.news().is_empty(), "it is heard no more");
    }

    #[test]
    fn what_is_being_published_is_not_given_up() {
        let token = Token::default();
        assert!(token.publish());
        assert!(!token.give_up());
        token.next();
        assert!(token.give_up());
        assert!(!token.publish(), "too late");
    }
}
