package dev.pycache.compiler.ast;

/** A whole source. */
public record Module(Nodes<Stmt> body) {}
