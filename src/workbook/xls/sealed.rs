//! .xls files that are encrypted with the password that Excel tries by itself, in each of the three ways that there are
//! (MS-XLS 2.2.10, MS-OFFCRYPTO 2.3.5 to 2.3.7): records keep their places and kinds, only what they hold is encrypted. So the
//! file is read as one with the same bytes in plain.
//!
//! As for .xlsx, the password is checked against the file's verifier before anything is decrypted.

use md5::Md5;
use sha1::Sha1;
use sha2::Digest;

use super::records::{Records, record};
use crate::problem::{Code, Problem};
use crate::workbook::cfb::{Container, Stream, u16_at, u32_at};
use crate::workbook::encrypted::default_password;
use crate::workbook::limits::WHOLE_BYTES;
use crate::workbook::refusal;

/// Records before which the one that tells the encryption stands: the first, and the one that advises against writing.
const BEFORE: usize = 2;

/// Bytes after which a new key is made.
const BLOCK: usize = 1024;

/// The file in plain; `None` where it is not encrypted.
pub(in crate::workbook) fn opened(bytes: &[u8], container: &Container<'_>) -> Result<Option<Vec<u8>>, Problem> {
    let stream = container.stream("Workbook")?.ok_or_else(super::damaged)?;
    let mut records = Records::new(&stream, 0);
    let mut told = records.advance();
    for _ in 0..BEFORE {
        if told != Some(record::FILE_PASS) {
            told = records.advance();
        }
    }
    if told != Some(record::FILE_PASS) {
        return Ok(None);
    }
    if bytes.len() > WHOLE_BYTES {
        return Err(refusal::too_large("whole", WHOLE_BYTES / 1_048_576));
    }
    let cipher = Cipher::of(&records.data).ok_or_else(|| refusal::file(Code::Encrypted))?;
    let start = records.next.saturating_sub(records.data.len());
    let mut plain = bytes.to_vec();
    decrypt(&stream, cipher, &mut plain).ok_or_else(super::damaged)?;
    // The record that tells the encryption becomes one of no kind.
    let kind = start.checked_sub(3).and_then(|at| stream.place(at)).and_then(|place| plain.get_mut(place));
    *kind.ok_or_else(super::damaged)? = super::kept::NONE;
    Ok(Some(plain))
}

/// Decrypts what the records of the stream hold, in place.
fn decrypt(stream: &Stream<'_>, mut cipher: Cipher, plain: &mut [u8]) -> Option<()> {
    /// Bytes of the place of a sheet, which stays in plain at the start of its record.
    const PLACE: usize = 4;
    let mut records = Records::new(stream, 0);
    while let Some(kind) = records.advance() {
        let length = records.data.len();
        let start = records.next.checked_sub(length)?;
        let open = match kind {
            kind if record::NEVER_ENCRYPTED.contains(&kind) => length,
            record::BOUND_SHEET => PLACE,
            _ => 0,
        };
        for at in start.checked_add(open)?..records.next {
            let byte = plain.get_mut(stream.place(at)?)?;
            *byte = cipher.plain(*byte, at, length)?;
        }
    }
    Some(())
}

/// How a stream is encrypted.
enum Cipher {
    /// Each byte with one of sixteen, by its place and the length of its record.
    Masked,
    /// A stream of bytes that begins anew with each block.
    Streamed(Streamed),
}

impl Cipher {
    /// The encryption that a file tells, where the password is the one that Excel tries.
    fn of(told: &[u8]) -> Option<Self> {
        match u16_at(told, 0)? {
            0 => ((u16_at(told, 2)?, u16_at(told, 4)?) == MASK_VERIFIER).then_some(Self::Masked),
            1 => match (u16_at(told, 2)?, u16_at(told, 4)?) {
                (1, 1) => Key::older(told.get(6..22)?).confirmed(told.get(22..38)?, told.get(38..54)?),
                (2..=4, 2) => {
                    let header_size = usize::try_from(u32_at(told, 10)?).ok()?;
                    let header = told.get(14..14_usize.checked_add(header_size)?)?;
                    let verifier = told.get(14_usize.checked_add(header_size)?..)?;
                    let bits = u32_at(header, 16)?;
                    let key = Key::newer(verifier.get(4..20)?, bits)?;
                    key.confirmed(verifier.get(20..36)?, verifier.get(40..60)?)
                }
                _ => None,
            }
            .map(Self::Streamed),
            _ => None,
        }
    }

    /// A byte in plain: where it stands in the stream, and how long its record is.
    fn plain(&mut self, byte: u8, at: usize, length: usize) -> Option<u8> {
        match self {
            Self::Masked => {
                let mask = MASK.get(at.checked_add(length)?.checked_rem(MASK.len())?)?;
                Some((byte ^ mask).rotate_right(5))
            }
            Self::Streamed(stream) => stream.mask(at).map(|mask| byte ^ mask),
        }
    }
}

/// The bytes that the password `VelvetSweatshop` gives (MS-OFFCRYPTO 2.3.7.2), with its key and its verifier (2.3.7.1): a password
/// of fifteen letters leaves nothing to the file.
const MASK: [u8; 16] = [0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04];
const MASK_VERIFIER: (u16, u16) = (0xB359, 0x9A0A);

/// What a key of each block is made from.
enum Key {
    /// MD5, five bytes (2.3.6.2).
    Older(Vec<u8>),
    /// SHA-1 and how many bytes the file says (2.3.5.2).
    Newer(Vec<u8>, usize),
}

impl Key {
    fn older(salt: &[u8]) -> Self {
        const KEPT: usize = 5;
        let cut = |digest: &[u8]| digest.iter().take(KEPT).copied().collect::<Vec<u8>>();
        let password = cut(&Md5::digest(default_password()));
        Self::Older(cut(&Md5::digest([password.as_slice(), salt].concat().repeat(16))))
    }

    fn newer(salt: &[u8], bits: u32) -> Option<Self> {
        const DIGEST: usize = 20;
        // None given means the shortest.
        let bytes = usize::try_from(if bits == 0 { 40 } else { bits }).ok()?.checked_div(8)?;
        let digest = Sha1::new().chain_update(salt).chain_update(default_password()).finalize().to_vec();
        (1..=DIGEST).contains(&bytes).then_some(Self::Newer(digest, bytes))
    }

    /// The key of a block.
    fn of_block(&self, block: u32) -> Vec<u8> {
        /// The shortest of the newer keys is filled up to this length.
        const FILLED: usize = 16;
        match self {
            Self::Older(start) => Md5::new().chain_update(start).chain_update(block.to_le_bytes()).finalize().to_vec(),
            Self::Newer(start, bytes) => {
                let mut key = Sha1::new().chain_update(start).chain_update(block.to_le_bytes()).finalize().to_vec();
                key.truncate(*bytes);
                if *bytes == 5 {
                    key.resize(FILLED, 0);
                }
                key
            }
        }
    }

    /// The stream of this key, where it opens the verifier.
    fn confirmed(self, sealed: &[u8], sealed_digest: &[u8]) -> Option<Streamed> {
        let mut masks = Rc4::new(&self.of_block(0))?;
        let mut open =
            |sealed: &[u8]| sealed.iter().zip(masks.by_ref()).map(|(byte, mask)| byte ^ mask).collect::<Vec<u8>>();
        let (input, digest) = (open(sealed), open(sealed_digest));
        let right = match self {
            Self::Older(_) => Md5::digest(&input).to_vec(),
            Self::Newer(..) => Sha1::digest(&input).to_vec(),
        };
        (digest == right).then_some(Streamed { key: self, block: None, masks: Vec::new() })
    }
}

/// The bytes with which a stream is encrypted.
struct Streamed {
    key: Key,
    /// The block of which `masks` are.
    block: Option<usize>,
    masks: Vec<u8>,
}

impl Streamed {
    fn mask(&mut self, at: usize) -> Option<u8> {
        let block = at.checked_div(BLOCK)?;
        if self.block != Some(block) {
            self.masks = Rc4::new(&self.key.of_block(u32::try_from(block).ok()?))?.take(BLOCK).collect();
            self.block = Some(block);
        }
        self.masks.get(at.checked_rem(BLOCK)?).copied()
    }
}

/// The cipher's bytes (RC4).
struct Rc4 {
    state: [u8; 256],
    first: u8,
    second: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Option<Self> {
        let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or_default());
        let mut second = 0_u8;
        for at in 0..state.len() {
            let key = *key.get(at.checked_rem(key.len())?)?;
            second = second.wrapping_add(*state.get(at)?).wrapping_add(key);
            state.swap(at, usize::from(second));
        }
        Some(Self { state, first: 0, second: 0 })
    }
}

impl Iterator for Rc4 {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.first = self.first.wrapping_add(1);
        let one = *self.state.get(usize::from(self.first))?;
        self.second = self.second.wrapping_add(one);
        let other = *self.state.get(usize::from(self.second))?;
        self.state.swap(usize::from(self.first), usize::from(self.second));
        self.state.get(usize::from(one.wrapping_add(other))).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cipher_gives_the_bytes_that_everybody_knows() {
        // RFC 6229: key 01 02 03 04 05.
        let bytes: Vec<u8> = Rc4::new(&[1, 2, 3, 4, 5]).unwrap().take(8).collect();
        assert_eq!(bytes, [0xB2, 0x39, 0x63, 0x05, 0xF0, 0x3D, 0xC0, 0x27]);
        assert!(Rc4::new(&[]).is_none());
    }
}
