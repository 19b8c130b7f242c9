// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import io.openinference.testing.StubResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An answer that a server should not give, or that is larger than a library expects. */
enum HostileAnswer {
  EMPTY(""),
  TRUNCATED_JSON("{\"id\": \"1\", \"choices\": [{\"ind"),
  JSON_OF_ANOTHER_TYPE("[1, \"two\", null]"),
  /** An answer with 4 MB of text. */
  HUGE_TEXT("") {
    @Override
    StubResponse to(TracedLibrary<?> library, CallForm form) {
      return form.isStream()
          ? StubResponse.stream(library.encoding(), parts(library).toArray(String[]::new))
          : library.answer(MEGABYTE.repeat(MEGABYTES));
    }
  };

  private static final int MEGABYTES = 4;
  private static final String MEGABYTE = "fjord ".repeat((1 << 20) / "fjord ".length());

  private final String body;

  HostileAnswer(String body) {
    this.body = body;
  }

  /** Returns what the server answers to a call of the form. */
  StubResponse to(TracedLibrary<?> library, CallForm form) {
    if (!form.isStream()) {
      return StubResponse.json(body);
    }
    return body.isEmpty()
        ? StubResponse.stream(library.encoding())
        : StubResponse.stream(library.encoding(), body);
  }

  private static List<String> parts(TracedLibrary<?> library) {
    List<String> events = new ArrayList<>(library.firstEvents());
    events.addAll(Collections.nCopies(MEGABYTES, library.partEvent(MEGABYTE)));
    events.addAll(library.lastEvents());
    return events;
  }
}
