// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tag of an experiment, such as {@code baseline}. A dataset has one experiment for each tag.
 *
 * @since 0.1.0
 */
public final class ExperimentTag extends NamedValue {

  ExperimentTag(Map<String, @Nullable Object> json) {
    super(json);
  }
}
