// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Shows the traces of a test that failed: by a link to a viewer that runs, else in an HTML file,
 * else as text. No fault on this way hides the failure of the test.
 */
final class FailedTest {

  private static final int MAX_TRACES = 10;
  private static final int MAX_LINES = 200;
  private static final int MAX_NAME = 100;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final String PREFIX = "OpenInference: ";

  private final String name;
  private final TestName fileName;

  FailedTest(ExtensionContext context) {
    this.fileName = TestName.of(context);
    this.name =
        context.getRequiredTestClass().getSimpleName() + ", " + oneLine(context.getDisplayName());
  }

  /** A display name may hold the arguments of the test, such as a prompt. */
  private static String oneLine(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.length() <= MAX_NAME ? line : line.substring(0, MAX_NAME) + "…";
  }

  /**
   * Prints where the traces are.
   *
   * @param openSpans the names of spans that have not ended
   */
  void show(List<SpanData> spans, List<String> openSpans) {
    StringBuilder text = new StringBuilder();
    List<Trace> traces = Trace.group(spans);
    @Nullable Path folder = TraceFolder.find();
    if (folder == null || (spans.isEmpty() && openSpans.isEmpty())) {
      return;
    }
    for (int i = 0; i < traces.size() && i < MAX_TRACES; i++) {
      text.append(describe(traces.get(i), i, folder)).append('\n');
    }
    if (traces.size() > MAX_TRACES) {
      line(text, (traces.size() - MAX_TRACES) + " more traces of " + name + " are not shown");
    }
    if (!openSpans.isEmpty()) {
      line(text, "spans of " + name + " that have not ended: " + openSpans);
    }
    // One call, so that lines of tests that run in parallel do not mix.
    System.out.print(text);
  }

  private static void line(StringBuilder text, String line) {
    text.append(PREFIX).append(line).append('\n');
  }

  private String describe(Trace trace, int index, Path folder) {
    String reason = "";
    try {
      byte[] request = OtlpEncoder.request(trace.spans(), resource()).toByteArray();
      String traceId = trace.spans().get(0).getTraceId();
      String url = ViewerLink.show(request, traceId);
      if (url != null) {
        return PREFIX + "trace of " + name + ": " + url;
      }
      Path file = folder.resolve(fileName.withNumber(index + 1) + ".html");
      if (TraceHtml.write(request, file)) {
        return PREFIX + "trace of " + name + ": " + file;
      }
    } catch (IOException | RuntimeException | LinkageError fault) {
      // The libraries of the viewer may have other versions in this test.
      reason = " (there is no page of it: " + fault + ")";
    }
    return PREFIX + "trace of " + name + reason + ":\n" + tree(trace);
  }

  private Attributes resource() {
    return Attributes.of(
        AttributeKey.stringKey("openinference.project.name"),
        "tests",
        AttributeKey.stringKey("test.case.name"),
        fileName.withNumber(1));
  }

  private static String tree(Trace trace) {
    List<String> lines = TraceTree.render(trace).lines().toList();
    return String.join("\n", lines.subList(0, Math.min(lines.size(), MAX_LINES)))
        + (lines.size() > MAX_LINES ? "\n… " + (lines.size() - MAX_LINES) + " more spans" : "");
  }
}
