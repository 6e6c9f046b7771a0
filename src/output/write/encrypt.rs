//! Opening passwords: ECMA-376 agile encryption around a finished workbook. The salts are random, so encrypted workbooks are
//! compared decrypted.

use std::io::{Cursor, Write};

use ms_offcrypto_writer::Ecma376AgileWriter;

use crate::error::Error;
use crate::model::Password;

/// The workbook's bytes behind an opening password.
///
/// # Errors
///
/// [`Error::Internal`] when the container cannot be written; never names the password.
pub fn encrypt(bytes: &[u8], password: &Password) -> Result<Vec<u8>, Error> {
    let sealed = || -> std::io::Result<Vec<u8>> {
        let mut writer = Ecma376AgileWriter::create(&mut rand::rng(), &password.0, Cursor::new(Vec::new()))?;
        writer.write_all(bytes)?;
        Ok(writer.into_inner()?.into_inner())
    };
    sealed().map_err(|error| Error::Internal(format!("cannot encrypt a workbook: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encrypted_workbook_is_an_ole_file_that_holds_no_plain_text() {
        let sealed = encrypt(b"PK-plain-text-of-a-workbook", &Password("密码 1".to_owned())).unwrap();
        assert_eq!(sealed.get(..4), Some([0xD0, 0xCF, 0x11, 0xE0].as_slice()));
        assert!(!sealed.windows(10).any(|window| window == b"plain-text"));
    }
}
