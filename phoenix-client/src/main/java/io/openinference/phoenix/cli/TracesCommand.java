// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixTrace;
import io.openinference.phoenix.TraceFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for traces. */
@Command(name = "traces", description = "Lists and deletes traces.")
final class TracesCommand {

  private TracesCommand() {}

  @Command(name = "list", description = "Lists the traces of a project, the newest first.")
  int list(
      @Mixin ServerOptions server,
      @Option(names = "--slowest", description = "The slowest first.") boolean slowest,
      @Option(names = "--since", paramLabel = "TIME", description = "Such as 7d.")
          @Nullable String since,
      @Option(names = "--session", paramLabel = "ID", description = "Traces of this session.")
          @Nullable String session,
      @Option(
              names = "--limit",
              defaultValue = "50",
              description = "The greatest number: ${DEFAULT-VALUE}.")
          int limit,
      @Parameters(paramLabel = "PROJECT") String project) {
    TraceFilter.Builder filter = TraceFilter.builder();
    if (slowest) {
      filter.slowestFirst();
    }
    if (since != null) {
      filter.from(SpanSelection.time(since));
    }
    if (session != null) {
      filter.sessionId(session);
    }
    server.print(
        List.of("start_time", "latency_ms", "tokens", "trace_id"),
        server.client().traces().list(project, filter.build()).stream()
            .limit(limit)
            .map(TracesCommand::row));
    return 0;
  }

  @Command(name = "delete", description = "Deletes traces with their spans.")
  int delete(
      @Mixin ServerOptions server,
      @Parameters(paramLabel = "TRACE_ID", arity = "1..*") List<String> traceIds) {
    PhoenixClient client = server.client();
    traceIds.forEach(client.traces()::delete);
    return 0;
  }

  private static Map<String, @Nullable Object> row(PhoenixTrace trace) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("start_time", trace.startTime());
    row.put("latency_ms", trace.latency().toNanos() / 1e6);
    row.put("tokens", trace.totalTokens());
    row.put("trace_id", trace.traceId());
    return row;
  }
}
