// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connects woven methods to the weaver that wove them.
 *
 * <p>A copy of this class, under another name, is in the bootstrap class loader, which all class
 * loaders can see. The class therefore uses only types of {@code java.base}.
 *
 * @since 0.1.0
 */
public final class AdviceBridge {

  private static final Map<Integer, Function<@Nullable Object[], @Nullable Object @Nullable []>>
      HANDLERS = new ConcurrentHashMap<>();
  private static final AtomicInteger LAST_ID = new AtomicInteger();

  /** Actions that remove the weavings that applications asked for, by library. */
  private static final Map<Runnable, String> OF_APPLICATIONS = new ConcurrentHashMap<>();

  /** The length of an answer that holds only the observer of the method's end. */
  private static final int OBSERVED = 1;

  private static volatile boolean agent;

  /** Marks the process as one in which an agent weaves for all applications. */
  public static void announceAgent() {
    agent = true;
  }

  /** Tells whether an agent weaves for all applications. */
  public static boolean hasAgent() {
    return agent;
  }

  /**
   * Registers the action that removes a weaving, for an agent that later weaves the same library.
   */
  public static void keep(String library, Runnable undo) {
    OF_APPLICATIONS.put(undo, library);
  }

  /** Forgets the action that removes a weaving. */
  public static void forget(Runnable undo) {
    OF_APPLICATIONS.remove(undo);
  }

  /**
   * Removes the weavings of a library that applications asked for, because an agent weaves the
   * library now.
   */
  public static void replace(String library) {
    for (Map.Entry<Runnable, String> weaving : OF_APPLICATIONS.entrySet()) {
      if (weaving.getValue().equals(library)) {
        weaving.getKey().run();
      }
    }
  }

  /** Returns a new number for a weaving. */
  public static int newId() {
    return LAST_ID.incrementAndGet();
  }

  /** Passes the calls of a weaving's number to the handler; null stops that. */
  public static void handle(
      int id, @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> handler) {
    if (handler == null) {
      HANDLERS.remove(id);
    } else {
      HANDLERS.put(id, handler);
    }
  }

  /**
   * Asks the handler about a call. The answer is an array with result and exception that replaces
   * the method's own code, an observer for {@link #result}, or null to run the method unobserved.
   */
  public static @Nullable Object enter(
      int id,
      Class<?> type,
      String signature,
      @Nullable Object target,
      @Nullable Object[] arguments) {
    Function<@Nullable Object[], @Nullable Object @Nullable []> handler = HANDLERS.get(id);
    if (handler == null) {
      return null;
    }
    @Nullable Object[] answer =
        handler.apply(new @Nullable Object[] {type, signature, target, arguments});
    return answer != null && answer.length == OBSERVED ? answer[0] : answer;
  }

  /**
   * Returns the value that the method must return.
   *
   * @param entered the answer of {@link #enter}
   */
  @SuppressWarnings("unchecked") // Safe: the handler promises this type.
  public static @Nullable Object result(
      @Nullable Object entered, @Nullable Object result, @Nullable Throwable thrown) {
    if (entered == null) {
      return result;
    }
    if (entered instanceof Object[] outcome) {
      return outcome[0];
    }
    try {
      return ((BiFunction<@Nullable Object, @Nullable Throwable, @Nullable Object>) entered)
          .apply(result, thrown);
    } catch (Throwable fault) {
      return result; // Ignored: the method has already returned or thrown by itself.
    }
  }

  /** Returns the exception that the method must throw, or null. */
  public static @Nullable Throwable thrown(Object entered, @Nullable Throwable thrown) {
    return entered instanceof Object[] outcome ? (Throwable) outcome[1] : thrown;
  }

  private AdviceBridge() {}
}
