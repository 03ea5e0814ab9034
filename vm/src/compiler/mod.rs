//! AST to register bytecode: scopes first, then code.
