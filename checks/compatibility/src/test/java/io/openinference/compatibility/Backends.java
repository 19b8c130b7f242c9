// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The servers of the programs: a stand-in for the model, and a receiver of spans. */
final class Backends implements AfterEachCallback {

  private final OpenAIServer models = OpenAIServer.start();
  private final OtlpReceiver receiver = OtlpReceiver.start();

  ProgramJvm jvm(ClassPath classPath) {
    return new ProgramJvm(
        classPath,
        Map.of(
            "OPENAI_BASE_URL", models.baseUrl(),
            "OPENAI_API_KEY", "not-needed",
            "PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint()));
  }

  /** Returns the base URL of the receiver of spans. */
  String endpoint() {
    return receiver.endpoint();
  }

  String tracesEndpoint() {
    return receiver.tracesEndpoint();
  }

  /** Returns the names of the spans that arrived. */
  List<String> received() {
    return receiver.spans().stream().map(ReceivedSpan::name).toList();
  }

  ReceivedSpan receivedSpan(String name) {
    return receiver.spans().stream()
        .filter(span -> span.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns kinds and names of the spans that arrived, in the order that they started. */
  String tree() {
    StringBuilder tree = new StringBuilder();
    appendChildren("", "", tree);
    return tree.toString();
  }

  private void appendChildren(String parentId, String indent, StringBuilder tree) {
    receiver.spans().stream()
        .filter(span -> span.parentSpanId().equals(parentId))
        .sorted(Comparator.comparing(ReceivedSpan::startEpochNanos))
        .forEach(
            span -> {
              tree.append(indent).append(span.openInferenceKind()).append(' ');
              tree.append(span.name()).append('\n');
              appendChildren(span.spanId(), indent + "  ", tree);
            });
  }

  @Override
  public void afterEach(ExtensionContext context) {
    models.close();
    receiver.close();
  }
}
