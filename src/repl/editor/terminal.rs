//! The terminal's settings: as the editor needs them while it reads, as they were while statements run.

use rustix::termios::{
    InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};

/// The editor's settings; dropped, the terminal has its own again.
pub struct Raw {
    own: Termios,
}

const BRACKETED_PASTE_ON: &str = "\x1b[?2004h";
const BRACKETED_PASTE_OFF: &str = "\x1b[?2004l";

impl Raw {
    /// Has the terminal deliver each key at once and not show it. `None` if it refuses.
    pub fn enter() -> Option<Raw> {
        let own = tcgetattr(rustix::stdio::stdin()).ok()?;
        let mut raw = own.clone();
        // Output is still translated, so that what tasks print comes out right.
        raw.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        raw.input_modes -= InputModes::ICRNL | InputModes::INLCR | InputModes::IXON | InputModes::ISTRIP;
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, &raw).ok()?;
        super::screen::write(BRACKETED_PASTE_ON);
        Some(Raw { own })
    }
}

impl Raw {
    /// From now on Ctrl-C is a signal again, but what was typed before can still be read key by key.
    pub fn let_signals_come(&self) {
        if let Ok(mut modes) = tcgetattr(rustix::stdio::stdin()) {
            modes.local_modes |= LocalModes::ISIG;
            // If it fails, the terminal's own settings follow soon.
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &modes);
        }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        super::screen::write(BRACKETED_PASTE_OFF);
        // A terminal that has gone away needs nothing.
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, &self.own);
    }
}

/// Columns and rows of the terminal.
pub fn size() -> (usize, usize) {
    match tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col.into(), size.ws_row.into()),
        _ => (80, 24),
    }
}

/// Stops the process as Ctrl-Z does, until it is told to go on.
pub fn suspend() {
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
