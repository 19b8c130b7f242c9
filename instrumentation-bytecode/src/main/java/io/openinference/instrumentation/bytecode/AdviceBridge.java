// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Returns result and exception of the call, or null where the method is to run itself. */
  public static @Nullable Object @Nullable [] enter(
      int id,
      Class<?> type,
      String signature,
      @Nullable Object target,
      @Nullable Object[] arguments) {
    Function<@Nullable Object[], @Nullable Object @Nullable []> handler = HANDLERS.get(id);
    return handler == null
        ? null
        : handler.apply(new @Nullable Object[] {type, signature, target, arguments});
  }

  private AdviceBridge() {}
}
