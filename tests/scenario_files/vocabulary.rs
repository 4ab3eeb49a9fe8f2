//! What seci explains of its keys.
