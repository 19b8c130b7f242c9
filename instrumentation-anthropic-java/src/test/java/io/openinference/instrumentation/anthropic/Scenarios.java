// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;
import java.util.stream.Stream;

/** The requests and answers that the Messages API knows. */
final class Scenarios {

  static List<Scenario> all() {
    return Stream.of(
            MessageScenarios.all(),
            ToolScenarios.all(),
            ProviderToolScenarios.all(),
            AnswerScenarios.all())
        .flatMap(List::stream)
        .toList();
  }

  private Scenarios() {}
}
