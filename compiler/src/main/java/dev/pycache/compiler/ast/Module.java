package dev.pycache.compiler.ast;

import java.util.List;

/** A whole source. */
public record Module(List<Stmt> body) {}
