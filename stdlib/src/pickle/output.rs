//! What a pickler has written: in memory, or on its way to a file, in frames from protocol 4 on (PEP 3154).

use super::op;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// A frame that is so long ends.
const FRAME_SIZE_TARGET: usize = 64 * 1024;
/// A shorter frame is not worth its head.
const FRAME_SIZE_MIN: usize = 4;
/// The opcode and the length.
const FRAME_HEAD: usize = 9;

/// The bytes, and where they go.
pub struct Output {
    bytes: Vec<u8>,
    /// Does what is written go into frames?
    framing: bool,
    /// Where the head of the frame is that has begun.
    frame: Option<usize>,
    /// The method `write` of a file; unset for a pickle in memory.
    write: Value,
}

impl Output {
    /// For a pickle that is wanted as bytes.
    pub fn in_memory() -> Output {
        Output::to_file(Value::UNSET)
    }

    /// For a file with this method.
    pub fn to_file(write: Value) -> Output {
        Output { bytes: Vec::new(), framing: false, frame: None, write }
    }

    /// What has been written and not gone to a file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is written from here on goes into frames.
    pub fn begin_frames(&mut self) {
        self.framing = true;
    }

    #[inline]
    fn begin(&mut self) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.bytes.len());
            self.bytes.extend_from_slice(&[0; FRAME_HEAD]);
        }
    }

    /// Writes an opcode.
    #[inline]
    pub fn op(&mut self, code: u8) {
        self.begin();
        self.bytes.push(code);
    }

    /// Writes bytes.
    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        self.begin();
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes an opcode and what follows it.
    #[inline]
    pub fn op_with(&mut self, code: u8, bytes: &[u8]) {
        self.op(code);
        self.bytes.extend_from_slice(bytes);
    }

    /// Between two objects: a frame that is long enough ends.
    #[inline]
    pub fn between_objects(&mut self, vm: &mut Vm) -> Res<()> {
        match self.frame {
            Some(frame) if self.bytes.len() - frame - FRAME_HEAD >= FRAME_SIZE_TARGET => {
                self.end_frame();
                self.flush(vm)
            }
            _ => Ok(()),
        }
    }

    fn end_frame(&mut self) {
        let Some(frame) = self.frame.take() else { return };
        let len = self.bytes.len() - frame - FRAME_HEAD;
        if len < FRAME_SIZE_MIN {
            self.bytes.drain(frame..frame + FRAME_HEAD);
            return;
        }
        self.bytes[frame] = op::FRAME;
        self.bytes[frame + 1..frame + FRAME_HEAD].copy_from_slice(&(len as u64).to_le_bytes());
    }

    /// Writes a head and data, which lie outside of frames if there are many; `object` is the `bytes` that they are of.
    pub fn data(&mut self, vm: &mut Vm, head: &[u8], data: &[u8], object: Option<&Value>) -> Res<()> {
        if data.len() < FRAME_SIZE_TARGET {
            self.put(head);
            self.bytes.extend_from_slice(data);
            return Ok(());
        }
        self.end_frame();
        self.bytes.extend_from_slice(head);
        if self.write.is_unset() {
            vm.room_for(self.bytes.len() + data.len(), 1)?;
            self.bytes.extend_from_slice(data);
            return Ok(());
        }
        self.flush(vm)?;
        let object = object.cloned().unwrap_or_else(|| Bytes::value(data));
        vm.call(&self.write, &[object]).map(drop)
    }

    /// What has been written goes to the file.
    fn flush(&mut self, vm: &mut Vm) -> Res<()> {
        if self.write.is_unset() || self.bytes.is_empty() {
            return Ok(());
        }
        let written = Bytes::value(&self.bytes);
        self.bytes.clear();
        vm.call(&self.write, &[written]).map(drop)
    }

    /// The pickle is whole.
    pub fn finish(&mut self, vm: &mut Vm) -> Res<()> {
        self.end_frame();
        self.framing = false;
        self.flush(vm)
    }
}
