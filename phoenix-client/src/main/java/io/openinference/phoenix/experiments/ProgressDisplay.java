// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.Console;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Shows how much is done: a bar that moves on a terminal, else a line for each tenth. */
final class ProgressDisplay {

  private static final int BAR = 30;
  private static final int TENTHS = 10;

  private final @Nullable PrintStream out;
  private final boolean moves;
  private final String what;
  private final int total;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private int done;

  @GuardedBy("lock")
  private int errors;

  ProgressDisplay(@Nullable PrintStream out, boolean moves, String what, int total) {
    this.out = total == 0 ? null : out;
    this.moves = moves;
    this.what = what;
    this.total = total;
  }

  static ProgressDisplay of(@Nullable PrintStream out, String what, int total) {
    return new ProgressDisplay(out, out == System.out && isTerminal(), what, total);
  }

  /**
   * Where the output goes to a file or to another program, JDK 17 to 21 have no console. Later JDKs
   * have one, and say that it is no terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  void done(boolean failed) {
    synchronized (lock) {
      done++;
      errors += failed ? 1 : 0;
      PrintStream to = out;
      if (to == null) {
        return;
      }
      if (moves) {
        to.print('\r' + bar() + (done == total ? System.lineSeparator() : ""));
        to.flush();
      } else if (tenth(done) != tenth(done - 1)) {
        to.println(what + " " + counts());
      }
    }
  }

  private int tenth(int count) {
    return (int) ((long) count * TENTHS / total);
  }

  @GuardedBy("lock")
  private String bar() {
    int filled = (int) ((long) done * BAR / total);
    return what + " [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + counts();
  }

  @GuardedBy("lock")
  private String counts() {
    return done + "/" + total + (errors == 0 ? "" : ", " + errors + " failed");
  }
}
