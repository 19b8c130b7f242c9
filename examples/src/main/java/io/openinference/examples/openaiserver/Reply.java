// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of an endpoint, and its bill. */
sealed interface Reply {

  Usage usage();

  /** One JSON document. */
  record Document(ObjectNode body, Usage usage) implements Reply {}

  /** Server-sent events, written one by one. */
  record Events(List<Event> events, Usage usage) implements Reply {}

  /** One server-sent event; chat completions send theirs without a name. */
  record Event(@Nullable String name, String data) {

    String toText() {
      return (name == null ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    }
  }
}
