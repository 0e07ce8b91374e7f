package dev.pycache.compiler.symtable;

import dev.pycache.compiler.ast.Node;
import org.jspecify.annotations.Nullable;

/**
 * Scopes by the identity of their nodes: records that are equal are still different places of the
 * source, and their own {@code hashCode} would walk the tree.
 */
final class ScopeMap {
  private @Nullable Object[] nodes = new Object[64];
  private @Nullable Scope[] scopes = new Scope[64];
  private int count;

  /** The scope of the node, or null. */
  @Nullable Scope get(Object node) {
    return scopes[slot(node)];
  }

  void put(Object node, Scope scope) {
    if ((count + 1) * 2 > nodes.length) {
      grow();
    }
    int slot = slot(node);
    if (nodes[slot] == null) {
      count++;
    }
    nodes[slot] = node;
    scopes[slot] = scope;
  }

  /** Where the node is, or where it would be put. */
  private int slot(Object node) {
    int mask = nodes.length - 1;
    int slot = hash(node) & mask;
    Object found;
    while ((found = nodes[slot]) != null && found != node) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** By the place, as hardly two nodes have the same; the virtual machine's own takes a call. */
  private static int hash(Object node) {
    return node instanceof Node placed
        ? placed.span().hashCode() * 0x9E3779B9 >>> 7
        : System.identityHashCode(node);
  }

  private void grow() {
    @Nullable Object[] oldNodes = nodes;
    @Nullable Scope[] oldScopes = scopes;
    nodes = new Object[oldNodes.length * 2];
    scopes = new Scope[oldNodes.length * 2];
    for (int i = 0; i < oldNodes.length; i++) {
      Object node = oldNodes[i];
      if (node != null) {
        int slot = slot(node);
        nodes[slot] = node;
        scopes[slot] = oldScopes[i];
      }
    }
  }
}
