//! Workbooks that Excel encrypts with a password that it tries by itself: who protects a workbook's structure or recommends
//! it for reading only gets such a file, and Excel opens it without asking (MS-OFFCRYPTO 2.3.4; .xlsx and .xlsm).
//!
//! The password is checked against the verifier that the file holds before anything is decrypted: with any other one the
//! bytes would be noise.

use std::cell::Cell;

use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::cfb::{Container, Stream, u16_at, u32_at};
use super::limits::{SPINS, WHOLE_BYTES};
use super::refusal;
use super::xml::{Node, Xml, attribute};
use crate::problem::{Code, Problem};

/// The password that Excel tries before it asks.
const DEFAULT: &str = "VelvetSweatshop";

/// The same as it is digested.
pub(super) fn default_password() -> Vec<u8> {
    digested(DEFAULT)
}

/// A password as it is digested.
fn digested(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Bytes of a block of the cipher.
const BLOCK: usize = 16;
/// Bytes that are encrypted by themselves in the newer method.
const SEGMENT: usize = 4096;
/// How often the older method digests a password.
const STANDARD_SPINS: u32 = 50_000;
/// Bytes of the stream that says how the file is encrypted; it takes one or two thousand.
const INFO_BYTES: usize = 64 * 1024;

/// Digests that may be spent on passwords: each try takes as many as the file asks for, a hundred thousand as a rule, and a twentieth
/// of a second with them.
#[derive(Debug)]
pub struct Tries {
    left: Cell<u64>,
}

impl Tries {
    /// So many digests.
    pub fn of(digests: u64) -> Self {
        Self { left: Cell::new(digests) }
    }

    /// Whether there is enough left for a try, which is spent then; a try too few ends all others.
    fn spend(&self, digests: u32) -> bool {
        let left = self.left.get().checked_sub(digests.into());
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}

/// The workbook inside an encrypted container, where Excel would open it without asking, or one of the passwords opens it before the
/// tries are spent.
pub(super) fn open(container: &Container<'_>, passwords: &[&str], tries: &Tries) -> Result<Vec<u8>, Problem> {
    let refused = || refusal::file(Code::Encrypted);
    let (Some(info), Some(package)) = (container.stream("EncryptionInfo")?, container.stream("EncryptedPackage")?)
    else {
        return Err(refused());
    };
    if package.size() > WHOLE_BYTES {
        return Err(refusal::too_large("whole", WHOLE_BYTES / 1_048_576));
    }
    let info = whole(&info, INFO_BYTES).ok_or_else(refused)?;
    let newer = match (u16_at(&info, 0), u16_at(&info, 2)) {
        (Some(4), Some(4)) => Some(described(info.get(8..).unwrap_or_default()).ok_or_else(refused)?),
        (Some(2..=4), Some(2)) => None,
        _ => return Err(refused()),
    };
    let spins = newer.as_ref().map_or(STANDARD_SPINS, |(_, password)| password.spins);
    let opened = |password: &&str| {
        let password = tries.spend(spins).then(|| digested(password))?;
        match &newer {
            Some((data, key)) => agile(data, key, &password),
            None => standard(&info, &password),
        }
    };
    // Each takes its time: the likeliest one first.
    let (likely, others) = passwords.split_at(passwords.len().min(1));
    let opened = likely.iter().chain([&DEFAULT]).chain(others).find_map(opened).ok_or_else(refused)?;
    let mut bytes = whole(&package, WHOLE_BYTES).ok_or_else(refused)?;
    let size = u32_at(&bytes, 0).and_then(|size| usize::try_from(size).ok()).ok_or_else(refused)?;
    let sealed = bytes.split_off(bytes.len().min(8));
    let mut plain = opened.decrypt(sealed).ok_or_else(refused)?;
    plain.truncate(size);
    Ok(plain)
}

fn whole(stream: &Stream<'_>, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.read(0, stream.size().min(most), &mut bytes)?;
    Some(bytes)
}

/// A key that the verifier has confirmed.
enum Opened {
    /// The older method: every block by itself.
    Blocks(Vec<u8>),
    /// The newer one: segments of chained blocks, each with a beginning made from the salt and its number.
    Segments { key: Vec<u8>, salt: Vec<u8>, hash: Hash },
}

impl Opened {
    fn decrypt(&self, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
        // What is left over of a last block was never encrypted.
        bytes.truncate(bytes.len().checked_sub(bytes.len().checked_rem(BLOCK)?)?);
        match self {
            Self::Blocks(key) => unchain(key, None, &mut bytes)?,
            Self::Segments { key, salt, hash } => {
                for (number, segment) in bytes.chunks_mut(SEGMENT).enumerate() {
                    let number = u32::try_from(number).ok()?.to_le_bytes();
                    let start = fitted(hash.of(&[salt, &number]), BLOCK);
                    unchain(key, Some(&start), segment)?;
                }
            }
        }
        Some(bytes)
    }
}

/// The digests that files name.
#[derive(Debug, Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            parts.iter().fold(D::new(), |digest, part| digest.chain_update(part)).finalize().to_vec()
        }
        match self {
            Self::Sha1 => digest::<Sha1>(parts),
            Self::Sha256 => digest::<Sha256>(parts),
            Self::Sha384 => digest::<Sha384>(parts),
            Self::Sha512 => digest::<Sha512>(parts),
        }
    }

    /// The password with its salt, digested over and over.
    fn spun(self, password: &[u8], salt: &[u8], spins: u32) -> Vec<u8> {
        (0..spins).fold(self.of(&[salt, password]), |digest, spin| self.of(&[&spin.to_le_bytes(), &digest]))
    }
}

/// Cut or filled up to a length.
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

/// Decrypts one block.
type Cipher = Box<dyn Fn(&mut [u8])>;

/// Decrypts blocks in place: each by itself, or chained behind `start`.
fn unchain(key: &[u8], start: Option<&[u8]>, bytes: &mut [u8]) -> Option<()> {
    let cipher: Cipher = match key.len() {
        16 => with(Aes128::new_from_slice(key).ok()?),
        24 => with(Aes192::new_from_slice(key).ok()?),
        32 => with(Aes256::new_from_slice(key).ok()?),
        _ => return None,
    };
    let mut before = start.map(<[u8]>::to_vec);
    for block in bytes.chunks_exact_mut(BLOCK) {
        let sealed = block.to_vec();
        cipher(block);
        if let Some(before) = &mut before {
            block.iter_mut().zip(before.iter()).for_each(|(byte, mask)| *byte ^= mask);
            *before = sealed;
        }
    }
    Some(())
}

fn with<C: BlockDecrypt + 'static>(cipher: C) -> Cipher {
    Box::new(move |block| {
        if block.len() == C::block_size() {
            cipher.decrypt_block(GenericArray::from_mut_slice(block));
        }
    })
}

/// The older method (2.3.4.5 to 2.3.4.9): AES and SHA-1.
fn standard(info: &[u8], password: &[u8]) -> Option<Opened> {
    let header_size = usize::try_from(u32_at(info, 8)?).ok()?;
    let header = info.get(12..12_usize.checked_add(header_size)?)?;
    let key_bytes = usize::try_from(u32_at(header, 16)?).ok()?.checked_div(8)?;
    let verifier = info.get(12_usize.checked_add(header_size)?..)?;
    let (salt, sealed, sealed_hash) = (verifier.get(4..20)?, verifier.get(20..36)?, verifier.get(40..72)?);
    let last = Hash::Sha1.of(&[&Hash::Sha1.spun(password, salt, STANDARD_SPINS), &0_u32.to_le_bytes()]);
    let half = |filling: u8| {
        let mut pad = [filling; 64];
        pad.iter_mut().zip(&last).for_each(|(byte, digest)| *byte ^= digest);
        Hash::Sha1.of(&[&pad])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(key_bytes);
    let (mut input, mut hash) = (sealed.to_vec(), sealed_hash.to_vec());
    unchain(&key, None, &mut input)?;
    unchain(&key, None, &mut hash)?;
    let right = Hash::Sha1.of(&[&input]);
    (hash.get(..right.len()) == Some(right.as_slice())).then_some(Opened::Blocks(key))
}

/// What the newer method says of one key.
#[derive(Default)]
struct Described {
    salt: Vec<u8>,
    key_bytes: usize,
    hash: Option<Hash>,
    spins: u32,
    input: Vec<u8>,
    digest: Vec<u8>,
    value: Vec<u8>,
}

/// The newer method (2.3.4.10 to 2.3.4.15).
fn agile(data: &Described, password: &Described, typed: &[u8]) -> Option<Opened> {
    const INPUT: &[u8] = &[0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
    const DIGEST: &[u8] = &[0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
    const VALUE: &[u8] = &[0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];
    let hash = password.hash?;
    let spun = hash.spun(typed, &password.salt, password.spins);
    let start = fitted(password.salt.clone(), BLOCK);
    let unsealed = |sealed: &[u8], purpose: &[u8]| {
        let mut plain = sealed.to_vec();
        unchain(&fitted(hash.of(&[&spun, purpose]), password.key_bytes), Some(&start), &mut plain).map(|()| plain)
    };
    let right = hash.of(&[&unsealed(&password.input, INPUT)?]);
    if right.is_empty() || unsealed(&password.digest, DIGEST)?.get(..right.len()) != Some(right.as_slice()) {
        return None;
    }
    let mut key = unsealed(&password.value, VALUE)?;
    key.truncate(data.key_bytes);
    Some(Opened::Segments { key, salt: data.salt.clone(), hash: data.hash? })
}

/// The keys of the data and of the password.
fn described(info: &[u8]) -> Option<(Described, Described)> {
    let mut xml = Xml::new(info, "EncryptionInfo", INFO_BYTES as u64);
    let (mut data, mut password) = (None, None);
    loop {
        let node = xml.next().ok()?;
        match node {
            Node::Start(element) => {
                let slot = match element.local_name().as_ref() {
                    "keyData" => &mut data,
                    "encryptedKey" if attribute(&element, "spinCount").is_some() => &mut password,
                    _ => continue,
                };
                let text = |name: &str| attribute(&element, name).map(|value| value.into_owned()).unwrap_or_default();
                let chained = text("cipherAlgorithm") == "AES" && text("cipherChaining") == "ChainingModeCBC";
                if !chained || slot.is_some() {
                    return None;
                }
                *slot = Some(Described {
                    salt: base64(&text("saltValue"))?,
                    key_bytes: text("keyBits").parse::<usize>().ok()?.checked_div(8)?,
                    hash: Hash::named(&text("hashAlgorithm")),
                    spins: match text("spinCount") {
                        none if none.is_empty() => 0,
                        spins => spins.parse().ok().filter(|spins| *spins <= SPINS)?,
                    },
                    input: base64(&text("encryptedVerifierHashInput"))?,
                    digest: base64(&text("encryptedVerifierHashValue"))?,
                    value: base64(&text("encryptedKeyValue"))?,
                });
            }
            Node::Eof => return Some((data?, password?)),
            Node::Empty(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
        }
    }
}

/// Bytes written as letters, four for three.
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let digit = match letter {
            b'A'..=b'Z' => letter.checked_sub(b'A')?,
            b'a'..=b'z' => letter.checked_sub(b'a')?.checked_add(26)?,
            b'0'..=b'9' => letter.checked_sub(b'0')?.checked_add(52)?,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(digit);
        bits = bits.checked_add(6)?;
        if bits >= 8 {
            bits = bits.checked_sub(8)?;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
            held &= (1_u32 << bits).checked_sub(1)?;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use aes::cipher::BlockEncrypt;
    use ms_offcrypto_writer::Ecma376AgileWriter;
    use rand::SeedableRng;

    use super::*;

    /// A file encrypted by an independent writer of the newer method.
    fn sealed(password: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut random = rand::rngs::StdRng::seed_from_u64(7);
        let mut writer = Ecma376AgileWriter::create(&mut random, password, &mut bytes).unwrap();
        writer.write_all(content).unwrap();
        writer.into_inner().unwrap();
        bytes.into_inner()
    }

    fn opened(bytes: &[u8]) -> Result<Vec<u8>, Code> {
        open(&Container::open(bytes).unwrap(), &[], &Tries::of(u64::MAX)).map_err(|problem| problem.code)
    }

    #[test]
    fn the_password_that_excel_tries_opens_a_workbook_and_no_other_one_does() {
        let content: Vec<u8> = (0_u32..9_001).flat_map(u32::to_le_bytes).collect();
        assert!(opened(&sealed(DEFAULT, &content)) == Ok(content.clone()));
        for other in ["velvetsweatshop", "", "1234"] {
            assert_eq!(opened(&sealed(other, &content)), Err(Code::Encrypted), "{other}");
            let file = sealed(other, &content);
            // What the writer asks for, as Office does.
            let with = |known: &[&str], times: u64| {
                let tries = Tries::of(times * 100_000);
                let opened = open(&Container::open(&file).unwrap(), known, &tries).map_err(|problem| problem.code);
                (opened, tries.is_spent())
            };
            // The one that Excel tries comes second.
            assert!(with(&["开门", other], 4) == (Ok(content.clone()), false), "{other}");
            assert_eq!(with(&["开门"], 4), (Err(Code::Encrypted), false), "{other}");
            assert_eq!(with(&["开门", other], 2), (Err(Code::Encrypted), true), "{other}");
        }
    }

    #[test]
    fn the_older_method_opens_by_its_verifier() {
        // Made as MS-OFFCRYPTO 2.3.4.7 to 2.3.4.9 says.
        let salt: Vec<u8> = (0..16).collect();
        let last = Hash::Sha1.of(&[&Hash::Sha1.spun(&default_password(), &salt, 50_000), &[0; 4]]);
        let mut pad = [0x36; 64];
        pad.iter_mut().zip(&last).for_each(|(byte, digest)| *byte ^= digest);
        let key = Hash::Sha1.of(&[&pad])[..16].to_vec();
        let cipher = Aes128::new_from_slice(&key).unwrap();
        let seal = |mut bytes: Vec<u8>| {
            bytes.chunks_exact_mut(BLOCK).for_each(|block| cipher.encrypt_block(GenericArray::from_mut_slice(block)));
            bytes
        };
        let (input, content) = (vec![5; 16], b"PK\x03\x04 and what follows, 32 bytes.".to_vec());
        let digest = [Hash::Sha1.of(&[&input]), vec![0; 12]].concat();
        let header = [[0_u32, 0, 0x660E, 0x8004, 128, 0x18, 0, 0].map(u32::to_le_bytes).concat(), vec![0; 2]].concat();
        let length = u32::try_from(header.len()).unwrap().to_le_bytes();
        let info = [
            &[3, 0, 2, 0, 0x24, 0, 0, 0][..],
            &length,
            &header,
            &16_u32.to_le_bytes(),
            &salt,
            &seal(input),
            &20_u32.to_le_bytes(),
            &seal(digest),
        ]
        .concat();
        let Some(Opened::Blocks(found)) = standard(&info, &default_password()) else { panic!("not opened") };
        assert_eq!(found, key);
        assert_eq!(Opened::Blocks(found).decrypt(seal(content[..32].to_vec())).unwrap(), &content[..32]);
        let mut wrong = info;
        wrong[60] ^= 1;
        assert!(standard(&wrong, &default_password()).is_none());
    }

    #[test]
    fn letters_become_bytes() {
        assert_eq!(base64("VmVsdmV0").unwrap(), b"Velvet");
        assert_eq!(base64("VmU=").unwrap(), b"Ve");
        assert_eq!(base64("//+A").unwrap(), [0xFF, 0xFF, 0x80]);
        assert_eq!(base64("?"), None);
    }
}
