//! What goes wrong in an input, and whether a command goes on.

use anyhow::bail;
use rushes_rrd::{Cause, Damage, ErrorKind, RawMessage};

use crate::input::Input;
use crate::progress::Progress;

/// How a command treats damaged inputs.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Report errors and go on with what is intact; else the first error ends the command.
    pub continue_on_error: bool,
    /// Treat as errors what is otherwise worth a warning: inputs that are cut short or were
    /// never closed.
    pub strict: bool,
}

/// Collects what went wrong.
#[derive(Debug)]
pub struct Report {
    policy: Policy,
    errors: u64,
}

/// The text that ends a command that met errors it was not told to skip.
const FAILED: &str = "one or more failures in the input; nothing was written. \
    See above. --continue-on-error goes on with what is intact";

impl Report {
    /// A report without entries.
    pub fn new(policy: Policy) -> Self {
        Self { policy, errors: 0 }
    }

    /// Something is lost or contradicts itself. `closed` says that it comes behind an End.
    pub fn damage(
        &mut self,
        progress: &Progress,
        input: &Input,
        damage: &Damage,
        closed: bool,
    ) -> anyhow::Result<()> {
        let text = format!("{input}, byte {}: {damage}", damage.bytes.start);
        let tolerable = match &damage.cause {
            Cause::CutShort { .. } | Cause::Trailer { .. } => true,
            Cause::Garbage => closed,
            _ => false,
        };
        if tolerable {
            self.warning(progress, &text)
        } else {
            self.error(progress, &text)
        }
    }

    /// A message is lost because its store cannot be known.
    pub fn orphan(
        &mut self,
        progress: &Progress,
        input: &Input,
        raw: &RawMessage,
    ) -> anyhow::Result<()> {
        let text = "a message without application id, and no store info before it that has one";
        self.warning(progress, &format!("{input}, byte {}: {text}", raw.offset))
    }

    /// Reports an error about one message; any other ends the command.
    pub fn tolerate(
        &mut self,
        progress: &Progress,
        input: &Input,
        result: rushes_rrd::Result<()>,
    ) -> anyhow::Result<()> {
        match result {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::Io => Err(error.into()),
            Err(error) => self.error(progress, &format!("{input}: {error}")),
        }
    }

    /// Something that loses nothing, or that a file which was never closed has.
    pub fn warning(&mut self, progress: &Progress, text: &str) -> anyhow::Result<()> {
        if self.policy.strict {
            return self.error(progress, text);
        }
        progress.print(&format!("warning: {text}"));
        Ok(())
    }

    /// Data are lost.
    pub fn error(&mut self, progress: &Progress, text: &str) -> anyhow::Result<()> {
        progress.print(&format!("error: {text}"));
        self.errors += 1;
        if self.policy.continue_on_error {
            return Ok(());
        }
        bail!("{FAILED}");
    }

    /// How many errors were met.
    pub fn errors(&self) -> u64 {
        self.errors
    }
}
