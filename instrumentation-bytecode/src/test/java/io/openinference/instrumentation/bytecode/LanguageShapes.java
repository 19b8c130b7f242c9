// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import org.jspecify.annotations.Nullable;

/** Has one type of each kind. */
@SuppressWarnings({"unused", "MethodCanBeStatic"})
final class LanguageShapes {

  /** A class that no class loader of the tests finds. */
  static class Absent {
    String name = "absent";
  }

  record Pair(long left, @Nullable String right) {
    Pair {
      if (left < 0) {
        throw new IllegalArgumentException("negative");
      }
    }

    double times(double factor, long added, byte small, double more) {
      return left * factor + added + small + more;
    }
  }

  enum Level {
    LOW {
      @Override
      int weight(long a, int b, double c, int d) {
        return (int) (a + b + c + d);
      }
    },
    HIGH {
      @Override
      int weight(long a, int b, double c, int d) {
        return (int) (a * b * c * d);
      }
    };

    abstract int weight(long a, int b, double c, int d);
  }

  sealed interface Node permits Leaf, Branch {
    default int depth(long start) {
      return own((int) start);
    }

    private int own(int start) {
      return this instanceof Branch branch
          ? Math.max(branch.left().depth(start + 1), branch.right().depth(start + 1))
          : start;
    }

    static Node leaf() {
      return new Leaf();
    }
  }

  record Leaf() implements Node {}

  record Branch(Node left, Node right) implements Node {}

  static final class Machine {

    private int state;

    Machine() {
      this(3);
    }

    Machine(int state) {
      this.state = state;
    }

    synchronized long fibonacci(int n) {
      return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    static synchronized float shared(double a, float b, long c) {
      return (float) (a + b + c);
    }

    int release(boolean fails) {
      try {
        try {
          if (fails) {
            throw new IllegalStateException("inner");
          }
          return state;
        } finally {
          state += 10;
        }
      } catch (IllegalStateException e) {
        return -state;
      } finally {
        state += 100;
      }
    }

    void write(StringBuilder into) {
      for (long i = 0; i < 3; i++) {
        if (i == 1) {
          continue;
        }
        into.append(i);
      }
    }

    /** Has a missing type in its frames, and no other. */
    Object missing(boolean wanted) {
      Absent absent = wanted ? new Absent() : null;
      if (absent != null) {
        return absent.name;
      }
      return "none";
    }
  }

  static String run() {
    StringBuilder text = new StringBuilder();
    Pair pair = new Pair(4, null);
    text.append(pair.times(0.5, 7L, (byte) 1, 2.5)).append(pair).append(pair.hashCode());
    text.append(pair.equals(new Pair(4, null)));
    for (Level level : Level.values()) {
      text.append(level).append(level.weight(2L, 3, 4d, 5)).append(Level.valueOf("LOW"));
    }
    Node node = new Branch(Node.leaf(), new Branch(Node.leaf(), Node.leaf()));
    text.append(node.depth(1L)).append(node);
    Machine machine = new Machine();
    text.append(machine.fibonacci(7)).append(Machine.shared(1.5, 2.5f, 3L));
    text.append(machine.release(false))
        .append(machine.release(true))
        .append(machine.release(false));
    machine.write(text);
    return text.append(machine.missing(false)).toString();
  }

  private LanguageShapes() {}
}
