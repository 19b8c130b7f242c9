// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leads from woven methods to whoever wove them.
 *
 * <p>A copy of it, under another name, is put into the bootstrap class loader, which woven classes
 * of every class loader see. So it knows nothing but types of {@code java.base}.
 *
 * @since 0.1.0
 */
public final class AdviceBridge {

  private static final Map<Integer, Function<@Nullable Object[], @Nullable Object @Nullable []>>
      HANDLERS = new ConcurrentHashMap<>();
  private static final AtomicInteger LAST_ID = new AtomicInteger();

  /** What takes out the weavings that applications have asked for, with the library of each. */
  private static final Map<Runnable, String> OF_APPLICATIONS = new ConcurrentHashMap<>();

  /** The length of an answer that holds nothing but who is told of the method's end. */
  private static final int OBSERVED = 1;

  private static volatile boolean agent;

  /** Tells all weavers of the process that an agent weaves for everybody. */
  public static void announceAgent() {
    agent = true;
  }

  /** Tells whether an agent weaves for everybody. */
  public static boolean hasAgent() {
    return agent;
  }

  /** Keeps what takes a weaving out, for an agent that comes later and weaves the same library. */
  public static void keep(String library, Runnable undo) {
    OF_APPLICATIONS.put(undo, library);
  }

  /** Lets go of what takes a weaving out. */
  public static void forget(Runnable undo) {
    OF_APPLICATIONS.remove(undo);
  }

  /** Takes out what applications have woven of a library, because an agent weaves it now. */
  public static void replace(String library) {
    for (Map.Entry<Runnable, String> weaving : OF_APPLICATIONS.entrySet()) {
      if (weaving.getValue().equals(library)) {
        weaving.getKey().run();
      }
    }
  }

  /** Returns a new number to weave with. */
  public static int newId() {
    return LAST_ID.incrementAndGet();
  }

  /** Sends calls with the number to the handler, until it is null. */
  public static void handle(
      int id, @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> handler) {
    if (handler == null) {
      HANDLERS.remove(id);
    } else {
      HANDLERS.put(id, handler);
    }
  }

  /**
   * Returns what a woven method goes by: an array with result and exception, in place of its own
   * code; an object that {@link #result} tells how its own code ended; or null.
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

  /** Returns what the method is to return. */
  @SuppressWarnings("unchecked") // The handler's promise.
  public static @Nullable Object result(
      Object entered, @Nullable Object result, @Nullable Throwable thrown) {
    if (entered instanceof Object[] outcome) {
      return outcome[0];
    }
    try {
      return ((BiFunction<@Nullable Object, @Nullable Throwable, @Nullable Object>) entered)
          .apply(result, thrown);
    } catch (Throwable fault) {
      return result; // The method has ended well or badly by itself, which is all that counts.
    }
  }

  /** Returns what the method is to throw, or null. */
  public static @Nullable Throwable thrown(Object entered, @Nullable Throwable thrown) {
    return entered instanceof Object[] outcome ? (Throwable) outcome[1] : thrown;
  }

  private AdviceBridge() {}
}
