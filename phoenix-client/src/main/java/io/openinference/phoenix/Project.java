// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project, which holds traces.
 *
 * @since 0.1.0
 */
public final class Project extends NamedValue {

  Project(Map<String, @Nullable Object> json) {
    super(json);
  }
}
