//! sled: where entries are looked up.
