package dev.pycache.bytecode;

/** A Python {@code slice}, a constant from 3.14 on. */
public record Slice(Constant start, Constant stop, Constant step) implements Constant {}
