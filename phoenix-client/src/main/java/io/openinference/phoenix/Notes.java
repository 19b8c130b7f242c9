// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.Map;
import java.util.UUID;

/** Adds notes to spans, traces and sessions. */
final class Notes {

  static void add(Transport transport, String target, String id, String note) {
    // The identifier makes a repetition harmless: it replaces the same note.
    Object data =
        Map.of(target + "_id", id, "note", note, "identifier", UUID.randomUUID().toString());
    transport.send(
        ApiRequest.post(target + "_notes").repeat(Repeat.HARMLESS), Map.of("data", data));
  }

  private Notes() {}
}
