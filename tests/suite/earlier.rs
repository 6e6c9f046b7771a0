//! What earlier periods left, as files: the zip of an archive, the facts beside results. A host without a disk grows on them as the
//! archive itself does.

use std::fs;
use std::path::{Path, PathBuf};

use scorebook::archive::Archive;
use scorebook::pipeline::{Earlier, History, Outputs, Provenance, Scored, Seal, Submission, zipped};
use scorebook::problem::{Code, Problem};

const OCTOBER: &[u8] = include_bytes!("../../samples/live-commerce-zh-CN-2026-10.xlsx");
const NOVEMBER: &[u8] = include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx");
const DEPARTMENT: &str = "直播电商部";

fn scored(bytes: &[u8], history: History) -> Scored {
    Submission::read(bytes).score(history, Outputs::SummaryOnly).scored.unwrap()
}

fn from(bytes: &[u8]) -> Provenance {
    Provenance::workbook("月.xlsx", bytes.to_vec())
}

/// An archive with October, as the program makes it.
fn archive(folder: &Path) -> Archive {
    let archive = Archive::open(folder.join("档案")).unwrap();
    let october = scored(OCTOBER, History::default());
    let revision = october.revision(from(OCTOBER), Some(Seal::of_nothing()), &mut |_, _| {}).unwrap();
    archive.publish(&revision).unwrap();
    archive
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// What becomes of a file of a zip.
type Change = dyn Fn(&str, Vec<u8>) -> Option<Vec<u8>>;

/// A folder as a zip under `top`, each file as `change` leaves it.
fn zip_of(folder: &Path, top: &str, change: &Change) -> Vec<u8> {
    let named = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    let files: Vec<(String, Vec<u8>)> = files_below(folder)
        .into_iter()
        .filter_map(|path| Some((format!("{top}{}", named(&path)), change(&named(&path), fs::read(path).unwrap())?)))
        .collect();
    zipped(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))).unwrap()
}

fn codes(problems: &[Problem]) -> Vec<Code> {
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_zipped_archive_says_what_the_archive_says_to_the_last_byte() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path());
    let november = "2026-11".parse().unwrap();
    let history = archive.history(DEPARTMENT, november).unwrap();
    assert_eq!(history.trend.len(), 1);
    for top in ["", "档案/", "D/档案/"] {
        let mut earlier = Earlier::default();
        let zip = zip_of(archive.root(), top, &|_, bytes| Some(bytes));
        assert!(Earlier::is_meant("档案.zip", &zip));
        assert_eq!(codes(&earlier.read("档案.zip", &zip)), [], "{top}");
        // Typed in another width.
        assert_eq!(earlier.history(" 直播电商部 ", november).unwrap(), history, "{top}");
        let scored = scored(NOVEMBER, history.clone());
        let seal = archive.seal().unwrap();
        assert!(seal.is_some());
        assert_eq!(earlier.journal_for(&scored, &from(NOVEMBER)), seal, "{top}");
    }
}

#[test]
fn the_same_input_again_has_the_journal_that_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path());
    let mut earlier = Earlier::default();
    earlier.read("档案.zip", &zip_of(archive.root(), "", &|_, bytes| Some(bytes)));
    let october = scored(OCTOBER, History::default());
    assert_eq!(earlier.journal_for(&october, &from(OCTOBER)), Some(Seal::of_nothing()));
    // Kept again it stays the first revision; another input would be the second.
    earlier.keep(&october, &from(OCTOBER));
    let revision =
        |earlier: &Earlier| earlier.history(DEPARTMENT, "2026-11".parse().unwrap()).unwrap().trend[0].revision;
    assert_eq!(revision(&earlier), 1);
    earlier.keep(&october, &from(b"another input"));
    assert_eq!(revision(&earlier), 2);
}

#[test]
fn a_closed_period_takes_no_other_input() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path());
    archive.close(DEPARTMENT, "2026-10".parse().unwrap()).unwrap();
    let mut earlier = Earlier::default();
    earlier.read("档案.zip", &zip_of(archive.root(), "", &|_, bytes| Some(bytes)));
    let october = scored(OCTOBER, History::default());
    assert!(earlier.admits(&october, &from(OCTOBER)).is_ok(), "the input that was closed");
    let refused = earlier.admits(&october, &from(b"another input")).unwrap_err();
    assert_eq!(refused.code, Code::PeriodClosed);
}

#[test]
fn an_archive_that_was_altered_or_lacks_a_file_gives_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path());
    let changed = |file: &'static str| {
        move |path: &str, bytes: Vec<u8>| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            // A figure, a hash, a period: whatever digit comes first behind the schema.
            Some(if path.ends_with(file) { text.replacen("2026", "2027", 1).into_bytes() } else { bytes })
        }
    };
    let without = |file: &'static str| move |path: &str, bytes: Vec<u8>| (!path.ends_with(file)).then_some(bytes);
    let cases: [(Box<Change>, Code); 6] = [
        (Box::new(changed("facts.json")), Code::ArchiveFileAltered),
        (Box::new(changed("manifest.json")), Code::ArchiveFileAltered),
        (Box::new(changed("current.json")), Code::ArchiveFileAltered),
        (Box::new(without("facts.json")), Code::ArchiveFileMissing),
        (Box::new(without("manifest.json")), Code::ArchiveFileMissing),
        (Box::new(without("current.json")), Code::NothingEarlier),
    ];
    for (at, (change, code)) in cases.iter().enumerate() {
        let mut earlier = Earlier::default();
        let problems = earlier.read("档案.zip", &zip_of(archive.root(), "", change));
        assert_eq!(codes(&problems), [*code], "{at}");
        assert_eq!(earlier.periods().count(), 0, "{at}");
    }
}

#[test]
fn facts_beside_results_come_back_and_what_was_changed_in_them_is_found() {
    let october = scored(OCTOBER, History::default());
    let (name, text) = Earlier::carried_on(&october).unwrap();
    let zip = zipped([
        ("直播电商部/2026-10/results.json", b"{}".as_slice()),
        ("直播电商部/2026-10.facts.json", text.as_bytes()),
    ]);
    let zip = zip.unwrap();
    let changed = text.replacen("\"revision\": 1", "\"revision\": 2", 1);
    assert_ne!(changed, text);
    let newer = text.replacen("carried/1", "carried/2", 1);
    for (bytes, expected) in [
        (zip.as_slice(), vec![]),
        (text.as_bytes(), vec![]),
        (changed.as_bytes(), vec![Code::ArchiveFileAltered]),
        (newer.as_bytes(), vec![Code::ArchiveNewer]),
        (b"{".as_slice(), vec![Code::ArchiveFileUnreadable]),
        (b"PK\x03\x04 cut off".as_slice(), vec![Code::DamagedFile]),
    ] {
        let mut earlier = Earlier::default();
        assert_eq!(codes(&earlier.read(&name, bytes)), expected);
        assert_eq!(earlier.periods().count(), usize::from(expected.is_empty()));
    }
}

#[test]
fn two_records_of_one_month_that_differ_and_two_archives_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path());
    let zip = zip_of(archive.root(), "", &|_, bytes| Some(bytes));
    let october = scored(OCTOBER, History::default());
    let (name, text) = Earlier::carried_on(&october).unwrap();
    let mut earlier = Earlier::default();
    assert_eq!(codes(&earlier.read("档案.zip", &zip)), []);
    assert_eq!(codes(&earlier.read(&name, text.as_bytes())), [], "the same facts once more");
    // November's facts under October's department and month.
    let other = scored(NOVEMBER, History::default());
    let mut facts: serde_json::Value = serde_json::from_str(&Earlier::carried_on(&other).unwrap().1).unwrap();
    facts["facts"]["period"] = "2026-10".into();
    let digest = scorebook::archive::manifest::sha256(serde_json::to_string(&facts["facts"]).unwrap().as_bytes());
    facts["sha256"] = digest.into();
    assert_eq!(codes(&earlier.read("别的.facts.json", facts.to_string().as_bytes())), [Code::EarlierTwice]);

    let second = tempfile::tempdir().unwrap();
    let second = self::archive(second.path());
    second.close(DEPARTMENT, "2026-10".parse().unwrap()).unwrap();
    let both = [("一/", &archive), ("二/", &second)];
    let other = zip_of(second.root(), "", &|_, bytes| Some(bytes));
    assert_eq!(codes(&earlier.read("分公司.zip", &other)), [Code::TwoArchives]);
    let files: Vec<(String, Vec<u8>)> = both
        .iter()
        .flat_map(|(top, archive)| {
            let named = |path: &Path| path.strip_prefix(archive.root()).unwrap().to_string_lossy().into_owned();
            files_below(archive.root())
                .into_iter()
                .map(move |path| (format!("{top}{}", named(&path)), fs::read(path).unwrap()))
                .collect::<Vec<_>>()
        })
        .collect();
    let zip = zipped(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))).unwrap();
    assert_eq!(codes(&Earlier::default().read("两个.zip", &zip)), [Code::TwoArchives]);
}

#[test]
fn growth_over_a_rolled_up_period_is_that_of_the_archive_where_its_months_are_there() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive-v1");
    let read = |keep: &Change| {
        let mut earlier = Earlier::default();
        assert_eq!(codes(&earlier.read("档案.zip", &zip_of(&kept, "", keep))), []);
        earlier
    };
    let earlier = read(&|_, bytes| Some(bytes));
    let history = |period: &str| earlier.history("直播部", period.parse().unwrap());
    // The half-year was rolled up by its months' means, the quarter by their measures.
    let half_year = history("2027H1").unwrap();
    assert_eq!(half_year, Archive::open_existing(&kept).unwrap().history("直播部", "2027H1".parse().unwrap()).unwrap());
    let of = half_year.previous.unwrap();
    assert!(
        of.people.iter().flat_map(|person| &person.roles).any(|role| !role.measures.is_empty()),
        "a mean holds none"
    );
    // Without a month, or with an altered one, growth is refused; what rests on nothing of it is not.
    fn is_workbook(path: &str) -> bool {
        path.contains("2026-10") && path.ends_with("xlsx")
    }
    for without in [
        read(&|path, bytes| (!is_workbook(path)).then_some(bytes)),
        read(&|path, mut bytes| {
            if is_workbook(path) {
                bytes.push(0);
            }
            Some(bytes)
        }),
    ] {
        assert_eq!(without.history("直播部", "2027H1".parse().unwrap()).unwrap_err().code, Code::EarlierRolledUp);
        assert!(without.history("直播部", "2027Q1".parse().unwrap()).is_ok());
    }
    let december = history("2027Q1").unwrap().previous.unwrap().missing_months;
    assert_eq!(december, ["2026-12".parse().unwrap()]);
    assert_eq!(history("2026-12").unwrap().previous.map(|past| past.revision), Some(2), "months are as ever");
    assert_eq!(earlier.journal_for(&scored(OCTOBER, History::default()), &from(OCTOBER)), None, "it had no journal");
}

/// What is kept for growth over roll-ups ends somewhere: of months with longer facts than that, honestly hashed, nothing is kept, and growth
/// over them is refused as if they were not there.
#[test]
fn months_whose_facts_go_beyond_the_bound_are_not_kept_for_growth() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive-v1");
    let month = kept.join("直播部/2026-10");
    let sha256 = scorebook::archive::manifest::sha256;
    let grown = |blanks: usize| {
        let text = |file: &str| fs::read_to_string(month.join(file)).unwrap();
        let mut facts = fs::read(month.join("r2/facts.json")).unwrap();
        let before = sha256(&facts);
        facts.resize(facts.len() + blanks, b' ');
        let manifest = text("r2/manifest.json").replace(&before, &sha256(&facts));
        let current =
            text("current.json").replace(&sha256(text("r2/manifest.json").as_bytes()), &sha256(manifest.as_bytes()));
        let change = move |path: &str, bytes: Vec<u8>| {
            Some(match path {
                "直播部/2026-10/r2/facts.json" => facts.clone(),
                "直播部/2026-10/r2/manifest.json" => manifest.clone().into_bytes(),
                "直播部/2026-10/current.json" => current.clone().into_bytes(),
                _ => bytes,
            })
        };
        let zip = zip_of(&kept, "", &change);
        let mut earlier = Earlier::default();
        assert_eq!(codes(&earlier.read("档案.zip", &zip)), []);
        earlier.history("直播部", "2027H1".parse().unwrap()).map(|_| ()).map_err(|problem| problem.code)
    };
    assert_eq!(grown(1_000_000), Ok(()));
    assert_eq!(grown(17 * 1024 * 1024), Err(Code::EarlierRolledUp));
}

#[test]
fn what_is_no_zip_of_ours_is_said_so() {
    let photos = zipped([("照片/1.jpg", b"x".as_slice()), ("journal.txt", b"")]).unwrap();
    assert_eq!(codes(&Earlier::default().read("照片.zip", &photos)), [Code::NothingEarlier]);
    assert!(!Earlier::is_meant("月.xlsx", NOVEMBER));
    assert!(!Earlier::is_meant("月.zip", b"no zip"), "its own bytes say what it is");
}
