//! Rondo's standard library: native halves here, the rest in `lib/*.py`.
