// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing of the server that has an id, a name and a description.
 *
 * @since 0.1.0
 */
public abstract class NamedValue extends ServerValue {

  NamedValue(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id. Empty for a thing that is not on a server. */
  public final String id() {
    return text("id");
  }

  /** Returns the name. */
  public final String name() {
    return text("name");
  }

  /** Returns the description, or an empty text. */
  public final String description() {
    return text("description");
  }
}
