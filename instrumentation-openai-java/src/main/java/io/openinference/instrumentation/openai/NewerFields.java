// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.openai.core.JsonField;
import io.openinference.instrumentation.api.stream.StreamedObject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a model that the oldest supported release of openai-java lacks.
 *
 * <p>The fields are those that openai-java's mapper writes, so that none is missed. The fields are
 * found on first use and not in a static initializer. The mapper's reflection takes locks. A
 * virtual thread that waits for a lock in a static initializer blocks its carrier thread, and the
 * owner of the lock may need that thread.
 */
final class NewerFields {

  // Otherwise each call of a getter would allocate an empty array.
  private static final Object[] NO_ARGUMENTS = {};

  private final Class<?> model;
  private final Set<String> known;
  // Threads that come at once find the same. Null until the first call.
  private volatile @Nullable Getters getters;

  /**
   * @param methods of the newer fields
   * @param areAll false if no model is to be taken for one without newer fields
   */
  private record Getters(List<Method> methods, boolean areAll) {

    static final Getters UNKNOWN = new Getters(List.of(), false);
  }

  private NewerFields(Class<?> model, Set<String> known) {
    this.model = model;
    this.known = known;
  }

  /**
   * Returns the newer fields of a model.
   *
   * @param known the JSON names of the fields that each release has; if a model class lacks one of
   *     them, every model counts as having newer fields
   */
  static NewerFields of(Class<?> model, String... known) {
    return new NewerFields(model, Set.of(known));
  }

  /** Returns the {@link ModelFields#presence} of all of them, a bit each, or less than 0. */
  int presence(Object model) {
    Getters found = getters;
    if (found == null) {
      found = find();
      getters = found;
    }
    int presence = found.areAll ? 0 : -1;
    // Without an iterator, because each chunk of a stream passes here five times.
    List<Method> methods = found.methods;
    for (int i = 0; i < methods.size(); i++) {
      presence = ModelFields.join(presence(methods.get(i), model), presence);
    }
    return presence;
  }

  /** Tells whether all of them are missing or null. */
  boolean areAbsent(Object model) {
    return presence(model) == 0;
  }

  private static int presence(Method getter, Object model) {
    try {
      return getter.invoke(model, NO_ARGUMENTS) instanceof JsonField<?> field
          ? ModelFields.presence(field)
          : -1;
    } catch (ReflectiveOperationException e) {
      return -1;
    }
  }

  private Getters find() {
    try {
      BeanDescription description = Models.JSON.describe(model);
      Set<String> missing = new HashSet<>(known);
      List<Method> newer = new ArrayList<>();
      for (BeanPropertyDefinition property : description.findProperties()) {
        if (missing.remove(property.getName())) {
          continue;
        }
        if (StreamedObject.grows(property.getName())) {
          return Getters.UNKNOWN;
        }
        newer.add(property.getGetter().getAnnotated());
      }
      return missing.isEmpty() && description.findAnyGetter() != null
          ? new Getters(List.copyOf(newer), true)
          : Getters.UNKNOWN;
    } catch (RuntimeException | LinkageError e) {
      // A model that is not what it is in the releases known so far.
      return Getters.UNKNOWN;
    }
  }
}
