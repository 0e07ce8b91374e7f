package dev.pycache.compiler.ast;

/**
 * A whole source.
 *
 * @param height no way from here to a leaf has more nodes; {@link Integer#MAX_VALUE} where nobody
 *     has counted
 */
public record Module(Nodes<Stmt> body, int height) {
  public Module(Nodes<Stmt> body) {
    this(body, Integer.MAX_VALUE);
  }
}
