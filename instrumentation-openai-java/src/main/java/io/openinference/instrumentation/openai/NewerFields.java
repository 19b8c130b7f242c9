// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.openai.core.JsonField;
import io.openinference.instrumentation.api.stream.StreamedObject;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.HashSet;
import java.util.Set;

/**
 * The fields of a model that the oldest supported release of openai-java does not have.
 *
 * <p>They are those that openai-java's mapper writes, so that none is overlooked. They are found
 * when a model is first asked for them, and not where the constant is made: the mapper's reflection
 * takes locks, and a virtual thread that waits for a lock in the initializer of a class keeps its
 * carrier thread, which the holder of the lock may need to go on.
 *
 * <p>A record, because the JIT compiler takes the fields of a constant record for constants, and
 * inlines the handle.
 *
 * @param handle takes a model, and returns the presence of its fields
 */
record NewerFields(MethodHandle handle) {

  private static final MethodType GETTER = MethodType.methodType(JsonField.class, Object.class);
  private static final MethodType PRESENCE = MethodType.methodType(int.class, Object.class);

  /**
   * Returns the newer fields of a model.
   *
   * @param known names in JSON of the fields that each release has; where one of them is missing,
   *     no model is taken for one without newer fields
   */
  static NewerFields of(Class<?> model, String... known) {
    return new NewerFields(new FirstUse(model, Set.of(known)).dynamicInvoker());
  }

  /** Returns what takes a model, and returns the presence of its newer fields. */
  private static MethodHandle find(Class<?> model, Set<String> known) {
    try {
      BeanDescription description = Models.JSON.describe(model);
      Set<String> missing = new HashSet<>(known);
      MethodHandle handle = constant(0);
      for (BeanPropertyDefinition property : description.findProperties()) {
        if (!missing.remove(property.getName())) {
          handle = both(presence(property), handle);
        }
      }
      return missing.isEmpty() && description.findAnyGetter() != null ? handle : unknown();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return unknown();
    }
  }

  /** For a model that is not what it is in the releases known so far. */
  private static MethodHandle unknown() {
    return constant(-1);
  }

  private static MethodHandle constant(int presence) {
    return MethodHandles.dropArguments(
        MethodHandles.constant(int.class, presence), 0, Object.class);
  }

  private static MethodHandle presence(BeanPropertyDefinition property)
      throws ReflectiveOperationException {
    if (StreamedObject.grows(property.getName())) {
      return constant(-1);
    }
    MethodHandle getter =
        MethodHandles.publicLookup().unreflect(property.getGetter().getAnnotated());
    return MethodHandles.filterReturnValue(
        getter.asType(GETTER), method("presence", int.class, JsonField.class));
  }

  private static MethodHandle both(MethodHandle next, MethodHandle others)
      throws ReflectiveOperationException {
    MethodHandle join = method("join", int.class, int.class, int.class);
    return MethodHandles.permuteArguments(
        MethodHandles.filterArguments(join, 0, next, others), PRESENCE, 0, 0);
  }

  private static MethodHandle method(String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .findStatic(ModelFields.class, name, MethodType.methodType(result, parameters));
  }

  /** Returns the {@link ModelFields#presence} of all of them, a bit each, or less than 0. */
  int presence(Object model) {
    try {
      return (int) handle.invokeExact(model);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells whether all of them are missing or null. */
  boolean areAbsent(Object model) {
    return presence(model) == 0;
  }

  /** Finds the fields at the first call, and then has their handle as its constant target. */
  private static final class FirstUse extends MutableCallSite {

    private final Class<?> model;
    private final Set<String> known;

    FirstUse(Class<?> model, Set<String> known) {
      super(PRESENCE);
      this.model = model;
      this.known = known;
      setTarget(finder());
    }

    private MethodHandle finder() {
      try {
        return MethodHandles.lookup().bind(this, "findAndRead", PRESENCE);
      } catch (ReflectiveOperationException e) {
        return unknown();
      }
    }

    /** Threads that come at once find the same. */
    @SuppressWarnings("unused") // Called by its handle.
    private int findAndRead(Object model) throws Throwable {
      MethodHandle found = find(this.model, known);
      setTarget(found);
      return (int) found.invokeExact(model);
    }
  }
}
