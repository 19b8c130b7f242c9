// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.http.HttpClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ends the thread on which a client of the JDK waits for its sockets.
 *
 * <p>Before Java 21, a client has no method for that. Its thread waits in native code, and a JVM
 * that exits waits for such a thread for 300 ms.
 */
final class SelectorThread {

  /** The client's text ends with its number, which the name of its thread has too. */
  private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)$");

  private static final long END_MILLIS = 50;

  /** Interrupts the thread and waits for its end. Does nothing if there is no such thread. */
  static void end(HttpClient client) {
    Thread thread = find(client.toString());
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Thread find(String client) {
    Matcher number = NUMBER.matcher(client);
    if (!number.find()) {
      return null;
    }
    String name = "HttpClient-" + number.group(1) + "-SelectorManager";
    for (Thread thread : threads()) {
      // The end of the array is empty if threads have ended in the meantime.
      if (thread != null && thread.getName().equals(name)) {
        return thread;
      }
    }
    return null;
  }

  private static @Nullable Thread[] threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    @Nullable Thread[] threads = new @Nullable Thread[root.activeCount() + 16];
    root.enumerate(threads);
    return threads;
  }

  private SelectorThread() {}
}
