// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.SpanFilter;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that select spans. */
final class SpanSelection {

  @Option(names = "--kind", description = "Spans of this kind: ${COMPLETION-CANDIDATES}.")
  private List<OpenInferenceSpanKind> kinds = List.of();

  @Option(names = "--name", description = "Spans with this name.")
  private List<String> names = List.of();

  @Option(names = "--status", description = "Spans with this status: OK, ERROR or UNSET.")
  private List<String> statusCodes = List.of();

  @Option(names = "--trace", paramLabel = "ID", description = "Spans of this trace.")
  private List<String> traceIds = List.of();

  @Option(names = "--attribute", paramLabel = "KEY=VALUE", description = "Spans with this text.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Option(names = "--roots", description = "Only spans without a parent.")
  private boolean roots;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Spans that start since then: 2026-01-31T00:00:00Z, or 7d, 12h, 30m ago.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Spans that start before then.")
  private @Nullable String until;

  SpanSelection() {}

  SpanFilter filter() {
    SpanFilter.Builder filter = SpanFilter.builder();
    kinds.forEach(filter::kind);
    names.forEach(filter::name);
    statusCodes.forEach(filter::statusCode);
    traceIds.forEach(filter::traceId);
    attributes.forEach(filter::attribute);
    if (roots) {
      filter.rootsOnly();
    }
    if (since != null) {
      filter.from(time(since));
    }
    if (until != null) {
      filter.until(time(until));
    }
    return filter.build();
  }

  /** Reads a time, or an age such as {@code 7d}. */
  static Instant time(String text) {
    try {
      if (text.matches("\\d+[dhm]")) {
        String iso = text.endsWith("d") ? "P" + text : "PT" + text;
        return Instant.now().minus(Duration.parse(iso));
      }
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          text + " is no time. Write 2026-01-31T00:00:00Z, 7d, 12h or 30m.");
    }
  }
}
